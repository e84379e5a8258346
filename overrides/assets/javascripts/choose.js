// The choice of topics or tags: those chosen as chips, and a field that completes names, other
// words and descriptions. Paper pages load it with suggest.js, and the local bench uses it too.
(() => {
  "use strict";
  const { element, find } = readingList;
  const MOST = 8;
  let made = 0;

  /** @type {(text: string) => string} */
  const folded = (text) =>
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();

  // How well a text fits what was typed: 0 from the start, 1 from the start of a word, 2 inside.
  /** @type {(text: string, typed: string) => number} */
  function fit(text, typed) {
    const own = folded(text);
    if (own.startsWith(typed)) return 0;
    if (` ${own}`.includes(` ${typed}`)) return 1;
    return typed.length > 2 && own.includes(typed) ? 2 : Number.POSITIVE_INFINITY;
  }

  // The words that fit what was typed, best first; names before other words before descriptions.
  readingList.completions = (words, text, without) => {
    const typed = folded(text);
    if (!typed) return [];
    const ranked = words
      .filter(([id]) => !without.includes(id))
      .map((word) => {
        const [id, name, description, others] = word;
        const ranks = [fit(name, typed), fit(id, typed), ...others.map((other) => fit(other, typed) + 3)];
        if (typed.length > 2) ranks.push(fit(description, typed) + 6);
        return { word, rank: Math.min(...ranks) };
      })
      .filter(({ rank }) => rank < Number.POSITIVE_INFINITY);
    ranked.sort((a, b) => a.rank - b.rank || a.word[1].localeCompare(b.word[1], "en"));
    return ranked.slice(0, MOST).map(({ word }) => word);
  };

  readingList.chooser = ({ label, words, chosen, first = "", hint = "", onchange }) => {
    made += 1;
    const id = `rl-choose-${made}`;
    let own = [...chosen];
    /** @type {Word[]} */
    let offered = [];
    let active = -1;
    const chips = element("ul", { class: "rl-choose__chips" });
    const input = element("input", {
      ...{ id, type: "text", role: "combobox", autocomplete: "off", autocapitalize: "off", spellcheck: "false" },
      ...{ "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${id}-list` },
      placeholder: hint,
    });
    const list = element("ul", { id: `${id}-list`, role: "listbox", "aria-label": `${label} that fit`, hidden: true });
    const status = element("span", { class: "rl-choose__status", role: "status" });
    const host = element(
      "div",
      { class: "rl-choose" },
      element("label", { for: id }, label),
      chips,
      element("div", { class: "rl-choose__field" }, input, list),
      status,
    );
    /** @type {(of: string) => string} */
    const nameOf = (of) => words.find(([word]) => word === of)?.[1] || of;

    /** @type {(next: string[], said: string) => void} */
    function change(next, said) {
      own = next;
      status.textContent = said;
      draw();
      onchange(own);
    }
    /** @type {(of: string) => void} */
    const remove = (of) => {
      change(
        own.filter((one) => one !== of),
        `${nameOf(of)} removed`,
      );
      input.focus();
    };
    /** @type {(of: string) => void} */
    const lead = (of) => {
      change([of, ...own.filter((one) => one !== of)], `${nameOf(of)} is the ${first}`);
      input.focus();
    };

    /** @type {(of: string, at: number) => HTMLElement} */
    function chip(of, at) {
      const name = nameOf(of);
      return element(
        "li",
        {},
        name,
        first && at === 0 ? element("small", {}, ` ${first}`) : null,
        first && at > 0
          ? element(
              "button",
              { type: "button", onclick: () => lead(of), "aria-label": `Make ${name} the ${first}` },
              first,
            )
          : null,
        element("button", { type: "button", onclick: () => remove(of), "aria-label": `Remove ${name}` }, "×"),
      );
    }

    function draw() {
      chips.replaceChildren(...own.map(chip));
      chips.hidden = own.length === 0;
    }

    /** @type {(at: number) => void} */
    function activate(at) {
      active = at;
      for (const [i, option] of Array.from(list.children).entries()) {
        option.setAttribute("aria-selected", String(i === active));
        if (i === active) option.scrollIntoView({ block: "nearest" });
      }
      if (active >= 0) input.setAttribute("aria-activedescendant", `${id}-${active}`);
      else input.removeAttribute("aria-activedescendant");
    }

    function complete() {
      offered = readingList.completions(words, input.value, own);
      list.replaceChildren(
        ...offered.map(([, name, description, others], i) =>
          element(
            "li",
            { id: `${id}-${i}`, role: "option", "aria-selected": "false", onmousedown: (event) => pick(i, event) },
            element("b", {}, name),
            others.length ? element("i", {}, ` ${others.join(", ")}`) : null,
            element("small", {}, description),
          ),
        ),
      );
      list.hidden = offered.length === 0;
      input.setAttribute("aria-expanded", String(offered.length > 0));
      activate(offered.length ? 0 : -1);
    }

    /** @type {(at: number, event?: Event) => void} */
    function pick(at, event) {
      event?.preventDefault();
      const [of, name] = offered[at];
      input.value = "";
      complete();
      change([...own, of], `${name} added`);
    }

    input.addEventListener("input", complete);
    input.addEventListener("blur", () => {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
    });
    input.addEventListener("keydown", (event) => {
      const open = !list.hidden && offered.length > 0;
      if (event.isComposing) return;
      if (open && event.key === "ArrowDown") activate((active + 1) % offered.length);
      else if (open && event.key === "ArrowUp") activate((active + offered.length - 1) % offered.length);
      else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && (open || input.value)) {
        if (open) pick(Math.max(active, 0));
        else status.textContent = `There is no “${input.value}”`;
      } else if (open && event.key === "Escape") {
        input.value = "";
        complete();
      } else if (event.key === "Backspace" && !input.value && own.length) remove(own[own.length - 1]);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    draw();
    return {
      host,
      chosen: () => own,
      set: (next) => change([...next], ""),
      focus: () => find("input", host).focus(),
    };
  };
})();
