// What the site's scripts share: the object `readingList`, to which each script adds its part,
// and the shapes of the data files that the generator writes. No script of the site loads this.

// --- site.js -----------------------------------------------------------------------------

/** An attribute's value. Null and false leave it out, true is the empty text, a function listens. */
type Attribute = string | number | boolean | null | undefined | ((event: Event) => void);
/** A child of an element. Null, undefined and false are left out, texts stay texts. */
type Child = Node | string | null | undefined | false;

interface MakeElement {
  <K extends keyof HTMLElementTagNameMap>(
    tag: K,
    attributes?: Record<string, Attribute>,
    ...children: Child[]
  ): HTMLElementTagNameMap[K];
  (tag: string, attributes?: Record<string, Attribute>, ...children: Child[]): HTMLElement;
}

/** Texts kept in this browser. It may be closed to the site, or full. */
interface TextStorage {
  /** The text of a key, null where there is none, undefined where the storage is closed. */
  get(key: string): string | null | undefined;
  /** Whether the text could be kept. */
  set(key: string, text: string): boolean;
}

interface ReadingList {
  href(path: string): string;
  element: MakeElement;
  /** The attributes of a text in the language of that code; empty is the page's or an unknown one. */
  inLanguage(code: string | undefined): { dir: string; lang: string | null };
  find<E extends Element = HTMLElement>(selector: string, from?: ParentNode): E;
  findAll<E extends Element = HTMLElement>(selector: string, from?: ParentNode): E[];
  focus(from: ParentNode, selector: string): void;
  storage: TextStorage;
  save(name: string, text: string, type: string): void;
  script(address: string, inOrder?: boolean): Promise<void>;
  once<K, V>(made: Map<K, Promise<V>>, key: K, make: () => Promise<V>): Promise<V>;
  load<N extends keyof ReaderData>(name: N): Promise<ReaderData[N]>;
  /** Scrolls to the first row that was in view when the reader left the page by a link. */
  restorePlace(): void;
  marks: Marks;
  catalogue(): Catalogue;
  /** `1,024 papers`. */
  papersOf(count: number): string;
  /** Puts a button before a form of citation that copies its text. */
  copy(text: string): Promise<void>;
  /** Loads scripts that a page needs only now and then, and the styles of the last one. */
  part(...names: string[]): Promise<void>;
  completions(words: Word[], text: string, without: string[]): Word[];
  chooser(settings: ChooserSettings): Chooser;
  listChanges(before: PaperLists, after: PaperLists): { diff: string[]; lines: string[] };
  /** Opens the dialog that suggests other topics and tags. */
  suggest(): Promise<void>;
  copyButton(block: HTMLElement): void;
  /** Id, label and text of each form of citation, from pairs of a tag's name and content. */
  citations(tags: [string, string][], key: string): [id: string, label: string, text: string][];
  /** The papers of a topic, a tag or a kind, as the page of filters says them; all for "". */
  papersUnder(catalogue: Pick<Catalogue, "papers" | "topics" | "tags">, of: string): Paper[];
  facets: Facets;
  search: Search;
  /** assets/search/words.js, which stands in front of search-words.js. */
  wordTables: WordTables;
  words: Words;
  index: SearchIndex;
  reading: QueryReading;
}

declare const readingList: ReadingList;
interface Window {
  readingList: ReadingList;
  readingListData: ReaderData;
}

// --- the reader's data: generator/site/browser_data.py -------------------------------------

/** By name what the files in assets/data/ hold. */
interface ReaderData {
  papers: PaperColumns;
  vocabulary: Vocabulary;
  /** Former ids of papers with the present one. */
  aliases: Record<string, string>;
  /** The last holds, by number, what few titles have. */
  [titles: `titles-${number}`]: [
    titles: string[],
    ids: (string | number)[],
    authors: string[],
    more?: { languages?: Record<number, string>; later?: Record<number, string> },
  ];
  /** A summary; or with it the curator's note, and the languages of both where not the page's. */
  [summaries: `summaries-${number}`]: (
    | string
    | [summary: string, note: string, summaryLanguage?: string, noteLanguage?: string]
  )[];
  /** For each paper its record in each format. */
  [citations: `cite-${number}`]: string[][];
  /** For each paper its context object. */
  [coins: `coins-${number}`]: string[];
}

