// The context objects (COinS) of papers that a script has drawn, for reference managers:
// cards that the generator makes hold theirs already.
(() => {
  "use strict";
  const { element } = readingList;
  const catalogue = readingList.catalogue();
  /** @type {(call: () => void) => void} */
  const later = window.requestIdleCallback || ((call) => setTimeout(call, 200));
  const ROWS = "#content li[data-id], .rl-explore__table tbody tr";
  let waiting = false;

  /** @type {(row: HTMLElement) => Paper | undefined} */
  function paperOf(row) {
    const link = row.querySelector("a[href*='papers/']")?.getAttribute("href") || "";
    const id = row.dataset.id || /papers\/([^/]+)/.exec(link)?.[1] || "";
    return catalogue.byId.get(id);
  }

  async function add() {
    waiting = false;
    const rows = readingList.findAll(ROWS).filter((row) => !row.querySelector(".Z3988"));
    const found = rows.flatMap((row) => {
      const paper = paperOf(row);
      return paper ? [{ row, paper }] : [];
    });
    if (!found.length) return;
    await catalogue.needCoins(found.map(({ paper }) => paper));
    for (const { row, paper } of found) {
      if (row.querySelector(".Z3988")) continue;
      const holder = row instanceof HTMLTableRowElement ? row.cells[0] : row;
      holder.append(element("span", { class: "Z3988", title: catalogue.coins(paper) }));
    }
    // Zotero's connector looks at a page again when it hears this.
    document.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true, cancelable: true }));
  }

  function soon() {
    if (waiting) return;
    waiting = true;
    later(() =>
      add().catch(() => {
        /* a file is not there: the page works without it */
      }),
    );
  }

  new MutationObserver(soon).observe(readingList.find("#content"), { childList: true, subtree: true });
  soon();
})();
