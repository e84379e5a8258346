// What the preview server tells its pages: generator/build/preview_state.py.

interface PreviewState {
  /** Differs between two runs of the server. */
  session: string;
  build: number;
  /** Counts what was told in this session. */
  serial: number;
  /** The pages that are built, while the others are not; null when all are. */
  first: string[] | null;
  notices: PreviewNotice[];
}

/** A problem of the content, with lines of its file. */
interface PreviewNotice {
  text: string;
  excerpt: PreviewLine[];
}

interface PreviewLine {
  number: number;
  text: string;
  marked: boolean;
  /** The column of the problem, counted from 1. */
  column: number | null;
}
