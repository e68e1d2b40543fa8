/* Asks the phone where it is, and offers the nearest answers. The server answers {message, choices: [{value, text}]}. */
"use strict";
for (const box of document.querySelectorAll('[data-behaviour~="locate"]')) {
  if (!navigator.geolocation) continue;
  const { url, busy, failed } = box.dataset;
  const button = box.querySelector("button");
  const status = box.querySelector("[role='status']");
  const answers = box.querySelector("[role='radiogroup']");
  const question = document.getElementById(box.dataset.for);

  const answer = (value) => {
    if (question.matches("select")) question.value = value;
    for (const input of question.querySelectorAll("input[type='radio']")) input.checked = input.value === value;
    question.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const offer = ({ value, text }) => {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = "radio";
    input.name = `${box.dataset.for}-near`;
    input.setAttribute("form", "");
    input.addEventListener("change", () => answer(value));
    label.append(input, text);
    return label;
  };
  const ask = async ({ coords }) => {
    const body = new URLSearchParams({ lat: coords.latitude.toFixed(4), lon: coords.longitude.toFixed(4) });
    const response = await fetch(url, { method: "POST", body });
    if (!response.ok) throw new Error(response.statusText);
    const { message, choices } = await response.json();
    answers.replaceChildren(...choices.map(offer));
    answers.hidden = !choices.length;
    status.textContent = message;
  };
  const fail = () => {
    answers.hidden = true;
    status.textContent = failed;
  };
  button.addEventListener("click", () => {
    status.textContent = busy;
    navigator.geolocation.getCurrentPosition((here) => ask(here).catch(fail), fail, { timeout: 15000, maximumAge: 60000 });
  });
  box.hidden = false;
}
