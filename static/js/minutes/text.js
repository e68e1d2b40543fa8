/* One text of the minutes in its field. It is `dirty` while the server has not said that it took what stands there. */
"use strict";
class Text {
  constructor(element, screen) {
    this.element = element;
    this.screen = screen;
    this.slot = element.dataset.part;
    this.field = element.querySelector("textarea");
    this.base = Number(element.dataset.version);
    this.taken = this.field.value;
    this.pen = screen.seat;
    this.stroke = 0;
    this.conflict = "";
    this.field.addEventListener("input", () => this.changed());
  }

  get isDirty() {
    return this.field.value !== this.taken;
  }

  get key() {
    return `${this.screen.meeting}:${this.slot}:${this.pen}`;
  }

  /* Each change lies on the device at once; while one is being written, the next one waits for it. */
  changed() {
    const now = Date.now();
    this.stroke += 1;
    this.since = this.since || now;
    this.due = Math.min(now + Text.PAUSE, this.since + Text.LONGEST);
    this.complain("");
    const most = Number(this.field.dataset.most);
    if (this.field.value.length > most) this.complain(this.field.dataset.tooLong.replace("#", this.screen.number(this.field.value.length)));
    this.keep();
    this.screen.wake();
  }

  async keep() {
    if (this.isKeeping) return void (this.mustKeep = true);
    this.isKeeping = true;
    do {
      this.mustKeep = false;
      await (this.isDirty ? this.screen.device.put(this.entry()) : this.screen.device.drop(this.key)).catch(() => (this.screen.device.isFragile = true));
    } while (this.mustKeep);
    this.isKeeping = false;
  }

  entry() {
    const { key, slot, base, pen, stroke } = this;
    return { kind: "text", ...this.screen.mark(), key, slot, base, pen, stroke, text: this.field.value };
  }

  /* Go on with a text that an earlier page left on this device, as if this page were that one. */
  adopt(entry) {
    Object.assign(this, { base: entry.base, pen: entry.pen, stroke: entry.stroke, due: 0, since: Date.now() });
    this.field.value = entry.text;
    this.keep();
  }

  took(sent, { version, text, superseded }) {
    const isSame = this.field.value === sent.text;
    if (isSame && (superseded || document.activeElement !== this.field)) this.field.value = text;
    this.taken = isSame ? this.field.value : sent.text;
    if (isSame || !superseded) this.base = version;
    this.conflict = "";
    this.since = this.isDirty ? Date.now() : 0;
    this.keep();
  }

  met(sent, { conflict, theirs, version, late, html }) {
    this.taken = sent.text;
    if (late) {
      this.field.value = this.taken = theirs;
      this.base = version;
    } else this.conflict = conflict;
    this.since = this.isDirty ? Date.now() : 0;
    this.screen.fill(`conflict:${this.slot}`, html);
    this.keep();
  }

  /* What others have written comes in where nothing of one's own is waiting; the cursor stays where it is. */
  fresh(version, text, by) {
    if (this.isDirty || this.conflict || version <= this.base) return;
    const { selectionStart: start, selectionEnd: end, value } = this.field;
    let same = 0;
    while (same < value.length && value[same] === text[same]) same += 1;
    const moved = (place) => (place > same ? Math.max(same, place + text.length - value.length) : place);
    this.field.value = this.taken = text;
    this.base = version;
    if (document.activeElement === this.field) this.field.setSelectionRange(moved(start), moved(end));
    const writer = this.element.querySelector("[data-part-writer]");
    writer.textContent = by ? writer.dataset.text.replace("#", by) : "";
  }

  settled(open) {
    if (this.conflict && !open.includes(this.conflict)) this.conflict = "";
  }

  complain(words) {
    const line = this.element.querySelector("[data-part-error]");
    line.hidden = !words;
    line.querySelector("span").textContent = words;
    if (words) this.field.setAttribute("aria-invalid", "true");
    else this.field.removeAttribute("aria-invalid");
    this.error = words;
  }
}
Text.PAUSE = 1500;
Text.LONGEST = 8000;