interface PaperColumns {
  years: number[];
  place: number[];
  added: number[];
  flags: number[];
  /** What each bit of a paper's flags says. */
  flagBits: { code: number; onPath: number };
  paperTopics: number[][];
  paperTags: number[][];
  topics: [id: string, title: string, hue: number][];
  /** The last is the number of the broader tag. */
  tags: [id: string, name: string, kind: string, broader?: number][];
  /** What there is on the list, and the number of each paper's type; not on one of papers alone. */
  types?: [id: string, label: string][];
  paperTypes?: number[];
  /** By number: `Retracted` and the like; not on a list without one. */
  states?: Record<number, string>;
  /** By number: the code of the language of its name, where that is not the page's. */
  topicLanguages?: Record<number, string>;
  tagLanguages?: Record<number, string>;
  places: string[];
  placeVenue: number[];
  venues: string[];
  dates: string[];
  formats: CitationFormat[];
  /** Papers in a shard, by the kind of shard. */
  shards: Record<ShardKind | "cite" | "coins", number>;
}

type ShardKind = "titles" | "summaries";

interface CitationFormat {
  id: string;
  label: string;
  suffix: string;
  type: string;
  head: string;
  /** A regular expression; the head is left out where the records do not match. */
  head_for: string;
  separator: string;
  tail: string;
}

// --- papers.js -----------------------------------------------------------------------------

/** A topic or a tag, which has a page; topics have a hue, tags a kind. */
interface Label {
  id: string;
  label: string;
  path: string;
  hue?: number;
  kind?: string;
  /** The number of the broader tag. */
  broader?: number;
  /** The code of the language of its name, where that is not the page's. */
  language?: string;
}

interface Paper {
  /** The paper's number: the newest has the least. */
  n: number;
  /** 0 when it is not known. */
  year: number;
  place: string;
  /** The number of the venue, or -1. */
  venue: number;
  /** The number of its type; -1 on a list of papers alone. */
  type: number;
  added: string;
  code: boolean;
  onPath: boolean;
  topics: number[];
  tags: number[];
  /** `Retracted` and the like; empty for most. */
  status: string;
  // from the shards; empty until they are there
  id: string;
  title: string;
  /** The code of the language of title and later title, where that is not the page's. */
  language: string;
  /** The title that it was published under later. */
  later: string;
  path: string;
  authors: string;
  summary: string;
  summaryLanguage: string;
  note: string;
  noteLanguage: string;
  /** The title as it is sorted. */
  key: string;
}

interface Catalogue {
  topics: Label[];
  tags: Label[];
  venues: { id: string; label: string }[];
  /** Empty on a list of papers alone. */
  types: { id: string; label: string }[];
  papers: Paper[];
  byId: Map<string, Paper>;
  need(kind: ShardKind, papers: Paper[]): Promise<unknown> | null;
  save(papers: Paper[], format: string, name: string): Promise<string>;
  card(paper: Paper, level: number): HTMLElement;
  /** What stands below its title: a warning, the byline, and a later title. */
  about(paper: Paper): (string | HTMLElement)[];
  byline(paper: Paper): string;
  /** Loads what `coins` needs. */
  needCoins(papers: Paper[]): Promise<unknown>;
  /** The paper's context object, for a span of the class `Z3988`. */
  coins(paper: Paper): string;
  chip(of: Label): HTMLElement;
}

// --- marks.js ------------------------------------------------------------------------------

