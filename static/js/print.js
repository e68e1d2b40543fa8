/* Shows a button that opens the print dialogue. */
"use strict";
for (const button of document.querySelectorAll('[data-behaviour~="print"]')) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
