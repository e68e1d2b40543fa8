/* A talk, question by question or as free notes. Everything lies on the device at once and survives a reload and a flat battery.
   Nothing in it names a door, an account or a slip. */
"use strict";
/* The languages to choose from, the usual one first. */
const spokenIn = (words, { default_language: usual, languages = [] }) => [...new Set([usual, ...languages])].filter((tag) => words[tag]).map((tag) => [tag, words[tag].called]);

class Talk {
  static begin(door, setting) {
    const { pack } = door;
    const language = pack.document.default_language;
    const [first] = pack.ortsteile.length === 1 ? pack.ortsteile : [[""]];
    const facts = { setting, ortsteil_key: first[0], people: "1", interviewers: pack.isInPairs ? "2" : "1", age_band: null, gender: null, tenure: null, willingness: null };
    return new Talk(door, {
      id: freshId(),
      day: today(),
      version: pack.version,
      guide: pack.document,
      conditions: pack.conditions,
      words: pack.words,
      language,
      mode: "questions",
      place: "talk",
      step: "",
      raw: {},
      german: {},
      free: "",
      freeGerman: "",
      facts,
    });
  }

  /* A talk that the server has refused, where it was refused: at a question, or with what is said about the talk. */
  static again(door, draft, { errors = {} }) {
    const talk = new Talk(door, { ...draft, place: "talk", step: "" });
    const asked = draft.mode === "free" ? null : talk.steps.find(({ key }) => errors[key] || errors[`${key}_other`]);
    const isAbout = !asked && Object.keys(errors).some((name) => name in draft.facts);
    Object.assign(talk.draft, { step: asked ? asked.key : "", place: isAbout ? "facts" : "talk" });
    return talk;
  }

  constructor(door, draft) {
    this.door = door;
    this.draft = draft;
    this.keeper = new Keeper(door, "draft");
  }

  get guide() {
    return this.draft.guide;
  }

  get words() {
    return this.draft.words[this.draft.language];
  }

  /* Where the words of buttons are in another language than the questions. */
  get ofWords() {
    return { lang: this.words.tag, dir: this.words.wordsDir };
  }

  get steps() {
    return visibleQuestions(this.guide, this.draft.conditions, this.draft.raw);
  }

  save() {
    this.door.kept(false);
    this.keeper.put(this.draft);
  }

  /* Words of the questionnaire, with the language they are really in (B-12). */
  say(texts) {
    const { language } = this.draft;
    const tag = [language, this.guide.default_language, "de", ...Object.keys(texts)].find((each) => texts[each]);
    const spoken = this.draft.words[tag];
    return { text: tag ? texts[tag] : "", facts: tag && tag !== language ? { lang: tag, dir: spoken ? spoken.dir : "ltr" } : {} };
  }

  word(name, ...numbers) {
    const { words } = this;
    const format = new Intl.NumberFormat(words.tag);
    const [first, second] = numbers.map((number) => format.format(number));
    const text = words[name].replace("##", second).replace("#", first);
    return { text, facts: words.tag === this.draft.language ? {} : this.ofWords };
  }

  show({ focus } = {}) {
    const { draft, door } = this;
    if (draft.place === "facts") return new Facts(this).show();
    const inside = draft.mode === "free" ? this.free() : this.question();
    door.show(draw("div", { class: "door__talk", lang: draft.language, dir: this.words.dir }, this.top(), inside), { focus, isTalk: true });
  }

  /* Above each question: the language of the person, and whether one goes question by question. */
  top() {
    const { draft, door } = this;
    const choose = (tag) => {
      draft.language = tag;
      this.save();
      this.show({ focus: "#door-language" });
    };
    const options = spokenIn(draft.words, this.guide);
    const label = this.word("language");
    const language = options.length > 1 && drawField({ id: "door-language", label: label.text, facts: label.facts, kind: "select", options, value: draft.language, onwrite: choose });
    const isFree = draft.mode === "free";
    const turn = () => {
      draft.mode = isFree ? "questions" : "free";
      this.save();
      this.show();
    };
    const page = document.documentElement;
    const staff = draw(
      "div",
      { class: "door__tools", lang: page.lang, dir: page.dir },
      drawButton(isFree ? door.words.asQuestions : door.words.asNotes, "quiet", isFree ? "voice" : "pencil", turn),
      drawButton(door.words.pause, "quiet", "cross", () => door.home()),
    );
    return draw("div", { class: "door__top" }, language, staff);
  }

  question() {
    const { draft, steps } = this;
    if (!steps.length) return this.ahead([], 0);
    const now = Math.max(0, steps.findIndex(({ key }) => key === draft.step));
    const place = this.word("question", now + 1, steps.length);
    return [
      draw("p", { class: "door__place", ...place.facts }, place.text),
      draw("div", { class: "door__asked", "data-question": steps[now].key }, new QuestionView(this, steps[now]).draw()),
      this.ahead(steps, now),
    ];
  }

