/* One question on the screen: large words, and what is needed to answer it. The fields are those of the form without script. */
"use strict";
class QuestionView {
  constructor(talk, question) {
    this.talk = talk;
    this.question = question;
    this.id = `f-${question.key}`;
  }

  get raw() {
    return this.talk.draft.raw;
  }

  get given() {
    return this.raw[this.question.key] || [];
  }

  get value() {
    return this.given.find((each) => each !== NO_ANSWER && each !== DONT_KNOW) || "";
  }

  write(name, values) {
    const kept = values.filter((value) => value !== "");
    if (kept.length) this.raw[name] = kept;
    else delete this.raw[name];
    this.talk.save();
  }

  set(value) {
    this.write(this.question.key, [value]);
    for (const box of this.talk.door.screen.querySelectorAll("[data-way-out]")) box.checked = false;
  }

  /* What was chosen has changed in a way that changes the tiles. */
  redraw(focus) {
    this.talk.show({ focus });
  }

  draw() {
    const { question, talk } = this;
    const label = talk.say(question.label);
    const hint = talk.say(question.hint || {});
    const heading = question.group && (talk.guide.questions || []).find(({ key }) => key === question.group);
    const group = heading ? talk.say(heading.label || {}) : null;
    return [
      group && group.text && draw("p", { class: "door__group", ...group.facts }, group.text),
      question.asked_by === "writer" && draw("p", { class: "door__writer" }, drawIcon("pencil"), draw("span", {}, talk.door.words.writer)),
      draw("h2", { class: "door__question lines", tabindex: "-1", "data-focus": true, id: `${this.id}-label`, ...label.facts }, label.text),
      hint.text && draw("p", { class: "door__hint lines", ...hint.facts }, hint.text),
      question.type === "note" ? null : this.control(),
      question.type === "note" ? null : this.waysOut(),
    ];
  }

  control() {
    const { type } = this.question;
    if (type === "text_long" || type === "text_short") return this.text();
    if (type === "select_one" || type === "select_multiple") return this.choices();
    if (type === "scale") return this.scale();
    if (type === "rank") return this.rank();
    if (type === "area") return this.area();
    return this.field(type === "integer" ? "numeric" : type, 20);
  }

  field(kind, most) {
    const label = this.talk.word("answer");
    return drawField({ id: this.id, label: label.text, facts: label.facts, kind, value: this.value, most, onwrite: (value) => this.set(value) });
  }

  text() {
    const isLong = this.question.type === "text_long";
    const said = this.field(isLong ? "long" : "text", isLong ? 5000 : 300);
    const tag = this.talk.draft.language;
    if (tag === "de" || tag === "de-simple") return said;
    const { german } = this.talk.draft;
    const { key } = this.question;
    const onwrite = (value) => {
      german[key] = value;
      this.talk.save();
    };
    const page = document.documentElement;
    const fold = drawFold(this.talk.door.words.german, drawField({ id: `${this.id}-german`, label: this.talk.door.words.germanLabel, kind: "long", value: german[key] || "", most: 5000, onwrite }));
    fold.lang = page.lang;
    fold.dir = page.dir;
    return [said, fold];
  }

  tiles(options, { isMany = false, hint } = {}) {
    const label = this.talk.word("choose");
    const onpick = (value, isChosen) => this.pick(value, isChosen, isMany);
    const made = drawTiles({ id: this.id, label: label.text, hint, options, chosen: this.given, isMany, onpick });
    made.firstChild.className = "visually_hidden";
    made.setAttribute("aria-labelledby", `${this.id}-label`);
    return made;
  }

  pick(value, isChosen, isMany) {
    const { key, choices = [] } = this.question;
    const before = this.given.filter((each) => each !== NO_ANSWER && each !== DONT_KNOW && each !== value);
    const alone = choices.filter((choice) => choice.is_exclusive).map(({ code }) => code);
    const beside = !isMany || alone.includes(value) ? [] : before.filter((each) => !alone.includes(each));
    this.write(key, isChosen ? [...beside, value] : before);
    if (!isChosen && value === "other") this.write(`${key}_other`, []);
    const hasOther = this.given.includes("other");
    if (!hasOther) this.write(`${key}_other`, []);
    this.redraw(`input[value="${CSS.escape(value)}"]`);
  }

