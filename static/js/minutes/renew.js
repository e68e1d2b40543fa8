/* Make a part of the page like a fresh one, node by node: what stays the same keeps its focus, its open folds and the finger
   that is just pressing it. */
"use strict";
const renew = (old, fresh) => {
  if (old.nodeName !== fresh.nodeName) return void old.replaceWith(fresh);
  if (old.nodeType !== Node.ELEMENT_NODE) return void (old.data === fresh.data || (old.data = fresh.data));
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
  const have = [...old.childNodes];
  const want = [...fresh.childNodes];
  want.forEach((each, place) => (have[place] ? renew(have[place], each) : old.append(each)));
  have.slice(want.length).forEach((each) => each.remove());
};
