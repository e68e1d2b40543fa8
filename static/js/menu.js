/* A <details> menu closes on Escape, on a tap elsewhere, and when the focus leaves it. */
"use strict";
for (const menu of document.querySelectorAll('[data-behaviour~="menu"]')) {
  const leave = (event) => {
    if (menu.open && event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  };
  document.addEventListener("click", leave);
  document.addEventListener("focusin", leave);
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
