// What makes the site pleasanter. Everything works without it.
(() => {
  const words = document.documentElement.dataset;
  const box = (id) => document.getElementById(id);
  const on = (names, act) => names.split(" ").forEach((name) => document.addEventListener(name, act));

  // Buttons that only a script can answer appear; a form with errors gets the focus to its summary.
  const wake = (root) => {
    const useful = ["[data-step], [data-print]", navigator.clipboard && "[data-copy]", navigator.share && "[data-send]"];
    root.querySelectorAll(useful.filter(Boolean).join()).forEach((button) => { button.hidden = false; });
    if (navigator.share) root.querySelectorAll("[data-else]").forEach((way) => { way.hidden = true; });
    root.querySelector("[data-focus]")?.focus();
  };
  on("DOMContentLoaded", () => wake(document));
  on("htmx:afterSettle", (event) => wake(event.target));

  let fading;
  const whisper = (word) => {
    box("status").textContent = word;
    clearTimeout(fading);
    fading = setTimeout(() => { box("status").textContent = ""; }, 2500);
  };

  // No answer at all: say so, keep what was typed, and send all that waits when asked to.
  const unsent = new Map();
  const sendAgain = () => {
    const waiting = [...unsent.values()].filter(({ elt }) => elt.isConnected);
    unsent.clear();
    box("notices").replaceChildren();
    waiting.forEach(({ verb, path, elt }) => htmx.ajax(verb, path, { source: elt }));
  };
  on("htmx:sendError htmx:timeout", ({ detail: { requestConfig } }) => {
    unsent.set(requestConfig.elt, requestConfig);
    const line = document.createElement("p");
    const again = document.createElement("button");
    again.textContent = words.again;
    again.addEventListener("click", sendAgain);
    line.append(words.offline, again);
    box("notices").replaceChildren(line);
  });

  // The next request clears the last error; a save says so quietly.
  on("htmx:beforeRequest", ({ detail }) => {
    unsent.delete(detail.elt);
    if (!unsent.size) box("notices").replaceChildren();
  });
  on("htmx:afterRequest", ({ detail }) => {
    if (detail.successful && detail.requestConfig.verb === "post" && !("quiet" in detail.elt.dataset)) whisper(words.saved);
  });

  on("rinki:saved", () => whisper(words.saved));

  const step = (button) => {
    const input = button.parentNode.querySelector("input");
    input.value = Math.max(0, Number(input.value) + Number(button.dataset.step));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const copy = async (button) => {
    const { address, text } = button.closest("[data-address]").dataset;
    await navigator.clipboard.writeText(address || text);
    whisper(words.copied);
  };

  const send = (button) => {
    const { address, text } = button.closest("[data-address]").dataset;
    navigator.share({ text, url: address || undefined }).catch(() => {});
  };

  on("click", (event) => {
    const button = event.target.closest("button, [data-leave]");
    if (!button) return;
    if ("step" in button.dataset) step(button);
    if ("print" in button.dataset) print();
    if ("copy" in button.dataset) copy(button);
    if ("send" in button.dataset) send(button);
    if ("leave" in button.dataset) {
      event.preventDefault();
      location.replace(button.href);
    }
  });
})();
