/* What lies on this device until the server has it: texts and small forms. Each write is flushed to the disk, so that it
   outlives a reload, a crash and an empty battery. Where a browser can keep nothing, `isFragile` says so. */
"use strict";
class Device {
  static async open() {
    const device = new Device();
    device.kept = new Map();
    try {
      device.database = await Device.done(indexedDB.open("minutes", 1), (request) => {
        request.result.createObjectStore("kept", { keyPath: "key" });
      });
    } catch {
      /* Some private windows forbid it. */
    }
    device.isFragile = !device.database;
    return device;
  }

  static done(request, upgrade) {
    return new Promise((resolve, reject) => {
      request.onupgradeneeded = () => upgrade(request);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  store(mode) {
    return this.database.transaction("kept", mode, { durability: "strict" }).objectStore("kept");
  }

  async all(meeting, who) {
    const entries = this.isFragile ? [...this.kept.values()] : await Device.done(this.store("readonly").getAll());
    return entries.filter((entry) => entry.meeting === meeting && entry.who === who).sort((a, b) => a.at - b.at);
  }

  async put(entry) {
    if (this.isFragile) this.kept.set(entry.key, entry);
    else await Device.done(this.store("readwrite").put(entry));
  }

  async drop(key) {
    if (this.isFragile) this.kept.delete(key);
    else await Device.done(this.store("readwrite").delete(key));
  }
}

/* 32 random hex digits: the name of a page that writes, of a form that is sent once. */
const freshId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
