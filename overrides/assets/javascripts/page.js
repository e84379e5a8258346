// What helps on long pages: the place in a list that Back returns to, the page's own
// contents, the way back to the top, and the keys.
(() => {
  "use strict";
  const { element, find, findAll, href } = readingList;
  const FROM =
    "#content :is(.rl-card, .rl-trail > li, .rl-related > li, .rl-lines > li, .rl-author li, .rl-explore__table tbody tr)";

  /** @type {(target: EventTarget | null) => boolean} */
  const typingIn = (target) =>
    target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));

  const headHeight = () => find(".rl-header").getBoundingClientRect().height;
  const rows = () => findAll(FROM).filter((row) => row.checkVisibility());
  /** @type {(row: Element) => HTMLAnchorElement | null} */
  const linkOf = (row) => row.querySelector("a[href]");

  /* --- the place in a list ----------------------------------------------------- */

  const FRAMES_OF_ALIGNING = 20;
  /** @type {(row: Element) => number} */
  const topOf = (row) => row.getBoundingClientRect().top;
  // The rows of one paper, which a page may have on its path and in its list.
  /** @type {(href: string) => HTMLElement[]} */
  const among = (href) => rows().filter((row) => linkOf(row)?.href === href);

  // Rows out of sight have estimated heights, so a number of pixels does not name a place again;
  // the first row in view does.
  function keepPlace() {
    const head = headHeight();
    const row = scrollY > 0 ? rows().find((one) => one.getBoundingClientRect().bottom > head) : undefined;
    const link = row && linkOf(row);
    const place = row && link ? { href: link.href, of: among(link.href).indexOf(row), top: topOf(row) } : null;
    history.replaceState({ ...history.state, place }, "");
  }

  readingList.restorePlace = () => {
    const place = history.state?.place;
    const same = place ? among(place.href) : [];
    const row = same[place?.of] || same[0];
    if (!row) return;
    // What comes into view takes its own height, which moves the rest; so does what the page's
    // scripts put above it. The reader, once moving, is not held.
    let frames = FRAMES_OF_ALIGNING;
    const end = () => {
      frames = 0;
    };
    for (const moved of ["wheel", "touchmove", "keydown", "pointerdown"])
      window.addEventListener(moved, end, { once: true, passive: true });
    const align = () => {
      if (frames <= 0) return;
      frames -= 1;
      scrollBy({ top: topOf(row) - place.top, behavior: "instant" });
      requestAnimationFrame(align);
    };
    align();
  };

  function places() {
    const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
    const returned = navigation && navigation.type !== "navigate";
    if (returned) window.addEventListener("load", () => readingList.restorePlace());
    else if (history.state?.place) history.replaceState({ ...history.state, place: null }, "");
    document.addEventListener(
      "click",
      (event) => {
        if (event.target instanceof Element && event.target.closest("a[href]")) keepPlace();
      },
      true,
    );
  }

  /* --- on this page -------------------------------------------------------------- */

  const LEAST_ENTRIES = 2;

  /** @type {(heading: HTMLElement, taken: Set<string>) => string} */
  function idOf(heading, taken) {
    const section = heading.closest("section[id]");
    const name = heading.id || (section?.querySelector("h2") === heading && section.id) || "";
    if (name) return name;
    const slug = `on-${(heading.textContent || "").toLowerCase().replace(/[^a-z0-9]+/g, "-")}`;
    let id = slug;
    for (let i = 2; taken.has(id) || document.getElementById(id); i += 1) id = `${slug}-${i}`;
    heading.id = id;
    return id;
  }

  function contents() {
    const page = document.querySelector("#content .rl-page");
    const room = document.querySelector(".rl-columns__side, .rl-paper__side");
    const long = document.querySelector(".rl-hand, .rl-chart, .rl-columns__main, .rl-paper__main, .rl-contents");
    if (!page || !long) return;
    const found = ["h2", "h3"].map((level) => findAll(level, page).filter((heading) => !heading.closest("aside, li")));
    const headings = found.find(({ length }) => length >= LEAST_ENTRIES);
    if (!headings) return;
    const taken = new Set();
    const links = headings.map((heading) => {
      const id = idOf(heading, taken);
      taken.add(id);
      const text = Array.from(heading.childNodes, (node) =>
        node instanceof Element && node.matches(".headerlink") ? "" : node.textContent,
      );
      return element("a", { href: `#${id}` }, text.join(""));
    });
    const list = element("ul", {}, ...links.map((link) => element("li", {}, link)));
    const nav = element(
      "nav",
      { class: "rl-toc", "aria-label": "On this page" },
      element("p", {}, "On this page"),
      list,
    );
    if (room) room.append(nav);
    else page.append(element("div", { class: "rl-toc__room" }, nav));
    const mark = () => {
      const from = headHeight() + innerHeight / 4;
      const passed = headings.filter((heading) => heading.getBoundingClientRect().top <= from).length;
      const ended = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
      const here = ended ? links.length - 1 : passed - 1;
      links.forEach((link, i) => {
        if (i === here) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      });
    };
    onScroll(mark);
  }

  /** @type {(task: () => void) => void} */
  function onScroll(task) {
    let waiting = false;
    const soon = () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        task();
      });
    };
    window.addEventListener("scroll", soon, { passive: true });
    window.addEventListener("resize", soon);
    soon(); // a task that measures at once makes the browser lay the page out once more
  }

  function backToTop() {
    const onclick = () => {
      scrollTo({ top: 0 });
      find("#content").focus({ preventScroll: true });
    };
    const button = element("button", { type: "button", class: "rl-top", hidden: true, onclick }, "↑ Top");
    document.body.append(button);
    onScroll(() => {
      button.hidden = scrollY < 2 * innerHeight;
    });
  }

  /* --- keys ------------------------------------------------------------------------- */

  const KEYS = [
    ["/", "search"],
    ["j", "the next paper of a list"],
    ["k", "the one before"],
    ["m", "put the paper on my list, or take it off"],
    ["g h", "home"],
    ["g t", "topics"],
    ["g e", "explore"],
    ["g m", "my list"],
    ["?", "these keys"],
  ];
  /** @type {Record<string, string>} */
  const PLACES = { h: "", t: "topics/", e: "explore/", m: "my-list/" };

  function help() {
    const rows = KEYS.flatMap(([key, what]) => [
      element("dt", {}, ...key.split(" ").flatMap((one) => [element("kbd", {}, one), " "])),
      element("dd", {}, what),
    ]);
    const close = element("button", { type: "button", class: "rl-button" }, "Close");
    const dialog = element(
      "dialog",
      { class: "rl-keys md-typeset", "aria-labelledby": "rl-keys" },
      element("h2", { id: "rl-keys" }, "Keys"),
      element("dl", {}, ...rows),
      close,
    );
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  /** @type {(step: number) => void} */
  function step(by) {
    const all = rows();
    const at = all.findIndex((row) => row.contains(document.activeElement));
    const inView = all.findIndex((row) => row.getBoundingClientRect().top >= headHeight());
    const row = all[at < 0 ? Math.max(0, inView) : at + by];
    const link = row && linkOf(row);
    if (!link) return;
    link.focus();
    row.scrollIntoView({ block: "nearest" });
  }

  // Puts the paper that has the focus, else the page's, on the reader's list or takes it off.
  function mark() {
    const row = rows().find((one) => one.contains(document.activeElement));
    const id = (row || document.querySelector("[data-paper]"))?.getAttribute(row ? "data-id" : "data-paper");
    const link = row && linkOf(row);
    const found = id || /papers\/([^/]+)\//.exec(link?.href || "")?.[1];
    if (!found) return;
    const title = (link || find("h1")).textContent?.trim();
    readingList.marks.change(found, { state: readingList.marks.get(found)?.state ? "" : "to-read" }, title);
  }

  let going = -Infinity;
  /** @type {(event: KeyboardEvent) => void} */
  function onKey(event) {
    const { key } = event;
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (typingIn(event.target) || document.querySelector("dialog[open]")) return;
    const gone = event.timeStamp - going < 1500;
    going = key === "g" ? event.timeStamp : -Infinity;
    if (gone && PLACES[key] !== undefined) location.href = href(PLACES[key]);
    else if (key === "?") help();
    else if (key === "j" || key === "k") step(key === "j" ? 1 : -1);
    else if (key === "m") mark();
    else return;
    event.preventDefault();
  }

  /* --- suggesting tags ------------------------------------------------------------- */

  // The link leads to an empty form; with scripts, the dialog fills it in.
  function suggesting() {
    /** @type {HTMLAnchorElement | null} */
    const link = document.querySelector('.rl-edit a[href*="template=tags.yml"]');
    link?.addEventListener("click", async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      try {
        await readingList.part("choose", "suggest");
        await readingList.suggest();
      } catch {
        location.href = link.href;
      }
    });
  }

  document.addEventListener("keydown", onKey);
  places();
  contents();
  backToTop();
  suggesting();
})();
