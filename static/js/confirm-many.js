/* One box ticks all boxes named data-name, and shows when some of them differ. */
"use strict";
for (const label of document.querySelectorAll('[data-behaviour~="confirm-many"]')) {
  const all = label.querySelector("input");
  const boxes = [...document.getElementsByName(label.dataset.name)].filter((box) => box.type === "checkbox");
  const show = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked > 0 && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  };
  label.hidden = boxes.length < 2;
  all.addEventListener("change", () => boxes.forEach((box) => (box.checked = all.checked)));
  boxes.forEach((box) => box.addEventListener("change", show));
  show();
}
