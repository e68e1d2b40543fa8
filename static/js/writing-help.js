/* Says while somebody writes what could be easier to read. The server looks and keeps nothing; without a script a button asks.
   It answers {said, html}: the same list that the page shows. */
"use strict";
for (const box of document.querySelectorAll('[data-behaviour~="writing-help"]')) {
  const field = document.getElementById(box.dataset.for);
  const button = box.querySelector("button");
  const status = box.querySelector('[role="status"]');
  let timer, seen, turn = 0;
  const look = async () => {
    const { elements } = button.form;
    const measure = (elements.measure || {}).value || box.dataset.measure;
    const key = measure + field.value;
    if (key === seen) return;
    seen = key;
    const mine = ++turn;
    try {
      const body = new URLSearchParams({ form_token: elements.form_token.value, text: field.value, measure });
      const answer = await fetch(box.dataset.url, { method: "POST", body, headers: { Accept: "application/json" } });
      const { said, html } = await answer.json();
      if (mine !== turn) return;
      status.textContent = said;
      box.querySelector("[data-found]").innerHTML = html;
    } catch {
      if (mine !== turn) return;
      seen = null;
      status.textContent = box.dataset.failed;
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(look, 900);
  };
  field.addEventListener("input", soon);
  button.form.addEventListener("change", (event) => event.target.name === "measure" && soon());
  button.addEventListener("click", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    seen = null;
    look();
  });
}
