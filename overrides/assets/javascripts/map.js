// The map: one link that moves to the point under the pointer or the arrow keys,
// a card for it, zoom, and the choice of topics in the address. The points were
// drawn at build time; their order is that of the papers in the reader's data.
(() => {
  "use strict";
  const REACH = 14;
  const ZOOMS = [1, 1.5, 2.25, 3.4, 5];
  const { element, find, findAll, focus, href, inLanguage } = readingList;
  const SVG = "http://www.w3.org/2000/svg";
  if (!document.getElementById("map")) return;
  /** @typedef {{ x: number, y: number, group: number, paper: Paper }} Point */
  const page = find("#map");
  /** @type {SVGSVGElement} */
  const svg = find("svg", page);
  const { width: SIDE } = svg.viewBox.baseVal;
  /** @type {(name: string) => HTMLElement} */
  const part = (name) => find(`[data-${name}]`, page);
  /** @type {HTMLInputElement[]} */
  const boxes = findAll("[name=topic]", page);
  /** @type {HTMLButtonElement[]} */
  const zooms = findAll("[data-zoom]", page);
  const catalogue = readingList.catalogue();

  /* --- points ---------------------------------------------------------------- */

  // Per group its papers, in the order in which they were drawn.
  function papersByGroup() {
    const places = new Map(boxes.map((box, group) => [box.value, group]));
    /** @type {Paper[][]} */
    const papers = boxes.map(() => []);
    for (const paper of catalogue.papers) {
      const home = catalogue.topics[paper.topics[0]];
      papers[places.get(home ? home.id : "unsorted") ?? -1]?.push(paper);
    }
    return papers;
  }

  /** @type {(group: Element) => [number, number][]} */
  function drawnIn(group) {
    const path = group.querySelector("path")?.getAttribute("d");
    if (path) return Array.from(path.matchAll(/M(\d+) (\d+)/g), ([, x, y]) => [Number(x), Number(y)]);
    return Array.from(group.querySelectorAll("circle"), ({ cx, cy }) => [cx.baseVal.value, cy.baseVal.value]);
  }

  /** @type {() => Point[]} */
  function readPoints() {
    const papers = papersByGroup();
    return findAll(".rl-map__group", page).flatMap((element, group) =>
      drawnIn(element).map(([x, y], i) => ({ x, y, group, paper: papers[group][i] })),
    );
  }

  const points = readPoints();
  const shownGroups = () => {
    const chosen = boxes.map((box) => box.checked);
    return chosen.some(Boolean) ? chosen : chosen.map(() => true);
  };
  let shown = shownGroups();
  /** @type {Point | undefined} */
  let current;

  /** @type {(x: number, y: number, reach: number) => Point | undefined} */
  function nearest(x, y, reach) {
    let best;
    let least = reach * reach;
    for (const point of points) {
      if (!shown[point.group]) continue;
      const distance = (point.x - x) ** 2 + (point.y - y) ** 2;
      if (distance < least) {
        least = distance;
        best = point;
      }
    }
    return best;
  }

  // The next point in a direction: near, and rather ahead than aside.
  /** @type {(from: Point, dx: number, dy: number) => Point | undefined} */
  function towards(from, dx, dy) {
    let best;
    let least = Infinity;
    for (const point of points) {
      if (point === from || !shown[point.group]) continue;
      const ahead = (point.x - from.x) * dx + (point.y - from.y) * dy;
      const aside = Math.abs((point.x - from.x) * dy) + Math.abs((point.y - from.y) * dx);
      if (ahead <= 0 || aside > 2 * ahead) continue;
      const cost = ahead + 2 * aside;
      if (cost < least) {
        least = cost;
        best = point;
      }
    }
    return best;
  }

  /* --- the link that moves ------------------------------------------------------ */

  const cursor = document.createElementNS(SVG, "a");
  const ring = document.createElementNS(SVG, "circle");
  const reach = document.createElementNS(SVG, "circle");
  cursor.setAttribute("class", "rl-map__cursor");
  ring.setAttribute("class", "rl-map__ring");
  reach.setAttribute("class", "rl-map__reach");
  cursor.append(reach, ring);

  const unitsPerPixel = () => SIDE / svg.getBoundingClientRect().width;

  // Moves the link to a point; true when it is still wanted there once its title is known.
  /** @type {(point: Point) => Promise<boolean>} */
  async function move(point) {
    current = point;
    const home = catalogue.topics[point.paper.topics[0]];
    for (const circle of [ring, reach]) {
      circle.setAttribute("cx", String(point.x));
      circle.setAttribute("cy", String(point.y));
    }
    reach.setAttribute("r", String(REACH * unitsPerPixel()));
    cursor.style.setProperty("--hue", String(home ? home.hue : 0));
    await catalogue.need("titles", [point.paper]);
    if (current !== point) return false;
    cursor.setAttribute("href", href(point.paper.path));
    cursor.setAttribute("aria-label", point.paper.title);
    return true;
  }

  /** @type {(point: Point, speak: boolean) => Promise<void>} */
  async function show(point, speak) {
    const card = part("card");
    if (point === current && !card.hidden) return;
    try {
      if (!(await move(point))) return;
      await catalogue.need("summaries", [point.paper]);
    } catch (error) {
      card.replaceChildren(/** @type {Error} */ (error).message);
      card.hidden = false;
      return;
    }
    if (current !== point) return;
    card.setAttribute("aria-live", speak ? "polite" : "off");
    card.replaceChildren(...about(point.paper));
    card.hidden = false;
    page.classList.add("rl-map--pointing");
    standAside();
  }

  function hide() {
    part("card").hidden = true;
    page.classList.remove("rl-map--pointing");
  }

  /** @type {(paper: Paper) => (HTMLElement | "")[]} */
  function about(paper) {
    const home = catalogue.topics[paper.topics[0]];
    return [
      element(
        "p",
        { class: "rl-map__title" },
        element("a", { href: href(paper.path), tabindex: "-1", ...inLanguage(paper.language) }, paper.title),
      ),
      element("p", { class: "rl-card__meta" }, ...catalogue.about(paper)),
      paper.summary ? element("p", inLanguage(paper.summaryLanguage), paper.summary) : "",
      home ? element("p", { class: "rl-map__home", style: `--hue:${home.hue}` }, home.label) : "",
    ];
  }

  // The card stands below its point, or above where there is more room in the window.
  function standAside() {
    const card = part("card");
    const frame = find(".rl-map__frame", page).getBoundingClientRect();
    const at = ring.getBoundingClientRect();
    const wished = at.left + at.width / 2 - frame.left - card.offsetWidth / 2;
    const below = at.bottom + 12 + card.offsetHeight < Math.min(innerHeight, frame.bottom);
    card.style.left = `${Math.max(8, Math.min(wished, frame.width - card.offsetWidth - 10))}px`;
    card.style.top = `${below ? at.bottom - frame.top + 12 : at.top - frame.top - card.offsetHeight - 12}px`;
  }

  /** @type {(event: MouseEvent) => Point | undefined} */
  function place(event) {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM()?.inverse());
    return nearest(at.x, at.y, REACH * unitsPerPixel());
  }

  /** @type {Record<string, [number, number]>} */
  const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  function listen() {
    svg.addEventListener("pointermove", (event) => {
      if (event.pointerType === "touch") return;
      const point = place(event);
      if (point) show(point, false);
    });
    // A finger has no hover: the first touch shows the card, which is a link.
    let touched = false;
    svg.addEventListener("pointerdown", (event) => {
      touched = event.pointerType === "touch";
      page.classList.toggle("rl-map--touch", touched);
    });
    svg.addEventListener("click", (event) => {
      const onLabel = event.target instanceof Element && event.target.closest(".rl-map__labels");
      const point = touched && !onLabel && place(event);
      if (!point) return;
      event.preventDefault();
      show(point, true);
    });
    cursor.addEventListener("keydown", (event) => {
      if (event.key === "Escape") hide();
      const direction = DIRECTIONS[event.key];
      if (!direction || !current) return;
      event.preventDefault();
      const next = towards(current, ...direction);
      if (next) {
        show(next, true);
        follow(next);
      }
    });
    cursor.addEventListener("focus", () => {
      if (!current || !cursor.matches(":focus-visible")) return;
      show(current, true);
      follow(current);
    });
    cursor.addEventListener("blur", () => {
      if (!page.matches(":hover")) hide();
    });
    for (const box of boxes) box.addEventListener("change", () => choose(true));
    part("clear").addEventListener("click", () => {
      for (const box of boxes) box.checked = false;
      choose(true);
      focus(page, "[name=topic]");
    });
    for (const button of zooms) button.addEventListener("click", () => zoom(closer(button) ? 1 : -1));
    part("scroll").addEventListener("scroll", () => {
      if (current && !part("card").hidden) standAside();
    });
    svg.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse" && !cursor.matches(":focus-visible")) hide();
    });
    window.addEventListener("popstate", readAddress);
  }

  /** @type {(point: { x: number, y: number }) => void} */
  function follow(point) {
    const scroll = part("scroll");
    const size = 1 / unitsPerPixel();
    scroll.scrollTo({ left: point.x * size - scroll.clientWidth / 2, top: point.y * size - scroll.clientHeight / 2 });
  }

  let step = 0;
  /** @type {(button: HTMLElement) => boolean} */
  const closer = (button) => Number(button.dataset.zoom) > 1;

  /** @type {(by: number) => void} */
  function zoom(by) {
    const scroll = part("scroll");
    const size = 1 / unitsPerPixel();
    const middle = {
      x: (scroll.scrollLeft + scroll.clientWidth / 2) / size,
      y: (scroll.scrollTop + scroll.clientHeight / 2) / size,
    };
    step = Math.min(ZOOMS.length - 1, Math.max(0, step + by));
    page.style.setProperty("--zoom", String(ZOOMS[step]));
    for (const button of zooms) button.disabled = step === (closer(button) ? ZOOMS.length - 1 : 0);
    follow(middle);
  }

  /* --- topics and the address ------------------------------------------------------ */

  /** @type {(write: boolean) => void} */
  function choose(write) {
    shown = shownGroups();
    part("clear").hidden = !boxes.some((box) => box.checked);
    if (current && !shown[current.group]) start();
    if (!write) return;
    const query = new URLSearchParams(boxes.filter((box) => box.checked).map((box) => ["topic", box.value])).toString();
    try {
      history.pushState(null, "", location.pathname + (query && `?${query}`));
    } catch {
      /* refused on some files */
    }
  }

  function readAddress() {
    const chosen = new URLSearchParams(location.search).getAll("topic");
    for (const box of boxes) box.checked = chosen.includes(box.value);
    choose(false);
  }

  // Where the keyboard begins: the point nearest to the middle.
  function start() {
    hide();
    const first = nearest(SIDE / 2, SIDE / 2, 2 * SIDE);
    if (first) move(first).catch(() => {});
  }

  for (const link of findAll(".rl-map__group a, .rl-map__labels a", page)) link.setAttribute("tabindex", "-1");
  for (const title of findAll(".rl-map__group title", page)) title.remove();
  svg.append(cursor);
  listen();
  readAddress();
  start();
  zoom(0);
  follow({ x: SIDE / 2, y: SIDE / 2 });
})();
