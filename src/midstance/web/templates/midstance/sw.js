{% autoescape off %}// Midstance {{ version }}
/* What is kept for when there is no network: the player with all it is made of, and the sessions that lie ahead. */
"use strict";
const KNOWN = {{ known }};
importScripts(KNOWN.queue);
{% endautoescape %}
const SHELL = `midstance-shell-${KNOWN.version}`;
const META = "midstance-meta";
const PATIENCE_MS = 4000;
const AGAIN_MS = 600000;
const PAGE = /^\/(today|session\/[^/]+(\/play)?|library\/workout\/[^/]+\/play\/\d+\/[^/]+)$/;
const PAGES_ONLY = /^\/(today|session\/[^/]+|api\/v1\/today)$/;
const DOCUMENT = /^\/api\/v1\/(today|session\/[^/]+|workout\/[^/]+\/\d+\/[^/]+)$/;
const FIGURE = /^\/figure\/[^/]+\.svg$/;
const SIGNING = /^\/(login|logout|signup|2fa|account)\b/;
const STALE_MS = 14 * 86400000;

/* What stands in the address after ? changes nothing of a page, and its language is the one it was kept in. */
const LOOSELY = { ignoreSearch: true, ignoreVary: true };

const pagesOf = (runner) => `midstance-pages-${KNOWN.version}-${runner}`;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => answer(event));
self.addEventListener("message", (event) => {
  if (event.data === "ahead") event.waitUntil(keepAhead(true));
});
self.addEventListener("sync", (event) => {
  if (event.tag === self.midstanceQueue.SYNC) event.waitUntil(sendAll());
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(
    self.clients.matchAll({ type: "window" }).then((pages) => pages[0]?.focus() ?? self.clients.openWindow("/today")),
  );
});

async function install() {
  const shell = await caches.open(SHELL);
  await shell.addAll(KNOWN.shell.map((address) => new Request(address, { cache: "reload" })));
  await self.skipWaiting();
}

async function activate() {
  await self.clients.claim();
  await keepAhead(true);
}

async function meta() {
  const kept = await (await caches.open(META)).match("/meta");
  return kept ? kept.json() : {};
}

async function setMeta(now) {
  await (await caches.open(META)).put("/meta", new Response(JSON.stringify(now)));
}

/* Somebody comes or goes: all that was kept is gone before the next page is seen, and what is being kept ends. */
let era = 0;
async function signing(request) {
  await forget();
  const found = await fetch(request);
  await forget();
  return found;
}

/* Nobody is known to be here: nothing personal is given out or kept until the server has said who it is. */
async function forget() {
  era += 1;
  keeping = null;
  await setMeta({});
  for (const name of await caches.keys()) if (name.startsWith("midstance-pages-")) await caches.delete(name);
}

function answer(event) {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== location.origin) return;
  if (request.method !== "GET") {
    if (SIGNING.test(address.pathname)) event.respondWith(signing(request));
    return;
  }
  if (address.pathname.startsWith(KNOWN.static) || KNOWN.shell.includes(address.pathname)) {
    event.respondWith(fromShell(request));
  } else if (FIGURE.test(address.pathname)) {
    event.respondWith(figure(request));
  } else if (DOCUMENT.test(address.pathname)) {
    event.respondWith(fresh(event, request).then((found) => found || Response.error()));
  } else if (request.mode === "navigate") {
    event.respondWith(page(event, request, PAGE.test(address.pathname)));
    event.waitUntil(keepAhead(false));
  }
}

async function fromShell(request) {
  const shell = await caches.open(SHELL);
  return (await shell.match(request, { ignoreVary: true })) || (await caches.match(request, { ignoreVary: true })) || fetch(request);
}

async function figure(request) {
  const { runner } = await meta();
  const kept = runner && (await caches.open(pagesOf(runner)));
  const exact = kept && (await kept.match(request, { ignoreVary: true }));
  if (exact) return exact;
  try {
    const found = await fetch(request);
    if (kept && found.ok) await kept.put(request, found.clone());
    return found;
  } catch {
    return (kept && (await nearest(kept, request))) || Response.error();
  }
}

/* Without a network another drawing of the same exercise is better than none, if there is one of the same side. */
async function nearest(kept, request) {
  const side = new URL(request.url).searchParams.get("side");
  const drawn = await kept.matchAll(request, LOOSELY);
  return drawn.find((one) => new URL(one.url).searchParams.get("side") === side) || drawn[0];
}

