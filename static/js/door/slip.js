/* After the talk: the question for the slip, the slip, the thanks. The slip is a thing of its own; nothing leads back. */
"use strict";
class Farewell {
  constructor(door, { words, language, guide }) {
    this.door = door;
    this.all = words;
    this.language = language;
    this.guide = guide;
  }

  get words() {
    return this.all[this.language];
  }

  show(...inside) {
    const { words } = this;
    this.door.show(draw("div", { class: "door__talk stack", lang: words.tag, dir: words.wordsDir }, inside), { isTalk: true });
  }

  heading(text, facts = {}) {
    return draw("h2", { class: "door__question", tabindex: "-1", "data-focus": true, ...facts }, text);
  }

  ask() {
    const { words } = this;
    this.show(
      this.heading(words.slip_question),
      draw("p", {}, words.slip_apart),
      draw(
        "div",
        { class: "stack stack--tight" },
        drawButton(words.slip_yes, "main", "mail", () => new SlipView(this, SlipView.fresh(this)).show(), { "data-slip": "yes" }),
        drawButton(words.slip_no, "quiet", null, () => this.thank(), { "data-slip": "no" }),
      ),
    );
  }

  thank() {
    const own = this.guide.thanks || {};
    const tag = [this.language, this.guide.default_language, "de"].find((each) => own[each]);
    const spoken = this.all[tag];
    const facts = tag ? { lang: tag, dir: spoken ? spoken.dir : "ltr", class: "door__question lines" } : {};
    const page = document.documentElement;
    this.show(
      this.heading(tag ? own[tag] : this.words.thanks, facts),
      draw("div", { lang: page.lang, dir: page.dir }, drawButton(this.door.words.toRoute, "main", "forward", () => this.door.home(), { "data-home": true })),
    );
  }
}

class SlipView {
  static fresh({ door, all, language, guide }) {
    const { ortsteile } = door.pack;
    const empty = { name: "", means: "", phone: "", email: "", address: "", themes: "", skill: "", purposes: [], isAgreed: false };
    return { id: freshId(), day: today(), all, language, guide: { consent: guide.consent || {}, thanks: guide.thanks || {}, languages: guide.languages, default_language: guide.default_language }, ...empty, ortsteil_key: ortsteile.length === 1 ? ortsteile[0][0] : "" };
  }

  constructor(farewell, slip) {
    this.farewell = farewell;
    this.door = farewell.door;
    this.slip = slip;
    this.keeper = new Keeper(this.door, "paper");
  }

  get words() {
    return this.slip.all[this.slip.language];
  }

  /* What is agreed to, in the language of the slip if there is one; the usual words where the questionnaire has none. */
  get consent() {
    const { words } = this;
    const texts = this.slip.guide.consent;
    const tag = [this.slip.language, this.slip.guide.default_language, "de", ...Object.keys(texts)].find((each) => texts[each]);
    const spoken = this.slip.all[tag];
    return tag ? { text: texts[tag].replace(/\r\n?/g, "\n").trim(), lang: tag, dir: spoken ? spoken.dir : "ltr" } : { text: words.consent, lang: words.tag, dir: words.wordsDir };
  }

  write(name, value) {
    this.slip[name] = value;
    this.door.kept(false);
    this.keeper.put(this.slip);
  }

  line(name, kind = "text", hint = null) {
    return drawField({ id: `slip-${name}`, label: this.words[name], hint, kind, most: 300, value: this.slip[name], onwrite: (value) => this.write(name, value) });
  }

