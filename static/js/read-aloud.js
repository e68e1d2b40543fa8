/* Shows a button that reads the page aloud, where the device itself has a voice for the page's language. */
"use strict";
for (const button of document.querySelectorAll('[data-behaviour~="read-aloud"]')) {
  const { speechSynthesis } = window;
  if (!speechSynthesis) continue;
  const words = button.querySelector("span");
  const { start, stop } = button.dataset;
  const language = document.documentElement.lang.slice(0, 2);
  // A voice that is not on the device would carry the page to its maker.
  const own = () => speechSynthesis.getVoices().find((voice) => voice.localService && voice.lang.slice(0, 2) === language);
  const show = () => {
    button.hidden = !own();
  };
  const end = () => {
    speechSynthesis.cancel();
    words.textContent = start;
    button.setAttribute("aria-pressed", "false");
  };
  const read = () => {
    const lines = document.querySelector("main").innerText.split("\n").filter((line) => line.trim() && line.trim() !== start);
    for (const line of lines) {
      const said = new SpeechSynthesisUtterance(line);
      said.voice = own();
      said.lang = said.voice.lang;
      speechSynthesis.speak(said);
      if (line === lines.at(-1)) said.addEventListener("end", end);
    }
    words.textContent = stop;
    button.setAttribute("aria-pressed", "true");
  };
  button.addEventListener("click", () => (button.getAttribute("aria-pressed") === "true" ? end() : read()));
  speechSynthesis.addEventListener?.("voiceschanged", show);
  window.addEventListener("pagehide", () => speechSynthesis.cancel());
  show();
}
