/* The screen on which minutes are written. Whatever is typed lies on this device at once and is brought to the server as soon
   as it can be; what others write comes in. The server takes everything once, however often it is sent. */
"use strict";
class Screen {
  constructor(root) {
    this.root = root;
    this.meeting = root.dataset.minutes;
    this.seat = freshId();
    this.wire = new Wire(root);
    this.numbers = new Intl.NumberFormat(document.documentElement.lang);
    this.prints = new Map();
    this.strays = [];
    this.failures = 0;
    this.turn = 0;
    this.lastSign = Date.now();
  }

  async start() {
    this.device = await Device.open();
    if (navigator.locks) navigator.locks.request(`minutes-${this.seat}`, () => new Promise(() => {}));
    this.texts = new Map([...this.root.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, new Text(part, this)]));
    this.acts = new Acts(this);
    this.bar = new Bar(this);
    this.root.classList.add("minutes--live");
    for (const each of this.root.querySelectorAll("[data-without-script]")) each.hidden = true;
    for (const each of this.root.querySelectorAll("[data-with-script]")) each.hidden = false;
    this.root.addEventListener("submit", (event) => this.settle(event));
    document.addEventListener("submit", (event) => this.guard(event));
    for (const sign of ["input", "pointerdown", "keydown"]) document.addEventListener(sign, () => (this.lastSign = Date.now()));
    window.addEventListener("online", () => this.flush());
    window.addEventListener("offline", () => this.bar.show());
    document.addEventListener("visibilitychange", () => this.flush());
    await this.collect();
    await this.flush();
    setInterval(() => this.look(), Screen.EVERY);
  }

  /* Signs on everything that lies on the device: whose it is, and which open page cares for it. */
  mark() {
    return { meeting: this.meeting, who: this.root.dataset.who, seat: this.seat, at: Date.now() };
  }

  /* Go on with what pages that are gone have left on this device. */
  async collect() {
    const held = navigator.locks ? (await navigator.locks.query()).held.map((lock) => lock.name) : null;
    if (!held && this.hasCollected) return;
    this.hasCollected = true;
    for (const entry of await this.device.all(this.meeting, this.root.dataset.who)) {
      if (entry.seat === this.seat || (held && held.includes(`minutes-${entry.seat}`))) continue;
      if (entry.kind === "act") this.inherit(entry);
      else this.place(entry);
    }
  }

  inherit(act) {
    if (this.acts.waiting.some((each) => each.key === act.key)) return;
    this.acts.waiting.push(Object.assign(act, { seat: this.seat, isOnWay: false }));
    this.device.put(act);
    if (act.wrong) this.acts.reopen(act);
    else this.acts.draw(act);
  }

  place(entry) {
    const text = this.texts.get(entry.slot);
    if (text && text.field.value === entry.text) this.device.drop(entry.key);
    else if (text && !text.isDirty && !text.field.readOnly) text.adopt(entry);
    else if (!this.strays.some((each) => each.key === entry.key)) this.strays.push(entry);
  }

  get waiting() {
    return [...this.texts.values()].filter((text) => text.isDirty).length + this.acts.toSend.length + this.strays.length;
  }

  get isCutOff() {
    return !navigator.onLine || this.failures > 0;
  }

  get hasConflict() {
    return Boolean(this.root.querySelector("[data-conflict]"));
  }

  get hasErrors() {
    return Boolean(this.trouble(true));
  }

  /* The id of the first place that needs somebody. */
  trouble(isErrorOnly = false) {
    const text = [...this.texts.values()].find((each) => each.error);
    const form = this.acts.refused.map((act) => this.acts.form(act)).find(Boolean);
    const conflict = isErrorOnly ? null : this.root.querySelector("[data-conflict]");
    const rescue = this.root.querySelector("[data-rescue]:not([hidden]) h2");
    const place = (text && text.element) || (form && form.closest("section")) || (conflict && conflict.closest("[data-part]")) || rescue;
    return place ? place.id : "";
  }

  number(value) {
    return this.numbers.format(value);
  }

  wake() {
    this.bar.show();
    clearTimeout(this.timer);
    const due = [...this.texts.values()].filter((text) => text.isDirty && !text.error).map((text) => text.due);
    if (due.length) this.timer = setTimeout(() => this.run(), Math.max(0, Math.min(...due) - Date.now()));
  }

  async flush() {
    for (const text of this.texts.values()) text.due = 0;
    this.failures = 0;
    await this.look();
    await this.run();
  }

  next() {
    const now = Date.now();
    const text = [...this.texts.values()].find((each) => each.isDirty && !each.error && each.due <= now);
    return this.strays[0] || text || this.acts.toSend[0];
  }

  /* Bring everything that is due to the server, one after the other. */
  async run() {
    if (this.isRunning || this.needsLogin || this.isOther) return this.bar.show();
    this.isRunning = true;
    try {
      for (let next = this.next(); next && navigator.onLine && !this.needsLogin; next = this.next()) {
        this.bar.show();
        await this.deliver(next);
        this.failures = 0;
      }
    } catch {
      this.failures += 1;
      clearTimeout(this.retry);
      this.retry = setTimeout(() => this.run(), Math.min(30000, 1000 * 2 ** this.failures));
    }
    this.isRunning = false;
    if (!this.failures && !this.needsLogin) this.wake();
    if (this.mustLook) await this.look();
    this.mustLook = false;
    this.bar.show();
  }

  async deliver(next) {
    this.turn += 1;
    if (next instanceof Text) return this.deliverText(next.entry(), next);
    if (next.kind === "text") return this.deliverText(next, null);
    next.isOnWay = true;
    const { kind, body } = await this.wire.send(next.address, next.fields).finally(() => (next.isOnWay = false));
    if (kind === "login") this.needsLogin = true;
    else if (kind === "good") this.acts.took(next, body);
    else this.acts.refuse(next, body);
    if (kind === "good") this.savedAt = Date.now();
  }

  async deliverText(sent, text) {
    const fields = ["slot", "text", "base", "pen", "stroke"].map((name) => [name, sent[name]]);
    const { kind, body } = await this.wire.send(this.root.dataset.text, fields);
    if (kind === "login") return void (this.needsLogin = true);
    const words = (body && body.message) || this.bar.bar.dataset.refused;
    if (text && kind === "good") text.took(sent, body);
    else if (text && kind === "conflict") text.met(sent, body);
    else if (text) text.complain(words);
    else await this.placed(sent, kind);
    if (kind !== "refused") this.savedAt = Date.now();
  }

  /* A text that had no field on this page has arrived, or has no place any more. */
  async placed(stray, kind) {
    this.strays = this.strays.filter((each) => each !== stray);
    if (kind === "refused") return this.rescue(stray.key, stray.text);
    this.mustLook = true;
    await this.device.drop(stray.key);
  }

  rescue(key, words) {
    const box = this.root.querySelector("[data-rescue]");
    if ([...box.children].some((each) => each.dataset.key === key)) return;
    const one = box.querySelector("[data-rescue-one]").cloneNode(true);
    one.removeAttribute("data-rescue-one");
    one.hidden = false;
    one.dataset.key = key;
    one.querySelector("textarea").value = words;
    one.querySelector("button").addEventListener("click", () => {
      this.device.drop(key);
      one.remove();
      box.hidden = !box.querySelector("[data-key]");
      this.bar.show();
    });
    box.append(one);
    box.hidden = false;
  }

  /* Ask what has changed, as long as somebody is here. News from before one's own last act are no news. */
  async look() {
    if (document.hidden || !navigator.onLine || this.isRunning || Date.now() - this.lastSign > Screen.AWAY) return;
    const turn = this.turn;
    await this.collect();
    const known = [...[...this.texts.values()].map((text) => [text.slot, text.base]), ...this.prints];
    try {
      const { kind, body } = await this.wire.ask(known.map(([name, version]) => `${name}~${version}`));
      const wasShut = this.needsLogin || this.failures;
      this.needsLogin = kind === "login";
      this.isOther = kind === "other";
      if (kind === "news" && turn === this.turn) this.hear(body);
      else this.wire.tag = kind === "same" ? this.wire.tag : "";
      if (wasShut && !this.needsLogin) {
        this.failures = 0;
        this.run();
      }
    } catch {
      this.failures = Math.max(1, this.failures);
    }
    this.bar.show();
  }

  hear(news) {
    for (const text of this.texts.values()) text.settled(news.conflicts[text.slot] || []);
    for (const [slot, { version, text, by }] of Object.entries(news.texts)) {
      if (this.texts.has(slot)) this.texts.get(slot).fresh(version, text, by);
    }
    for (const [name, [print, html]] of Object.entries(news.fragments)) this.fill(name, html, print);
    this.isOutdated = news.agenda !== this.root.dataset.agenda || news.state !== this.root.dataset.state;
  }

  /* Put a part of the page in anew, unless somebody is just typing there. */
  fill(name, html, print = "") {
    const place = this.root.querySelector(`[data-fragment="${name}"]`);
    if (!place || (place.contains(document.activeElement) && document.activeElement.matches("input, select, textarea"))) return;
    const fresh = place.cloneNode(false);
    fresh.innerHTML = html;
    renew(place, fresh);
    this.prints.set(name, print);
  }

  /* Two texts met, and somebody has chosen. What was typed since goes first. */
  async settle(event) {
    const form = event.target;
    if (!form.matches("[data-settle]")) return;
    event.preventDefault();
    const text = this.texts.get(form.closest("[data-part]").dataset.part);
    while (this.isRunning) await new Promise((done) => setTimeout(done, 50));
    this.isRunning = true;
    this.turn += 1;
    try {
      if (text.isDirty) await this.deliverText(text.entry(), text);
      text.stroke += 1;
      const version = form.elements.base.value;
      const fields = [["choice", event.submitter.value], ["base", version], ["pen", text.pen], ["stroke", text.stroke]];
      const { kind, body } = await this.wire.send(form.getAttribute("action"), fields);
      if (kind === "good") {
        Object.assign(text, { conflict: "", base: body.version, taken: body.text });
        text.field.value = body.text;
        text.keep();
        text.field.focus();
      } else if (kind === "refused") text.complain(body.message || this.bar.bar.dataset.refused);
      else this.needsLogin = kind === "login";
    } catch {
      this.failures += 1;
    }
    this.isRunning = false;
    await this.look();
  }

  /* Logging out empties this device: ask first when something has not arrived yet. */
  guard(event) {
    const leaves = event.target.action && event.target.action.endsWith("/abmelden");
    if (leaves && this.waiting && !window.confirm(this.bar.bar.dataset.leaving)) event.preventDefault();
  }
}
Screen.EVERY = 8000;
Screen.AWAY = 1800000;

document.addEventListener("DOMContentLoaded", () => {
  const root = document.querySelector("[data-minutes]");
  if (root) new Screen(root).start();
});
