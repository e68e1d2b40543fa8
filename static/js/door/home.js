/* The first screen: what waits, the route, places without a door, and what this device keeps. */
"use strict";
class Home {
  constructor(door) {
    this.door = door;
  }

  async show(isQuiet) {
    const { door } = this;
    const { words, pack } = door;
    door.coming = this;
    const [draft, paper] = await Promise.all([new Keeper(door, "draft").read(), new Keeper(door, "paper").read()]);
    if (door.coming !== this) return;
    this.isWriting = { talk: Boolean(draft), slip: Boolean(paper) };
    const canAsk = pack && pack.document && !pack.closed && !door.isGone;
    door.show(
      draw(
        "div",
        { class: "stack" },
        this.state(),
        draft && this.goOn(words.draft, () => door.goOn(new Talk(door, draft))),
        paper && this.goOn(words.paper, () => new SlipView(new Farewell(door, { words: paper.all, language: paper.language, guide: paper.guide }), paper).show()),
        door.isGone && drawNotice(words.gone, "warning"),
        pack && pack.closed && drawNotice(words[pack.closed] || words.gone, "warning"),
        !pack && drawNotice(words.noPackage, "info"),
        canAsk && this.route(),
        canAsk && this.elsewhere(Boolean(draft)),
        this.device(),
      ),
      { isFirst: true, isQuiet, home: this },
    );
    this.redraw();
  }

  goOn(words, act) {
    return drawNotice(words, "info", draw("p", {}, drawButton(this.door.words.goOn, "main", "forward", act, { "data-go-on": true })));
  }

  /* How much waits here, and the button that sends it. */
  state() {
    this.told = draw("p", { class: "door__state", role: "status", "data-state": true });
    this.more = draw("div", { class: "stack stack--tight" });
    return draw("section", { class: "door__bar", "aria-label": this.door.words.waiting }, this.told, this.more);
  }

  /* Only what has changed is drawn anew: a button must not go away under a finger. */
  redraw() {
    const { door } = this;
    const { words, queue, data } = door;
    const now = JSON.stringify([queue.items, queue.strangers, queue.failures > 0, navigator.onLine, door.needsLogin, door.isPersisted, door.isKept, Boolean(door.pack)]);
    if (now === this.drawn) return;
    this.drawn = now;
    const counts = [...["talk", "slip", "attempt"].map((kind) => door.counted(kind, queue.count(kind)))].filter(Boolean);
    const waits = queue.items.length > 0;
    this.told.textContent = waits ? words.notSent.replace("#", counts.join(", ")) : words.allSent;
    this.told.className = `door__state door__state--${waits ? "wait" : "good"}`;
    const login = draw("a", { class: "button button--main", href: data.login }, drawIcon("lock"), draw("span", {}, words.logIn));
    this.more.replaceChildren(
      ...[
        door.isKept && door.pack && draw("p", { class: "small", "data-ready": true }, words.ready),
        !navigator.onLine && draw("p", {}, words.offline),
        navigator.onLine && queue.failures > 0 && draw("p", { "data-trouble": true }, words.trouble),
        door.needsLogin && draw("p", {}, words.loggedOut),
        door.needsLogin && draw("p", {}, login),
        waits && !door.needsLogin && draw("p", {}, drawButton(words.send, "main", "upload", () => door.sendNow(), { "data-send": true })),
        waits && draw("p", { class: "small" }, words.dontClear),
        waits && !door.isPersisted && draw("p", { class: "small" }, words.mayVanish),
        queue.strangers > 0 && draw("p", { class: "small" }, words.strangers.replace("#", door.number(queue.strangers))),
        ...queue.items.filter(({ wrong }) => wrong).map((item) => this.refused(item)),
      ].filter(Boolean),
    );
    this.list.replaceChildren(...this.items());
  }

  refused(item) {
    const { words } = this.door;
    const said = [item.wrong.message, ...Object.values(item.wrong.errors || {})].filter(Boolean).join(" ") || words.refusedGone.replace("#", String(item.wrong.status));
    return drawNotice(`${words[item.kind]}: ${said}`, "warning", this.acts(item));
  }

  acts(item) {
    const { words, queue } = this.door;
    const erase = () => window.confirm(words.reallyErase) && queue.drop(item.key);
    return draw(
      "div",
      { class: "cluster" },
      item.isChangeable && !this.isWriting[item.kind] && drawButton(words.change, "main", "pencil", () => this.door.change(item), { "data-change": true }),
      item.wrong && drawButton(words.again, "quiet", "upload", () => queue.again(item.key), { "data-again": true }),
      !item.isLocked && drawButton(words.file, "quiet", "download", () => this.save(item), { "data-file": true }),
      drawButton(words.erase, "quiet", "bin", erase, { "data-erase": true }),
    );
  }

  save(item) {
    const { words, queue, pack } = this.door;
    const isLocked = pack && pack.safetyKey;
    if (item.kind === "slip" && !window.confirm(words.slipFile)) return;
    if (item.kind !== "slip" && !isLocked && !window.confirm(words.openFile)) return;
    queue.file([item.key], item.kind === "slip");
  }

