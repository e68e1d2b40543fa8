/* What waits on this device. It leaves only when the server has said that it has it; what the server does not take stays here
   with the reason. Talks, slips and rings go by themselves, in an order that says nothing. */
"use strict";
class Queue {
  constructor(door) {
    this.door = door;
    this.items = [];
    this.failures = 0;
    this.strangers = 0;
  }

  /* Look at what lies here: how many of which kind, and what was refused. No words are kept in memory. */
  async look() {
    const { safe, store } = this.door;
    const things = (await store.all()).filter(({ kind }) => Queue.KINDS.includes(kind));
    this.items = [];
    for (const thing of things.filter((each) => !safe.who || each.who === safe.who)) {
      const { key, kind, slug } = thing;
      const content = await safe.unlock(thing);
      const wrong = content ? content.wrong : null;
      const isChangeable = Boolean(wrong && wrong.reason !== "closed" && thing.source && slug === this.door.data.door);
      this.items.push({ key, kind, slug, day: content ? content.day : "", wrong, isChangeable, isLocked: !content });
    }
    this.strangers = safe.who ? things.filter(({ who }) => who !== safe.who).length : 0;
    markWaiting(things.length > 0);
  }

  get toSend() {
    return this.items.filter(({ wrong, isLocked }) => !wrong && !isLocked);
  }

  count(kind) {
    return this.items.filter((item) => item.kind === kind).length;
  }

  /* A talk or a slip as it waits here: what is sent, and beside it what it was written in, should it have to be changed. */
  async made(kind, key, content, source) {
    const { safe, data } = this.door;
    const slug = data.door;
    return { ...(await safe.lock({ key, kind, slug }, content)), source: await safe.lock({ key, kind: "source", slug }, source) };
  }

  /* The same with other words about what became of it. */
  async told(entry, content, wrong) {
    const { key, kind, slug, source } = entry;
    return { ...(await this.door.safe.lock({ key, kind, slug }, { ...content, wrong })), source };
  }

  /* What a refused thing was written in, to be changed. It stays here until the changed one takes its place. Changed, it goes
     under the same id: should the server have it after all, it says so and keeps one. Only when something else lies there
     under this id does it need a new one (B-20). */
  async reopened({ key, wrong }) {
    const { safe, store } = this.door;
    const entry = await store.get(key);
    const source = entry && (await safe.unlock(entry.source));
    return source && { ...source, id: wrong.reason === "other" ? freshId() : key, replaces: key };
  }

  /* Send all that can be sent. One tab at a time; whoever asks meanwhile is heard when it ends. Nothing leaves while somebody
     talks: so a talk and its slip go in one lot, shuffled. */
  async flush() {
    clearTimeout(this.timer);
    if (this.door.isTalk || !this.door.safe.isOpen) return;
    if (this.isRunning) return void (this.isAsked = true);
    this.isRunning = true;
    try {
      do {
        this.isAsked = false;
        await (navigator.locks ? navigator.locks.request("door-sending", () => this.run()) : this.run());
      } while (this.isAsked);
    } finally {
      this.isRunning = false;
    }
    this.door.changed();
    if (this.toSend.length && !this.door.needsLogin && this.door.isActive) this.timer = setTimeout(() => this.flush(), Math.min(300000, 3000 * 2 ** this.failures));
  }

  async run() {
    const before = this.items.length;
    await this.look();
    this.door.changed();
    try {
      if (this.toSend.length && (this.door.needsLogin || !this.door.wire.token)) await this.door.refresh();
      for (const item of this.door.needsLogin ? [] : shuffled(this.toSend)) {
        if (!(await this.deliver(item))) break;
        this.failures = 0;
        this.door.changed();
      }
    } catch {
      this.failures += 1;
    }
    await this.look();
    if (this.items.length < before && !this.toSend.length) await this.door.refresh().catch(() => {});
  }

  /* Bring one thing to the server. Whether it makes sense to go on. */
  async deliver({ key, kind, slug }) {
    const { safe, store, wire } = this.door;
    const entry = await store.get(key);
    const content = await safe.unlock(entry);
    if (!content) return true;
    let { kind: answer, why } = await wire.send(kind, slug, content.fields);
    if (answer === "stale") {
      await this.door.refresh();
      if (this.door.needsLogin) return false;
      ({ kind: answer, why } = await wire.send(kind, slug, content.fields));
    }
    if (answer === "login" || answer === "stale") {
      this.door.needsLogin = true;
      return false;
    }
    const now = await store.get(key);
    if (!now || String(now.iv) !== String(entry.iv)) return true; /* Changed meanwhile: what lies here now goes by itself. */
    if (answer === "good") await store.change({ drop: [key] });
    else await store.change({ put: [await this.told(entry, content, why)] });
    this.items = this.items.filter((item) => item.key !== key);
    return true;
  }

  async drop(key) {
    await this.door.store.change({ drop: [key] });
    await this.look();
    this.door.changed();
  }

  /* Try once more what was refused. */
  async again(key) {
    const { safe, store } = this.door;
    const entry = await store.get(key);
    const content = await safe.unlock(entry);
    if (content) await store.change({ put: [await this.told(entry, content, null)] });
    await this.flush();
  }

  /* What waits as a file: for one thing, or for all talks of this campaign. Slips never go into the file of the evaluation. */
  async file(keys, isOpen = false) {
    const { safe, store, data, pack } = this.door;
    const contents = [];
    for (const key of keys) contents.push(await safe.unlock(await store.get(key)));
    const records = contents.filter(Boolean).map(({ fields }) => fields);
    const words = pack.safetyKey && !isOpen ? await safetyFile(data.door, JSON.parse(pack.safetyKey), records) : JSON.stringify({ format: "ortsstimme-offen", version: 1, campaign: data.door, records });
    const link = draw("a", { href: URL.createObjectURL(new Blob([words], { type: "application/json" })), download: `sicherung-${data.door}-${today()}.json` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }
}

/* So that logging out on any page of the house does not empty this device while something waits. The house answers with
   "gesperrt" when somebody has logged out elsewhere: then the key goes, too. */
const markWaiting = (waits) => {
  document.cookie = `ungesendet=1; path=/; SameSite=Strict; max-age=${waits ? 31536000 : 0}${location.protocol === "https:" ? "; Secure" : ""}`;
};
/* What goes when something is put into the queue in place of what was refused; under the same id it is overwritten. */
const replacedBy = ({ id, replaces }) => (replaces && replaces !== id ? [replaces] : []);
const wasLeft = () => /(^|; )ungesendet=gesperrt(;|$)/.test(document.cookie);

Queue.KINDS = ["talk", "slip", "attempt"];
