/* Brings people to what is wrong: to the summary first, and from its links into the questions. */
"use strict";
for (const summary of document.querySelectorAll('[data-behaviour~="focus-errors"]')) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const question = link && document.getElementById(link.hash.slice(1));
    if (!question) return;
    const controls = "input, select, textarea";
    const control = question.matches(controls) ? question : question.querySelector(controls) || question;
    event.preventDefault();
    (question.closest(".field") || question).scrollIntoView();
    control.focus({ preventScroll: true });
  });
}
