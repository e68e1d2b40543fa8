/* The bar says in words how everything is kept. It is read aloud only when something is wrong. */
"use strict";
class Bar {
  constructor(screen) {
    this.screen = screen;
    this.bar = screen.root.querySelector("[data-bar]");
    this.state = this.bar.querySelector("[data-bar-state]");
    this.clock = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    const jump = this.bar.querySelector("details");
    jump.addEventListener("click", (event) => {
      if (event.target.closest("a")) jump.open = false;
    });
  }

  show() {
    const { screen } = this;
    const [kind, words] = this.words();
    const trouble = screen.trouble();
    this.bar.className = `minutes__bar minutes__bar--${kind}`;
    this.state.setAttribute("aria-live", kind === "trouble" ? "polite" : "off");
    if (this.state.textContent !== words) this.state.textContent = words;
    this.part("login").hidden = !screen.needsLogin;
    this.part("reload").hidden = !screen.isOutdated;
    this.part("trouble").hidden = !trouble;
    if (trouble) this.part("trouble").querySelector("a").setAttribute("href", `#${trouble}`);
  }

  words() {
    const { screen } = this;
    const said = this.bar.dataset;
    const count = screen.waiting;
    if (screen.isOther) return ["trouble", said.other];
    if (screen.needsLogin) return ["trouble", said.login];
    if (screen.hasErrors) return ["trouble", said.refused];
    if (screen.isCutOff && screen.device.isFragile) return ["trouble", said.fragile];
    if (screen.isCutOff) return count ? ["trouble", said.offline] : ["wait", said.quiet];
    if (screen.hasConflict) return ["trouble", said.choose];
    if (count > 1) return ["wait", said.waiting.replace("#", screen.number(count))];
    if (count) return ["wait", screen.failures ? said.waitingOne : said.saving];
    return screen.savedAt ? ["good", said.saved.replace("#", this.clock.format(screen.savedAt))] : ["good", said.ready];
  }

  part(name) {
    return this.bar.querySelector(`[data-bar-${name}]`);
  }
}
