/* Keys of the evaluation: made here and kept in a file. Only the public half leaves this device. */
"use strict";
const SAFETY_LOCK = { name: "RSA-OAEP", hash: "SHA-256" };
const ROUNDS = 600000;
const toBase64 = (buffer) => btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""));
const fromBase64 = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

/* Something that the page can say in words: the name of the sentence. */
class Refusal extends Error {}

/* What `work` gives; whatever goes wrong in it is this refusal. */
const orRefuse = async (name, work) => {
  try {
    return await work();
  } catch {
    throw new Refusal(name);
  }
};

const makeKeys = async () => {
  const kind = { ...SAFETY_LOCK, modulusLength: 3072, publicExponent: new Uint8Array([1, 0, 1]) };
  const { publicKey, privateKey } = await crypto.subtle.generateKey(kind, true, ["wrapKey", "unwrapKey"]);
  return Promise.all([crypto.subtle.exportKey("jwk", publicKey), crypto.subtle.exportKey("jwk", privateKey)]);
};

/* The short name of a key, as the server says it. */
const signOfKey = async ({ n }) => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(n));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 8);
};

const lockOfWords = async (passphrase, salt, rounds) => {
  const words = await crypto.subtle.importKey("raw", new TextEncoder().encode(passphrase.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, words, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
};

/* The file to keep: the private key, locked with a passphrase if there is one. */
const keyFile = async (campaign, jwk, passphrase) => {
  const file = { format: "ortsstimme-schluessel", version: 1, campaign };
  if (!passphrase) return JSON.stringify({ ...file, key: jwk });
  const [salt, iv] = [16, 12].map((length) => crypto.getRandomValues(new Uint8Array(length)));
  const lock = await lockOfWords(passphrase, salt, ROUNDS);
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, lock, new TextEncoder().encode(JSON.stringify(jwk)));
  return JSON.stringify({ ...file, lock: "PBKDF2-SHA-256+A256GCM", rounds: ROUNDS, salt: toBase64(salt), iv: toBase64(iv), data: toBase64(data) });
};

/* The key of a key file, which can do nothing but open safety files. */
const openKey = async (file, campaign, passphrase) => {
  if (file.format !== "ortsstimme-schluessel" || file.version !== 1) throw new Refusal("noKey");
  if (file.campaign !== campaign) throw new Refusal("otherKey");
  const jwk = file.lock ? await orRefuse("wrongPassphrase", () => unlockKey(file, passphrase)) : file.key;
  return orRefuse("noKey", () => crypto.subtle.importKey("jwk", { ...jwk, key_ops: ["unwrapKey"], ext: true }, SAFETY_LOCK, false, ["unwrapKey"]));
};

const unlockKey = async ({ salt, rounds, iv, data }, passphrase) => {
  const lock = await lockOfWords(passphrase, fromBase64(salt), rounds);
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv: fromBase64(iv) }, lock, fromBase64(data))));
};
