/* Says how many characters are left in the field data-for; aloud only when few are left. */
"use strict";
for (const line of document.querySelectorAll('[data-behaviour~="count"]')) {
  const field = document.getElementById(line.dataset.for);
  const limit = Number(field.getAttribute("maxlength"));
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const say = () => {
    const left = limit - field.value.length;
    line.textContent = line.dataset.text.replace("#", number.format(left));
    line.setAttribute("aria-live", left <= limit / 20 ? "polite" : "off");
  };
  line.hidden = false;
  field.addEventListener("input", say);
  say();
}
