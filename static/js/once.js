/* Shows that a form is on its way. Sending again stays possible: the server takes each form once. */
"use strict";
for (const form of document.querySelectorAll('form[data-behaviour~="once"]')) {
  const rest = () => {
    form.classList.remove("is_busy");
    form.removeAttribute("aria-busy");
  };
  form.addEventListener("submit", () => {
    form.classList.add("is_busy");
    form.setAttribute("aria-busy", "true");
    setTimeout(rest, 8000);
  });
  window.addEventListener("pageshow", rest);
}