interface Mark {
  /** A key of `Marks.STATES`, or empty. */
  state: string;
  star: boolean;
  note: string;
  title: string;
  /** ISO 8601, or empty. */
  changed: string;
}

interface Marks {
  STATES: Record<string, string>;
  get(id: string): Mark | undefined;
  all(): Map<string, Mark>;
  kept(): boolean;
  unreadable(): string | null | undefined;
  text(): string;
  change(id: string, values: Partial<Mark>, title?: string): boolean;
  read(text: string): { added: number; changed: number; same: number; skipped: number };
  replace(text: string): void;
  attach(host: Element, id: string, title: string): void;
  panel(id: string, title: string): HTMLElement;
  listen(listener: () => void): void;
}

// --- facets.js -----------------------------------------------------------------------------

interface FacetOption {
  id: string;
  label: string;
  hue?: number;
}

interface FacetGroup {
  id: string;
  title: string;
  options: FacetOption[];
  /** Whether the reader chooses between "any" and "all". */
  modes: boolean;
  all: boolean;
  /** Whether all options are shown, in their own order. */
  fixed: boolean;
  /** Whether a paper's first option is its main one. */
  main: boolean;
  byId: Map<string, number>;
  /** The options of each paper, and the papers of each option. */
  values: number[][];
  totals: Int32Array;
  read(papers: Paper[]): void;
}

/** The options of one group that are ticked and that are left out, by number. */
interface Choice {
  all: boolean;
  yes: Set<number>;
  no: Set<number>;
}

interface FilterState {
  words: string;
  sort: string;
  view: string;
  from: number;
  to: number;
  choices: Record<string, Choice>;
}

/** The papers that pass, and how many papers each further choice stands for. */
interface Matched {
  found: number[];
  counts: Map<string, Int32Array>;
  /** Those of them whose main option it is; empty for a group without main options. */
  mains: Map<string, Int32Array>;
  years: Map<number, number>;
}

/** Paper number to rank. */
type Hits = Map<number, number> | null;

interface Facets {
  groupsOf(catalogue: Catalogue): FacetGroup[];
  match(groups: FacetGroup[], state: FilterState, papers: Paper[], hits: Hits): Matched;
  active(groups: FacetGroup[], state: FilterState): { label: string; without: FilterState }[];
  ways(
    groups: FacetGroup[],
    state: FilterState,
    papers: Paper[],
    hits: Hits,
  ): { labels: string[]; without: FilterState; count: number }[];
  toQuery(groups: FacetGroup[], state: FilterState): string;
  fromQuery(groups: FacetGroup[], text: string, sorts: string[]): { state: FilterState; unknown: string[] };
  emptyState(groups: FacetGroup[]): FilterState;
}

// --- the search's data: generator/search/index.py --------------------------------------------

/** By name what the files in assets/search/ hold. */
interface SearchData {
  core: SearchCore;
  titles: { titles: string[]; folders: string[]; ids: Record<number, string | number>; paths: Record<number, string> };
  names: Record<"tag" | "topic", NameRow[]>;
  [postings: `postings-${number}`]: string[];
  [places: `places-${number}`]: string[];
  [details: `docs-${number}`]: [authors: string, venue: string, summary: string, more?: RareDetails][];
  [texts: `text-${number}`]: string[];
}

interface SearchCore {
  /** The digits of encoded numbers; the first `final` of them end a number. */
  digits: string;
  final: number;
  documents: number;
  docsInPart: number;
  textsInPart: number;
  /** For each document the number of its kind. */
  kinds: string;
  kindNames: string[];
  years: string;
  /** The year before the first that is told apart from an unknown one. */
  yearBefore: number;
  /** Those of the other parts, by their kind, in the order of their numbers. */
  digests: Record<string, string>;
  digestDigits: number;
  /** The operators that ask a field, with the field's number. */
  fields: Record<string, number>;
  /** Positions that a field has. */
  fieldSpan: number;
  words: string;
  stems: string;
  counts: string;
  cuts: string;
  named: string;
  namedAs: string;
  names: string;
  /** A name in one word to its words, and a short form of a word to the word. */
  alike: Record<string, string>;
  short: Record<string, string>;
}