  choices() {
    const { key, type, choices = [] } = this.question;
    const options = choices.map(({ code, label }) => {
      const said = this.talk.say(label || {});
      return [code, said.text || code, said.facts];
    });
    const isMany = type === "select_multiple";
    const own = this.talk.word("own");
    const other =
      this.given.includes("other") &&
      drawField({ id: `${this.id}_other`, label: own.text, facts: own.facts, value: (this.raw[`${key}_other`] || [])[0] || "", most: 300, onwrite: (value) => this.write(`${key}_other`, [value]) });
    return [this.tiles(options, { isMany, hint: isMany ? this.talk.word("several").text : null }), other, this.clear()];
  }

  /* A radio button cannot be unpressed; this can. */
  clear() {
    if (this.question.type === "select_multiple" || !this.value) return null;
    const { text, facts } = this.talk.word("clear");
    const act = () => {
      this.write(this.question.key, []);
      this.write(`${this.question.key}_other`, []);
      this.redraw("h2");
    };
    return drawButton(text, "quiet", "undo", act, facts);
  }

  scale() {
    const { lowest = 1, highest = 5, low_label: low = {}, high_label: high = {} } = this.question;
    const numbers = new Intl.NumberFormat(this.talk.draft.language);
    const options = Array.from({ length: highest - lowest + 1 }, (_, step) => {
      const point = lowest + step;
      const said = this.talk.say(point === lowest ? low : point === highest ? high : {});
      return [String(point), [numbers.format(point), said.text].filter(Boolean).join(": "), said.facts];
    });
    return [this.tiles(options), this.clear()];
  }

  rank() {
    const { key, choices = [] } = this.question;
    const fields = choices.map(({ code }) => `${key}__${code}`);
    const ranked = answerTo(this.question, this.raw) || [];
    const put = (code) => {
      const order = ranked.includes(code) ? ranked.filter((each) => each !== code) : [...ranked, code];
      for (const name of fields) this.write(name, []);
      this.write(key, []);
      order.forEach((each, place) => this.write(`${key}__${each}`, [String(place + 1)]));
      this.redraw(`[data-code="${CSS.escape(code)}"]`);
    };
    const hint = this.talk.word("rank");
    return [
      draw("p", { class: "door__hint", ...hint.facts }, hint.text),
      draw(
        "ul",
        { class: "stack stack--tight", role: "list" },
        choices.map(({ code, label }) => {
          const said = this.talk.say(label || {});
          const place = ranked.indexOf(code) + 1;
          const words = place ? `${this.talk.word("place", place).text}: ${said.text}` : said.text;
          return draw("li", {}, drawButton(words, place ? "main" : "quiet", null, () => put(code), { "aria-pressed": String(place > 0), "data-code": code, class: `button button--${place ? "main" : "quiet"} door__wide` }));
        }),
      ),
    ];
  }

  area() {
    const label = this.talk.word("answer");
    const options = [["", this.talk.word("choose").text], ...this.talk.door.pack.areas];
    return drawField({ id: this.id, label: label.text, facts: label.facts, kind: "select", options, value: this.value, onwrite: (value) => this.set(value) });
  }

  waysOut() {
    const { key, may_refuse: mayRefuse, may_not_know: mayNotKnow } = this.question;
    const offered = this.talk.words.waysOut.filter(([value]) => (value === NO_ANSWER ? mayRefuse : mayNotKnow));
    if (!offered.length) return null;
    const onchange = (event) => {
      for (const name of Object.keys(this.raw)) if (name === `${key}_other` || name.startsWith(`${key}__`)) this.write(name, []);
      this.write(key, event.target.checked ? [event.target.value] : []);
      this.redraw(`[data-way-out][value="${event.target.value}"]`);
    };
    return draw(
      "div",
      { class: "stack stack--tight", ...this.talk.ofWords },
      offered.map(([value, words]) =>
        draw(
          "div",
          { class: "field__check" },
          draw("input", { class: "field__control", type: "checkbox", id: `${this.id}${value}`, value, "data-way-out": true, checked: this.given.includes(value), onchange }),
          draw("label", { class: "field__label", for: `${this.id}${value}` }, words),
        ),
      ),
    );
  }
}
