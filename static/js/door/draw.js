/* Small tools to draw screens. Words come in as text only: nothing that people said can become HTML. */
"use strict";
const draw = (tag, facts = {}, ...inside) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(facts)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "selected") made[name] = value;
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...inside.flat(Infinity).filter((each) => each !== null && each !== undefined && each !== false));
  return made;
};

const drawIcon = (name) => document.querySelector(`[data-door-icons] .icon--${name}`).cloneNode(true);

const drawButton = (words, kind, icon, act, facts = {}) =>
  draw("button", { type: "button", class: `button button--${kind}`, onclick: act, ...facts }, icon && drawIcon(icon), draw("span", {}, words));

const drawNotice = (words, kind, ...more) =>
  draw("div", { class: `notice notice--${kind}` }, drawIcon(kind === "good" ? "good" : kind), draw("div", { class: "notice__text" }, draw("p", {}, words), more));

/* Tiles to tap: radio buttons or boxes. options: [value, words, facts of the words]. */
const drawTiles = ({ id, label, hint, options, chosen, isMany, onpick, facts = {} }) =>
  draw(
    "fieldset",
    { class: "choices", id },
    draw("legend", { class: "choices__legend", ...facts }, label),
    hint && draw("p", { class: "choices__hint" }, hint),
    draw(
      "div",
      { class: "choices__tiles" },
      options.map(([value, words, own = {}], place) =>
        draw(
          "div",
          { class: "choices__option" },
          draw("input", {
            class: "choices__input",
            type: isMany ? "checkbox" : "radio",
            id: `${id}-${place}`,
            name: id,
            value,
            checked: chosen.includes(value),
            onchange: (event) => onpick(value, event.target.checked),
          }),
          draw("label", { class: "choices__tile", for: `${id}-${place}` }, draw("span", own, words)),
        ),
      ),
    ),
  );

/* Digits of Arabic and Persian as the ones that computers count with. */
const plainDigits = (text) => text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) % 16)).trim();

/* One field with its label. kind: text, long, numeric, tel, email, date, time, select. */
const drawField = ({ id, label, hint, kind = "text", value = "", options, onwrite, most, facts = {} }) => {
  const tag = kind === "long" ? "textarea" : kind === "select" ? "select" : "input";
  const isNumeric = kind === "numeric";
  const type = tag !== "input" ? null : isNumeric ? "text" : kind;
  const control = draw(
    tag,
    { class: "field__control", id, type, rows: kind === "long" ? 4 : null, dir: kind === "long" || kind === "text" ? "auto" : null, maxlength: most, autocomplete: "off", inputmode: isNumeric ? "numeric" : null, oninput: (event) => onwrite(isNumeric ? plainDigits(event.target.value) : event.target.value) },
    (options || []).map(([each, words]) => draw("option", { value: each }, words)),
  );
  control.value = value;
  if (hint) control.setAttribute("aria-describedby", `${id}-hint`);
  return draw("div", { class: "field" }, draw("label", { class: "field__label", for: id, ...facts }, label), hint && draw("p", { class: "field__hint", id: `${id}-hint` }, hint), control);
};

const drawFold = (title, ...inside) => draw("details", { class: "fold" }, draw("summary", { class: "fold__title" }, draw("span", {}, title)), draw("div", { class: "fold__body" }, inside));

const drawError = (words) => draw("p", { class: "field__error", role: "alert", "data-wrong": true }, drawIcon("error"), draw("span", {}, words));

/* 32 random hex digits: the id under which something is stored once, however often it is sent. */
const freshId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/* The day as calendars here write it, never the time. */
const today = () => {
  const now = new Date();
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-");
};

const shuffled = (list) => {
  const mixed = [...list];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = crypto.getRandomValues(new Uint32Array(1))[0] % (last + 1);
    [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
  }
  return mixed;
};