/** A tag or topic with its encoded documents. */
type NameRow = [id: string, title: string, aliases: string[], documents: string];

// --- search.js -----------------------------------------------------------------------------

interface Search {
  /** Called by every data file. */
  part(digest: string, name: string, data: unknown): void;
  load<N extends keyof SearchData>(name: N): Promise<SearchData[N]>;
  held<N extends keyof SearchData>(name: N): SearchData[N] | undefined;
  query: SearchEngine["query"];
  /** Set by search-engine.js, which is loaded when the box is opened. */
  engine?: SearchEngine;
}

// --- search-words.js -----------------------------------------------------------------------

/** The tables of generator/text/tokens.py. */
interface WordTables {
  maxWord: number;
  maxJoinedParts: number;
  folds: Record<string, string>;
  greekNames: Record<string, string>;
  greekLooks: Record<string, string>;
  spellings: [pattern: string, to: string][];
  endings: [ending: string, to: string, before: number][];
  verbal: string[];
  vowels: string;
  doubled: string;
  exceptions: Record<string, string>;
  little: string[];
  /** Ranges of characters as they stand in a regular expression's brackets. */
  cjk: string;
  joiners: string;
}

/** What a word of the page or the query is asked. */
type WordTest = (word: string) => boolean;

interface Words {
  normalise(text: string): string;
  squeeze(text: string): string;
  chunks(text: string): string[];
  parts(chunk: string): string[];
  split(chunk: string): [width: number, words: [offset: number, word: string][]];
  stem(word: string): string;
  isCjk(part: string): boolean;
  almost(a: string, b: string): boolean;
  marked(text: string, wanted: WordTest): [run: string, marked: boolean][];
  cut(word: string): string;
  LITTLE: Set<string>;
}

// --- search-index.js -----------------------------------------------------------------------

/** The index, decoded; what comes in parts is kept here too. */
interface SearchTable {
  core: SearchCore;
  titles: SearchData["titles"];
  /** Every word in every form, sorted, and the number of each word's stem. */
  words: string[];
  stems: Int32Array;
  /** In how many documents each stem stands, and the number of its first word. */
  counts: Int32Array;
  first: Int32Array;
  /** Fingerprint of a name to the documents so called and how much it counts. */
  names: Map<string, [document: number, rank: number][]>;
  size: number;
  years: Int32Array;
  starts: Int32Array;
  cuts: Int32Array;
  buckets: Map<string, Map<string, number>>;
  parts: Map<string, Int32Array[]>;
  documents: Map<number, Int32Array>;
  expanded: Map<string, AskedWord>;
}

interface Postings {
  documents: Int32Array;
  impacts: Int32Array;
  /** A bit for every field that the word stands in. */
  fields: Int32Array;
  from: number;
  number: number;
}

/** What few pages have. */
interface RareDetails {
  /** `Retracted` and the like. */
  status?: string;
  /** The title that it was published under later. */
  later?: string;
  /** The code of the language of title and abstract, where that is not the page's. */
  language?: string;
  summaryLanguage?: string;
}

interface Details extends RareDetails {
  authors: string;
  venue: string;
  summary: string;
}

interface SearchIndex {
  openTable(): Promise<SearchTable>;
  fingerprint(text: string): string;
  lowerBound<T extends string | number>(sorted: ArrayLike<T>, value: T): number;
  startingWith(t: SearchTable, word: string): Iterable<number>;
  stemOf(t: SearchTable, word: string): number;
  fetchPostings(t: SearchTable, stems: number[], withPlaces: boolean): Promise<void>;
  postings(t: SearchTable, stem: number): Postings;
  places(t: SearchTable, stem: number): Map<number, Int32Array>;
  titleOf(t: SearchTable, document: number): { id: string; title: string; path: string };
  membersOf(row: NameRow): Int32Array;
  detailsHeld(document: number): Details | undefined;
  detailsOf(document: number): Promise<Details | undefined>;
  textOf(document: number): Promise<string>;
}

