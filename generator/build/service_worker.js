// Keeps visited pages, and on request the whole list, for reading without a network.
//
// Every file of one build has its digest in offline/files.json. A file enters the
// cache only when it has the digest of this worker's own build, and a page that came
// from the cache is given files of that build alone. A page of any other build is
// passed through with all that it loads, past the browser's own cache, so that no page
// ever mixes two builds. A new build takes along what the one before had kept.
//
// `BUILD` is what service_worker.py writes in front of this: the build's version, the files
// to keep at the first visit, where the digests are, and how many of their digits are compared.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const CACHE = `reading-list-${BUILD.version}`;
const WHOLE = "offline/whole";
const ROOT = worker.registration.scope;
/** @type {Record<string, string> | null} */
let digests = null;

/** @type {(url: string) => string} */
const pathOf = (url) => {
  const path = decodeURI(new URL(url).pathname).slice(decodeURI(new URL(ROOT).pathname).length);
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
};
/** @type {(path: string) => string} */
const addressOf = (path) => ROOT + encodeURI(path);

/** @type {(body: ArrayBuffer) => Promise<string>} */
async function digestOf(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return Array.from(bytes.slice(0, BUILD.digits / 2), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @type {() => Promise<Record<string, string>>} */
async function listed() {
  if (digests) return digests;
  const cache = await caches.open(CACHE);
  let answer = await cache.match(addressOf(BUILD.list));
  if (!answer) {
    answer = await fetch(`${addressOf(BUILD.list)}?${BUILD.version}`, { cache: "no-store" });
    const list = await answer.clone().json();
    if (list.version !== BUILD.version) throw new Error("the list has been updated meanwhile");
    await cache.put(addressOf(BUILD.list), answer.clone());
  }
  /** @type {FileList} */
  const { files } = await answer.json();
  digests = files;
  return files;
}

// The file as this build has it, from the cache or the network; null when the network has another.
/** @type {(path: string) => Promise<Response | null>} */
async function ofThisBuild(path) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(addressOf(path));
  if (kept) return kept;
  const expected = (await listed())[path];
  if (!expected) return null;
  const answer = (await fromOlder(path, expected)) || (await fetch(addressOf(path), { cache: "no-cache" }));
  if (!answer.ok) return null;
  const body = await answer.clone().arrayBuffer();
  if ((await digestOf(body)) !== expected) return null;
  const headers = { "Content-Type": answer.headers.get("Content-Type") || "" };
  const copy = new Response(body, { headers });
  await cache.put(addressOf(path), copy.clone());
  return copy;
}

// A file of whatever build the network has, which no cache of the browser may keep: it
// would be given to a page of the next build.
/** @type {(request: Request) => Promise<Response>} */
async function passedThrough(request) {
  const answer = await fetch(request, { cache: "no-cache" });
  if (answer.type !== "basic" || answer.redirected) return answer;
  const { status, statusText } = answer;
  const headers = new Headers(answer.headers);
  headers.set("Cache-Control", "no-store");
  return new Response([204, 205, 304].includes(status) ? null : answer.body, { status, statusText, headers });
}

const older = async () => (await caches.keys()).filter((name) => name.startsWith("reading-list-") && name !== CACHE);

// The file from the cache of a build before, if it is the same in this one.
/** @type {(path: string, expected: string) => Promise<Response | null>} */
async function fromOlder(path, expected) {
  for (const name of await older()) {
    const kept = await (await caches.open(name)).match(addressOf(path));
    if (kept && (await digestOf(await kept.clone().arrayBuffer())) === expected) return kept;
  }
  return null;
}

// What the builds before have kept: the pages visited, or the whole list.
async function keptBefore() {
  const found = new Set();
  for (const name of await older()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) found.add(pathOf(request.url));
  }
  const all = found.has(WHOLE) ? await wholeList() : Array.from(found);
  const list = await listed();
  return { paths: all.filter((path) => path in list), whole: found.has(WHOLE) };
}

async function wholeList() {
  return Object.keys(await listed()).filter((file) => !file.startsWith("exports/") || file.endsWith(".html"));
}

const noteWhole = async () => (await caches.open(CACHE)).put(addressOf(WHOLE), new Response("kept"));

/** @type {(paths: Iterable<string>, progress?: (done: number, failed: number) => void) => Promise<number>} */
async function keep(paths, progress) {
  const wanted = Array.from(paths);
  let done = 0;
  let failed = 0;
  const next = async () => {
    for (let path = wanted.pop(); path !== undefined; path = wanted.pop()) {
      const found = await ofThisBuild(path).catch(() => null);
      if (!found) failed += 1;
      done += 1;
      if (progress && (done % 20 === 0 || !wanted.length)) progress(done, failed);
    }
  };
  await Promise.all(Array.from({ length: 6 }, next));
  return failed;
}

worker.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      await listed();
      const before = await keptBefore();
      if (await keep(new Set([...BUILD.core, ...before.paths]))) throw new Error("the list has been updated meanwhile");
      if (before.whole) await noteWhole();
      if (!worker.registration.active) await worker.skipWaiting();
    })(),
  );
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await older()) await caches.delete(name);
      await worker.clients.claim();
    })(),
  );
});

/** @type {(event: FetchEvent) => Promise<Response>} */
async function page(event) {
  const path = pathOf(event.request.url);
  const cache = await caches.open(CACHE);
  const kept = await cache.match(addressOf(path));
  if (kept) return kept;
  try {
    return (await ofThisBuild(path)) || (await passedThrough(event.request));
  } catch {
    const asked = event.request.url.slice(ROOT.length);
    return Response.redirect(`${addressOf(BUILD.notKept)}?page=${encodeURIComponent(asked)}`);
  }
}

/** @type {(event: FetchEvent) => Promise<Response>} */
async function part(event) {
  const client = event.clientId && (await worker.clients.get(event.clientId));
  const cache = await caches.open(CACHE);
  if (!client || !(await cache.match(addressOf(pathOf(client.url))))) return passedThrough(event.request);
  return (await ofThisBuild(pathOf(event.request.url))) || Response.error();
}

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(ROOT)) return;
  const path = pathOf(request.url);
  if (path === "sw.js" || path === BUILD.list || path.endsWith(".zip")) return;
  if (path === "favicon.ico") return; // asked for by browsers alone: the site has none
  event.respondWith(request.mode === "navigate" ? page(event) : part(event));
});

worker.addEventListener("message", (event) => {
  const { type, path } = event.data || {};
  if (type === "take-over") worker.skipWaiting();
  if (type === "visited") event.waitUntil(ofThisBuild(path).catch(() => null));
  if (type === "keep-all") {
    event.waitUntil(
      (async () => {
        const all = await wholeList();
        /** @type {(done: number, failed: number) => void} */
        const tell = (done, failed) => event.source?.postMessage({ type: "kept", done, failed, all: all.length });
        await noteWhole();
        await keep(all, tell);
      })(),
    );
  }
});
