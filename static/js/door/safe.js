/* Everything is locked before it is written to the device: AES-GCM with a key that comes from the server at each login and
   lies here as a CryptoKey whose bytes no script can read. Logging out takes the key away; what waits stays locked until the
   same person logs in again. It does not help against somebody who holds an unlocked phone that is still logged in. */
"use strict";
class Safe {
  constructor(store) {
    this.store = store;
    this.who = "";
    this.key = null;
  }

  async load() {
    const [kept] = await this.store.keys();
    if (kept) [this.who, this.key] = [kept.who, kept.lock];
  }

  get isOpen() {
    return Boolean(this.key);
  }

  async take(who, hex) {
    const bytes = Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
    this.key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
    this.who = who;
    await this.store.keepKey({ who, lock: this.key });
  }

  async forget() {
    this.key = null;
    await this.store.keepKey(null);
  }

  bound({ key, kind, slug, who }) {
    return new TextEncoder().encode([key, kind, slug, who].join("\n"));
  }

  async lock(label, content) {
    const entry = { ...label, who: this.who };
    entry.iv = crypto.getRandomValues(new Uint8Array(12));
    const bytes = new TextEncoder().encode(JSON.stringify(content));
    entry.locked = await crypto.subtle.encrypt({ name: "AES-GCM", iv: entry.iv, additionalData: this.bound(entry) }, this.key, bytes);
    return entry;
  }

  /* What was locked; null if this key does not fit. */
  async unlock(entry) {
    if (!entry || !this.key || entry.who !== this.who) return null;
    try {
      const bytes = await crypto.subtle.decrypt({ name: "AES-GCM", iv: entry.iv, additionalData: this.bound(entry) }, this.key, entry.locked);
      return JSON.parse(new TextDecoder().decode(bytes));
    } catch {
      return null;
    }
  }
}

/* A file that only the evaluation can open: AES-GCM under a fresh key, which is locked with the campaign's public key (RSA). */
const safetyFile = async (slug, jwk, talks) => {
  const code = (buffer) => btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""));
  const outer = await crypto.subtle.importKey("jwk", { kty: jwk.kty, n: jwk.n, e: jwk.e, ext: true }, { name: "RSA-OAEP", hash: "SHA-256" }, false, ["wrapKey"]);
  const inner = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, inner, new TextEncoder().encode(JSON.stringify({ talks })));
  const key = await crypto.subtle.wrapKey("raw", inner, outer, { name: "RSA-OAEP" });
  return JSON.stringify({ format: "ortsstimme-sicherung", version: 1, campaign: slug, lock: "RSA-OAEP-256+A256GCM", key: code(key), iv: code(iv), data: code(data) });
};