async function page(event, request, mine) {
  const found = mine ? await fresh(event, request) : await fetch(request).catch(() => null);
  return found || (await caches.match("/offline", LOOSELY)) || Response.error();
}

/* From the network, and kept; what was kept before where the network fails, is slow, or its answer is a fault. */
async function fresh(event, request) {
  const kept = await keptFor(request);
  const asked = fetch(request).then(async (found) => {
    if (found.ok && !found.redirected) event.waitUntil(put(request, found.clone()));
    return kept && isNoAnswer(found, request) ? kept : found;
  });
  const failed = asked.catch(() => kept);
  if (!kept) return failed;
  return Promise.race([failed, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, kept))]);
}

/* A fault of the server, or, in the player, that one was signed out: a session goes on, and what waits says so. */
function isNoAnswer(found, request) {
  const away = found.type === "opaqueredirect" || found.redirected || [401, 403].includes(found.status);
  return found.status >= 500 || (away && !PAGES_ONLY.test(new URL(request.url).pathname));
}

async function keptFor(request) {
  const { runner } = await meta();
  if (!runner) return undefined;
  const now = await (await caches.open(pagesOf(runner))).match(request, LOOSELY);
  if (now) return now;
  for (const name of await caches.keys()) {
    // Of the version before, until this one could load its own.
    if (name.startsWith("midstance-pages-") && name.endsWith(`-${runner}`)) {
      const before = await (await caches.open(name)).match(request, LOOSELY);
      if (before) return before;
    }
  }
  return undefined;
}

async function put(request, found) {
  const { runner } = await meta();
  if (runner) await (await caches.open(pagesOf(runner))).put(new URL(request.url).pathname, found);
}

let keeping = null;
function keepAhead(now) {
  const mine = era;
  keeping ||= ahead(now, mine).catch(() => false).finally(() => {
    if (mine === era) keeping = null;
  });
  return keeping;
}

/* Everything of the coming week, so that each session runs without a network. */
async function ahead(now, mine) {
  const before = await meta();
  if (!now && before.at && Date.now() - before.at < AGAIN_MS) return true;
  const answered = await fetch(KNOWN.today, { cache: "no-store", redirect: "manual" });
  if (!answered.ok) return false;
  const copy = answered.clone();
  const today = await answered.json();
  if (mine !== era) return false;
  await setMeta({ runner: today.runner, at: Date.now() });
  const kept = await caches.open(pagesOf(today.runner));
  await kept.put(KNOWN.today, copy);
  const addresses = today.sessions.flatMap((one) => [one.play, one.document, one.page]);
  await keepAll(kept, [...addresses, ...today.pages], true, mine);
  await keepAll(kept, today.sessions.flatMap((one) => one.figures), false, mine);
  if (mine !== era) return false;
  await letGo(kept, today.sessions.length === 0);
  const wanted = new Set([SHELL, META, pagesOf(today.runner)]);
  for (const name of await caches.keys()) if (name.startsWith("midstance-") && !wanted.has(name)) await caches.delete(name);
  return true;
}

async function keepAll(kept, addresses, anew, mine) {
  for (const address of new Set(addresses)) {
    if (mine !== era) return;
    if (!anew && (await kept.match(address, { ignoreVary: true }))) continue;
    const found = await fetch(address, { cache: "no-store", headers: { "Midstance-Ahead": "1" } }).catch(() => null);
    if (found && found.ok && !found.redirected) await kept.put(address, found);
  }
}

/* What is two weeks old, and everything of planned sessions where there are none any more. */
async function letGo(kept, all) {
  for (const request of await kept.keys()) {
    const { pathname } = new URL(request.url);
    if (!PAGE.test(pathname) && !DOCUMENT.test(pathname)) continue;
    const made = Date.parse((await kept.match(request, LOOSELY))?.headers.get("Date") || "");
    const old = Date.now() - made > STALE_MS;
    if ((/\/session\//.test(pathname) && (all || old)) || (/\/workout\//.test(pathname) && old)) await kept.delete(request, LOOSELY);
  }
}

async function sendAll() {
  const { runner } = await meta();
  if (!runner) return;
  const sent = await self.midstanceQueue.send(runner);
  if (sent.trouble === "offline" || sent.trouble === "server") throw new Error(sent.trouble);
}