// --- search-reading.js ---------------------------------------------------------------------

/** A part of a query; text has no field. */
interface Clause {
  no: boolean;
  field: string | undefined;
  value: string;
  quoted: boolean;
  /** Whether it is the end of the query, which may still be typed. */
  last: boolean;
}

/** A word of the query: what it may stand for, in hundredths by stem, and how rare it is. */
interface AskedWord {
  word: string;
  weights: Map<number, number>;
  count: number;
  rarity: number;
  /** Whether a result may lack it. */
  slight?: boolean;
}

interface SequenceWord {
  word: string;
  length: number;
  chunk: number;
  spaceless: boolean;
}

/** What the end of a query may become, the text being the whole query. */
interface Offer {
  text: string;
  label: string;
  count?: number;
}

interface QueryReading {
  EXACT: number;
  clauses(t: SearchTable, text: string): Clause[];
  sequence(text: string): SequenceWord[];
  expand(t: SearchTable, word: string, typing: boolean, wide?: boolean): AskedWord;
  understand(t: SearchTable, text: string, typing: boolean): { asked: AskedWord[]; unknown: string[] };
  orAll<T>(list: T[], test: (one: T) => boolean | undefined): T[];
  rarity(t: SearchTable, count: number): number;
  offers(text: string, limit?: number): Promise<Offer[]>;
  /** The words that a name in one word is made of, or none. */
  longForm(t: SearchTable, word: string): string[];
  inFull(t: SearchTable, text: string): string;
  withoutLittle(text: string): string;
}

// --- search-engine.js ----------------------------------------------------------------------

interface SearchResult {
  number: number;
  id: string;
  path: string;
  title: string;
  kind: string;
  year: number | null;
  score: number;
  /** One form of each stem asked for that the page holds. */
  words: string[];
}

interface SearchEngine {
  results(
    text: string,
    options?: { limit?: number },
  ): Promise<{ count: number; unknown: string[]; results: SearchResult[] }>;
  query(text: string, options?: { limit?: number }): Promise<{ id: string; path: string; score: number }[]>;
  detailsHeld: SearchIndex["detailsHeld"];
  detailsOf: SearchIndex["detailsOf"];
  textOf: SearchIndex["textOf"];
  labelsOf(document: number): Promise<string[][]>;
  offers: QueryReading["offers"];
}

// --- choose.js and suggest.js: generator/site/vocabulary.py --------------------------------

/** A topic or tag that a paper may get, with its other words. */
type Word = [id: string, name: string, description: string, others: string[]];
type ListField = "topics" | "tags";
type PaperLists = Record<ListField, string[]>;

interface Vocabulary {
  topics: Word[];
  tags: Word[];
  limits: Record<ListField, [least: number, most: number]>;
  /** The address for suggestions without an account, or empty. */
  contact: string;
}

interface ChooserSettings {
  label: string;
  words: Word[];
  chosen: string[];
  /** What the first of those chosen is, where their order matters. */
  first?: string;
  hint?: string;
  onchange(ids: string[]): void;
}

interface Chooser {
  host: HTMLElement;
  chosen(): string[];
  set(ids: string[]): void;
  focus(): void;
}

// --- cite.js -------------------------------------------------------------------------------

interface CitedName {
  last: string;
  /** Empty for a name that is whole. */
  given: string;
  suffix: string;
}

interface CitedPaper {
  kind: { ris: string; csl: string };
  preprint: boolean;
  container: string;
  publisher: string;
  arxiv: string;
  title: string;
  authors: CitedName[];
  year: string;
  doi: string;
  url: string;
  pdf: string;
  keywords: string[];
}
