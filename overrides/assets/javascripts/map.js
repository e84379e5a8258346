// The map: one link that moves to the point under the pointer or the arrow keys,
// a card for it, zoom, and the choice of topics in the address. The points were
// drawn at build time; their order is that of the papers in the reader's data.
(function () {
  "use strict";
  const REACH = 14;
  const ZOOMS = [1, 1.5, 2.25, 3.4, 5];
  const { element, href } = readingList;
  const SVG = "http://www.w3.org/2000/svg";
  const page = document.getElementById("map");
  if (!page) return;
  const svg = page.querySelector("svg");
  const part = (name) => page.querySelector(`[data-${name}]`);
  const boxes = Array.from(page.querySelectorAll("[name=topic]"));
  const catalogue = readingList.catalogue();

  /* --- points ---------------------------------------------------------------- */

  // Per group the numbers of its papers, in the order in which they were drawn.
  function numbersByGroup() {
    const places = new Map(boxes.map((box, group) => [box.value, group]));
    const numbers = boxes.map(() => []);
    for (const paper of catalogue.papers) {
      const home = catalogue.topics[paper.topics[0]];
      numbers[places.get(home ? home.id : "unsorted")].push(paper.n);
    }
    return numbers;
  }

  function readPoints() {
    const numbers = numbersByGroup();
    const points = [];
    page.querySelectorAll(".rl-map__group").forEach((group, g) => {
      const path = group.querySelector("path");
      const drawn = path
        ? Array.from(path.getAttribute("d").matchAll(/M(\d+) (\d+)/g), ([, x, y]) => [Number(x), Number(y)])
        : Array.from(group.querySelectorAll("circle"), (circle) => [circle.cx.baseVal.value, circle.cy.baseVal.value]);
      drawn.forEach(([x, y], i) => points.push({ x, y, group: g, paper: catalogue.papers[numbers[g][i]] }));
    });
    return points;
  }

  const points = readPoints();
  const shownGroups = () => {
    const chosen = boxes.map((box) => box.checked);
    return chosen.some(Boolean) ? chosen : chosen.map(() => true);
  };
  let shown = shownGroups();
  let current = null;

  function nearest(x, y, reach) {
    let best = null;
    let least = reach * reach;
    for (const point of points) {
      if (!shown[point.group]) continue;
      const distance = (point.x - x) ** 2 + (point.y - y) ** 2;
      if (distance < least) { least = distance; best = point; }
    }
    return best;
  }

  // The next point in a direction: near, and rather ahead than aside.
  function towards(from, dx, dy) {
    let best = null;
    let least = Infinity;
    for (const point of points) {
      if (point === from || !shown[point.group]) continue;
      const ahead = (point.x - from.x) * dx + (point.y - from.y) * dy;
      const aside = Math.abs((point.x - from.x) * dy) + Math.abs((point.y - from.y) * dx);
      if (ahead <= 0 || aside > 2 * ahead) continue;
      const cost = ahead + 2 * aside;
      if (cost < least) { least = cost; best = point; }
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

  const unitsPerPixel = () => 1000 / svg.getBoundingClientRect().width;

  // Moves the link to a point; true when it is still wanted there once its title is known.
  async function move(point) {
    current = point;
    const home = catalogue.topics[point.paper.topics[0]];
    for (const circle of [ring, reach]) {
      circle.setAttribute("cx", point.x);
      circle.setAttribute("cy", point.y);
    }
    reach.setAttribute("r", REACH * unitsPerPixel());
    cursor.style.setProperty("--hue", home ? home.hue : 0);
    await catalogue.need("titles", [point.paper]);
    if (current !== point) return false;
    cursor.setAttribute("href", href(point.paper.path));
    cursor.setAttribute("aria-label", point.paper.title);
    return true;
  }

  async function show(point, speak) {
    const card = part("card");
    if (point === current && !card.hidden) return;
    try {
      if (!(await move(point))) return;
      await catalogue.need("summaries", [point.paper]);
    } catch (error) {
      card.replaceChildren(error.message);
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

  function about(paper) {
    const home = catalogue.topics[paper.topics[0]];
    return [
      element("p", { class: "rl-map__title" }, element("a", { href: href(paper.path), tabindex: "-1" }, paper.title)),
      element("p", { class: "rl-card__meta" }, catalogue.byline(paper)),
      paper.summary ? element("p", {}, paper.summary) : "",
      home ? element("p", { class: "rl-map__home", style: `--hue:${home.hue}` }, home.label) : "",
    ];
  }

  // The card stands below its point, or above where there is more room in the window.
  function standAside() {
    const card = part("card");
    const frame = page.querySelector(".rl-map__frame").getBoundingClientRect();
    const at = ring.getBoundingClientRect();
    const wished = at.left + at.width / 2 - frame.left - card.offsetWidth / 2;
    const below = at.bottom + 12 + card.offsetHeight < Math.min(innerHeight, frame.bottom);
    card.style.left = `${Math.max(8, Math.min(wished, frame.width - card.offsetWidth - 10))}px`;
    card.style.top = `${below ? at.bottom - frame.top + 12 : at.top - frame.top - card.offsetHeight - 12}px`;
  }

  function place(event) {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return nearest(at.x, at.y, REACH * unitsPerPixel());
  }

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
      const point = touched && !event.target.closest(".rl-map__labels") && place(event);
      if (!point) return;
      event.preventDefault();
      show(point, true);
    });
    cursor.addEventListener("keydown", (event) => {
      const direction = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
      if (event.key === "Escape") hide();
      if (!direction || !current) return;
      event.preventDefault();
      const next = towards(current, ...direction);
      if (next) { show(next, true); follow(next); }
    });
    cursor.addEventListener("focus", () => {
      if (!current || !cursor.matches(":focus-visible")) return;
      show(current, true);
      follow(current);
    });
    cursor.addEventListener("blur", () => { if (!page.matches(":hover")) hide(); });
    for (const box of boxes) box.addEventListener("change", () => choose(true));
    part("clear").addEventListener("click", () => {
      for (const box of boxes) box.checked = false;
      choose(true);
      boxes[0].focus();
    });
    for (const button of page.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => zoom(Number(button.dataset.zoom) > 1 ? 1 : -1));
    part("scroll").addEventListener("scroll", () => { if (current && !part("card").hidden) standAside(); });
    svg.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse" && !cursor.matches(":focus-visible")) hide(); });
    window.addEventListener("popstate", readAddress);
  }

  function follow(point) {
    const scroll = part("scroll");
    const size = 1 / unitsPerPixel();
    scroll.scrollTo({ left: point.x * size - scroll.clientWidth / 2, top: point.y * size - scroll.clientHeight / 2 });
  }

  let step = 0;
  function zoom(by) {
    const scroll = part("scroll");
    const size = 1 / unitsPerPixel();
    const middle = { x: (scroll.scrollLeft + scroll.clientWidth / 2) / size, y: (scroll.scrollTop + scroll.clientHeight / 2) / size };
    step = Math.min(ZOOMS.length - 1, Math.max(0, step + by));
    page.style.setProperty("--zoom", ZOOMS[step]);
    for (const button of page.querySelectorAll("[data-zoom]")) button.disabled = step === (Number(button.dataset.zoom) > 1 ? ZOOMS.length - 1 : 0);
    follow(middle);
  }

  /* --- topics and the address ------------------------------------------------------ */

  function choose(write) {
    shown = shownGroups();
    part("clear").hidden = !boxes.some((box) => box.checked);
    if (current && !shown[current.group]) start();
    if (!write) return;
    const query = new URLSearchParams(boxes.filter((box) => box.checked).map((box) => ["topic", box.value])).toString();
    try { history.pushState(null, "", location.pathname + (query && "?" + query)); } catch (error) { /* refused on some files */ }
  }

  function readAddress() {
    const chosen = new URLSearchParams(location.search).getAll("topic");
    for (const box of boxes) box.checked = chosen.includes(box.value);
    choose(false);
  }

  // Where the keyboard begins: the point nearest to the middle.
  function start() {
    hide();
    const first = nearest(500, 500, 2000);
    if (first) move(first).catch(() => {});
  }

  for (const link of page.querySelectorAll(".rl-map__group a, .rl-map__labels a")) link.setAttribute("tabindex", "-1");
  for (const link of page.querySelectorAll(".rl-map__group title")) link.remove();
  svg.append(cursor);
  listen();
  readAddress();
  start();
  zoom(0);
  follow({ x: 500, y: 500 });
})();
