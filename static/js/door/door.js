/* The screen for talks at the door. It opens without network, and one tab at a time leads the talk. */
"use strict";
class Door {
  constructor(root) {
    this.root = root;
    this.data = root.dataset;
    const { words, lists } = JSON.parse(document.querySelector("[data-door-words]").textContent);
    Object.assign(this, { words, lists, pack: null, talk: null });
    this.wire = new Wire(root);
    this.queue = new Queue(this);
    this.numbers = new Intl.NumberFormat(document.documentElement.lang);
  }

  async start() {
    try {
      this.store = await Store.open();
    } catch {
      return; /* Some private windows keep nothing: the plain form stays. */
    }
    document.querySelector("[data-door-plain]").remove();
    this.screen = draw("div", { class: "door__screen" });
    this.saved = draw("p", { class: "door__saved", "data-saved": "yes", hidden: true }, this.words.saved);
    this.root.append(this.saved, this.screen);
    this.root.hidden = false;
    this.safe = new Safe(this.store);
    this.install();
    this.claim();
    window.addEventListener("online", () => this.isActive && this.wake());
    window.addEventListener("offline", () => this.changed());
    document.addEventListener("visibilitychange", () => this.isActive && !document.hidden && this.queue.flush());
  }

  /* Keep the page and its files on the device, so that it opens in a stairwell. */
  install() {
    if (!navigator.serviceWorker) return;
    navigator.serviceWorker.addEventListener("message", ({ data }) => {
      this.isKept = data.isKept;
      this.changed();
    });
    const keep = () => navigator.serviceWorker.ready.then(({ active }) => active.postMessage({ keep: location.pathname }));
    navigator.serviceWorker.register(this.data.worker, { scope: this.data.scope }).then(keep).catch(() => {});
  }

  /* Only one tab writes at a time; another one waits until it is its turn, or takes over. */
  claim(isForced = false) {
    if (!navigator.locks) return void this.activate();
    const hold = (lock) => {
      if (lock) return this.activate().then(() => new Promise(() => {}));
      this.rest();
      navigator.locks.request("door", hold).catch(() => this.rest());
      return undefined;
    };
    navigator.locks.request("door", isForced ? { steal: true } : { ifAvailable: true }, hold).catch(() => this.rest());
  }

  rest() {
    this.isActive = false;
    clearTimeout(this.queue.timer);
    this.talk = null;
    this.show(draw("div", { class: "stack" }, draw("h2", {}, this.words.otherTab), drawButton(this.words.takeOver, "main", "forward", () => this.claim(true), { "data-take-over": true })));
  }

  async activate() {
    this.isActive = true;
    if (wasLeft()) await this.safe.forget();
    await this.safe.load();
    if (navigator.storage && navigator.storage.persisted) this.isPersisted = await navigator.storage.persisted().catch(() => false);
    this.pack = this.safe.isOpen ? await new Keeper(this, "package").read() : null;
    if (!this.safe.isOpen && navigator.onLine) await this.refresh().catch(() => {}); /* Before saying that it is locked. */
    await this.home();
    this.wake();
  }

  /* Ask the server for news, then send what waits. Without network nothing happens. */
  async wake() {
    await this.refresh().catch(() => this.changed());
    await this.queue.flush();
  }

  async refresh() {
    const { kind, fresh } = await this.wire.package();
    this.needsLogin = kind === "login";
    this.isGone = kind === "gone";
    if (kind === "news") await this.take(fresh);
    if (this.isActive && this.isFirst && (kind === "news" || this.isGone)) await new Home(this).show(true);
    this.changed();
  }

  async take(fresh) {
    const { key, token, ...pack } = fresh;
    const old = fresh.who === this.safe.who ? this.pack : null;
    const marks = new Map(((old && old.doors) || []).map((each) => [each.id, each.mark]));
    if (!this.safe.isOpen || this.safe.who !== fresh.who) await this.safe.take(fresh.who, key);
    pack.left = (old && old.left) || [];
    pack.doors = pack.doors.filter(({ id }) => !pack.left.includes(id)).map((each) => ({ ...each, mark: marks.get(each.id) }));
    this.pack = pack;
    await this.savePack();
    await this.queue.look();
  }

  async savePack() {
    await this.store.change({ put: [await this.lockPack()] });
  }

  lockPack() {
    const { key, kind } = new Keeper(this, "package");
    return this.safe.lock({ key, kind, slug: this.data.door }, this.pack);
  }

  async home(isQuiet = false) {
    if (!this.safe.isOpen) return this.locked();
    await this.queue.look();
    await new Home(this).show(isQuiet);
    this.queue.flush();
    return undefined;
  }

  /* Nobody is logged in on this device, or never was: what lies here stays locked. */
  async locked() {
    await this.queue.look();
    const count = this.queue.items.length;
    const made = draw(
      "div",
      { class: "stack" },
      draw("h2", {}, this.words.locked),
      count > 0 && draw("p", { "data-state": true }, this.words.lockedCount.replace("#", this.number(count))),
      draw("p", {}, draw("a", { class: "button button--main", href: this.data.login }, drawIcon("lock"), draw("span", {}, this.words.logIn))),
    );
    this.show(made, { isFirst: true });
  }

