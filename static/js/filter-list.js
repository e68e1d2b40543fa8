/* A search box above a long list of options (select) or tiles (data-filter-item). */
"use strict";
for (const list of document.querySelectorAll('[data-behaviour~="filter-list"]')) {
  const plain = (text) => text.toLowerCase().replace(/ß/g, "ss").normalize("NFD").replace(/\p{M}/gu, "");
  const select = list.querySelector("select");
  const options = select ? [...select.options] : [];
  const tiles = [...list.querySelectorAll("[data-filter-item]")];
  if (options.length + tiles.length < 9) continue;

  const search = document.createElement("input");
  search.type = "search";
  search.className = "field__search";
  search.autocomplete = "off";
  search.placeholder = list.dataset.label;
  search.setAttribute("aria-label", list.dataset.label);
  (select || tiles[0].parentElement).before(search);

  const fits = (text) => plain(text).includes(plain(search.value.trim()));
  search.addEventListener("input", () => {
    for (const tile of tiles) tile.hidden = !fits(tile.textContent) && !tile.querySelector(":checked");
    if (!select) return;
    const chosen = select.value;
    select.replaceChildren(...options.filter((option) => !option.value || option.value === chosen || fits(option.text)));
    select.value = chosen;
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}
