/* Keeps one thing that is being written on the device, at each stroke. While one state is being written, the next one waits. */
"use strict";
class Keeper {
  constructor(door, kind) {
    this.door = door;
    this.kind = kind;
    this.key = `${kind}:${door.safe.who}:${door.data.door}`;
  }

  async read() {
    return this.door.safe.unlock(await this.door.store.get(this.key));
  }

  put(content) {
    this.content = content;
    this.isAgain = true;
    if (!this.running) this.running = this.run().finally(() => (this.running = null));
    return this.running;
  }

  async run() {
    while (this.isAgain) {
      this.isAgain = false;
      try {
        const entry = await this.lock();
        if (this.content && this.door.isActive) await this.door.store.change({ put: [entry] });
        this.door.kept(!this.isAgain);
      } catch {
        this.door.kept(false, true);
      }
    }
  }

  lock() {
    return this.door.safe.lock({ key: this.key, kind: this.kind, slug: this.door.data.door }, this.content);
  }

  /* It is written for good: nothing of it may come back. */
  async end({ put = [], drop = [] } = {}) {
    this.isAgain = false;
    if (this.running) await this.running.catch(() => {});
    await this.door.store.change({ put, drop: [this.key, ...drop] });
    this.content = null;
  }
}
