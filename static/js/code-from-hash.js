/* Moves a number from the address (#1234…) into the field and takes it out of the address: it is a secret. */
"use strict";
for (const field of document.querySelectorAll('[data-behaviour~="code-from-hash"]')) {
  const take = () => {
    const digits = location.hash.replace(/[^0-9]/g, "");
    if (digits.length !== Number(field.dataset.digits || 20)) return;
    field.value = digits.match(/.{4}/g).join(" ");
    history.replaceState(null, "", location.pathname + location.search);
    field.focus();
  };
  window.addEventListener("hashchange", take);
  take();
}
