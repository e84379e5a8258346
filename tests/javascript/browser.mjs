// The site's scripts outside a browser: classic scripts run one after the other in one global
// object, with as much of a document as loading scripts from a folder needs.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

const ROOT = join(import.meta.dirname, "..", "..");
/** The scripts to run: those of the repository unless others are named. */
export const SCRIPTS = process.env.SITE_SCRIPTS || join(ROOT, "overrides", "assets", "javascripts");
/** A folder with the same scripts minified. */
export const MINIFIED = process.env.MINIFIED_SCRIPTS || "";
/** A folder with the search index that the generator wrote. */
export const INDEX = process.env.SEARCH_INDEX || "";

/** @typedef {import("node:vm").Context & { readingList: ReadingList, readingListData: any }} Page */

/** A storage, which may be given texts and may be closed. */
export class Storage {
  /** @param {Record<string, string>} texts */
  constructor(texts = {}) {
    this.texts = new Map(Object.entries(texts));
    this.closed = false;
  }

  /** @param {string} key */
  getItem(key) {
    if (this.closed) throw new Error("closed");
    return this.texts.get(key) ?? null;
  }

  /**
   * @param {string} key
   * @param {string} text
   */
  setItem(key, text) {
    if (this.closed) throw new Error("closed");
    this.texts.set(key, text);
  }
}

/** An element of which only the properties matter that the scripts set. */
class FakeElement {
  /** @type {Record<string, any>} */
  dataset = {};
  /** @type {any[]} */
  children = [];

  /**
   * @param {string} name
   * @param {string} value
   */
  setAttribute(name, value) {
    Object.assign(this, { [name]: value });
  }

  addEventListener() {}

  /** @param {any[]} children */
  append(...children) {
    this.children.push(...children);
  }

  remove() {}
}

/**
 * A page that has run these scripts.
 *
 * @param {string[]} names
 * @param {{ storage?: Storage, data?: object }} settings
 * @returns {Page}
 */
export function open(names, { storage = new Storage(), data = {} } = {}) {
  const document = {
    documentElement: new FakeElement(),
    body: Object.assign(new FakeElement(), { dataset: { root: "site:/" } }),
    currentScript: { src: "site:/assets/javascripts/search.js" },
    head: { append: (/** @type {any} */ script) => load(script) },
    createElement: () => new FakeElement(),
    querySelector: () => null,
    querySelectorAll: () => [],
    getElementById: () => null,
    addEventListener: () => {},
  };
  const globals = {
    document,
    location: { protocol: "file:", href: "file:///index.html", search: "", pathname: "/index.html", hash: "" },
    navigator: {},
    matchMedia: () => ({ matches: false, addEventListener: () => {} }),
    getComputedStyle: () => ({ getPropertyValue: () => "" }),
    history: { state: null, replaceState: () => {} },
    localStorage: storage,
    readingListData: data,
    IntersectionObserver: class {},
    addEventListener: () => {},
    setTimeout,
    clearTimeout,
    TextEncoder,
    URL,
    URLSearchParams,
    console,
  };
  const page = /** @type {Page} */ (vm.createContext(globals));
  page.window = page;

  /** @param {{ src: string, onload(): void, onerror(): void }} script */
  function load(script) {
    const name = script.src.split("/").pop() || "";
    const folder = script.src.includes("/javascripts/") ? SCRIPTS : INDEX;
    setTimeout(() => {
      try {
        run(join(folder, name.split("?")[0]));
      } catch {
        script.onerror();
        return;
      }
      script.onload();
    });
  }

  /** @param {string} path */
  const run = (path) => vm.runInContext(readFileSync(path, "utf8"), page, path);
  for (const name of names) run(name === "words.js" ? join(INDEX, name) : join(SCRIPTS, name));
  return page;
}

/** A value of another global object as one of ours, for comparing. @type {(value: any) => any} */
export const plain = (value) => JSON.parse(JSON.stringify(value));
