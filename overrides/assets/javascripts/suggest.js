// "Suggest tags" on a paper's page: other topics and tags, the lines that change, and the ways
// to send them. Loaded when the link is followed; without it the link leads to the empty form.
(() => {
  "use strict";
  const { element, find, findAll } = readingList;
  /** @type {ListField[]} */
  const FIELDS = ["topics", "tags"];
  const LONGEST_WHY = 600;

  /** @type {(place: Element) => HTMLAnchorElement[]} */
  const linksIn = (place) => findAll("a", place);

  // The lists of the paper's file: as the page says, else as its chips show them.
  /** @type {() => PaperLists} */
  function present() {
    const place = find(".rl-edit");
    /** @type {PaperLists} */
    const lists = { topics: [], tags: [] };
    for (const { href } of linksIn(find(".rl-paper__side")).filter((link) => link.closest(".rl-chips"))) {
      const [, field, id] = /\/(topics|tags)\/([^/]+)\/(?:index\.html)?$/.exec(href) || [];
      if (field) lists[/** @type {ListField} */ (field)].push(id);
    }
    for (const field of FIELDS) {
      const own = place.dataset[field];
      if (own !== undefined) lists[field] = own.split(" ").filter(Boolean);
    }
    return lists;
  }

  /** @type {(field: ListField, ids: string[]) => string} */
  const line = (field, ids) => `${field}: [${ids.join(", ")}]`;

  // The lines that change, as a diff and as they are afterwards.
  readingList.listChanges = (before, after) => {
    const changed = FIELDS.filter((field) => line(field, before[field]) !== line(field, after[field]));
    return {
      diff: changed.flatMap((field) => [`-${line(field, before[field])}`, `+${line(field, after[field])}`]),
      lines: changed.map((field) => line(field, after[field])),
    };
  };

  /** @type {(form: string, title: string, change: string, why: string) => string} */
  function issueAddress(form, title, change, why) {
    const address = new URL(form);
    address.searchParams.set("title", `Tags: ${title}`.slice(0, 200));
    address.searchParams.set("change", change);
    if (why) address.searchParams.set("why", why);
    return address.href;
  }

  /** @type {(vocabulary: Vocabulary, field: ListField, ids: string[]) => string} */
  function beyondLimits({ limits }, field, ids) {
    const [least, most] = limits[field];
    if (ids.length > most) return `A paper has at most ${most} ${field}. `;
    return ids.length < least ? `A paper has at least ${least} ${field}. ` : "";
  }

  /** @type {(vocabulary: Vocabulary) => HTMLDialogElement} */
  function dialogOf(vocabulary) {
    const [form, editor] = linksIn(find(".rl-edit"));
    const title = (find("h1").textContent || "").trim();
    const before = present();
    const lists = { topics: [...before.topics], tags: [...before.tags] };
    const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"));
    const choosers = [
      readingList.chooser({
        ...{ label: "Topics", words: vocabulary.topics, chosen: lists.topics, first: "home", hint: "Add a topic" },
        onchange: (ids) => update("topics", ids),
      }),
      readingList.chooser({
        ...{ label: "Tags", words: vocabulary.tags, chosen: lists.tags, hint: "Add a tag" },
        onchange: (ids) => update("tags", ids),
      }),
    ];
    const why = element("textarea", { id: "rl-suggest-why", rows: 2, maxlength: LONGEST_WHY, oninput: draw });
    const lines = element("pre", { tabindex: 0, "aria-label": "What changes" });
    const note = element("p", { class: "rl-suggest__note" });
    const target = { target: "_blank", rel: "noopener", class: "rl-button" };
    const issue = element("a", { ...target, class: "rl-button rl-button--first" }, "Suggest it at GitHub");
    const edit = element("a", { ...target, href: editor.href, onclick: () => copy(after().lines) }, "Edit the file");
    const mail = element("a", { class: "rl-button" }, "E-mail");
    const text = element(
      "button",
      { type: "button", class: "rl-button", onclick: () => copy([message()]) },
      "Copy as text",
    );
    const said = element("span", { role: "status" });
    const ways = element(
      "div",
      {},
      element("p", { class: "rl-actions" }, issue, " ", edit, " ", mail, " ", text, " ", said),
      element(
        "p",
        { class: "rl-suggest__note" },
        "The first opens a form that is filled in. The second copies the new line and opens the file at GitHub. " +
          "Without an account, send the text to somebody who keeps this list.",
      ),
    );

    const after = () => readingList.listChanges(before, lists);
    const message = () => {
      const reason = why.value.trim();
      const parts = [title, canonical?.href || location.href, "", ...after().diff, ...(reason ? ["", reason] : [])];
      return `${parts.join("\n")}\n`;
    };

    /** @type {(texts: string[]) => void} */
    function copy(texts) {
      said.textContent = "";
      readingList.copy(texts.join("\n")).then(
        () => {
          said.textContent = "Copied";
        },
        () => {
          said.textContent = "The browser does not let this page copy; select the lines";
        },
      );
    }

    function draw() {
      const { diff } = after();
      const none = diff.length === 0;
      lines.replaceChildren(
        ...diff.flatMap((row) => [element(row.startsWith("+") ? "ins" : "del", {}, row), "\n"]),
        none ? "Nothing is changed yet." : "",
      );
      ways.hidden = none;
      note.textContent = FIELDS.map((field) => beyondLimits(vocabulary, field, lists[field])).join("");
      const subject = `Tags: ${title}`;
      issue.href = issueAddress(form.href, title, diff.join("\n"), why.value.trim());
      mail.href = `mailto:${vocabulary.contact}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(message())}`;
      said.textContent = "";
    }

    /** @type {(field: ListField, ids: string[]) => void} */
    function update(field, ids) {
      lists[field] = ids;
      draw();
    }

    const close = element("button", { type: "button", class: "rl-button", onclick: () => dialog.close() }, "Close");
    const dialog = element(
      "dialog",
      { class: "rl-suggest md-typeset", "aria-labelledby": "rl-suggest" },
      element(
        "div",
        { class: "rl-suggest__head" },
        element("h2", { id: "rl-suggest" }, "Suggest topics and tags"),
        close,
      ),
      element("p", { class: "rl-suggest__of" }, title),
      ...choosers.map(({ host }) => host),
      element("label", { for: "rl-suggest-why" }, "Why, in a sentence"),
      why,
      element("h3", {}, "What changes"),
      lines,
      note,
      ways,
    );
    dialog.addEventListener("close", () => dialog.remove());
    draw();
    document.body.append(dialog);
    dialog.showModal();
    choosers[1].focus();
    return dialog;
  }

  readingList.suggest = async () => {
    dialogOf(await readingList.load("vocabulary"));
  };
})();
