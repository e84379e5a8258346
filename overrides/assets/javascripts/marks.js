// The reader's marks: to read, reading, read, a star and a note for any paper.
// They are kept in this browser's storage under one key and sent nowhere; the
// controls for them stand on a paper's page and beside papers in lists.
(() => {
  "use strict";
  const KEY = "rl-marks";
  const UNREADABLE = `${KEY}-unreadable`;
  const VERSION = 1;
  /** @type {Record<string, string>} */
  const STATES = { "to-read": "To read", reading: "Reading", read: "Read" };
  const LARGEST_NOTE = 20000;
  const { element, find, findAll, storage } = readingList;
  /** @type {(text: string) => boolean} */
  const isId = (text) => text.length <= 120 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
  /** @type {(mark: Mark) => boolean} */
  const isEmpty = (mark) => !mark.state && !mark.star && !mark.note;
  /** @type {Mark} */
  const NO_MARK = { state: "", star: false, note: "", title: "", changed: "" };
  /** @type {(id: string) => Mark} */
  const markOf = (id) => marks.get(id) || NO_MARK;

  /* --- what a text says --------------------------------------------------------- */

  // The marks of a text, by paper id, with the number of entries that made no sense.
  // Throws an Error that a reader can understand when the text is no list of marks.
  /** @type {(text: string) => { marks: Map<string, Mark>; skipped: number }} */
  function parse(text) {
    let value;
    try {
      value = JSON.parse(text);
    } catch {
      throw new Error("This is not a backup of a list: it is not JSON.");
    }
    const papers = value?.papers;
    if (!Number.isInteger(value?.version) || typeof papers !== "object" || papers === null || Array.isArray(papers)) {
      throw new Error("This is not a backup of a list: it contains no marks.");
    }
    if (value.version > VERSION)
      throw new Error("This was saved by a newer version of the site, which this page cannot read.");
    /** @type {Map<string, Mark>} */
    const marks = new Map();
    let skipped = 0;
    for (const [id, entry] of Object.entries(papers)) {
      const mark = isId(id) ? clean(entry) : null;
      if (mark) marks.set(id, mark);
      else skipped += 1;
    }
    return { marks, skipped };
  }

  /** @type {(entry: any) => Mark | null} */
  function clean(entry) {
    if (typeof entry !== "object" || entry === null) return null;
    const mark = {
      state: Object.hasOwn(STATES, entry.state) ? entry.state : "",
      star: entry.star === true,
      note: typeof entry.note === "string" ? entry.note.slice(0, LARGEST_NOTE) : "",
      title: typeof entry.title === "string" ? entry.title.slice(0, 500) : "",
      changed: when(entry.changed),
    };
    return isEmpty(mark) ? null : mark;
  }

  // A time that is none, or lies in the future, would win or lose every comparison.
  /** @type {(text: unknown) => string} */
  function when(text) {
    const time = typeof text === "string" ? Date.parse(text) : NaN;
    return Number.isFinite(time) ? new Date(Math.min(time, Date.now())).toISOString() : "";
  }

  /** @type {(marks: Map<string, Mark>) => string} */
  function write(marks) {
    const papers = Object.fromEntries(Array.from(marks).sort(([a], [b]) => (a < b ? -1 : 1)));
    return JSON.stringify({ version: VERSION, papers }, null, 1);
  }

  // Two marks of one paper as one: the later change counts, both notes stay.
  /** @type {(one: Mark, other: Mark) => Mark} */
  function join(one, other) {
    const [later, earlier] = other.changed > one.changed ? [other, one] : [one, other];
    let note = later.note;
    if (!note || earlier.note.includes(note)) note = earlier.note;
    else if (earlier.note && !note.includes(earlier.note)) note = `${note}\n\n${earlier.note}`;
    return { ...later, note, title: later.title || earlier.title };
  }

  /* --- keeping ------------------------------------------------------------------ */

  /** @type {Map<string, Mark>} */
  let marks = new Map();
  let unsaved = false;
  /** @type {(() => void)[]} */
  const listeners = [];
  let damaged = false;

  function refresh() {
    const text = storage.get(KEY);
    if (text === undefined) {
      unsaved = true;
      return;
    }
    /** @type {Map<string, Mark>} */
    let stored = new Map();
    try {
      if (text !== null) stored = parse(text).marks;
      damaged = false;
    } catch {
      // What cannot be read is not overwritten: it may be of a newer version.
      damaged = true;
      unsaved = true;
    }
    if (unsaved) for (const [id, mark] of stored) add(id, mark);
    else marks = stored;
  }

  /** @type {(id: string, mark: Mark) => void} */
  function add(id, mark) {
    const mine = marks.get(id);
    marks.set(id, mine ? join(mine, mark) : mark);
  }

  function keep() {
    const aside = !damaged || storage.set(UNREADABLE, storage.get(KEY) || "");
    unsaved = !(aside && storage.set(KEY, write(marks)));
    if (!unsaved) damaged = false;
    if (unsaved) {
      tell(
        "This browser cannot store more data for this site, so this change is lost when you leave the page. " +
          "Save a backup on the page “My list”, or allow the site to store data.",
      );
    }
    for (const listener of listeners) listener();
    return !unsaved;
  }

  // Changes a paper's mark; returns whether it could be kept.
  /** @type {Marks["change"]} */
  function change(id, values, title) {
    refresh();
    const mark = { ...markOf(id), ...values, changed: new Date().toISOString() };
    mark.note = mark.note.slice(0, LARGEST_NOTE);
    if (title) mark.title = title;
    if (isEmpty(mark)) marks.delete(id);
    else marks.set(id, mark);
    return keep();
  }

  // Adds the marks of a backup; returns how many papers are new, changed, as before, and senseless.
  /** @type {Marks["read"]} */
  function read(text) {
    const incoming = parse(text);
    refresh();
    const report = { added: 0, changed: 0, same: 0, skipped: incoming.skipped };
    for (const [id, mark] of incoming.marks) {
      const before = marks.get(id);
      add(id, mark);
      const now = markOf(id);
      const same = before?.state === now.state && before.star === now.star && before.note === now.note;
      report[!before ? "added" : same ? "same" : "changed"] += 1;
    }
    keep();
    follow();
    return report;
  }

  /** @type {Marks["replace"]} */
  function replace(text) {
    marks = parse(text).marks;
    keep();
  }

  // Papers that were renamed since they were marked.
  function follow() {
    if (!marks.size) return;
    readingList.load("aliases").then(
      (aliases) => {
        const old = Array.from(marks.keys()).filter((id) => Object.hasOwn(aliases, id));
        if (!old.length) return;
        for (const id of old) {
          add(aliases[id], markOf(id));
          marks.delete(id);
        }
        keep();
      },
      () => {
        /* names stay as they are until the next page */
      },
    );
  }

  /** @type {(text: string) => void} */
  function tell(text) {
    document.querySelector(".rl-toast")?.remove();
    const close = element("button", { type: "button", "aria-label": "Close", onclick: () => box.remove() }, "×");
    const box = element("div", { class: "rl-toast", role: "alert" }, text, close);
    document.body.append(box);
  }

  /* --- controls ----------------------------------------------------------------- */

  /** @type {Record<string, string>} */
  const ICONS = {
    "": "M6 3h12v18l-6-4.500L6 21zM8 5v12l4-3 4 3V5z",
    "to-read": "M6 3h12v18l-6-4.500L6 21z",
    reading:
      "M12 6.500C10 5 7 4.500 3 4.500v14c4 0 7 .5 9 2 2-1.500 5-2 9-2v-14c-4 0-7 .5-9 2" +
      "m-1 11.300c-1.700-.7-3.700-1.100-6-1.200V6.600c2.600.1 4.700.6 6 1.400z",
    read: "M9.500 16.200 5.300 12l-1.400 1.400 5.600 5.600L20.600 7.900l-1.400-1.400z",
  };
  const STAR = "m12 3 2.700 5.800 6.300.8-4.600 4.400 1.200 6.300L12 17.200l-5.600 3.100 1.200-6.300L3 9.600l6.300-.8z";

  /** @type {(path: string) => SVGElement} */
  function icon(path) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    shape.setAttribute("d", path);
    svg.append(shape);
    return svg;
  }

  /** @type {(id: string, title: string) => HTMLSelectElement} */
  function chooser(id, title) {
    const options = Object.entries(STATES).map(([value, label]) => element("option", { value }, label));
    const select = element(
      "select",
      { onchange: () => change(id, { state: select.value }, title) },
      element("option", { value: "" }, "not on my list"),
      ...options,
    );
    return select;
  }

  /** @type {(id: string, title: string, ...content: string[]) => HTMLElement} */
  function starButton(id, title, ...content) {
    return element(
      "button",
      {
        type: "button",
        class: "rl-marks__star",
        "aria-label": `Star: ${title}`,
        title: "Star",
        onclick: () => change(id, { star: !markOf(id).star }, title),
      },
      icon(STAR),
      ...content,
    );
  }

  // What brings the controls in a box up to date.
  /** @type {WeakMap<Element, () => void>} */
  const updates = new WeakMap();
  /** @type {(box: Element, update: () => void) => void} */
  function shown(box, update) {
    updates.set(box, update);
    update();
  }

  // Puts the small controls of a paper into its card, row or line.
  /** @type {Marks["attach"]} */
  function attach(host, id, title) {
    const select = chooser(id, title);
    select.setAttribute("aria-label", `My list: ${title}`);
    const state = element("span", { class: "rl-marks__state", title: "My list" }, icon(ICONS[""]), select);
    const star = starButton(id, title);
    const box = element("span", { class: "rl-marks" }, state, star);
    shown(box, () => {
      const mark = markOf(id);
      select.value = mark.state;
      state.dataset.state = mark.state;
      find("path", state).setAttribute("d", ICONS[mark.state]);
      star.setAttribute("aria-pressed", String(mark.star));
    });
    const heading = host.querySelector(":scope > .rl-card__title");
    if (heading) heading.after(box);
    else host.append(box);
  }

  // The larger controls, with a note.
  /** @type {Marks["panel"]} */
  function panel(id, title) {
    const select = chooser(id, title);
    const star = starButton(id, title, " Star");
    star.removeAttribute("aria-label");
    const note = element("textarea", { rows: "3", maxlength: LARGEST_NOTE, placeholder: "What you want to remember" });
    let typing = 0;
    const save = () => {
      clearTimeout(typing);
      if (note.value !== markOf(id).note) change(id, { note: note.value }, title);
    };
    note.addEventListener("input", () => {
      clearTimeout(typing);
      typing = setTimeout(save, 400);
    });
    note.addEventListener("change", save);
    window.addEventListener("pagehide", save);
    const box = element(
      "div",
      { class: "rl-marks rl-marks--panel" },
      element("label", {}, element("span", {}, "State"), select),
      star,
      element("label", { class: "rl-marks__note" }, element("span", {}, "Note"), note),
    );
    shown(box, () => {
      const mark = markOf(id);
      select.value = mark.state;
      star.setAttribute("aria-pressed", String(mark.star));
      if (document.activeElement !== note) note.value = mark.note;
    });
    return box;
  }

  // The button at a paper's title: one click puts it on the list, or takes it off.
  /** @type {(button: HTMLElement, id: string, title: string) => void} */
  function saveButton(button, id, title) {
    button.classList.add("rl-marks");
    button.addEventListener("click", () => change(id, { state: markOf(id).state ? "" : "to-read" }, title));
    shown(button, () => {
      const { state } = markOf(id);
      button.textContent = state ? `On my list: ${STATES[state].toLowerCase()}` : "Save";
      button.setAttribute("aria-pressed", String(Boolean(state)));
    });
  }

  const LISTED = ".rl-card[data-id], .rl-trail > li, .rl-lines > li, .rl-related > li, .rl-author li";

  const AT_ONCE = 100;

  /** @type {(line: Element) => void} */
  function decorateLine(line) {
    /** @type {HTMLAnchorElement | null} */
    const link = line.querySelector("a[href]");
    const found = /\/papers\/([^/]+)\/(index\.html)?$/.exec(link?.href || "");
    if (link && found) attach(line, found[1], link.textContent.trim());
  }

  // In a long list a line gets its controls when it comes near the view.
  function decorate() {
    const near = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          if (!isIntersecting) continue;
          near.unobserve(target);
          decorateLine(target);
        }
      },
      { rootMargin: "800px" },
    );
    document.querySelectorAll(LISTED).forEach((line, place) => {
      if (place < AT_ONCE) decorateLine(line);
      else near.observe(line);
    });
    for (const place of findAll("[data-marks]")) {
      const id = find("[data-paper]").dataset.paper || "";
      const title = find("h1").textContent.trim();
      for (const button of findAll("[data-save]")) saveButton(button, id, title);
      place.append(
        element("h2", { id: "mine" }, "My list"),
        panel(id, title),
        element("p", { class: "rl-marks__more" }, element("a", { href: readingList.href("my-list/") }, "See my list")),
      );
    }
  }

  readingList.marks = {
    STATES,
    get: (id) => marks.get(id),
    all: () => marks,
    kept: () => !unsaved,
    unreadable: () => storage.get(UNREADABLE),
    text: () => write(marks),
    change,
    read,
    replace,
    attach,
    panel,
    listen: (listener) => listeners.push(listener),
  };

  refresh();
  readingList.marks.listen(() => {
    for (const box of findAll(".rl-marks")) updates.get(box)?.();
  });
  window.addEventListener("storage", (event) => {
    if (event.key !== KEY && event.key !== null) return;
    refresh();
    for (const listener of listeners) listener();
  });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    refresh();
    for (const listener of listeners) listener();
  });
  follow();
  decorate();
})();