  items() {
    const { door } = this;
    const talks = door.queue.items.filter(({ kind, isLocked }) => kind === "talk" && !isLocked);
    const all = door.pack && door.pack.safetyKey && talks.length && drawButton(door.words.safety, "quiet", "download", () => door.queue.file(talks.map(({ key }) => key)), { "data-safety": true });
    const rows = door.queue.items.map((item) => draw("li", { class: "door__item", "data-item": item.kind }, draw("p", {}, [door.words[item.kind], item.day].filter(Boolean).join(", ")), this.acts(item)));
    return [rows.length ? draw("ul", { role: "list", class: "stack stack--tight" }, rows) : draw("p", {}, door.words.nothingHere), all ? draw("p", {}, all) : ""];
  }

  route() {
    const { door } = this;
    const { doors } = door.pack;
    if (!doors.length) return draw("section", { class: "stack stack--tight" }, draw("h2", {}, door.words.route), draw("p", {}, door.words.noRoute));
    const houses = [...new Set(doors.map(({ house }) => house))];
    return draw(
      "section",
      { class: "stack stack--tight" },
      draw("h2", {}, door.words.route),
      houses.map((house) =>
        draw(
          "section",
          { class: "stack stack--tight" },
          draw("h3", {}, draw("bdi", {}, house)),
          draw("ul", { role: "list", class: "door__bells" }, doors.filter((each) => each.house === house).map((each) => draw("li", {}, this.bell(each)))),
        ),
      ),
    );
  }

  bell(each) {
    const { door } = this;
    const mark = each.mark || (each.isReached ? "conversation" : "");
    const said = mark && door.outcome(mark);
    return draw(
      "button",
      { type: "button", class: "button button--quiet door__wide", "data-bell": each.id, onclick: () => new Ring(door, each).show() },
      draw("bdi", {}, each.bell),
      said && draw("span", { class: "small" }, said),
    );
  }

  elsewhere(hasDraft) {
    const { door } = this;
    const { words, lists } = door;
    const begin = (setting) => door.begin(setting, null);
    return draw(
      "section",
      { class: "stack stack--tight" },
      draw("h2", {}, words.elsewhere),
      hasDraft
        ? draw("p", {}, words.draftFirst)
        : draw("div", { class: "door__bells" }, lists.settings.filter(([value]) => value !== "home").map(([value, label]) => drawButton(label, "quiet", "voice", () => begin(value), { "data-setting": value, class: "button button--quiet door__wide" }))),
      draw("p", {}, drawButton(words.onlySlip, "quiet", "mail", () => door.onlySlip(), { "data-only-slip": true })),
    );
  }

  device() {
    const { words, data } = this.door;
    this.list = draw("div", { class: "stack stack--tight" });
    return draw(
      "div",
      { class: "stack stack--tight" },
      drawFold(words.onDevice, this.list, draw("p", { class: "small" }, words.howKept)),
      draw("p", { class: "cluster" }, draw("a", { class: "button button--quiet", href: data.listing }, drawIcon("back"), draw("span", {}, words.otherCampaigns)), drawButton(words.leave, "quiet", "leave", () => this.door.leave(), { "data-leave": true })),
    );
  }
}

/* One door: what became of ringing. Who refuses is asked about twice, because nobody rings there again. */
class Ring {
  constructor(door, each) {
    this.door = door;
    this.each = each;
  }

  show() {
    const { door, each } = this;
    const { words, lists } = door;
    const talk = (setting) => door.begin(setting, each.id);
    const note = (outcome) => (outcome === "refused" ? this.confirm() : this.note(outcome));
    door.show(
      draw(
        "div",
        { class: "stack" },
        draw("h2", { tabindex: "-1", "data-focus": true }, draw("bdi", {}, `${each.house}, ${each.bell}`)),
        draw("div", { class: "stack stack--tight" }, drawButton(words.talkHome, "main", "house", () => talk("home"), { "data-talk": "home" }), drawButton(words.talkDoorstep, "main", "voice", () => talk("doorstep"), { "data-talk": "doorstep" })),
        draw("h3", {}, words.noTalk),
        draw("div", { class: "stack stack--tight" }, lists.outcomes.map(([value, label]) => drawButton(label, value === "refused" ? "danger" : "quiet", null, () => note(value), { "data-outcome": value }))),
        draw("p", {}, drawButton(words.back, "quiet", "back", () => door.home())),
      ),
    );
  }

  confirm() {
    const { words } = this.door;
    this.door.show(
      draw(
        "div",
        { class: "stack" },
        draw("h2", { tabindex: "-1", "data-focus": true }, words.reallyRefused),
        draw("p", {}, words.reallyRefusedNote),
        drawButton(words.yesRefused, "danger", "check", () => this.note("refused"), { "data-really": true }),
        drawButton(words.back, "quiet", "back", () => this.show()),
      ),
    );
  }

  async note(outcome) {
    const { door, each } = this;
    await door.keep(door.screen.querySelector("h2").nextElementSibling, async () => {
      await door.store.change({ put: await door.ring(each.id, outcome) });
      door.home();
    });
  }
}
