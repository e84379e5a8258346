// Citation files that the site does not hold, made of the reader's data when they are asked for:
// those of a large list would be most of the site.
(() => {
  "use strict";
  const { element, findAll, href } = readingList;

  // The papers of `topic=maps`, of a tag or kind likewise, or all for the empty text.
  // Papers without a topic are those of a topic that does not exist.
  readingList.papersUnder = (catalogue, of) => {
    const [group, id] = of.split("=");
    if (!group) return catalogue.papers;
    const labels = group === "topic" ? catalogue.topics : catalogue.tags;
    const number = labels.findIndex((label) => label.id === id);
    if (group === "topic")
      return catalogue.papers.filter(({ topics }) => (number < 0 ? !topics.length : topics.includes(number)));
    return catalogue.papers.filter(({ tags }) =>
      tags.some((tag) => tag === number || catalogue.tags[tag].broader === number),
    );
  };

  /** @type {Map<string, Promise<void>>} */
  const loaded = new Map();

  /** @type {(of: string, format: string) => Promise<string>} */
  async function take(of, format) {
    await readingList.load("papers");
    const script = "assets/javascripts/papers.js";
    await readingList.once(loaded, script, () => readingList.script(href(script)));
    const catalogue = readingList.catalogue();
    return catalogue.save(readingList.papersUnder(catalogue, of), format, of.split("=")[1] || "papers");
  }

  for (const files of findAll(".rl-take__files:has([data-take])")) {
    const status = element("span", { role: "status" });
    files.append(status);
    /** @type {(text: string) => void} */
    const say = (text) => {
      status.textContent = text;
    };
    for (const button of findAll("[data-take]", files)) {
      button.addEventListener("click", () => {
        say("");
        take(button.dataset.take || "", button.dataset.format || "").then(
          (file) => say(`Saved as ${file}.`),
          (error) => say(error.message),
        );
      });
    }
  }
})();
