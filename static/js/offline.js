// Attendance where there is no network. Each tap goes first into a queue on this phone (ids and
// a time, no names) and from there to the site: at once, or when the network is back.
// Today's attendance pages are kept for the worker to show. Sign-out wipes both.
const box = document.getElementById("waiting");
const { owner, keep, to, worker, scope, one, many, there, these, ...words } = box.dataset;
const count = box.querySelector("[data-count]");
const message = box.querySelector("[data-words]");
const [sendNow, signIn] = box.querySelectorAll("button, a");
const headcount = () => document.getElementById("headcount");
const made = () => Number(document.querySelector("[data-made]")?.dataset.made); // ms, the site's clock
const inWords = (number, singular, plural) => (number === 1 ? singular : plural).replace("#", number);

// The queue. Of each row only the last tap matters, so a new one takes the place of the old.
const opening = new Promise((done, failed) => {
  const asked = indexedDB.open("attendance", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("taps", { keyPath: "key" });
  asked.onsuccess = () => done(asked.result);
  asked.onerror = failed;
});
const queue = async (mode, act) => {
  const work = (await opening).transaction("taps", mode);
  const asked = act(work.objectStore("taps"));
  return new Promise((done, failed) => {
    work.oncomplete = () => done(asked?.result);
    work.onabort = failed;
  });
};
const waiting = () => queue("readonly", (taps) => taps.getAll());
const put = (row, said) => queue("readwrite", (taps) =>
  taps.put({ key: `${to} ${row}`, id: crypto.randomUUID(), at: Date.now(), to, row, said }));
const forget = (sent) => queue("readwrite", (taps) => sent.forEach(({ key, id }) => {
  taps.get(key).onsuccess = ({ target }) => { // unless the row was tapped again meanwhile
    if (target.result?.id === id) taps.delete(key);
  };
}));
const wipe = async () => {
  await queue("readwrite", (taps) => taps.clear());
  for (const name of await caches.keys()) await caches.delete(name);
};

const show = async () => {
  const number = (await waiting()).length;
  box.hidden = !number && !message.textContent;
  count.textContent = number ? inWords(number, one, many) : "";
  sendNow.hidden = !number;
};
const tell = (sentence) => {
  message.textContent = sentence;
  return show();
};

// Sending. The ages of taps are sent, not times: a phone's clock may be wrong. The site knows a
// tap by its id, so what was sent in vain or twice does no harm.
let sending = Promise.resolve();
let next; // one at a time, and one more for what was tapped meanwhile
const send = () => {
  next ??= sending.then(() => {
    next = null;
    sending = sendAll().catch(() => {}).then(show);
    return sending;
  });
  return next;
};
const sendAll = async () => {
  for (let taps; (taps = await waiting()).length;) {
    const [{ to: address }] = taps;
    if (!await sendTo(address, taps.filter((tap) => tap.to === address))) return;
  }
};
const sendTo = async (address, taps) => {
  const body = JSON.stringify(taps.map(({ id, at, row, said }) => ({ id, ago: Date.now() - at, row, said })));
  const headers = { "Content-Type": "application/json", "HX-Request": "true", "HX-Target": "notices" };
  const answer = await fetch(address, { method: "POST", body, headers, signal: AbortSignal.timeout(15_000) }).catch(() => null);
  if (!answer || answer.status >= 500 || [408, 409, 429].includes(answer.status)) return false;
  signIn.hidden = !answer.headers.has("HX-Redirect");
  if (!signIn.hidden) return tell(words.signedOut).then(() => false);
  const said = await answer.clone().text();
  if (answer.ok) await (await cache).put(address, answer).catch(() => {}); // this page may be left now
  await forget(taps);
  if (answer.ok) {
    message.textContent = JSON.parse(said).refused;
    await paint();
    if (!message.textContent) document.dispatchEvent(new CustomEvent("rinki:saved"));
  } else message.textContent = new DOMParser().parseFromString(said, "text/html").body.textContent;
  return true;
};

const SAVING = 2000; // ms: of a page made so soon after the answer it is not sure that it knows as much
// The list shows what the site last said, and over it what still waits here.
const paint = async () => {
  if (!to) return;
  const kept = await (await cache).match(to, { ignoreVary: true });
  const last = kept ? await kept.json() : { at: 0 };
  const known = last.at + SAVING > made() ? { ...last.marks, headcount: last.headcount } : {};
  for (const tap of await waiting()) if (tap.to === to) known[tap.row] = tap.said;
  for (const [row, said] of Object.entries(known)) paintRow(row, said);
  const people = document.querySelectorAll(".here:checked").length;
  const total = document.querySelector("#tally .total");
  if (total) total.textContent = inWords(Math.max(people, headcount()?.value ?? 0), there, these);
};
const paintRow = (row, said) => {
  const here = document.getElementById(`here-${row}`);
  if (here) {
    here.checked = said === "present";
    const excused = document.getElementById(`excused-${row}`);
    if (excused) excused.checked = said === "excused";
    document.getElementById(`was-${row}`).value = said;
  } else if (row === "headcount" && document.activeElement !== headcount()) headcount().value = said ?? "";
};

// Tapping. htmx, which would send it where this can't be kept, is not let to hear of it.
const say = async (row, said) => {
  await put(row, said);
  await paint();
  setTimeout(show, 700);
  return send();
};
const onChange = (event) => {
  const tick = event.target;
  const [here, excused] = tick.closest(".toggle")?.querySelectorAll("input[type=checkbox]") ?? [];
  if (here) {
    if (tick.checked && excused) (tick === here ? excused : here).checked = false;
    say(Number(here.id.split("-")[1]), here.checked ? "present" : excused?.checked ? "excused" : "absent");
  } else if (tick === headcount() && tick.checkValidity()) {
    say("headcount", tick.value === "" ? null : Number(tick.value));
  } else return;
  event.stopPropagation();
};
const onSubmit = async (event) => {
  const form = event.target;
  const stop = () => { event.preventDefault(); event.stopPropagation(); };
  const finish = async (row, said) => {
    stop();
    await say(row, said);
    if ((await waiting()).length) tell(words.safe);
    else form.submit();
  };
  if (form.id === "list") {
    await finish("rest", "absent");
  } else if (form === headcount()?.form && form.checkValidity()) {
    if (event.submitter?.name !== "done") stop(); // its change has said it
    else if (headcount().value) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "done", value: "1" }));
      await finish("headcount", Number(headcount().value));
    }
  } else if (!navigator.onLine) {
    stop();
    tell(form.action.endsWith("walk-in") ? words.newcomer : words.elsewhere);
  }
};
const onClick = (event) => {
  const link = event.target.closest("a[href]:not([href^='#'])");
  if (!link || navigator.onLine) return;
  event.preventDefault(); // else the browser's own page of no network would take this one's place
  tell(words.elsewhere);
};

