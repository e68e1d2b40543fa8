/* The page of safety files: the key is made, and files are opened with it. Without a script it only says that it needs one. */
"use strict";
class SafetyPage {
  constructor(root) {
    this.root = root;
    this.words = JSON.parse(document.querySelector("[data-safety-words]").textContent);
    this.slug = root.dataset.safety;
    this.numbers = new Intl.NumberFormat(document.documentElement.lang);
    document.querySelector("[data-safety-plain]").remove();
    root.hidden = false;
    this.on("make", "making", () => this.make());
    this.on("bring", "bringing", () => this.bring());
    this.part("key").addEventListener("change", () => this.ask());
  }

  part(name) {
    return this.root.querySelector(`[data-${name}]`);
  }

  /* A button and the line that says what became of it. */
  on(name, line, act) {
    const button = this.part(name);
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        await act();
      } catch (wrong) {
        this.say(line, this.words[wrong instanceof Refusal ? wrong.message : "failed"]);
      } finally {
        button.disabled = false;
      }
    });
  }

  say(line, words) {
    this.part(line).textContent = words;
  }

  async make() {
    const passphrase = this.part("passphrase").value;
    if (passphrase !== this.part("repeated").value) throw new Refusal("differs");
    this.say("making", this.words.making);
    const [open, secret] = await makeKeys();
    const sign = await signOfKey(open);
    this.save(await keyFile(this.slug, secret, passphrase), `schluessel-${this.slug}-${sign}.json`);
    this.part("jwk").value = JSON.stringify(open);
    for (const name of ["passphrase", "repeated"]) this.part(name).value = "";
    this.part("ready").hidden = false;
    this.say("making", this.words.made.replace("#", sign));
  }

  save(text, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  /* A key file that is locked asks for its passphrase. */
  async ask() {
    const file = await this.read("key", "noKey").catch(() => ({}));
    this.part("words").hidden = !file.lock;
  }

  async read(name, wrong) {
    const [file] = this.part(name).files;
    if (!file) throw new Refusal("choose");
    const read = await orRefuse(wrong, async () => JSON.parse(await file.text()));
    if (typeof read !== "object" || !read) throw new Refusal(wrong);
    return read;
  }

  async bring() {
    this.part("results").replaceChildren();
    this.say("bringing", this.words.opening);
    const [file, keyed] = [await this.read("file", "noFile"), await this.read("key", "noKey")];
    const talks = await openTalks(file, this.slug, await openKey(keyed, this.slug, this.part("unlock").value));
    const bringing = new Bringing(this.root, this.words);
    const count = { new: 0, known: 0, refused: 0 };
    for (const [place, talk] of talks.entries()) {
      const { state, said } = await bringing.bring(talk);
      count[state] += 1;
      this.add(state, `${this.words.talk.replace("#", this.numbers.format(place + 1))}: ${said}`);
    }
    this.say("bringing", Object.entries(count).reduce((words, [state, each]) => words.replace(`{${state}}`, this.numbers.format(each)), this.words.done));
  }

  add(state, words) {
    const row = document.createElement("li");
    row.dataset.became = state;
    row.textContent = words;
    this.part("results").append(row);
  }
}

document.addEventListener("DOMContentLoaded", () => {
  const root = document.querySelector("[data-safety]");
  if (root && window.isSecureContext && window.crypto && crypto.subtle) new SafetyPage(root);
});
