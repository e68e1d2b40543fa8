/* Keeps the screen for talks and its files on the device. Only pages and files: never an answer, never what is sent, and not
   the package, which the page itself keeps locked. FILES stands before this text: a new version of a file is a new worker. */
"use strict";
const KEPT = "door";
const PATIENCE = 4000;
const SCREEN = new RegExp(`^${new URL(self.registration.scope).pathname}[a-z0-9-]+$`);

self.addEventListener("install", (event) => event.waitUntil(prepare()));
self.addEventListener("activate", (event) => event.waitUntil(renew()));
self.addEventListener("message", (event) => event.data.keep && SCREEN.test(event.data.keep) && event.waitUntil(answer(event)));
self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname, search } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin) return;
  if (pathname.startsWith("/static/")) event.respondWith(file(event.request));
  else if (mode === "navigate" && !search && SCREEN.test(pathname)) event.respondWith(screen(event, pathname));
});

const prepare = async () => {
  await addMissing(await caches.open(KEPT), FILES);
  await self.skipWaiting();
};

const addMissing = async (cache, paths) => {
  for (const path of paths) if (!(await cache.match(path))) await cache.add(path);
};

/* A new worker: the screens that are kept must name the files that it brings. Without network they stay as they are. */
const renew = async () => {
  await self.clients.claim();
  const cache = await caches.open(KEPT);
  const pages = (await cache.keys()).map(({ url }) => new URL(url).pathname).filter((path) => SCREEN.test(path));
  for (const path of pages) await load(path).catch(() => {});
};

const load = async (path) => keep(path, await fetch(path, { credentials: "same-origin", redirect: "manual", cache: "no-store" }));

/* The page asks to be kept, and hears whether it is. */
const answer = async ({ data, source }) => {
  await load(data.keep).catch(() => {});
  source.postMessage({ isKept: Boolean(await (await caches.open(KEPT)).match(data.keep)) });
};

/* First the files that a screen names, then the screen: it is never kept without them. What no screen names goes. */
const keep = async (path, response) => {
  if (!response.ok || response.type !== "basic") return;
  const text = await response.clone().text();
  if (!text.includes("data-door=")) return;
  const cache = await caches.open(KEPT);
  await addMissing(cache, new Set(text.match(/\/static\/[\w.-]+/g)));
  await cache.put(path, response);
  const pages = [];
  const files = [];
  for (const { url } of await cache.keys()) (url.includes("/static/") ? files : pages).push(new URL(url).pathname);
  const named = await Promise.all(pages.map(async (page) => (await cache.match(page)).text()));
  for (const each of files) if (!named.some((page) => page.includes(each))) await cache.delete(each);
};

const file = async (request) => (await caches.match(request)) || fetch(request);

/* The screen from the network if it comes soon, else the one that is kept: also when nobody is logged in any more, so that
   nobody is locked out of what waits on the device. */
const screen = async (event, path) => {
  const cache = await caches.open(KEPT);
  const kept = await cache.match(path);
  const coming = fetch(event.request);
  if (!kept) {
    const response = await coming;
    if (response.ok) event.waitUntil(keep(path, response.clone()));
    return response;
  }
  try {
    const late = new Promise((_, reject) => setTimeout(reject, PATIENCE));
    const response = await Promise.race([coming, late]);
    if (!response.ok) return kept;
    event.waitUntil(keep(path, response.clone()).catch(() => {}));
    return response;
  } catch {
    coming.catch(() => {});
    return kept;
  }
};
