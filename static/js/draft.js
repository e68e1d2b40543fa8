/* Keeps what is typed into a form on this device until the tab closes, and offers it when the form was lost.
   <form data-behaviour="draft" data-draft="name"> keeps; data-draft-done="name" on the thank-you page forgets.
   A hidden field is kept only when it says data-draft-keep. */
"use strict";
for (const form of document.querySelectorAll('form[data-behaviour~="draft"]')) {
  const place = `draft-${form.dataset.draft}`;
  const offer = form.querySelector("[data-draft-offer]");
  const kept = (field) =>
    field.name && !["file", "password", "submit", "button"].includes(field.type) &&
    (field.type !== "hidden" || "draftKeep" in field.dataset);
  const ticks = (field) => field.type === "checkbox" || field.type === "radio";
  const fields = () => [...form.elements].filter(kept);
  const keep = () => {
    const answers = fields().filter((field) => !ticks(field) || field.checked);
    try {
      sessionStorage.setItem(place, JSON.stringify(answers.map((field) => [field.name, field.value])));
    } catch {
      /* A full or forbidden store only means: no draft. */
    }
  };
  const take = (answers) => {
    for (const field of fields()) {
      const mine = answers.filter(([name]) => name === field.name).map(([, value]) => value);
      if (ticks(field)) field.checked = mine.includes(field.value);
      else if (mine.length) field.value = mine[0];
      field.dispatchEvent(new Event("input"));
    }
  };

  let draft = null;
  try {
    draft = JSON.parse(sessionStorage.getItem(place));
  } catch {
    /* What cannot be read is not there. */
  }
  const typed = fields().some((field) => field.matches("textarea") && field.value);
  if (offer && draft && !typed) {
    const close = (act) => () => {
      act();
      offer.hidden = true;
    };
    offer.hidden = false;
    offer.querySelector("[data-draft-take]").addEventListener("click", close(() => take(draft)));
    offer.querySelector("[data-draft-drop]").addEventListener("click", close(() => sessionStorage.removeItem(place)));
  }
  form.addEventListener("input", keep);
}
for (const done of document.querySelectorAll("[data-draft-done]")) {
  try {
    sessionStorage.removeItem(`draft-${done.dataset.draftDone}`);
  } catch {
    /* Where nothing can be kept, nothing has to be forgotten. */
  }
}
