// What answers on the grid worker's page when there is no signal? One static page and what it is
// drawn with. Nothing of a person is ever put into this cache.
const CACHE = "jw-phone";
const HOME = new URL(self.registration.scope).pathname;
const SHELL = HOME + "offline/";
const PATIENCE = 6000;

async function fill() {
  const reply = await fetch(SHELL, { credentials: "same-origin", cache: "reload" });
  if (!reply.ok || reply.redirected) return;
  const text = await reply.clone().text();
  const parts = new Set([...text.matchAll(/(?:href|src)="(\/static\/[^"#]+)/g)].map((one) => one[1]));
  const cache = await caches.open(CACHE);
  const had = (await cache.keys()).map((one) => new URL(one.url).pathname);
  await cache.addAll([...parts].filter((one) => !had.includes(one)));
  await cache.put(SHELL, reply);
  await Promise.all(
    had.filter((one) => one !== SHELL && !parts.has(one)).map((one) => cache.delete(one, { ignoreVary: true })),
  );
}

async function home(request) {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  try {
    const reply = await Promise.race([fetch(request), late]);
    if (reply && reply.status < 500) return reply;
  } catch (error) {
    // no signal: the page below
  }
  const kept = await caches.match(SHELL, { ignoreVary: true });
  return kept || Response.error();
}

async function part(request) {
  const kept = await caches.match(request, { ignoreVary: true });
  return kept || fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(fill().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  if (event.data === "fill") event.waitUntil(fill().catch(() => undefined));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.mode === "navigate" && pathname === HOME) event.respondWith(home(request));
  else if (pathname.startsWith("/static/")) event.respondWith(part(request));
});
