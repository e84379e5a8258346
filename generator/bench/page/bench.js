// The bench: one paper after the other, by keys, each saved into its file at once.
addEventListener("DOMContentLoaded", () => {
  "use strict";
  const { element, find, findAll } = readingList;
  const token = new URLSearchParams(location.search).get("token") || "";
  /** @type {ListField[]} */
  const FIELDS = ["topics", "tags"];
  const KEYS = [
    ["1 … 9, 0", "take a proposal, or leave it"],
    ["t", "add tags"],
    ["h", "add topics; the first is the home"],
    ["s", "write the summary"],
    ["Esc", "leave a field"],
    ["Enter, Ctrl+Enter", "save and go to the next paper"],
    ["n", "the next paper, without saving"],
    ["b", "the paper before"],
    ["u", "take the last edit back"],
    ["v", "the vocabulary"],
    ["?", "these keys"],
  ];
  /** @type {BenchState} */
  const state = { queue: [], at: -1, paper: null, base: "", undo: [], vocabulary: null, most: 200, choosers: null };

  /** @type {(name: string, asked: object) => Promise<any>} */
  async function call(name, asked) {
    const answer = await fetch(`/~preview/curate/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Bench-Token": token },
      body: JSON.stringify(asked),
    });
    const result = await answer.json();
    if (answer.ok) return result;
    throw Object.assign(new Error(result.error), { status: answer.status });
  }

  /** @type {(text: string, diff?: string) => void} */
  function say(text, diff = "") {
    find("#said").textContent = text;
    find("#diff").textContent = diff;
  }

  /** @type {(task: () => Promise<void>) => void} */
  function attempt(task) {
    running = running.then(task).catch((error) => say(error.message));
  }
  let running = Promise.resolve();

  /* --- the queue ------------------------------------------------------------------ */

  async function openQueue() {
    const filter = /** @type {HTMLSelectElement} */ (find("#filter"));
    const found = await call("queue", { filter: filter.value || "uncurated" });
    if (!filter.options.length)
      filter.append(
        ...found.filters.map((/** @type {[string, string]} */ [value, text]) => element("option", { value }, text)),
      );
    Object.assign(state, { queue: found.papers, at: -1, vocabulary: found.vocabulary, most: found.summary });
    state.kinds = found.kinds;
    makeChoosers();
    drawQueue();
    if (state.queue.length) await openPaper(0);
    else find("#paper").hidden = true;
  }

  function drawQueue() {
    const rows = state.queue.map(({ id, title, note, done }, at) =>
      element(
        "li",
        {},
        element(
          "button",
          {
            ...{ type: "button", "data-id": id, "data-done": done, "aria-current": at === state.at && "true" },
            onclick: () => attempt(() => openPaper(at)),
          },
          title,
          note ? element("small", {}, note) : null,
        ),
      ),
    );
    find("#queue").replaceChildren(...rows);
    for (const row of findAll("#queue [aria-current]")) row.scrollIntoView({ block: "nearest" });
    const left = state.queue.filter(({ done }) => !done).length;
    find("#left").textContent = `${left.toLocaleString("en")} left`;
  }

  /* --- one paper ------------------------------------------------------------------ */

  function makeChoosers() {
    const vocabulary = /** @type {Vocabulary} */ (state.vocabulary);
    const lists = { topics: [], tags: [] };
    state.choosers = {
      topics: readingList.chooser({
        ...{ label: "Topics", words: vocabulary.topics, chosen: lists.topics, first: "home", hint: "h: add a topic" },
        onchange: changed,
      }),
      tags: readingList.chooser({
        ...{ label: "Tags", words: vocabulary.tags, chosen: lists.tags, hint: "t: add a tag" },
        onchange: changed,
      }),
    };
    find("#lists").replaceChildren(...FIELDS.map((field) => chooser(field).host));
  }
  /** @type {(field: ListField) => Chooser} */
  const chooser = (field) => /** @type {Record<ListField, Chooser>} */ (state.choosers)[field];
  const summary = /** @type {HTMLTextAreaElement} */ (find("#summary"));

  /** @type {(at: number) => Promise<void>} */
  async function openPaper(at) {
    const row = state.queue[at];
    if (!row) return;
    const paper = await call("paper", { id: row.id });
    state.at = at;
    show(paper);
    drawQueue();
    find("#paper").focus();
    scrollTo(0, 0);
  }

  /** @type {(paper: BenchPaper) => void} */
  function show(paper) {
    Object.assign(state, { paper, base: paper.base });
    find("#paper").hidden = false;
    find("#changed").hidden = true;
    find("#title").textContent = paper.title;
    find("#about").textContent = paper.about;
    find("#page").setAttribute("href", `/${paper.page}`);
    find("#twin").hidden = !paper.twin;
    find("#twin").textContent = paper.twin ? `The title is nearly that of ${paper.twin}.` : "";
    drawAbstract(paper);
    summary.value = paper.summary;
    for (const field of FIELDS) chooser(field).set(paper[field]);
    drawNearest(paper);
    if (paper.pending) askAgain(paper.id);
  }

  /** @type {(paper: BenchPaper) => void} */
  function drawAbstract({ abstract }) {
    find("#abstract").replaceChildren(...abstract.map(([text, marked]) => (marked ? element("mark", {}, text) : text)));
  }

  // With thousands of papers, proposals are worked out while the first ones are shown.
  /** @type {(id: string) => void} */
  function askAgain(id) {
    setTimeout(async () => {
      if (state.paper?.id !== id) return;
      const fresh = await call("paper", { id });
      if (state.paper?.id !== id) return;
      const { proposals, pending, nearest, abstract } = fresh;
      Object.assign(state.paper, { proposals, pending, nearest, abstract });
      drawAbstract(fresh);
      drawNearest(fresh);
      drawProposals();
      if (pending) askAgain(id);
    }, 1000);
  }

  /** @type {(paper: BenchPaper) => void} */
  function drawNearest(paper) {
    const rows = paper.nearest.map(({ title, topics, tags }) =>
      element(
        "li",
        {},
        title,
        element("div", { class: "rl-chips" }, ...nearChips("topics", topics), ...nearChips("tags", tags)),
      ),
    );
    find("#nearest").replaceChildren(...rows);
  }

  /** @type {(field: ListField, ids: string[]) => HTMLElement[]} */
  const nearChips = (field, ids) =>
    ids.map((id) =>
      element("button", { type: "button", class: "rl-chip", title: `Add ${id}`, onclick: () => take(field, id) }, id),
    );

  /** @type {(field: ListField, id: string) => void} */
  function take(field, id) {
    const own = chooser(field).chosen();
    chooser(field).set(own.includes(id) ? own.filter((one) => one !== id) : [...own, id]);
  }

  function drawProposals() {
    const found = state.paper?.proposals || [];
    const rows = found.map(({ field, id, confidence, reason }, at) =>
      element(
        "li",
        {},
        element(
          "button",
          {
            type: "button",
            "aria-pressed": chooser(field).chosen().includes(id) ? "true" : "false",
            onclick: () => take(field, id),
          },
          element("kbd", {}, at < 10 ? String((at + 1) % 10) : ""),
          element(
            "span",
            {},
            field === "topics" ? "home: " : "",
            element("b", {}, id),
            ` ${Math.round(confidence * 100)}\u00a0%`,
          ),
          element("small", {}, reason),
        ),
      ),
    );
    if (state.paper?.pending && !rows.length) rows.push(element("li", {}, "Proposals are being worked out …"));
    find("#proposals").replaceChildren(...rows);
  }

  const curated = () => ({
    id: state.paper?.id,
    topics: chooser("topics").chosen(),
    tags: chooser("tags").chosen(),
    summary: summary.value.trim().replace(/\s+/g, " "),
  });

  let typing = 0;
  function changed() {
    if (!state.paper || !state.choosers) return;
    drawProposals();
    const length = curated().summary.length;
    find("#count").textContent = `${length} of ${state.most} characters`;
    find("#count").toggleAttribute("data-over", length > state.most);
    clearTimeout(typing);
    typing = setTimeout(() => {
      const asked = curated();
      call("messages", asked).then(
        (found) => {
          if (asked.id === state.paper?.id) drawMessages(found);
        },
        (error) => say(error.message),
      );
    }, 150);
  }

  /** @type {(found: { severity: string; text: string }[]) => void} */
  function drawMessages(found) {
    find("#messages").replaceChildren(
      ...found.map(({ severity, text }) => element("li", { "data-severity": severity }, `${severity}: ${text}`)),
    );
  }

  /* --- writing ------------------------------------------------------------------------ */

  // Pressed twice, the second key is not meant for the paper that came meanwhile.
  function save() {
    const { paper } = state;
    attempt(async () => {
      if (paper && paper === state.paper) await saveNow();
    });
  }

  async function saveNow() {
    try {
      const done = await call("save", { ...curated(), base: state.base });
      written(done);
      say(done.undo ? `Written: ${done.files.join(", ")}` : "Nothing was changed.", done.diff);
      state.queue[state.at].done = true;
      await openNext();
    } catch (error) {
      if (/** @type {any} */ (error).status !== 409) throw error;
      find("#changed").hidden = false;
      find("#take-file").focus();
      say("Nothing was written.");
    }
  }

  /** @type {(done: BenchWritten) => void} */
  function written(done) {
    if (done.undo) state.undo.push({ number: done.undo, id: state.paper?.id || "" });
    undoButton.disabled = state.undo.length === 0;
  }
  const undoButton = /** @type {HTMLButtonElement} */ (find("#undo"));

  async function openNext() {
    const rest = state.queue.findIndex(({ done }, at) => at > state.at && !done);
    if (rest >= 0) await openPaper(rest);
    else {
      drawQueue();
      const same = await call("paper", { id: state.queue[state.at].id });
      show(same);
      find("#paper").focus();
    }
  }

  async function undo() {
    const last = state.undo[state.undo.length - 1];
    if (!last) return;
    try {
      const done = await call("undo", { number: last.number });
      say(`Taken back: ${done.files.join(", ")}`, done.diff);
    } catch (error) {
      if (/** @type {any} */ (error).status !== 409) throw error;
      say(`Not taken back: ${/** @type {Error} */ (error).message}`);
      return;
    }
    state.undo.pop();
    undoButton.disabled = state.undo.length === 0;
    const at = state.queue.findIndex(({ id }) => id === last.id);
    if (at < 0) return openQueue();
    state.queue[at].done = false;
    await openPaper(at);
  }

  async function reread(mine = false) {
    if (!state.paper) return;
    const fresh = await call("paper", { id: state.paper.id });
    const own = curated();
    show(mine ? { ...fresh, topics: own.topics, tags: own.tags, summary: own.summary } : fresh);
    find("#paper").focus();
  }

  /* --- keys ----------------------------------------------------------------------- */

  function help() {
    const rows = KEYS.flatMap(([key, what]) => [element("dt", {}, element("kbd", {}, key)), element("dd", {}, what)]);
    const close = element("button", { type: "button", class: "rl-button", onclick: () => dialog.close() }, "Close");
    const dialog = element(
      "dialog",
      { class: "rl-keys md-typeset", "aria-label": "Keys" },
      element("dl", {}, ...rows),
      close,
    );
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  const vocabularyDialog = () =>
    readingList.vocabularyDialog(/** @type {Vocabulary} */ (state.vocabulary), state.kinds || [], async (edit) => {
      const done = await call("tag", edit);
      if (done.undo) state.undo.push({ number: done.undo, id: "" });
      undoButton.disabled = state.undo.length === 0;
      await openQueue();
      say(`Written: ${done.files.length} files`, done.diff);
    });

  /** @type {Record<string, () => void>} */
  const ACTIONS = {
    t: () => chooser("tags").focus(),
    h: () => chooser("topics").focus(),
    s: () => summary.focus(),
    n: () => attempt(() => openPaper(state.at + 1)),
    b: () => attempt(() => openPaper(state.at - 1)),
    u: () => attempt(undo),
    v: vocabularyDialog,
    "?": help,
    Enter: save,
  };

  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.isComposing || event.altKey || document.querySelector("dialog[open]")) return;
    const inField = target instanceof HTMLElement && target.matches("input, textarea, select");
    const inButton = target instanceof HTMLElement && target.matches("button, a");
    if (key === "Enter" && (event.ctrlKey || event.metaKey)) save();
    else if (event.ctrlKey || event.metaKey) return;
    else if (key === "Escape" && inField) find("#paper").focus();
    else if (inField || (inButton && key === "Enter")) return;
    else if (/^[0-9]$/.test(key)) {
      const proposal = state.paper?.proposals[(Number(key) + 9) % 10];
      if (!proposal) return;
      take(proposal.field, proposal.id);
    } else if (ACTIONS[key]) ACTIONS[key]();
    else return;
    event.preventDefault();
  });

  summary.addEventListener("input", changed);
  find("#filter").addEventListener("change", () => attempt(openQueue));
  find("#save").addEventListener("click", save);
  find("#next").addEventListener("click", () => attempt(() => openPaper(state.at + 1)));
  find("#back").addEventListener("click", () => attempt(() => openPaper(state.at - 1)));
  undoButton.addEventListener("click", () => attempt(undo));
  find("#take-file").addEventListener("click", () => attempt(() => reread()));
  find("#keep-mine").addEventListener("click", () => attempt(() => reread(true)));
  find("#open-tags").addEventListener("click", vocabularyDialog);
  find("#open-keys").addEventListener("click", help);
  find("#page").setAttribute("rel", "noopener");
  attempt(openQueue);
});
