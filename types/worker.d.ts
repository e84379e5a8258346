// What `generator/build/service_worker.py` writes in front of the service worker.
declare const BUILD: {
  /** The digest of all digests of this build. */
  version: string;
  /** The files that are kept at the first visit. */
  core: string[];
  /** The path of the list of digests. */
  list: string;
  /** The path, without the file, of the page that stands in for one that is not kept. */
  notKept: string;
  /** How many hexadecimal digits of a SHA-256 the list holds. */
  digits: number;
};

/** The list of digests: path of a file and the first digits of its SHA-256. */
interface FileList {
  version: string;
  files: Record<string, string>;
}
