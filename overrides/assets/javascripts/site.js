// What every page does beside showing text: the colour scheme, copy buttons,
// the order of lists. Nothing here is needed for reading.
(function () {
  "use strict";
  const $$ = (selector, from) => Array.from((from || document).querySelectorAll(selector));

  function store(key, value) {
    try { localStorage.setItem(key, value); } catch (error) { /* storage may be closed */ }
  }

  function schemeToggle() {
    for (const button of $$("[data-scheme-toggle]")) {
      button.addEventListener("click", () => {
        const dark = document.body.getAttribute("data-md-color-scheme") !== "slate";
        document.body.setAttribute("data-md-color-scheme", dark ? "slate" : "default");
        store("rl-scheme", dark ? "dark" : "light");
      });
    }
  }

  // The clipboard interface is closed to pages from file:// in some browsers.
  function copy(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("copy refused"));
  }

  function copyButtons() {
    for (const block of $$(".rl-cite pre")) {
      const button = document.createElement("button");
      const name = block.parentElement.querySelector("summary").textContent;
      button.type = "button";
      button.className = "rl-copy";
      button.textContent = "Copy";
      button.setAttribute("aria-label", "Copy " + name);
      button.addEventListener("click", () => {
        const say = (word) => {
          button.textContent = word;
          setTimeout(() => { button.textContent = "Copy"; }, 2000);
        };
        copy(block.textContent).then(() => say("Copied"), () => say("Press Ctrl+C"));
      });
      block.before(button);
    }
  }

  const ORDERS = {
    year: (a, b) => b.dataset.year - a.dataset.year,
    oldest: (a, b) => (a.dataset.year || 9999) - (b.dataset.year || 9999),
    title: (a, b) => a.dataset.title.localeCompare(b.dataset.title, "en"),
    home: (a, b) => b.dataset.home - a.dataset.home || b.dataset.year - a.dataset.year,
  };

  function sorters() {
    for (const bar of $$("[data-sorts]")) {
      const list = document.getElementById(bar.dataset.sorts);
      const buttons = $$("button", bar);
      if (list.children.length < 2) continue;
      bar.hidden = false;
      const sort = (by) => {
        const rows = Array.from(list.children);
        rows.sort((a, b) => ORDERS[by](a, b) || ORDERS.title(a, b));
        list.append(...rows);
        for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.by === by));
      };
      for (const button of buttons) button.addEventListener("click", () => sort(button.dataset.by));
    }
  }

  function menu() {
    const box = document.getElementById("rl-menu");
    if (!box) return;
    document.addEventListener("click", (event) => {
      if (!box.parentElement.contains(event.target)) box.checked = false;
    });
    box.parentElement.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      box.checked = false;
      box.focus();
    });
  }

  schemeToggle();
  copyButtons();
  sorters();
  menu();
})();
