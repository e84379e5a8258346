// The dialog of the bench in which tags are made, described, merged and renamed.
addEventListener("DOMContentLoaded", () => {
  "use strict";
  const { element, find } = readingList;

  /** @type {Record<string, { label: string; fields: [name: string, label: string, list?: string][] }>} */
  const FORMS = {
    make: {
      label: "Make a tag",
      fields: [
        ["id", "Id"],
        ["name", "Name"],
        ["description", "Description"],
        ["kind", "Kind", "kinds"],
        ["aliases", "Other words, separated by commas"],
      ],
    },
    describe: {
      label: "Describe a tag",
      fields: [
        ["id", "Tag", "tags"],
        ["name", "Name"],
        ["description", "Description"],
      ],
    },
    merge: {
      label: "Merge a tag into another",
      fields: [
        ["id", "Tag that goes", "tags"],
        ["to", "Tag that stays", "tags"],
      ],
    },
    rename: {
      label: "Rename a tag",
      fields: [
        ["id", "Tag", "tags"],
        ["to", "New id"],
      ],
    },
  };

  readingList.vocabularyDialog = (vocabulary, kinds, send) => {
    const rows = { tags: vocabulary.tags.map(([id]) => id), kinds };
    const said = element("p", { role: "alert" });

    /** @type {(name: string, label: string, list?: string) => HTMLElement[]} */
    function field(name, label, list) {
      const id = `rl-tag-${name}`;
      const options = list ? rows[/** @type {"tags" | "kinds"} */ (list)] : [];
      const control = list
        ? element("select", { id, name }, ...options.map((value) => element("option", { value }, value)))
        : element("input", { id, name, type: "text", autocomplete: "off" });
      return [element("label", { for: id }, label), control];
    }

    function draw() {
      const { fields } = FORMS[verb.value];
      form.replaceChildren(
        ...fields.flatMap(([name, label, list]) => field(name, label, list)),
        element("p", {}, element("button", { class: "rl-button rl-button--first" }, FORMS[verb.value].label)),
      );
      said.textContent = "";
      fill();
    }

    // A tag that is to be described begins with what it is called now.
    function fill() {
      if (verb.value !== "describe") return;
      const values = new FormData(form);
      const tag = vocabulary.tags.find(([id]) => id === values.get("id"));
      if (!tag) return;
      /** @type {HTMLInputElement} */ (find("[name=name]", form)).value = tag[1];
      /** @type {HTMLInputElement} */ (find("[name=description]", form)).value = tag[2];
    }

    /** @type {(event: Event) => Promise<void>} */
    async function submit(event) {
      event.preventDefault();
      const { aliases = "", ...values } = Object.fromEntries(new FormData(form));
      const words = String(aliases).split(",");
      const edit = { verb: verb.value, ...values, aliases: words.map((word) => word.trim()).filter(Boolean) };
      try {
        await send(edit);
        dialog.close();
      } catch (error) {
        said.textContent = /** @type {Error} */ (error).message;
      }
    }

    const verb = element(
      "select",
      { id: "rl-tag-verb", onchange: draw },
      ...Object.entries(FORMS).map(([value, { label }]) => element("option", { value }, label)),
    );
    const form = element("form", { onsubmit: submit });
    form.addEventListener("change", (event) => {
      if (event.target instanceof HTMLElement && event.target.matches("[name=id]")) fill();
    });
    const close = element("button", { type: "button", class: "rl-button", onclick: () => dialog.close() }, "Close");
    const dialog = element(
      "dialog",
      { class: "rl-suggest rl-vocabulary md-typeset", "aria-label": "Vocabulary" },
      element("label", { for: "rl-tag-verb" }, "What to do"),
      verb,
      form,
      said,
      close,
    );
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    draw();
    dialog.showModal();
  };
});