  async begin(setting, door) {
    if (navigator.storage && navigator.storage.persist) this.isPersisted = await navigator.storage.persist().catch(() => false);
    if (await new Keeper(this, "draft").read()) return this.home();
    const visit = new Keeper(this, "visit");
    if (door) await visit.put({ door });
    else await visit.end();
    this.goOn(Talk.begin(this, setting));
    return undefined;
  }

  goOn(talk) {
    this.talk = talk;
    talk.save();
    talk.show();
  }

  /* Change what the server has refused. One thing is written at a time: a draft that is there has to end first. */
  async change(item) {
    const made = await this.queue.reopened(item);
    const isTalk = item.kind === "talk";
    if (!made || !this.pack || (await new Keeper(this, isTalk ? "draft" : "paper").read())) return this.home();
    const { ortsteile } = this.pack;
    const facts = isTalk ? made.facts : made;
    if (!ortsteile.some(([key]) => key === facts.ortsteil_key)) facts.ortsteil_key = ortsteile.length === 1 ? ortsteile[0][0] : "";
    if (isTalk) this.goOn(Talk.again(this, made, item.wrong));
    else new SlipView(new Farewell(this, { words: made.all, language: made.language, guide: made.guide }), made).show();
    return undefined;
  }

  onlySlip() {
    const { document: guide, words } = this.pack;
    const farewell = new Farewell(this, { words, language: guide.default_language, guide });
    new SlipView(farewell, SlipView.fresh(farewell)).show();
  }

  /* What a ring at a door writes down, to be put there in one go: the ring for the queue, and the route without a door that
     said no. A refusal that only this phone knew of would be forgotten with it. */
  async ring(id, outcome) {
    const { doors, left } = this.pack;
    const key = freshId();
    if (outcome === "refused") {
      this.pack.left = [...left, id];
      this.pack.doors = doors.filter((each) => each.id !== id);
    } else for (const each of doors) if (each.id === id) each.mark = outcome;
    const fields = [["attempt-client_id", key], ["attempt-door", id], ["attempt-outcome", outcome], ["attempt-on", today()]];
    return [await this.lockPack(), await this.safe.lock({ key, kind: "attempt", slug: this.data.door }, { fields, day: today() })];
  }

  /* Write to the device. If it cannot, say so at this place of the screen, so that somebody can make room and try once more. */
  async keep(place, write) {
    if (this.isKeeping) return;
    this.isKeeping = true;
    for (const old of this.screen.querySelectorAll("[data-wrong]")) old.remove();
    try {
      await write();
      this.kept(true);
    } catch (fault) {
      if (fault && !(fault instanceof DOMException)) throw fault;
      const { lang, dir } = document.documentElement;
      this.kept(false, true);
      this.pack = (await new Keeper(this, "package").read().catch(() => null)) || this.pack; /* As it lies on the device. */
      place.before(draw("div", { lang, dir }, drawError(this.words.notKept)));
    } finally {
      this.isKeeping = false;
    }
  }

  async sendNow() {
    this.queue.failures = 0;
    await this.wake();
  }

  /* Out: with nothing waiting the device is emptied; otherwise what waits stays here, locked. */
  async leave() {
    if (!this.wire.token) await this.refresh().catch(() => {});
    const waits = this.queue.items.length > 0 || this.queue.strangers > 0;
    if (waits && !window.confirm(this.words.leaving)) return;
    if (!this.wire.token) return void window.alert(this.words.leaveLater);
    await this.safe.forget();
    if (window.caches) await caches.delete("door");
    const form = draw("form", { method: "post", action: waits ? this.data.leave : this.data.logout, hidden: true }, draw("input", { type: "hidden", name: "form_token", value: this.wire.token }));
    document.body.append(form);
    form.submit();
  }

  /* isTalk: somebody answers, and nothing else is on the screen. isFirst: it is the first screen, which may be drawn anew. */
  show(made, { focus, isTalk = false, isFirst = false, isQuiet = false, home = null } = {}) {
    Object.assign(this, { isTalk, isFirst, first: home, coming: null });
    this.saved.hidden = !isTalk;
    document.documentElement.classList.toggle("door-talks", isTalk);
    this.screen.replaceChildren(made);
    const target = this.screen.querySelector(focus || "[data-focus]");
    if (target && !isQuiet) target.focus();
    if (!focus && !isQuiet) window.scrollTo(0, 0);
  }

  /* Whether everything that was written lies on the device. */
  kept(isKept, isFragile = false) {
    this.saved.hidden = !this.isTalk;
    this.saved.dataset.saved = isKept ? "yes" : "no";
    this.saved.textContent = isFragile ? this.words.fragile : isKept ? this.words.saved : this.words.saving;
  }

  changed() {
    if (this.isActive && this.first) this.first.redraw();
  }

  number(value) {
    return this.numbers.format(value);
  }

  counted(kind, count) {
    return count === 1 ? this.words[`${kind}One`] : count ? this.words[`${kind}Many`].replace("#", this.number(count)) : "";
  }

  outcome(value) {
    const [, label] = this.lists.outcomes.find(([each]) => each === value) || ["", this.words.hadTalk];
    return label;
  }
}

document.addEventListener("DOMContentLoaded", () => {
  const root = document.querySelector("[data-door]");
  if (root && window.isSecureContext && window.indexedDB && window.crypto && crypto.subtle) new Door(root).start();
});