// Keeping. A page is drawn with the files it names; their older versions are thrown away, and so
// are the pages of earlier days.
const DAY = 18 * 60 * 60 * 1000; // ms
const cache = (async () => {
  const mine = `attendance-${owner}`;
  if ((await caches.keys()).some((name) => name !== mine)) await wipe(); // someone else was signed in
  return caches.open(mine);
})();
const keepPages = async () => {
  const kept = await cache;
  const wanted = new Set();
  for (const page of keep.split(" ").filter(Boolean)) {
    const answer = await fetch(page);
    if (!answer.ok || answer.redirected) return kept.delete(page);
    const files = (await answer.clone().text()).matchAll(/(?:href|src)="(\/static\/[^"]+)"/g);
    for (const [, file] of files) if (wanted.add(file) && !await kept.match(file)) await kept.add(file);
    await kept.put(page, answer);
  }
  for (const { url } of await kept.keys()) {
    const file = url.slice(location.origin.length);
    const isOld = async () => Date.now() - Date.parse((await kept.match(url)).headers.get("Date")) > DAY;
    if (file.includes("?v=") ? wanted.size && !wanted.has(file) : await isOld()) kept.delete(url);
  }
};

if (isSecureContext && navigator.serviceWorker) {
  await Promise.all([cache, opening]); // without either, htmx goes on as elsewhere
  if (to) {
    document.addEventListener("change", onChange, true);
    document.addEventListener("submit", onSubmit, true);
    document.addEventListener("click", onClick);
    document.addEventListener("htmx:afterSettle", paint);
  }
  document.addEventListener("submit", async (event) => {
    if (!event.target.action.includes("/sign-out")) return;
    event.preventDefault();
    await wipe().finally(() => event.target.submit());
  });
  sendNow.addEventListener("click", send);
  addEventListener("online", () => tell("").then(send));
  document.addEventListener("visibilitychange", () => document.hidden || send());
  setInterval(async () => (await waiting()).length && send(), 30_000);
  await paint();
  await show();
  await send();
  if (keep) navigator.serviceWorker.register(worker, { scope });
  keepPages().catch(() => {}); // no network: what was kept before stays
}
