// What makes the site pleasanter. Everything works without it.
(() => {
  const words = document.documentElement.dataset;
  const notices = () => document.getElementById("notices");

  // A form that came back with errors: the summary gets the focus.
  const focusErrors = (root) => root.querySelector("[data-focus]")?.focus();
  document.addEventListener("DOMContentLoaded", () => { focusErrors(document); wake(document); });
  document.addEventListener("htmx:afterSettle", (event) => { focusErrors(event.target); wake(event.target); });

  // An answer that is an error comes as a sentence; the next success clears it.
  document.addEventListener("htmx:beforeRequest", () => { const box = notices(); if (box) box.textContent = ""; });

  // No answer at all: say so, keep what was typed, offer to try again.
  document.addEventListener("htmx:sendError", (event) => {
    const again = document.createElement("button");
    again.textContent = words.again;
    again.addEventListener("click", () => { again.parentNode.remove(); htmx.trigger(event.target, event.detail.requestConfig.triggeringEvent?.type || "submit"); });
    const line = document.createElement("p");
    line.append(words.offline + " ", again);
    notices()?.replaceChildren(line);
  });

  // A small save says so quietly.
  let fading;
  document.addEventListener("saved", () => {
    const status = document.getElementById("status");
    status.textContent = words.saved;
    clearTimeout(fading);
    fading = setTimeout(() => { status.textContent = ""; }, 2500);
  });

  const wake = (root) => {
    root.querySelectorAll("[data-step], [data-print]").forEach((button) => { button.hidden = false; });
    root.querySelectorAll("[data-share]:not([data-awake])").forEach((box) => {
      box.dataset.awake = "";
      const button = document.createElement("button");
      button.type = "button";
      button.className = "secondary";
      button.textContent = navigator.share ? words.send : words.copy;
      button.addEventListener("click", () => share(box.dataset.share, button));
      box.append(button);
    });
  };

  const share = async (url, button) => {
    if (navigator.share) { await navigator.share({ url }).catch(() => {}); return; }
    await navigator.clipboard.writeText(url);
    button.textContent = words.copied;
  };

  document.addEventListener("click", (event) => {
    const step = event.target.closest("[data-step]");
    if (step) {
      const input = step.parentNode.querySelector("input");
      input.value = Math.max(0, Number(input.value || 0) + Number(step.dataset.step));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
    const leave = event.target.closest("[data-leave]");
    if (leave) { event.preventDefault(); location.replace(leave.href); }
    if (event.target.closest("[data-print]")) print();
  });
})();
