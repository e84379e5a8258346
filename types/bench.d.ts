// What the bench is told: generator/bench/desk.py and paper_view.py.

interface BenchProposal {
  field: ListField;
  id: string;
  confidence: number;
  reason: string;
}

interface BenchPaper extends PaperLists {
  id: string;
  /** A digest of the file's text, which a save names. */
  base: string;
  title: string;
  about: string;
  page: string;
  abstract: [run: string, marked: boolean][];
  summary: string;
  proposals: BenchProposal[];
  nearest: { id: string; title: string; topics: string[]; tags: string[] }[];
  /** Whether proposals and nearest papers are still worked out. */
  pending: boolean;
  /** A paper with nearly the same title. */
  twin: string | null;
}

interface BenchWritten {
  diff: string;
  files: string[];
  /** The number by which the edit is taken back; null when nothing was written. */
  undo: number | null;
}

interface BenchState {
  queue: { id: string; title: string; note: string; done?: boolean }[];
  /** The place in the queue. */
  at: number;
  paper: BenchPaper | null;
  base: string;
  /** The edits that may be taken back, with the paper of each; empty for one of tags. */
  undo: { number: number; id: string }[];
  vocabulary: Vocabulary | null;
  kinds?: string[];
  /** Characters of a summary at most. */
  most: number;
  choosers: Record<ListField, Chooser> | null;
}

interface ReadingList {
  /** Opens the dialog that changes tags; `send` rejects with the reason why not. */
  vocabularyDialog(vocabulary: Vocabulary, kinds: string[], send: (edit: object) => Promise<void>): void;
}
