/* The way to the server. Every answer is one of: what it says, `login` (nobody is logged in), `other` (somebody else is),
   `refused` (it will never take this). No answer at all throws: try again later. */
"use strict";
class Wire {
  constructor(root) {
    this.root = root;
    this.token = root.querySelector("[name='form_token']").value;
    this.tag = "";
  }

  async send(address, fields) {
    const answer = await this.post(address, fields);
    if (answer.kind !== "stale") return answer;
    await this.ask([]);
    const again = await this.post(address, fields);
    return again.kind === "stale" ? { kind: "refused", body: {} } : again;
  }

  async post(address, fields) {
    const body = new URLSearchParams([...fields, ["form_token", this.token]]);
    const response = await this.fetch(address, { method: "POST", body });
    const isJson = (response.headers.get("Content-Type") || "").startsWith("application/json");
    if (response.status === 401) return { kind: "login" };
    if (response.status >= 500) throw new Error(response.statusText);
    if (isJson) return { kind: response.ok ? "good" : response.status === 409 ? "conflict" : "refused", body: await response.json() };
    return response.status === 422 ? { kind: "stale" } : { kind: "refused", body: {} };
  }

  /* What has changed since; null when nothing has. Takes a fresh form token along: a login may have ended and begun. */
  async ask(known) {
    const query = new URLSearchParams(known.map((each) => ["kennt", each]));
    const response = await this.fetch(`${this.root.dataset.now}?${query}`, { headers: { "If-None-Match": this.tag } });
    if (response.type === "opaqueredirect" || response.status === 403) return { kind: "login" };
    if (response.status === 304) return { kind: "same" };
    if (!response.ok) throw new Error(response.statusText);
    const now = await response.json();
    if (now.who !== this.root.dataset.who) return { kind: "other" };
    this.tag = response.headers.get("ETag") || "";
    this.token = now.token;
    for (const field of this.root.querySelectorAll("[name='form_token']")) field.value = now.token;
    return { kind: "news", body: now };
  }

  async fetch(address, options) {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), 20000);
    const headers = { Accept: "application/json", ...options.headers };
    try {
      return await fetch(address, { redirect: "manual", signal: patience.signal, ...options, headers });
    } finally {
      clearTimeout(timer);
    }
  }
}
