{# reading/offline/ended.js — no inputs. For a site that keeps nothing on devices any more: the worker that ends all workers #}
self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => event.waitUntil(end()));

async function end() {
  for (const name of await caches.keys()) if (name.startsWith("reading-")) await caches.delete(name);
  await self.registration.unregister();
}
