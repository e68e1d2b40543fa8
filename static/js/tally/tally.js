/* Counts: the buttons beside a number and the keys + and − change it; the sum below says what there is and what could be. */
"use strict";
for (const sum of document.querySelectorAll("[data-tally-sum]")) {
  const form = sum.closest("form");
  const fields = [...form.querySelectorAll("[data-tally]")];
  const people = form.elements[sum.dataset.people];
  const format = new Intl.NumberFormat(document.documentElement.lang);
  const read = (field) => Math.max(0, Number.parseInt(field.value, 10) || 0);
  const say = () => {
    const all = fields.reduce((total, field) => total + read(field), 0);
    const most = read(people) * Number(sum.dataset.each);
    const words = people.value === "" ? sum.dataset.plain : sum.dataset.bound;
    sum.textContent = words.replace("#", format.format(all)).replace("@", format.format(most));
    sum.classList.toggle("wrong", people.value !== "" && all > most);
  };
  const change = (field, by) => {
    field.value = Math.max(0, read(field) + by);
    say();
  };
  for (const button of form.querySelectorAll("[data-tally-by]")) {
    const field = document.getElementById(button.dataset.tallyOf);
    button.hidden = false;
    button.addEventListener("click", () => change(field, Number(button.dataset.tallyBy)));
  }
  form.addEventListener("keydown", (event) => {
    const by = { "+": 1, "-": -1, "−": -1 }[event.key];
    if (!by || !fields.includes(event.target)) return;
    event.preventDefault();
    change(event.target, by);
  });
  form.addEventListener("input", say);
  say();
}
