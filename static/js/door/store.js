/* What lies on this device. Each change is one transaction that is flushed to the disk: it is there as a whole or not at all. */
"use strict";
class Store {
  static async open() {
    const store = new Store();
    const request = indexedDB.open("door", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("things", { keyPath: "key" });
      request.result.createObjectStore("keys", { keyPath: "who" });
    };
    store.database = await Store.done(request);
    store.database.onversionchange = () => store.database.close();
    return store;
  }

  static done(request) {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
      request.onblocked = () => reject(new Error("blocked"));
    });
  }

  all() {
    return Store.done(this.database.transaction("things").objectStore("things").getAll());
  }

  get(key) {
    return Store.done(this.database.transaction("things").objectStore("things").get(key));
  }

  keys() {
    return Store.done(this.database.transaction("keys").objectStore("keys").getAll());
  }

  /* Put some things there and take others away, all at once. */
  change({ put = [], drop = [] }) {
    return this.act("things", (things) => {
      for (const each of put) things.put(each);
      for (const key of drop) things.delete(key);
    });
  }

  /* Only one person's key lies here at a time. */
  keepKey(kept) {
    return this.act("keys", (keys) => {
      keys.clear();
      if (kept) keys.put(kept);
    });
  }

  act(name, work) {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(name, "readwrite", { durability: "strict" });
      transaction.oncomplete = () => resolve();
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
      try {
        work(transaction.objectStore(name));
      } catch (fault) {
        transaction.abort();
        reject(fault);
      }
    });
  }
}
