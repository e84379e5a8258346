// The context objects (COinS) of papers that a script has drawn, for reference managers:
// cards that the generator makes hold theirs already.
(function () {
  "use strict";
  const { element } = readingList;
  const catalogue = readingList.catalogue();
  const later = window.requestIdleCallback || ((call) => setTimeout(call, 200));
  const ROWS = "#content li[data-id], .rl-explore__table tbody tr";
  let waiting = false;

  function paperOf(row) {
    const link = row.querySelector("a[href*='papers/']");
    const id = row.dataset.id || (link ? link.getAttribute("href").split("papers/")[1].split("/")[0] : "");
    return catalogue.byId.get(id);
  }

  async function add() {
    waiting = false;
    const rows = Array.from(document.querySelectorAll(ROWS)).filter((row) => !row.querySelector(".Z3988"));
    const found = rows.map((row) => [row, paperOf(row)]).filter(([, paper]) => paper);
    if (!found.length) return;
    await catalogue.needCoins(found.map(([, paper]) => paper));
    for (const [row, paper] of found) {
      if (row.querySelector(".Z3988")) continue;
      const holder = row.tagName === "TR" ? row.cells[0] : row;
      holder.append(element("span", { class: "Z3988", title: catalogue.coins(paper) }));
    }
    // Zotero's connector looks at a page again when it hears this.
    document.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true, cancelable: true }));
  }

  function soon() {
    if (waiting) return;
    waiting = true;
    later(() => add().catch(() => { /* a file is not there: the page works without it */ }));
  }

  new MutationObserver(soon).observe(document.getElementById("content"), { childList: true, subtree: true });
  soon();
})();
