// Keeps the page itself, so that it opens and says what is the matter while the sandbox is away.
// What the sandbox serves is always asked for first: nothing old is ever shown in its place.

const KEPT = "page";
const PAGE = [
  "/",
  "/web/api.js",
  "/web/app.js",
  "/web/attachments.js",
  "/web/bell.svg",
  "/web/composer.js",
  "/web/dates.js",
  "/web/dom.js",
  "/web/events.js",
  "/web/keyboard.js",
  "/web/links.js",
  "/web/manifest.webmanifest",
  "/web/notices.js",
  "/web/panel.js",
  "/web/richtext.js",
  "/web/roving.js",
  "/web/show.js",
  "/web/sidebar.js",
  "/web/story.css",
  "/web/style.css",
  "/web/talk.js",
  "/web/thread.css",
  "/web/thread.js",
  "/web/view.js",
  "/web/warning.svg",
  "/web/watching.js",
  "/web/words.js",
  "/web/yes.svg",
];

addEventListener("install", (event) => event.waitUntil(keepAll()));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  if (event.request.method === "GET" && PAGE.includes(pathname)) event.respondWith(fresh(event.request, pathname));
});

async function keepAll() {
  const kept = await caches.open(KEPT);
  await kept.addAll(PAGE);
  await skipWaiting();
}

async function fresh(request, pathname) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(pathname)) ?? Response.error();
  }
}
