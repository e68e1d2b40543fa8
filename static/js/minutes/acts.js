/* The small forms of the screen (decision, task, point for later, numbers): each lies on the device first, is sent once and
   shown as waiting until the server has it. What the server does not take comes back into its form with the reason. */
"use strict";
class Acts {
  constructor(screen) {
    this.screen = screen;
    this.waiting = [];
    screen.root.addEventListener("submit", (event) => {
      if (!event.target.matches("form[data-act]")) return;
      event.preventDefault();
      this.add(event.target, event.submitter);
    });
  }

  get toSend() {
    return this.waiting.filter((act) => !act.wrong);
  }

  get refused() {
    return this.waiting.filter((act) => act.wrong);
  }

  form(act) {
    return [...this.screen.root.querySelectorAll("form[data-act]")].find((form) => form.getAttribute("action") === act.address);
  }

  async add(form, submitter) {
    const fields = [...new FormData(form)].filter(([name]) => name !== "form_token");
    if (submitter && submitter.name) fields.push([submitter.name, submitter.value]);
    const act = { kind: "act", ...this.screen.mark(), key: form.dataset.again || freshId(), address: form.getAttribute("action"), label: form.dataset.act, fields };
    const before = this.waiting.findIndex((each) => each.key === act.key || ("keep" in form.dataset && each.address === act.address && !each.isOnWay));
    if (before >= 0) await this.forget(this.waiting[before]);
    this.waiting.push(act);
    this.clear(form);
    this.draw(act);
    await this.screen.device.put(act).catch(() => (this.screen.device.isFragile = true));
    this.screen.flush();
  }

  clear(form) {
    delete form.dataset.again;
    this.complain(form, {});
    if ("keep" in form.dataset) return;
    form.reset();
    const id = [...form.elements].find((field) => field.name.endsWith("client_id"));
    if (id) id.value = freshId();
  }

  took(act, { fragments, seen }) {
    this.forget(act);
    for (const [name, [print, html]] of Object.entries(fragments || {})) this.screen.fill(name, html, print);
    if (!seen) return;
    this.see(this.form(act), seen);
    for (const each of this.waiting) if (each.address === act.address) each.fields = each.fields.map(([name, value]) => [name, name.endsWith("seen") ? seen : value]);
  }

  see(form, seen) {
    const field = form && [...form.elements].find((each) => each.name.endsWith("seen"));
    if (field && seen) field.value = seen;
  }

  refuse(act, { errors, message, seen }) {
    act.wrong = { errors: errors || {}, message: message || "" };
    act.fields = act.fields.map(([name, value]) => [name, seen && name.endsWith("seen") ? seen : value]);
    this.screen.device.put(act);
    this.reopen(act);
  }

  /* Put what was not taken back into its form, unless somebody is already writing the next thing there. */
  reopen(act) {
    const form = this.form(act);
    this.undraw(act);
    if (!form) return this.screen.rescue(act.key, act.fields.map(([, value]) => value).filter((value) => value.length > 1).join("\n"));
    const isEmpty = [...form.querySelectorAll("textarea, input[type='text']")].every((field) => !field.value);
    if (!isEmpty && !("keep" in form.dataset)) return this.draw(act);
    for (const field of form.elements) {
      const mine = act.fields.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "checkbox" || field.type === "radio") field.checked = mine.includes(field.value);
      else if (mine.length && field.name !== "form_token") field.value = mine[0];
    }
    form.dataset.again = act.key;
    this.complain(form, act.wrong.errors, act.wrong.message);
    for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  }

  complain(form, errors, message = "") {
    for (const line of form.querySelectorAll("[data-wrong]")) line.remove();
    for (const field of form.elements) field.removeAttribute("aria-invalid");
    const lines = Object.entries(errors).map(([name, words]) => [form.elements[name], words]);
    for (const [target, words] of message ? [...lines, [null, message]] : lines) {
      const field = target instanceof RadioNodeList ? target[0] : target;
      const line = document.createElement("p");
      line.className = "field__error";
      line.dataset.wrong = "";
      line.setAttribute("role", "alert");
      line.textContent = words;
      if (!field) form.prepend(line);
      else {
        field.setAttribute("aria-invalid", "true");
        field.before(line);
      }
    }
  }

  async forget(act) {
    this.waiting = this.waiting.filter((each) => each !== act);
    this.undraw(act);
    await this.screen.device.drop(act.key).catch(() => {});
  }

  draw(act) {
    const form = this.form(act);
    const longest = act.fields.filter(([name]) => !/(client_id|seen|mode)$/.test(name)).map(([, value]) => value).sort((a, b) => b.length - a.length)[0];
    if (!form || !act.label) return;
    const line = document.createElement("p");
    line.className = "record record--waiting";
    line.dataset.waiting = act.key;
    line.dir = "auto";
    line.textContent = `${act.label}: ${longest}`;
    form.after(line);
  }

  undraw(act) {
    const line = this.screen.root.querySelector(`[data-waiting="${act.key}"]`);
    if (line) line.remove();
  }
}
