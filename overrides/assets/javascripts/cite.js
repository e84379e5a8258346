// RIS, CSL-JSON and a line of text, made from the citation tags of a paper's page: in the
// HTML they would say each author's name three times more. What they hold is as in ris.py,
// csl_json.py and plain_text.py of generator/citations; a test compares all papers.
(() => {
  "use strict";
  /** @type {Record<string, { ris: string; csl: string }>} */
  const KINDS = {
    conferencePaper: { ris: "CONF", csl: "paper-conference" },
    journalArticle: { ris: "JOUR", csl: "article-journal" },
    book: { ris: "BOOK", csl: "book" },
    preprint: { ris: "RPRT", csl: "article" },
  };
  const NAMED_AUTHORS = 10;
  const SUFFIX = / ([Jj][Rr]\.?|[Ss][Rr]\.?|II|III|IV|2nd|3rd)$/;

  // `van Spengler, Max II;` in parts; a name without a comma is whole.
  /** @type {(text: string) => CitedName} */
  function name(text) {
    const [last, given] = text.replace(/;$/, "").split(/, (.*)/);
    const suffix = given ? SUFFIX.exec(given) : null;
    return { last, given: suffix ? given.slice(0, suffix.index) : given || "", suffix: suffix ? suffix[1] : "" };
  }

  /** @type {(...parts: string[]) => string} */
  const joined = (...parts) => parts.filter(Boolean).join(", ");

  /** @type {(tags: [string, string][]) => CitedPaper} */
  function read(tags) {
    /** @type {(wanted: string) => string[]} */
    const all = (wanted) => tags.filter(([key]) => key === wanted).map(([, value]) => value);
    /** @type {(wanted: string) => string} */
    const one = (wanted) => all(`citation_${wanted}`)[0] || "";
    const publisher = one("publisher");
    const arxiv = one("arxiv_id");
    const preprint = all("z:itemType")[0] === "preprint";
    return {
      kind: KINDS[all("z:itemType")[0]],
      preprint,
      // A preprint at no venue has arXiv for its publisher and no container.
      container:
        preprint && arxiv && publisher === "arXiv" ? "" : one("conference_title") || one("journal_title") || publisher,
      publisher,
      arxiv,
      title: one("title"),
      authors: all("citation_author").map(name),
      year: one("publication_date"),
      doi: one("doi"),
      url: one("public_url"),
      pdf: one("pdf_url"),
      keywords: one("keywords").split("; ").filter(Boolean),
    };
  }

  /** @type {(paper: CitedPaper, key: string) => string} */
  function ris(paper, key) {
    const { kind, preprint, publisher, arxiv } = paper;
    const lines = [
      ["TY", kind.ris],
      ["ID", key],
      ["TI", paper.title],
      ...paper.authors.map(({ last, given, suffix }) => ["AU", joined(last, given, suffix)]),
      ["PY", paper.year],
      ["T2", publisher ? "" : paper.container],
      ["PB", publisher],
      ["M3", preprint ? "Preprint" : ""],
      ["DB", arxiv ? "arXiv" : ""],
      ["AN", arxiv],
      ["M1", arxiv && (preprint || kind.ris === "CONF") ? `arXiv:${arxiv}` : ""],
      ["DO", paper.doi],
      ["UR", paper.url],
      ["L1", paper.pdf],
      ...paper.keywords.map((word) => ["KW", word]),
    ];
    const rows = lines.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${value}`);
    return [...rows, "ER  -"].join("\n");
  }

  /** @type {(paper: CitedPaper, key: string) => string} */
  function csl(paper, key) {
    const { kind, arxiv, container } = paper;
    const numbered = paper.preprint && arxiv && !container;
    /** @type {Record<string, unknown>} */
    const item = {
      id: key,
      type: kind.csl,
      title: paper.title,
      author: paper.authors.map(({ last, given, suffix }) =>
        given || suffix ? { family: joined(last, suffix), given } : { literal: last },
      ),
      issued: { "date-parts": [[Number(paper.year)]] },
      [kind.csl === "book" ? "publisher" : "container-title"]: container,
      archive: arxiv && !numbered ? "arXiv" : "",
      archive_location: numbered ? "" : arxiv,
      DOI: paper.doi,
      URL: paper.url,
      keyword: paper.keywords.join(", "),
      ...(numbered ? { publisher: "arXiv", number: `arXiv:${arxiv}`, genre: "preprint" } : {}),
    };
    const rows = Object.entries(item)
      .filter(([, value]) => value !== "")
      .map(([field, value]) => `${JSON.stringify(field)}: ${JSON.stringify(value)}`);
    return `{${rows.join(",\n ")}}`;
  }

  /** @type {(paper: CitedPaper) => string} */
  function plain(paper) {
    const names = paper.authors.map(({ last, given, suffix }) => [given, last, suffix].filter(Boolean).join(" "));
    const authors =
      names.length > NAMED_AUTHORS
        ? joined(...names.slice(0, NAMED_AUTHORS - 1), "et al.")
        : [joined(...names.slice(0, -1)), names[names.length - 1]].filter(Boolean).join(" and ");
    const sentences = [authors, paper.title, joined(paper.container, paper.year)];
    const place = paper.arxiv ? `arXiv:${paper.arxiv}` : paper.url;
    return [...sentences.map((text) => (/[.?!]$/.test(text) ? text : `${text}.`)), place].filter(Boolean).join(" ");
  }

  // Id, label and text of each form, from pairs of a tag's name and content.
  readingList.citations = (tags, key) => {
    const paper = read(tags);
    return [
      ["ris", "RIS", ris(paper, key)],
      ["csl", "CSL-JSON", csl(paper, key)],
      ["plain", "Plain text", plain(paper)],
    ];
  };

  const { element } = readingList;
  /** @type {HTMLElement | null} */
  const place = document.querySelector(".rl-cite[data-key]");
  if (!place) return;
  /** @type {NodeListOf<HTMLMetaElement>} */
  const metas = document.querySelectorAll("meta[name]");
  /** @type {[string, string][]} */
  const tags = Array.from(metas, (tag) => [tag.name, tag.content]);
  const made = readingList
    .citations(tags, place.dataset.key || "")
    .map(([id, label, text]) =>
      element(
        "details",
        { name: "cite" },
        element("summary", {}, label),
        element("pre", { id: `cite-${id}`, tabindex: "0" }, text),
      ),
    );
  readingList.find("details", place).after(...made);
  for (const form of made) readingList.copyButton(readingList.find("pre", form));
})();
