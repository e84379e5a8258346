// The reader's own list, by state, with notes, and the ways in and out of it.
(() => {
  "use strict";
  const LARGEST_FILE = 10e6;
  const { element, find, findAll, focus, href, inLanguage, marks, papersOf } = readingList;
  const page = find("#my-list");
  /** @type {<E extends Element = HTMLElement>(name: string) => E} */
  const part = (name) => find(`[data-${name}]`, page);
  /** @typedef {{ id: string, mark: Mark, paper: Paper | undefined }} Entry */
  /** @typedef {{ state: string, title: string, list: Entry[] }} Section */
  const SECTIONS = [
    ["reading", "Reading"],
    ["to-read", "To read"],
    ["read", "Read"],
    ["", "Starred and noted"],
  ];
  // No feature tells this: a page finds its own storage, and none of the others'.
  const APART = location.protocol === "file:" && navigator.userAgent.includes("Firefox/");
  const APART_TEXT =
    "From the disk, Firefox gives each page a storage of its own: what you mark on other pages " +
    "does not come here. Use the site on a server, or another browser.";
  const catalogue = readingList.catalogue();
  /** @type {HTMLButtonElement} */
  const exportButton = part("export");
  /** @type {() => HTMLButtonElement[]} */
  const formats = () => findAll("[data-format]", page);

  /** @type {(text: string, undo?: () => void) => void} */
  function say(text, undo) {
    const onclick = () => {
      undo?.();
      say("Undone.");
    };
    const button = undo ? [" ", element("button", { type: "button", class: "rl-button", onclick }, "Undo")] : [];
    part("message").replaceChildren(text, ...button);
  }

  // Later changes first.
  /** @type {() => Entry[]} */
  function entries() {
    return Array.from(marks.all(), ([id, mark]) => ({ id, mark, paper: catalogue.byId.get(id) })).sort((a, b) =>
      a.mark.changed < b.mark.changed ? 1 : a.mark.changed > b.mark.changed ? -1 : a.id < b.id ? -1 : 1,
    );
  }

  // Draws the list anew when a paper came, went or changed its section; else only its text,
  // so that nobody's typing is interrupted.
  let drawn = "";
  function show() {
    const all = entries();
    const here = all.filter(({ paper }) => paper);
    const sections = SECTIONS.map(([state, title]) => ({
      state,
      title,
      list: here.filter(({ mark }) => mark.state === state),
    }));
    sections.push({ state: "gone", title: "No longer on this list", list: all.filter(({ paper }) => !paper) });
    const plan = JSON.stringify(sections.map(({ list }) => list.map(({ id }) => id).sort()));
    if (plan === drawn && all.length)
      for (const entry of all) describe(find(`[data-id="${entry.id}"]`, part("groups")), entry);
    else draw(sections);
    drawn = plan;
    page.classList.add("rl-mine--ready");
    for (const button of formats()) button.disabled = !here.length;
    exportButton.disabled = !all.length;
    warn();
  }

  /** @type {(sections: Section[]) => void} */
  function draw(sections) {
    const focused = document.activeElement?.closest("[data-id]")?.getAttribute("data-id");
    const open = findAll("details[open]", page).map((details) => details.parentElement?.dataset.id);
    const shown = sections.filter(({ list }) => list.length).map(section);
    part("groups").replaceChildren(...(shown.length ? shown : [empty()]));
    for (const card of findAll("li[data-id]", page)) {
      if (!open.includes(card.dataset.id)) continue;
      const details = find("details", card);
      details.setAttribute("open", "");
      fill(details);
    }
    if (focused) focus(page, `li[data-id="${focused}"] :is(select, summary)`);
  }

  function warn() {
    const unreadable = marks.unreadable() || "";
    const onclick = () => readingList.save("my-reading-list-unreadable.txt", unreadable, "text/plain");
    /** @type {(...content: Child[]) => HTMLElement} */
    const warning = (...content) => element("p", { class: "rl-empty" }, ...content);
    const notKept = marks.kept()
      ? []
      : [
          warning(
            "This browser does not let the site store data, or has no room for more: ",
            "what you change here is lost when you leave. Save a backup to keep it.",
          ),
        ];
    const setAside = unreadable
      ? [
          warning(
            "A list that was kept here could not be read and was set aside. ",
            element("button", { type: "button", class: "rl-button", onclick }, "Save it as a file"),
          ),
        ]
      : [];
    part("warning").replaceChildren(...notKept, ...setAside, ...(APART ? [warning(APART_TEXT)] : []));
  }

  function empty() {
    return element(
      "div",
      { class: "rl-empty" },
      element(
        "p",
        {},
        "Nothing is on your list yet. Choose “To read” beside any paper, or star it, and it appears here.",
      ),
      element(
        "p",
        {},
        element("a", { href: href("explore/") }, "Explore the papers"),
        " or ",
        element("a", { href: href("topics/") }, "start from a topic"),
        ".",
      ),
    );
  }

  /** @type {(section: Section) => HTMLElement} */
  function section({ state, title, list }) {
    const id = `mine-${state || "other"}`;
    return element(
      "section",
      { "aria-labelledby": id },
      element("h2", { id }, title, " ", element("small", {}, papersOf(list.length))),
      element("ul", { class: "rl-cards" }, ...list.map(row)),
    );
  }

  /** @type {(entry: Entry) => HTMLElement} */
  function row(entry) {
    const { id, mark, paper } = entry;
    const title = paper ? paper.title : mark.title || id;
    const home = paper && catalogue.topics[paper.topics[0]];
    const card = element(
      "li",
      { class: "rl-card rl-mine__card", "data-id": id, "data-name": title, style: home ? `--hue:${home.hue}` : null },
      element(
        "h3",
        { class: "rl-card__title" },
        paper ? element("a", { href: href(paper.path), ...inLanguage(paper.language) }, title) : title,
      ),
      element("p", { class: "rl-card__meta" }, ...(paper ? catalogue.about(paper) : ["your marks of it are kept"])),
      paper?.summary
        ? element("p", { class: "rl-card__summary", ...inLanguage(paper.summaryLanguage) }, paper.summary)
        : null,
      element("p", { class: "rl-mine__note", dir: "auto" }),
      element("p", { class: "rl-mine__state" }),
      element(
        "details",
        { class: "rl-mine__edit", ontoggle: () => fill(find("details", card)) },
        element("summary", { "aria-label": `Change: ${title}` }, "Change"),
      ),
    );
    describe(card, entry);
    return card;
  }

  /** @type {(card: HTMLElement, entry: Entry) => void} */
  function describe(card, { mark }) {
    const note = find(".rl-mine__note", card);
    note.textContent = mark.note;
    note.hidden = !mark.note;
    const state = [mark.star ? "★ starred" : "", mark.changed ? `changed on ${day(mark.changed)}` : ""];
    find(".rl-mine__state", card).textContent = state.filter(Boolean).join(" · ");
  }

  /** @type {(details: HTMLElement) => void} */
  function fill(details) {
    if (!details.hasAttribute("open") || details.querySelector(".rl-marks")) return;
    const { id = "", name = "" } = details.parentElement?.dataset || {};
    const onclick = () => takeOff(id, name);
    details.append(
      marks.panel(id, name),
      element("button", { type: "button", class: "rl-button", onclick }, "Take off my list"),
    );
  }

  /** @type {(id: string, title: string) => void} */
  function takeOff(id, title) {
    const before = { ...marks.get(id) };
    marks.change(id, { state: "", star: false, note: "" });
    say(`“${title}” is off your list.`, () => marks.change(id, before, title));
  }

  /** @type {(iso: string) => string} */
  const day = (iso) => new Date(iso).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

  /** @type {(input: HTMLInputElement) => Promise<void>} */
  async function readIn(input) {
    const file = input.files?.[0];
    if (!file) return;
    const before = marks.text();
    try {
      if (file.size > LARGEST_FILE) throw new Error("This file is too large for a backup of a list.");
      const { added, changed, same, skipped } = marks.read(await file.text());
      const parts = [`${papersOf(added)} added`, `${changed} changed`, `${same} as before`];
      if (skipped === 1) parts.push("1 entry could not be read and was skipped");
      if (skipped > 1) parts.push(`${skipped} entries could not be read and were skipped`);
      say(`The backup was restored: ${parts.join(", ")}.`, () => marks.replace(before));
    } catch (error) {
      say(`${/** @type {Error} */ (error).message} Your list is as it was.`);
    }
    input.value = "";
  }

  async function start() {
    try {
      if (marks.all().size) await catalogue.need("titles", catalogue.papers);
      const papers = entries().flatMap(({ paper }) => paper || []);
      await catalogue.need("summaries", papers)?.catch(() => null); // the list is one without them too
      show();
    } catch (error) {
      say(/** @type {Error} */ (error).message);
    }
  }

  exportButton.addEventListener("click", () => {
    readingList.save("my-reading-list.json", marks.text(), "application/json");
    say("The backup was saved as my-reading-list.json.");
  });
  /** @type {HTMLInputElement} */
  const backup = part("import");
  backup.addEventListener("change", () => readIn(backup));
  for (const button of formats()) {
    button.addEventListener("click", () => {
      const papers = entries().flatMap(({ paper }) => paper || []);
      catalogue.save(papers, button.dataset.format || "", "my-reading-list").then(
        (file) => say(`${papersOf(papers.length)} saved as ${file}.`),
        (error) => say(error.message),
      );
    });
  }
  marks.listen(start);
  start();
})();
