/* Bringing talks in: the file is opened here, and each talk goes to the server by itself, as from a phone. Nothing is stored on
   this device. */
"use strict";
const OF_A_TALK = /^(talk-|f-|german-)/;

const openTalks = async (file, campaign, key) => {
  if (file.format !== "ortsstimme-sicherung" || file.version !== 1) throw new Refusal("noFile");
  if (file.campaign !== campaign) throw new Refusal("otherCampaign");
  const open = () => crypto.subtle.unwrapKey("raw", fromBase64(file.key), key, { name: "RSA-OAEP" }, "AES-GCM", false, ["decrypt"]);
  const inner = await orRefuse("keyDoesNotFit", open);
  return orRefuse("broken", async () => {
    const bytes = await crypto.subtle.decrypt({ name: "AES-GCM", iv: fromBase64(file.iv) }, inner, fromBase64(file.data));
    const { talks } = JSON.parse(new TextDecoder().decode(bytes));
    if (!talks.every(isRecord)) throw new Error("no records");
    return talks;
  });
};

const isRecord = (fields) => fields.every((field) => Array.isArray(field) && field.length === 2 && field.every((each) => typeof each === "string"));

class Bringing {
  constructor({ dataset }, words) {
    this.address = dataset.talk;
    this.token = dataset.token;
    this.words = words;
  }

  /* What became of a talk: `new`, `known` or `refused`, and in words. Without a clear answer it throws. */
  async bring(fields) {
    const { words } = this;
    const talk = fields.filter(([name]) => OF_A_TALK.test(name));
    if (!talk.some(([name]) => name === "talk-client_id")) return { state: "refused", said: words.noTalk };
    const { ok, answer } = await orRefuse("stopped", () => this.send(talk));
    if (ok) return { state: answer.state, said: words[answer.state] };
    return { state: "refused", said: [answer.message, ...Object.values(answer.errors || {})].filter(Boolean).join(" ") };
  }

  async send(talk) {
    const body = new URLSearchParams([...talk, ["form_token", this.token]]);
    const response = await fetch(this.address, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error", cache: "no-store" });
    return { ok: response.ok, answer: await response.json() };
  }
}