  show() {
    const { slip, words, consent } = this;
    const speak = (tag) => {
      this.write("language", tag);
      this.show();
    };
    const languages = spokenIn(slip.all, slip.guide);
    const pick = (value, isChosen) => this.write("purposes", isChosen ? [...slip.purposes, value] : slip.purposes.filter((each) => each !== value));
    const { ortsteile } = this.door.pack;
    this.farewell.language = slip.language;
    this.farewell.show(
      languages.length > 1 && drawField({ id: "slip-language", label: words.language, kind: "select", options: languages, value: slip.language, onwrite: speak }),
      this.farewell.heading(words.slip),
      draw("p", {}, words.slip_apart),
      drawTiles({ id: "slip-purposes", label: words.purposes, hint: words.several, options: words.purposeLabels, chosen: slip.purposes, isMany: true, onpick: pick }),
      this.line("themes"),
      this.line("skill"),
      this.line("name"),
      drawTiles({ id: "slip-means", label: words.means, options: words.meansLabels, chosen: [slip.means], onpick: (value) => this.write("means", value) }),
      this.line("phone", "tel", words.one_is_enough),
      this.line("email", "email"),
      this.line("address"),
      ortsteile.length > 1 && drawField({ id: "slip-ortsteil_key", label: words.ortsteil, kind: "select", options: [["", words.choose], ...ortsteile], value: slip.ortsteil_key, onwrite: (value) => this.write("ortsteil_key", value) }),
      draw("p", { class: "lines", id: "slip-consent", lang: consent.lang, dir: consent.dir }, consent.text),
      draw(
        "div",
        { class: "field__check" },
        draw("input", { class: "field__control", type: "checkbox", id: "slip-agree", checked: slip.isAgreed, "aria-describedby": "slip-consent", onchange: (event) => this.write("isAgreed", event.target.checked) }),
        draw("label", { class: "field__label", for: "slip-agree" }, words.agree),
      ),
      draw("div", { class: "stack stack--tight" }, drawButton(words.save_slip, "main", "check", () => this.end(), { "data-save-slip": true }), drawButton(words.no_slip, "quiet", "cross", () => this.discard())),
    );
  }

  /* What is missing, and beside which field to say so. */
  get wrong() {
    const { slip, words } = this;
    const isMail = (text) => /^[^@\s<>"']+@[^@\s<>"']+\.[^@\s<>"'.]+$/.test(text);
    const way = { letter: "address", phone: "phone", message: "phone", email: "email" }[slip.means];
    return [
      [!slip.purposes.length, words.need_purpose, "slip-purposes"],
      [!slip.means, words.need_means, "slip-means"],
      [way && !slip[way].trim(), words.need_way, `slip-${way}`],
      [slip.email.trim() && !isMail(slip.email.trim()), words.need_email, "slip-email"],
      [!slip.ortsteil_key, words.need_ortsteil, "slip-ortsteil_key"],
      [!slip.isAgreed, words.need_agreement, "slip-agree"],
    ].find(([is]) => is);
  }

  get fields() {
    const { slip, words, consent } = this;
    const names = ["day", "name", "means", "phone", "email", "address", "themes", "skill", "ortsteil_key"];
    return [
      ["slip-client_id", slip.id],
      ...names.map((name) => [`slip-${name}`, slip[name]]),
      ...slip.purposes.map((purpose) => ["slip-purposes", purpose]),
      ["slip-language", words.code],
      ["slip-consent", consent.text],
    ];
  }

  async end() {
    for (const old of this.door.screen.querySelectorAll("[data-wrong]")) old.remove();
    const { wrong } = this;
    if (wrong) {
      const place = document.getElementById(wrong[2]);
      place.before(drawError(wrong[1]));
      (place.querySelector("input") || place).focus();
      return;
    }
    await this.door.keep(this.door.screen.querySelector("[data-save-slip]"), () => this.put());
  }

  async put() {
    const { slip, door } = this;
    const put = [await door.queue.made("slip", slip.id, { fields: this.fields, day: slip.day }, slip)];
    await this.keeper.end({ put, drop: replacedBy(slip) });
    this.slip = null;
    if (slip.replaces) door.home();
    else this.farewell.thank();
  }

  async discard() {
    await this.keeper.end();
    this.slip = null;
    this.farewell.thank();
  }
}
