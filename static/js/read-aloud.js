// Reads a page aloud where the browser has a voice for its language; without one nothing is shown.
const button = document.querySelector("[data-read-aloud]");
const language = document.documentElement.lang.split("-")[0];
const read = "main h1, main .lead, main p:not(.meta), main legend, main label";

function voice() {
  return speechSynthesis.getVoices().find(({ lang }) => lang.toLowerCase().split(/[-_]/)[0] === language);
}

function speak() {
  const words = button.querySelector("span");
  const [start, stop] = [button.dataset.start ?? words.textContent, button.dataset.stop];
  button.dataset.start = start;
  if (speechSynthesis.speaking) return speechSynthesis.cancel();
  const parts = [...document.querySelectorAll(read)].filter((part) => part.offsetParent && !part.closest("[data-read-aloud]"));
  parts.forEach((part, number) => {
    const said = new SpeechSynthesisUtterance(part.textContent.trim());
    [said.voice, said.lang, said.rate] = [voice(), language, 0.9];
    if (number === parts.length - 1) said.onend = () => { words.textContent = start; };
    said.onerror = () => { words.textContent = start; };
    speechSynthesis.speak(said);
  });
  words.textContent = stop;
}

function show() {
  button.hidden = !voice();
}

if (button && "speechSynthesis" in window) {
  show();
  speechSynthesis.addEventListener("voiceschanged", show);
  button.addEventListener("click", speak);
  addEventListener("pagehide", () => speechSynthesis.cancel());
}
