/* Moves an item of a list without loading the page anew: sends the same form, takes the list from the answer, gives the
   pressed button the focus again and lets the new place be said. Without a network it says data-offline. What the server
   refuses is sent as usual, so that its page is seen. */
"use strict";
for (const area of document.querySelectorAll('[data-behaviour~="reorder"]')) {
  const part = (page, name) => page.querySelector(`[data-reorder-${name}]`);
  const say = (words) => {
    part(area, "status").textContent = words;
  };
  const take = (page) => {
    say(part(page, "status").textContent);
    part(area, "list").replaceWith(part(page, "list"));
  };
  const sendAsUsual = (form, button) => {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
    form.submit();
  };
  let isMoving = false;
  area.addEventListener("submit", async (event) => {
    const form = event.target;
    const button = event.submitter;
    if (!form.matches("[data-reorder-move]") || !button) return;
    event.preventDefault();
    if (isMoving) return;
    isMoving = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form, button) });
      if (!answer.ok) return sendAsUsual(form, button);
      take(new DOMParser().parseFromString(await answer.text(), "text/html"));
      document.getElementById(button.id)?.focus();
    } catch {
      say(area.dataset.offline);
    } finally {
      isMoving = false;
    }
  });
}
