/* After the questions: where the talk was and, coarsely, with whom. For those who asked, in their own language. */
"use strict";
class Facts {
  constructor(talk) {
    this.talk = talk;
    this.door = talk.door;
    this.facts = talk.draft.facts;
  }

  write(name, value) {
    this.facts[name] = value;
    this.talk.save();
  }

  tiles(name, label, options, hint) {
    const onpick = (value) => this.write(name, value);
    return drawTiles({ id: `door-${name}`, label, hint, options, chosen: [this.facts[name]], onpick });
  }

  show() {
    const { words, lists, pack } = this.door;
    const unsaid = [["", words.notSaid]];
    const ortsteile = pack.ortsteile.length > 1 && this.select("ortsteil_key", words.ortsteil, [["", words.choose], ...pack.ortsteile]);
    this.alone = draw("div", { role: "status" });
    const setting = drawTiles({
      id: "door-setting",
      label: words.setting,
      options: lists.settings,
      chosen: [this.facts.setting],
      onpick: (value) => {
        this.write("setting", value);
        this.warn();
      },
    });
    const numbers = ["1", "2", "3", "4"].map((each) => [each, each]);
    this.door.show(
      draw(
        "div",
        { class: "stack door__facts" },
        draw("h2", { tabindex: "-1", "data-focus": true }, words.facts),
        this.hints(),
        setting,
        ortsteile,
        drawField({ id: "door-people", label: words.people, kind: "numeric", value: this.facts.people, onwrite: (value) => this.write("people", value) }),
        this.select("interviewers", words.interviewers, numbers, () => this.warn()),
        this.alone,
        this.tiles("age_band", words.age, [...unsaid, ...lists.ageBands]),
        this.tiles("gender", words.gender, [...unsaid, ...lists.genders]),
        this.tiles("tenure", words.tenure, [...unsaid, ...lists.tenures]),
        this.tiles("willingness", words.willingness, [...unsaid, ...lists.willingness], words.willingnessHint),
        draw("div", { class: "door__ways" }, drawButton(words.back, "quiet", "back", () => this.back(), { "data-back": true }), drawButton(words.end, "main", "check", () => this.end(), { "data-end": true })),
        drawFold(words.throwAway, draw("p", {}, words.throwAwayNote), drawButton(words.throwAway, "danger", "bin", () => this.talk.discard())),
      ),
      { isTalk: true },
    );
    this.warn();
  }

  select(name, label, options, then = () => {}) {
    const onwrite = (value) => {
      this.write(name, value);
      then();
    };
    return drawField({ id: `door-${name}`, label, kind: "select", options, value: this.facts[name], onwrite });
  }

  /* At dwellings one asks in twos. It is a hint: nobody is kept from writing down what was said. */
  warn() {
    const isAlone = ["home", "doorstep"].includes(this.facts.setting) && Number(this.facts.interviewers) < 2;
    this.alone.replaceChildren(...(isAlone ? [drawNotice(this.door.words.alone, "warning")] : []));
  }

  hints() {
    const { words } = this.door;
    const found = personalData(this.talk.texts);
    if (!found.length) return null;
    return drawNotice(words.personal, "warning", draw("ul", {}, found.map((each) => draw("li", {}, draw("bdi", {}, each)))));
  }

  back() {
    this.talk.draft.place = "talk";
    this.talk.save();
    this.talk.show();
  }

  async end() {
    const { words, screen } = this.door;
    const people = Number(this.facts.people);
    const wrong = [
      [!this.facts.ortsteil_key, words.needOrtsteil, "door-ortsteil_key"],
      [!(Number.isInteger(people) && people >= 1 && people <= 60), words.needPeople, "door-people"],
    ].find(([is]) => is);
    for (const old of screen.querySelectorAll("[data-wrong]")) old.remove();
    if (wrong) {
      const place = document.getElementById(wrong[2]);
      place.before(drawError(wrong[1]));
      return void place.focus();
    }
    const { missing } = this.talk;
    if (missing) {
      Object.assign(this.talk.draft, { place: "talk", step: missing.key });
      this.talk.show();
      return void this.talk.complain(this.talk.wrong(missing));
    }
    return this.door.keep(screen.querySelector(".door__ways"), () => this.talk.end());
  }
}
