// Runs Zotero's own translators in Node and prints the items that they make.
//
//   node zotero.js ZOTERO < jobs.json > items.json
//
// ZOTERO holds checkouts of zotero/translators and zotero/utilities, the file
// schema.json of zotero/zotero-schema, and jsdom and wicked-good-xpath in node_modules. A job is
// [translator, text] or [translator, page, address]; its answer a list of items.
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");
const { createRequire } = require("module");

const home = path.resolve(process.argv[2]);
const here = createRequire(path.join(home, "index.js"));
const { JSDOM } = here("jsdom");
const read = (...parts) => fs.readFileSync(path.join(home, ...parts), "utf8");

const Zotero = { locale: "en-US", isNode: true, debug() {} };
globalThis.Zotero = Zotero;
Zotero.Schema = here("./utilities/schema.js");
Zotero.Utilities = here("./utilities/utilities.js");
Zotero.Utilities.Item = here("./utilities/utilities_item.js");
Zotero.OpenURL = here("./utilities/openurl.js");
Zotero.Date = here("./utilities/date.js");
Zotero.Schema.init(read("schema.json"));
Zotero.Date.init(read("utilities", "resource", "dateFormats.json"));
const types = here("./utilities/cachedTypes.js");
types.setTypeSchema(here("./utilities/resource/zoteroTypeSchemaData.js"));
Object.assign(Zotero, types);

// What zotero/translate puts before a translator: its Utilities.
function utilities() {
  const all = Object.create(Zotero.Utilities);
  return Object.assign(all, {
    strToISO: (text) => Zotero.Date.strToISO(text),
    formatDate: (...given) => Zotero.Date.formatDate(...given),
    itemTypeExists: (type) => !!Zotero.ItemTypes.getID(type),
    getCreatorsForType: (type) => Zotero.CreatorTypes.getTypesForItemType(Zotero.ItemTypes.getID(type)).map((t) => t.name),
    fieldIsValidForType(field, type) {
      return Zotero.ItemFields.isValidForType(Zotero.ItemFields.getID(field), Zotero.ItemTypes.getID(type));
    },
    parseContextObject: (text, item) => Zotero.OpenURL.parseContextObject(text, item),
    itemFromCSLJSON: (item, csl) => Zotero.Utilities.Item.itemFromCSLJSON(item, csl),
    xpath(nodes, query) {
      const found = [];
      for (const node of Array.isArray(nodes) ? nodes : [nodes]) {
        const doc = node.ownerDocument || node;
        const result = doc.evaluate(query.replace(/x:/g, ""), node, null, 5, null);
        for (let next; (next = result.iterateNext());) found.push(next);
      }
      return found;
    },
    xpathText(nodes, query) {
      return this.xpath(nodes, query).map((node) => node.textContent).join(", ") || null;
    },
    text2html: (text) => text,
  });
}

// Statements whose objects are texts: all that a page's meta tags make. A subject is an object, as
// the translator tells a node from a list of nodes by its length.
function statements() {
  const nodes = new Map();
  return {
    addStatement(subject, predicate, object) {
      if (!nodes.has(subject)) nodes.set(subject, { uri: subject, said: [] });
      nodes.get(subject).said.push([predicate, object]);
    },
    getAllResources: () => [...nodes.values()],
    getResourceURI: (node) => node?.uri ?? node,
    getArcsOut: (node) => [...new Set(node.said.map(([predicate]) => predicate))],
    getTargets(node, predicate) {
      const found = (node?.said || []).filter(([p]) => p === predicate).map(([, object]) => object);
      return found.length ? found : false;
    },
    getSources: () => false,
    getArcsIn: () => false,
    getContainerElements: () => [],
    getStatementsMatching: () => false,
  };
}

const BY_ID = { "5e3ad958-ac79-463d-812b-a86a9235c28f": "RDF" };

function sandbox(name, input, items, parent) {
  let place = 0;
  const handed = new Set();
  class Item {
    constructor(type) {
      Object.assign(this, { itemType: type, creators: [], tags: [], notes: [], attachments: [], seeAlso: [] });
    }
    // An item of a translator that another one called goes there first.
    complete() {
      if (!parent || handed.has(this)) return items.push(this) && undefined;
      handed.add(this);
      return parent(this);
    }
  }
  const zotero = Object.assign(Object.create(Zotero), {
    Item,
    Utilities: utilities(),
    RDF: statements(),
    parentTranslator: parent ? "parent" : null,
    read(size) {
      if (place >= input.length) return false;
      const end = size ? place + size : `${input}\n`.indexOf("\n", place) + 1;
      const piece = input.slice(place, end);
      place = end;
      return size ? piece : piece.replace(/\r?\n$/, "");
    },
    setCharacterSet() {},
    setProgress() {},
    getOption: () => undefined,
    getHiddenPref: () => undefined,
    done() {},
    selectItems: (found, take) => take(found),
    loadTranslator: () => ({
      setTranslator(id) { this.id = id; },
      setHandler(event, call) { if (event === "itemDone") this.done = call; },
      getTranslatorObject(call) { call(sandbox(BY_ID[this.id], "", items, (item) => this.done(this, item))); },
    }),
  });
  const context = vm.createContext({
    Zotero: zotero, Z: zotero, ZU: zotero.Utilities, Promise, URL, console, exports: {},
    attr: (node, selector, name) => node.querySelector(selector)?.getAttribute(name) || "",
    text: (node, selector) => node.querySelector(selector)?.textContent || "",
  });
  const source = read("translators", `${name}.js`).replace(/^\{[\s\S]*?\n\}/, "").split("/** BEGIN TEST CASES **/")[0];
  vm.runInContext(source, context, { filename: `${name}.js` });
  return context;
}

async function run([name, input, address]) {
  const items = [];
  const context = sandbox(name, input, items, null);
  if (address === undefined) {
    await context.doImport();
  } else {
    const { window } = new JSDOM(input, { url: address });
    here("wicked-good-xpath").install(window, true);
    const { document } = window;
    context.doWeb(document, address);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return items.map((item) => ({ ...item, attachments: item.attachments.map(({ title, url }) => ({ title, url })) }));
}

(async () => {
  const answers = [];
  for (const job of JSON.parse(fs.readFileSync(0, "utf8"))) answers.push(await run(job));
  process.stdout.write(JSON.stringify(answers));
})();
