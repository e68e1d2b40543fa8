/* The way to the server. Every answer is one of: `good` (it has it), `refused` (not like this, and why), `login` (nobody is
   logged in), `stale` (an earlier login's token). No answer, or one that says "later", throws. */
"use strict";
class Wire {
  constructor(root) {
    this.root = root;
    this.token = "";
    this.tag = "";
  }

  /* Where a campaign takes this kind in. */
  address(kind, slug) {
    const { listing, door } = this.root.dataset;
    return this.root.dataset[kind].replace(`${listing}/${door}/`, `${listing}/${slug}/`);
  }

  async send(kind, slug, fields) {
    const body = new URLSearchParams([...fields, ["form_token", this.token]]);
    const response = await this.fetch(this.address(kind, slug), { method: "POST", body });
    const isJson = (response.headers.get("Content-Type") || "").startsWith("application/json");
    if (response.status === 401) return { kind: "login" };
    if (response.status === 408 || response.status === 429 || response.status >= 500) throw new Error(response.statusText);
    if (response.ok && isJson) return { kind: "good" };
    if (isJson) return { kind: "refused", why: { status: response.status, ...(await response.json()) } };
    return response.status === 422 ? { kind: "stale" } : { kind: "refused", why: { status: response.status } };
  }

  /* The package; `same` when it has not changed, `gone` when this person may not ask here any more. */
  async package() {
    const response = await this.fetch(this.root.dataset.package, { headers: this.tag ? { "If-None-Match": this.tag } : {} });
    if (response.type === "opaqueredirect" || response.status === 401) return { kind: "login" };
    if (response.status === 304) return { kind: "same" };
    if (response.status === 403 || response.status === 404) return { kind: "gone" };
    if (!response.ok) throw new Error(response.statusText);
    const fresh = await response.json();
    this.tag = response.headers.get("ETag") || "";
    this.token = fresh.token;
    return { kind: "news", fresh };
  }

  async fetch(address, options) {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), 30000);
    const headers = { Accept: "application/json", ...options.headers };
    try {
      return await fetch(address, { redirect: "manual", cache: "no-store", signal: patience.signal, ...options, headers });
    } finally {
      clearTimeout(timer);
    }
  }
}
