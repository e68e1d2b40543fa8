/* Shows a button that copies data-text, and says so in data-done. */
"use strict";
for (const button of document.querySelectorAll('[data-behaviour~="copy"]')) {
  if (!navigator.clipboard) continue;
  const words = button.querySelector("span");
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.text);
    words.textContent = button.dataset.done;
  });
}
