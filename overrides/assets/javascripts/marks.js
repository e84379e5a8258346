// The reader's marks: to read, reading, read, a star and a note for any paper.
// They are kept in this browser's storage under one key and sent nowhere; the
// controls for them stand on a paper's page and beside papers in lists.
(function () {
  "use strict";
  const KEY = "rl-marks";
  const VERSION = 1;
  const STATES = { "to-read": "To read", reading: "Reading", read: "Read" };
  const LARGEST_NOTE = 20000;
  const { element } = readingList;
  const isId = (text) => text.length <= 120 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
  const isEmpty = (mark) => !mark.state && !mark.star && !mark.note;

  /* --- what a text says --------------------------------------------------------- */

  // The marks of a text, by paper id, with the number of entries that made no sense.
  // Throws an Error that a reader can understand when the text is no list of marks.
  function parse(text) {
    let value;
    try { value = JSON.parse(text); } catch (error) { throw new Error("This is not a backup of a list: it is no JSON."); }
    const papers = value && value.papers;
    if (!Number.isInteger(value && value.version) || typeof papers !== "object" || papers === null || Array.isArray(papers)) {
      throw new Error("This is not a backup of a list: it holds no marks.");
    }
    if (value.version > VERSION) throw new Error("This was saved by a newer version of the site, which this page cannot read.");
    const marks = new Map();
    let skipped = 0;
    for (const [id, entry] of Object.entries(papers)) {
      const mark = isId(id) ? clean(entry) : null;
      if (mark) marks.set(id, mark);
      else skipped += 1;
    }
    return { marks, skipped };
  }

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
  function when(text) {
    const time = typeof text === "string" ? Date.parse(text) : NaN;
    return Number.isFinite(time) ? new Date(Math.min(time, Date.now())).toISOString() : "";
  }

  function write(marks) {
    const papers = {};
    for (const id of Array.from(marks.keys()).sort()) papers[id] = marks.get(id);
    return JSON.stringify({ version: VERSION, papers }, null, 1);
  }

  // Two marks of one paper as one: the later change counts, both notes stay.
  function join(one, other) {
    const [later, earlier] = other.changed > one.changed ? [other, one] : [one, other];
    let note = later.note;
    if (!note || earlier.note.includes(note)) note = earlier.note;
    else if (earlier.note && !note.includes(earlier.note)) note = `${note}\n\n${earlier.note}`;
    return { ...later, note, title: later.title || earlier.title };
  }

  /* --- keeping ------------------------------------------------------------------ */

  let marks = new Map();
  let unsaved = false;
  let listeners = [];
  let damaged = false;

  function refresh() {
    let text = null;
    try { text = localStorage.getItem(KEY); } catch (error) { unsaved = true; return; }
    let stored = new Map();
    try {
      if (text !== null) stored = parse(text).marks;
      damaged = false;
    } catch (error) {
      // What cannot be read is not overwritten: it may be of a newer version.
      damaged = true;
      unsaved = true;
    }
    if (unsaved) for (const [id, mark] of stored) marks.set(id, marks.has(id) ? join(marks.get(id), mark) : mark);
    else marks = stored;
  }

  function keep() {
    try {
      if (damaged) localStorage.setItem(`${KEY}-unreadable`, localStorage.getItem(KEY));
      localStorage.setItem(KEY, write(marks));
      damaged = false;
      unsaved = false;
    } catch (error) {
      unsaved = true;
    }
    if (unsaved) {
      tell("This browser keeps no more data for this site, so this change is lost when you leave the page. Save a backup on the page “My list”, or allow the site to store data.");
    }
    for (const listener of listeners) listener();
    return !unsaved;
  }

  // Changes a paper's mark; returns whether it could be kept.
  function change(id, values, title) {
    refresh();
    const mark = { state: "", star: false, note: "", title: "", ...marks.get(id), ...values, changed: new Date().toISOString() };
    mark.note = mark.note.slice(0, LARGEST_NOTE);
    if (title) mark.title = title;
    if (isEmpty(mark)) marks.delete(id);
    else marks.set(id, mark);
    return keep();
  }

  // Adds the marks of a backup; returns how many papers are new, changed, as before, and senseless.
  function read(text) {
    const incoming = parse(text);
    refresh();
    const report = { added: 0, changed: 0, same: 0, skipped: incoming.skipped };
    for (const [id, mark] of incoming.marks) {
      const mine = marks.get(id);
      const joined = mine ? join(mine, mark) : mark;
      const same = mine && ["state", "star", "note"].every((field) => mine[field] === joined[field]);
      report[!mine ? "added" : same ? "same" : "changed"] += 1;
      marks.set(id, joined);
    }
    keep();
    follow();
    return report;
  }

  function replace(text) {
    marks = parse(text).marks;
    keep();
  }

  // Papers that were renamed since they were marked.
  function follow() {
    if (!marks.size) return;
    readingList.load("aliases").then((aliases) => {
      const old = Array.from(marks.keys()).filter((id) => Object.hasOwn(aliases, id));
      if (!old.length) return;
      for (const id of old) {
        const now = aliases[id];
        const mark = marks.get(id);
        marks.set(now, marks.has(now) ? join(marks.get(now), mark) : mark);
        marks.delete(id);
      }
      keep();
    }, () => { /* names stay as they are until the next page */ });
  }

  function tell(text) {
    document.querySelector(".rl-toast")?.remove();
    const close = element("button", { type: "button", "aria-label": "Close", onclick: () => box.remove() }, "×");
    const box = element("div", { class: "rl-toast", role: "alert" }, text, close);
    document.body.append(box);
  }

  /* --- controls ----------------------------------------------------------------- */

  const ICONS = {
    "": "M6 3h12v18l-6-4.500L6 21zM8 5v12l4-3 4 3V5z",
    "to-read": "M6 3h12v18l-6-4.500L6 21z",
    reading: "M12 6.500C10 5 7 4.500 3 4.500v14c4 0 7 .5 9 2 2-1.500 5-2 9-2v-14c-4 0-7 .5-9 2m-1 11.300c-1.700-.7-3.700-1.100-6-1.200V6.600c2.600.1 4.700.6 6 1.400z",
    read: "M9.500 16.200 5.300 12l-1.400 1.400 5.600 5.600L20.600 7.900l-1.400-1.400z",
  };
  const STAR = "m12 3 2.700 5.800 6.300.8-4.600 4.400 1.200 6.300L12 17.200l-5.600 3.100 1.200-6.300L3 9.600l6.300-.8z";

  function icon(path, name) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    if (name) svg.setAttribute("class", name);
    svg.append(document.createElementNS("http://www.w3.org/2000/svg", "path"));
    svg.firstChild.setAttribute("d", path);
    return svg;
  }

  function chooser(id, title) {
    const options = Object.entries(STATES).map(([value, label]) => element("option", { value }, label));
    const select = element("select", { onchange: () => change(id, { state: select.value }, title) },
      element("option", { value: "" }, "not on my list"), ...options);
    return select;
  }

  function starButton(id, title, ...content) {
    return element("button", { type: "button", class: "rl-marks__star", "aria-label": `Star: ${title}`, title: "Star",
      onclick: () => change(id, { star: !(marks.get(id) || {}).star }, title) }, icon(STAR), ...content);
  }

  // Puts the small controls of a paper into its card, row or line.
  function attach(host, id, title) {
    const select = chooser(id, title);
    select.setAttribute("aria-label", `My list: ${title}`);
    const state = element("span", { class: "rl-marks__state", title: "My list" }, icon(ICONS[""]), select);
    const star = starButton(id, title);
    const box = element("span", { class: "rl-marks" }, state, star);
    box.update = () => {
      const mark = marks.get(id) || {};
      select.value = mark.state || "";
      state.dataset.state = mark.state || "";
      state.querySelector("path").setAttribute("d", ICONS[mark.state || ""]);
      star.setAttribute("aria-pressed", String(Boolean(mark.star)));
    };
    box.update();
    const heading = host.querySelector(":scope > .rl-card__title");
    if (heading) heading.after(box);
    else host.append(box);
  }

  // The larger controls, with a note.
  function panel(id, title) {
    const select = chooser(id, title);
    const star = starButton(id, title, " Star");
    star.removeAttribute("aria-label");
    const note = element("textarea", { rows: "3", maxlength: LARGEST_NOTE, placeholder: "What you want to remember" });
    let typing = 0;
    const save = () => {
      clearTimeout(typing);
      if (note.value !== ((marks.get(id) || {}).note || "")) change(id, { note: note.value }, title);
    };
    note.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(save, 400); });
    note.addEventListener("change", save);
    window.addEventListener("pagehide", save);
    const box = element("div", { class: "rl-marks rl-marks--panel" },
      element("label", {}, element("span", {}, "State"), select), star,
      element("label", { class: "rl-marks__note" }, element("span", {}, "Note"), note));
    box.update = () => {
      const mark = marks.get(id) || {};
      select.value = mark.state || "";
      star.setAttribute("aria-pressed", String(Boolean(mark.star)));
      if (document.activeElement !== note) note.value = mark.note || "";
    };
    box.update();
    return box;
  }

  const LISTED = ".rl-card[data-id], .rl-trail > li, .rl-lines > li, .rl-related > li, .rl-author li";

  const AT_ONCE = 100;

  function decorateLine(line) {
    const link = line.querySelector("a[href*='papers/']");
    const found = link && /papers\/([^/]+)\/(index\.html)?$/.exec(link.getAttribute("href"));
    if (found) attach(line, found[1], (link.querySelector(".rl-mini__title") || link).textContent.trim());
  }

  // In a long list a line gets its controls when it comes near the view.
  function decorate() {
    const near = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        decorateLine(target);
      }
    }, { rootMargin: "800px" });
    document.querySelectorAll(LISTED).forEach((line, place) => {
      if (place < AT_ONCE) decorateLine(line);
      else near.observe(line);
    });
    for (const place of document.querySelectorAll("[data-marks]")) {
      const title = document.querySelector("h1").textContent.trim();
      place.append(element("h2", { id: "mine" }, "My list"), panel(place.dataset.marks, title),
        element("p", { class: "rl-marks__more" }, element("a", { href: readingList.href("my-list/") }, "See my list")));
    }
  }

  readingList.marks = {
    STATES,
    get: (id) => marks.get(id),
    all: () => marks,
    kept: () => !unsaved,
    unreadable: () => { try { return localStorage.getItem(`${KEY}-unreadable`); } catch (error) { return null; } },
    text: () => write(marks),
    change, read, replace, attach, panel,
    listen: (listener) => listeners.push(listener),
  };

  refresh();
  readingList.marks.listen(() => { for (const box of document.querySelectorAll(".rl-marks")) box.update(); });
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