  ahead(steps, now) {
    const to = (key, place = "talk") => {
      Object.assign(this.draft, { step: key, place });
      this.save();
      this.show();
    };
    const next = () => {
      const wrong = steps.length ? this.wrong(steps[now]) : "";
      if (wrong) return this.complain(wrong);
      const after = this.steps;
      const here = steps.length ? after.findIndex(({ key }) => key === steps[now].key) : -1;
      if (here + 1 < after.length) to(after[here + 1].key);
      else to(this.draft.step, "facts");
    };
    const back = now > 0 && drawButton(this.word("back").text, "quiet", "back", () => to(steps[now - 1].key), { "data-back": true });
    return draw("div", { class: "door__ways", ...this.ofWords }, back, drawButton(this.word("next").text, "main", "forward", next, { "data-next": true }));
  }

  /* Why one cannot go on from here; empty when one can. What the server would not take could not be mended any more. */
  wrong(question) {
    if (question.type === "note") return "";
    const { raw } = this.draft;
    if (question.is_required && !isAnswered(question, raw)) return this.word("required").text;
    const said = (raw[question.key] || [])[0];
    if (!said || (said === NO_ANSWER && question.may_refuse) || (said === DONT_KNOW && question.may_not_know)) return "";
    if (question.type === "date") return isDay(said) ? "" : this.word("date").text;
    if (question.type !== "integer") return "";
    const { lowest = -999999999, highest = 999999999 } = question;
    const isGood = /^-?\d+$/.test(said) && Number(said) >= lowest && Number(said) <= highest && ![-99, -98, -97].includes(Number(said));
    return isGood ? "" : this.word("number", lowest, highest).text;
  }

  complain(words) {
    const asked = this.door.screen.querySelector(".door__asked");
    for (const old of asked.querySelectorAll("[data-wrong]")) old.remove();
    const line = drawError(words);
    Object.entries(this.ofWords).forEach(([name, value]) => line.setAttribute(name, value));
    asked.append(line);
    line.scrollIntoView({ block: "nearest" });
  }

  /* Free notes: in the words of the talk, and in German as well where it was led in another language. */
  free() {
    const { draft, door } = this;
    const page = document.documentElement;
    const write = (name) => (value) => {
      draft[name] = value;
      this.save();
    };
    const isGerman = ["de", "de-simple"].includes(draft.language);
    const on = () => {
      draft.place = "facts";
      this.save();
      this.show();
    };
    return draw(
      "div",
      { class: "stack", lang: page.lang, dir: page.dir },
      draw("h2", { tabindex: "-1", "data-focus": true }, door.words.notes),
      drawField({ id: "door-free", label: door.words.notesLabel, kind: "long", value: draft.free, most: 20000, onwrite: write("free") }),
      !isGerman && drawField({ id: "door-free-german", label: door.words.germanLabel, kind: "long", value: draft.freeGerman, most: 20000, onwrite: write("freeGerman") }),
      draw("div", { class: "door__ways" }, drawButton(door.words.on, "main", "forward", on, { "data-next": true })),
    );
  }

  /* Everything that somebody wrote down, to look for names and numbers in it. */
  get texts() {
    const { raw, german, free, freeGerman } = this.draft;
    return [...Object.values(raw).flat(), ...Object.values(german), free, freeGerman].filter(Boolean);
  }

  /* The first question that still needs something, if one goes question by question. */
  get missing() {
    return this.draft.mode === "free" ? null : this.steps.find((question) => this.wrong(question));
  }

  /* The fields of the form that the server reads. What conditions hide stays behind. */
  get fields() {
    const { draft } = this;
    const shown = this.steps.map(({ key }) => key);
    const isShown = (name) => shown.some((key) => name === key || name === `${key}_other` || name.startsWith(`${key}__`));
    const { facts } = draft;
    return [
      ["talk-client_id", draft.id],
      ["talk-version", draft.version],
      ["talk-day", draft.day],
      ["talk-language", draft.language],
      ...Object.entries(facts).map(([name, value]) => [`talk-${name}`, value || ""]),
      ["talk-free_notes", draft.free],
      ["talk-free_notes_german", draft.freeGerman],
      ...Object.entries(draft.raw).filter(([name]) => isShown(name)).flatMap(([name, values]) => values.map((value) => [`f-${name}`, value])),
      ...Object.entries(draft.german).filter(([name, text]) => text && isShown(name)).map(([name, text]) => [`german-${name}`, text]),
    ];
  }

  /* The talk is over: it goes into the queue, the ring at the door beside it, and nothing is left to leaf through. */
  async end() {
    const { door, draft } = this;
    const put = [await door.queue.made("talk", draft.id, { fields: this.fields, day: draft.day }, draft)];
    const visit = new Keeper(door, "visit");
    const rung = await visit.read();
    if (rung) put.push(...(await door.ring(rung.door, "conversation")));
    const { words, language, guide } = draft;
    await this.keeper.end({ put, drop: [visit.key, ...replacedBy(draft)] });
    door.talk = null;
    this.draft = null;
    if (draft.replaces) return void door.home(); /* The person who was asked is not here any more. */
    new Farewell(door, { words, language, guide }).ask();
  }

  async discard() {
    await this.keeper.end({ drop: [new Keeper(this.door, "visit").key] });
    this.door.talk = null;
    this.door.home();
  }
}
