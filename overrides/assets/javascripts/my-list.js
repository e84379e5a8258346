// The reader's own list, by state, with notes, and the ways in and out of it.
(function () {
  "use strict";
  const LARGEST_FILE = 10e6;
  const { element, href, marks } = readingList;
  const page = document.getElementById("my-list");
  const part = (name) => page.querySelector(`[data-${name}]`);
  const papersOf = (count) => `${count} ${count === 1 ? "paper" : "papers"}`;
  const SECTIONS = [
    ["reading", "Reading"], ["to-read", "To read"], ["read", "Read"], ["", "Starred and noted"],
  ];
  const catalogue = readingList.catalogue();

  function say(text, undo) {
    const button = undo && element("button", { type: "button", class: "rl-button", onclick: () => { undo(); say("Undone."); } }, "Undo");
    part("message").replaceChildren(text, button ? " " : "", button || "");
  }

  // Later changes first.
  function entries() {
    return Array.from(marks.all(), ([id, mark]) => ({ id, mark, paper: catalogue.byId.get(id) }))
      .sort((a, b) => (a.mark.changed < b.mark.changed ? 1 : a.mark.changed > b.mark.changed ? -1 : a.id < b.id ? -1 : 1));
  }

  // Draws the list anew when a paper came, went or changed its section; else only its text,
  // so that nobody's typing is interrupted.
  let drawn = "";
  function show() {
    const all = entries();
    const here = all.filter(({ paper }) => paper);
    const sections = SECTIONS.map(([state, title]) => [state, title, here.filter(({ mark }) => mark.state === state)]);
    sections.push(["gone", "No longer on this list", all.filter(({ paper }) => !paper)]);
    const plan = sections.map(([, , list]) => list.map(({ id }) => id).sort().join()).join("|");
    if (plan === drawn && all.length) for (const entry of all) describe(part("groups").querySelector(`[data-id="${entry.id}"]`), entry);
    else draw(sections);
    drawn = plan;
    page.classList.add("rl-mine--ready");
    for (const button of page.querySelectorAll("[data-format]")) button.disabled = !here.length;
    part("export").disabled = !all.length;
    warn();
  }

  function draw(sections) {
    const focused = document.activeElement.closest("[data-id]");
    const open = Array.from(page.querySelectorAll("details[open]"), (details) => details.parentElement.dataset.id);
    const shown = sections.map(([state, title, list]) => section(title, list, state)).filter(Boolean);
    part("groups").replaceChildren(...(shown.length ? shown : [empty()]));
    for (const card of page.querySelectorAll("li[data-id]")) {
      if (!open.includes(card.dataset.id)) continue;
      card.querySelector("details").open = true;
      fill(card.querySelector("details"));
    }
    if (focused) page.querySelector(`li[data-id="${focused.dataset.id}"] :is(select, summary)`)?.focus();
  }

  function warn() {
    const unreadable = marks.unreadable();
    const save = () => readingList.save("my-reading-list-unreadable.txt", unreadable, "text/plain");
    const texts = [];
    if (!marks.kept()) texts.push(element("p", { class: "rl-empty" }, "This browser does not let the site store data, or has no room for more: what you change here is lost when you leave. Save a backup to keep it."));
    if (unreadable) texts.push(element("p", { class: "rl-empty" }, "A list that was kept here could not be read and was set aside. ", element("button", { type: "button", class: "rl-button", onclick: save }, "Save it as a file")));
    part("warning").replaceChildren(...texts);
  }

  function empty() {
    return element("div", { class: "rl-empty" },
      element("p", {}, "Nothing is on your list yet. Choose “To read” beside any paper, or star it, and it appears here."),
      element("p", {}, element("a", { href: href("explore/") }, "Explore the papers"), " or ", element("a", { href: href("topics/") }, "start from a topic"), "."));
  }

  function section(title, list, name) {
    if (!list.length) return null;
    const id = `mine-${name || "other"}`;
    return element("section", { "aria-labelledby": id },
      element("h2", { id }, title, " ", element("small", {}, papersOf(list.length))),
      element("ul", { class: "rl-cards" }, ...list.map(row)));
  }

  function row(entry) {
    const { id, mark, paper } = entry;
    const title = paper ? paper.title : mark.title || id;
    const home = paper && catalogue.topics[paper.topics[0]];
    const card = element("li", { class: "rl-card rl-mine__card", "data-id": id, "data-name": title, style: home ? `--hue:${home.hue}` : null },
      element("h3", { class: "rl-card__title" }, paper ? element("a", { href: href(paper.path) }, title) : title),
      element("p", { class: "rl-card__meta" }, paper ? catalogue.byline(paper) : "its marks are kept all the same"),
      element("p", { class: "rl-mine__note" }), element("p", { class: "rl-mine__state" }),
      element("details", { class: "rl-mine__edit", ontoggle: (event) => fill(event.target) }, element("summary", { "aria-label": `Change: ${title}` }, "Change")));
    describe(card, entry);
    return card;
  }

  function describe(card, { mark }) {
    const note = card.querySelector(".rl-mine__note");
    note.textContent = mark.note;
    note.hidden = !mark.note;
    card.querySelector(".rl-mine__state").textContent = [mark.star ? "★ starred" : "", mark.changed ? `changed on ${day(mark.changed)}` : ""].filter(Boolean).join(" · ");
  }

  function fill(details) {
    if (!details.open || details.querySelector(".rl-marks")) return;
    const { id, name } = details.parentElement.dataset;
    const remove = element("button", { type: "button", class: "rl-button", onclick: () => takeOff(id, name) }, "Take off my list");
    details.append(marks.panel(id, name), remove);
  }

  function takeOff(id, title) {
    const before = { ...marks.get(id) };
    marks.change(id, { state: "", star: false, note: "" });
    say(`“${title}” is off your list.`, () => marks.change(id, before, title));
  }

  const day = (iso) => new Date(iso).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

  async function readIn(input) {
    const [file] = input.files;
    if (!file) return;
    const before = marks.text();
    try {
      if (file.size > LARGEST_FILE) throw new Error("This file is too large for a backup of a list.");
      const { added, changed, same, skipped } = marks.read(await file.text());
      const parts = [`${papersOf(added)} added`, `${changed} changed`, `${same} as before`];
      if (skipped) parts.push(`${skipped} ${skipped === 1 ? "entry" : "entries"} made no sense and ${skipped === 1 ? "was" : "were"} passed over`);
      say(`The backup was read: ${parts.join(", ")}.`, () => marks.replace(before));
    } catch (error) {
      say(`${error.message} Your list is as it was.`);
    }
    input.value = "";
  }

  function start() {
    const need = marks.all().size ? catalogue.need("titles", catalogue.papers) : null;
    if (need) need.then(show, (error) => say(error.message));
    else show();
  }

  part("export").addEventListener("click", () => {
    readingList.save("my-reading-list.json", marks.text(), "application/json");
    say("The backup was saved as my-reading-list.json.");
  });
  part("import").addEventListener("change", (event) => readIn(event.target));
  for (const button of page.querySelectorAll("[data-format]")) {
    button.addEventListener("click", () => {
      const papers = entries().map(({ paper }) => paper).filter(Boolean);
      catalogue.save(papers, button.dataset.format, "my-reading-list")
        .then((file) => say(`${papersOf(papers.length)} saved as ${file}.`), (error) => say(error.message));
    });
  }
  marks.listen(start);
  start();
})();
