// Shows the kept copy of an attendance page, and of what it is drawn with, where no network
// answers. It keeps nothing itself: offline.js does, and only today's attendance pages.
const PATIENCE = 4000; // ms: in a cellar a network may be there and yet never answer
const LASTS = 18 * 60 * 60 * 1000; // a page is of its evening; afterwards it is shown to nobody

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  if (event.request.method === "GET") event.respondWith(answer(event.request));
});

const answer = async (request) => {
  const kept = await caches.match(request, { ignoreVary: true });
  if (!kept) return fetch(request);
  if (request.url.includes("?v=")) return kept; // a file whose address changes with its content
  const late = new Promise((_, giveUp) => setTimeout(giveUp, PATIENCE));
  const fresh = await Promise.race([fetch(request), late]).catch(() => null);
  if (fresh && fresh.status < 500) return fresh;
  const old = Date.now() - Date.parse(kept.headers.get("Date")) > LASTS;
  return old ? fresh ?? Response.error() : kept;
};
