"""Every code that `check` can report: how severe it is, why, and what to do about it.

The list in the documentation is made from here (`markdown`); a test holds it
to one golden case a code.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.problems import Problem, Severity

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTICE


@dataclass(frozen=True, slots=True)
class Code:
    """One rule."""

    name: str
    severity: Severity
    cause: str
    """What is wrong, and why it matters; Markdown."""
    example: str
    """What a wrong file looks like."""
    cure: str
    """What to do; Markdown."""
    fixed: bool = False
    """Whether `check --fix` mends it."""
    where: str = ""
    """Where it does, if not everywhere, as the end of a sentence; Markdown."""
    in_schema: bool = False
    """Whether the editors' JSON Schema refuses it too."""


_FILES = (
    Code("encoding", E, "The file is not UTF-8, so its letters cannot be told for sure.",
         "title: Poincar\\xE9 ResNet   (a byte of Windows-1252)",
         "Save it as UTF-8. GitHub's web editor always does."),
    Code("byte-order-mark", W, "The file begins with an invisible byte order mark.",
         "\\ufefftitle: …", "Save it as UTF-8 without BOM.", fixed=True),
    Code("line-endings", W, "Lines end as on Windows (CR LF), so every line shows as changed.",
         "title: Layer Normalization\\r\\n", "Set your editor to LF.", fixed=True),
    Code("control-character", E, "A character that no screen shows and YAML does not allow.",
         "title: Layer\\x00Normalization", "Delete it, and type the words around it anew."),
    Code("tab", E, "A tab. YAML forbids it for indentation; elsewhere it looks like spaces.",
         "tags:\\n\\t- pruning", "Use spaces. In running text `--fix` puts one space.", fixed=True,
         where="behind other text, not where a line is indented by tabs"),
    Code("invisible-character", E, "A character of no width, often pasted along with a text. "
         "Searches then do not find the word. Joiners in Persian, Indic scripts and emoji mean "
         "something, and are none.", "tags: [prun\\u200bing]",
         "Delete the word and type it anew.", fixed=True),
    Code("text-direction", E, "A character that turns the direction of the text, so that it "
         "reads differently from what it is.", "title: \\u202eevil", "Delete it."),
    Code("odd-space", W, "A space that is not the usual one, such as a no-break space.",
         "title: Layer\\u00a0Normalization", "Type a usual space.", fixed=True),
    Code("trailing-space", N, "White space at the end of a line or of the file, or no line end "
         "after the last line.", "year: 2016   ", "Delete it.", fixed=True),
    Code("schema-line", N, "The first line does not name the schema, so editors cannot complete "
         "fields and tags.", "title: Layer Normalization   (on line 1)",
         "Put `# yaml-language-server: $schema=../schema/paper.schema.json` first.", fixed=True),
    Code("empty-file", E, "The file says nothing.", "(nothing)", "Fill it, or delete it."),
    Code("file-too-large", E, "The file has more bytes than a file of its kind may have. "
         "Nothing in it is read. An image may have 1 MiB.", "abstract: |   (2,000,000 letters)",
         "Keep title, abstract and the few fields about them."),
    Code("symlink", E, "A symbolic link leads out of `content/`, to nothing, or in a circle.",
         "papers/x.yml -> /etc/passwd", "Put the file itself there."),
    Code("not-a-file", E, "A folder, a named pipe, a socket or a device has the name of a file. "
         "It is not opened: reading it could wait for ever.", "mkfifo papers/x.yml",
         "Delete it, or put the file itself there."),
    Code("unreadable", E, "The system refuses to read the file or folder, so nothing in it is "
         "checked. All other files are.", "chmod 000 papers/mish.yml",
         "Give yourself the right to read it."),
    Code("missing-file", E, "A file or folder that the others need is not there. It is reported "
         "once; what the others say about it is not checked.", "content/ without tags.yml",
         "Bring it back, with git for example. A new list begins with `{}` as all that "
         "tags.yml and limits.yml say, and with an empty folder topics/."),
    Code("configuration", E, "The site's configuration, mkdocs.yml, cannot be used, so the site "
         "cannot be built.", "mkdocs.yml without site_name", "Follow the message."),
    Code("extension", E, "The file's name does not end in `.yml`, so it would not be read.",
         "papers/layer-normalization.yaml", "Rename it to end in `.yml`.", fixed=True,
         where="unless there is a file of the right name already"),
    Code("stray-file", E, "Nothing reads a file of this name in this place.",
         "content/layer-normalization.yml   (not in papers/)",
         "Move it to where it belongs, or delete it."),
    Code("unfinished-change", E, "A command that changes tags in many files was killed half-way, "
         "so some of them say the old and some the new.", "content/.tags-journal.json",
         "Run `reading-list tags --continue` to complete it, or `reading-list tags --undo`."),
    Code("case-collision", E, "Two names differ in capitals alone; on Windows and macOS one "
         "would overwrite the other.", "papers/Mish.yml and papers/mish.yml", "Rename one."),
    Code("file-name", E, "The file's name is the id and part of the page's address: small "
         "letters a to z, digits and hyphens, at most 80, and none that Windows reserves.",
         "papers/Layer Normalization.yml", "Rename the file; the message names the slug."),
    Code("title-and-name", N, "The file is named after another title. That is right after a "
         "title was mended (an id never changes by itself) and wrong in a copied file.",
         "papers/batch-normalization.yml with title: Layer Normalization",
         "In a new file: rename it. Else leave it."),
)  # fmt: skip

_YAML = (
    Code("yaml-syntax", E, "The file is not YAML, so nothing in it can be read.",
         "title: Mish: A Self Regularized Activation",
         "Look at the named line and the one before it. Text with `: ` or ` #` in it, or with "
         "a sign such as `[`, `*`, `&`, `!`, `@` at the start, belongs in quotes."),
    Code("conflict-marker", E, "Two versions of the same lines stand below each other, with Git's "
         "markers around them: a merge that was not finished.",
         "<<<<<<< HEAD\ntitle: One\n=======\ntitle: Another\n>>>>>>> main",
         "Keep the right lines, and delete the others and the three markers."),
    Code("comment-after-text", W, "A `#` after a space begins a comment: what follows is not part "
         "of the text before it.", "title: Solving C # by Search   (the title is: Solving C)",
         "Put the text in quotes; a remark goes on a line of its own."),
    Code("ambiguous-text", W, "Text that is a date, a number or a truth value to programs that "
         "read YAML 1.1. To the generator it is text.", "title: 2001-01-01   or   title: On",
         "Put it in quotes.", fixed=True),
    Code("curly-quotes", W, "Curly quotation marks do not quote text in YAML: they are part of it.",
         "title: “Layer Normalization”",
         "Type straight ones. Where the curly ones belong to the text, put straight ones around."),
    Code("duplicate-key", E, "A field is given twice; only one of them could count.",
         "tags: [pruning]\\ntags: [theory]", "Merge the two."),
    Code("anchor", E, "YAML's anchors (`&name`) and aliases (`*name`) are not used here.",
         "summary: *important*", "Put text that begins with `*` or `&` in quotes."),
    Code("yaml-tag", E, "YAML's own tags (`!name`) are not used here.", "title: !Important",
         "Put text that begins with `!` in quotes."),
)  # fmt: skip

_FIELDS = (
    Code("unknown-field", E, "There is no field of this name here.", "tag: [pruning]",
         "Write it as the message says, or leave it out.", in_schema=True),
    Code("missing-field", E, "A field that must be there is not, or has no value.",
         "title:", "Add it.", in_schema=True),
    Code("wrong-type", E, "The value is of another kind: a text where a list should be, a "
         "number where a text should be.", "tags: pruning   or   arxiv: 1607.06450",
         "Lists stand in brackets, `[pruning]`; numbers that are names in quotes, "
         '`"1607.06450"`.', fixed=True, in_schema=True,
         where="where one value alone can be meant: `authors: Ba, Jimmy` may be one author or two"),
    Code("empty-string", E, "A text of nothing, or of white space.", 'summary: ""',
         "Fill it, or delete the line: what is not known stays absent.", in_schema=True),
    Code("unknown-word", E, "The field takes one of a few words, and this is none of them.",
         "kind: methods", "Take one of the words in the message.", in_schema=True),
    Code("out-of-range", E, "The number is too small or too large to be right.", "year: 20166",
         "Mend it.", in_schema=True),
    Code("too-long", E, "A text, or a word of it, has more characters than the field may have. "
         "What it belongs to (the paper, the topic, the tag) is not built.",
         "title: (240,000 letters)", "Shorten it; the message says how long it may be.",
         in_schema=True),
    Code("too-many", E, "A list has more entries, or a text more links, than it may have. "
         "What it belongs to (the paper, the topic, the tag) is not built.",
         "tags: (20,000 tags)", "Keep what matters; the message says how many there may be.",
         in_schema=True),
    Code("limit-order", E, "The least is greater than the most.", "tags_per_paper: [7, 3]",
         "Swap them."),
    Code("repeated-value", E, "The same thing stands twice in one list.",
         "tags: [pruning, theory, pruning]", "Delete one.", fixed=True, in_schema=True),
    Code("field-order", N, "The fields stand in another order than elsewhere: what people edit "
         "first, the abstract last.", "abstract: … before tags: …", "Move them.", fixed=True),
    Code("arxiv-id", E, "Not an arXiv id: two digits of year, a month, a point, four or five "
         "digits; before April 2007 an archive and seven digits.", 'arxiv: "1613.06450"',
         "Copy it from the address of the paper at arXiv, without the version.", fixed=True,
         in_schema=True, where="where the id stands in it"),
    Code("doi", E, "Not a DOI: it begins with `10.`, some digits and a slash.",
         "doi: https://doi.org/10.1162/neco.1997.9.8.1735", "Take what stands behind "
         "https://doi.org/.", fixed=True, in_schema=True, where="where the DOI stands in it"),
    Code("url", E, "Not a web address that begins with https:// or http://.",
         "code: [github.com/owner/name]", "Copy it from the browser's address bar.", fixed=True,
         in_schema=True, where="where only its beginning is missing or wrong"),
    Code("date", E, "Not a day of the calendar, as year-month-day.", "added: 20.11.2026",
         "Write it like 2026-11-20.", fixed=True, in_schema=True,
         where="where one day alone can be meant: `3.4.2026` may be in March or April"),
    Code("malformed-id", E, "An id has small letters a to z, digits and hyphens alone, since it "
         "is part of an address.", "Layer_Norm:   (in tags.yml)", "Write it as the message says.",
         in_schema=True),
)  # fmt: skip

_RELATIONS = (
    Code("unknown-tag", E, "No tag of this id stands in tags.yml.", "tags: [prunning]",
         "Take the one that the message names or another of tags.yml; a new tag is first "
         "described there.", in_schema=True),
    Code("alias-tag", E, "Another word for a tag; the list keeps to one.", "tags: [LayerNorm]",
         "Write the tag that the message names.", fixed=True, in_schema=True),
    Code("deprecated-tag", E, "The tag has been given up for another.", "tags: [old-tag]",
         "Write the tag that the message names.", fixed=True, in_schema=True),
    Code("unknown-topic", E, "There is no file of this name in topics/.", "topics: [normalisatoin]",
         "Take the one that the message names.", in_schema=True),
    Code("alias-topic", E, "The topic has another id by now.", "topics: [an-old-name]",
         "Write the id that the message names.", fixed=True, in_schema=True),
    Code("unknown-paper", E, "There is no file of this name in papers/.",
         "- {paper: layer-normalisation, why: …}",
         "Write the paper's file name without `.yml`."),
    Code("alias-paper", W, "The paper has another id by now.", "- {paper: an-old-name, why: …}",
         "Write the id that the message names.", fixed=True),
    Code("names-itself", E, "A topic, tag or paper cannot be its own neighbour.",
         "related: [pruning]   (in topics/pruning.yml)", "Delete it."),
    Code("not-in-topic", W, "A section of a topic lists a paper that does not name the topic.",
         "sections: [{title: …, papers: [a-paper-of-another-topic]}]",
         "Add the topic to the paper, or take the paper out of the section."),
    Code("repeated-station", E, "A paper stands twice on one reading path.",
         "- {paper: mish, why: …}   (twice below start_here)", "Keep one of the two."),
    Code("unknown-venue", W, "The venue is not in venues.yml, which keeps one spelling of each; "
         "`import` keeps such a venue as it stands.",
         "venue: NIPS 2017", "Write it as the message says, or add it to venues.yml.", fixed=True,
         in_schema=True, where="where the table names the spelling among its aliases"),
    Code("unknown-source", E, "There is no such file in sources/.",
         "sources: [{file: list.txt, line: 3}]", "Name the file as it is, or leave it out."),
    Code("source-line", E, "The file in sources/ has fewer lines than that.",
         "sources: [{file: 003_d331fffb18e585e2.txt, line: 99999}]", "Name the title's line."),
    Code("alias-taken", E, "A former id or another word already means something else.",
         "aliases: [pruning]   (while there is a tag `pruning`)", "Delete it here or there."),
    Code("duplicate-name", E, "Two tags or two topics have one name, so readers cannot tell them "
         "apart; capitals and accents do not count.",
         "name: Pruning   (of two tags in tags.yml)", "Merge the two, or rename one."),
    Code("deprecated-circle", E, "Tags are given up for one another in a circle, so no tag is "
         "left.", "deprecated_for: b   (of a),   deprecated_for: a   (of b)",
         "Delete `deprecated_for` of the tag that is to stay."),
    Code("broader-level", E, "The broader tag of a tag has a broader tag itself. Tags have one "
         "level: what is found under a tag is what it holds.",
         "broader: b   (of a),   broader: c   (of b)",
         "Name the broadest tag in both, or delete one `broader`."),
    Code("redundant-tag", E, "The paper carries a tag and its broader tag. A paper is found under "
         "the broader tag of its own anyway.",
         "tags: [pruning, model-compression]   (with broader: model-compression of pruning)",
         "Delete the broader tag.", fixed=True),
    Code("author-entry", W, "An entry of `authors` holds more than one name, or has the family "
         "name first. Citations and the index of authors would be wrong.",
         "authors: [Jimmy Lei Ba and Geoffrey E. Hinton]   or   authors: [\"Hinton, Geoffrey\"]",
         "Write the list as the message shows it."),
    Code("taken-id", E, "A hand-written page or a topic is named like something that the site has "
         "by itself, and would not be shown.",
         "pages/map.md", "Rename the file."),
    Code("unknown-link", E, "A link has a scheme that leads nowhere here. Text may link to papers, "
         "topics and tags by their ids, and to other sites.", "[words](papr:layer-normalization)",
         "Write paper:, topic: or tag: and an id, or an address that begins with https://."),
    Code("dead-link", E, "A link of a hand-written page leads to a page, file or heading that the "
         "site does not have.", "[words](../topics/indx.md)",
         "Write the path from the page to the other one, `../topics/index.md`; headings are named "
         "by their anchors, `../about/index.md#keys`."),
    Code("missing-image", E, "An image is not in `content/pages/`. The site shows no image from "
         "elsewhere, and SVG files are not taken, since they may hold scripts.",
         "![words](https://example.org/image.png)",
         "Put a PNG, JPEG, WebP or GIF file into `content/pages/` and write its name."),
    Code("raw-html", E, "HTML in a hand-written page or an introduction is shown as text.",
         "<img src=image.png>   or   <script>", "Say it in Markdown. To show a tag as "
         "such, put it between backticks."),
    Code("not-in-navigation", E, "The navigation in mkdocs.yml and the pages do not agree: a page "
         "that it does not lead to, or an entry that leads to no page.",
         "pages/faq.md, and no faq/index.md below nav:",
         "Add `- Title: faq/index.md` below `nav:`, or delete the entry."),
    Code("future-year", E, "The year is still to come.", "year: 2062", "Mend it."),
    Code("year-before-arxiv", E, "The paper would be older than its arXiv id, whose first two "
         "digits are the year.", 'year: 2015 with arxiv: "1607.06450"',
         "One of the two belongs to another paper, or the year is mistyped."),
    Code("venue-year", W, "The year of the venue lies before that of the paper, or long after it.",
         "year: 2021 with venue: ICLR 2016",
         "Look up both. Leave them if the paper did appear so early or so late."),
    Code("duplicate-arxiv", E, "Two papers have one arXiv id.",
         'arxiv: "1607.06450" in two files', "One of them is another paper's, or both files are "
         "the same paper: keep one."),
    Code("duplicate-doi", E, "Two papers have one DOI.", "the same doi: in two files",
         "As for `duplicate-arxiv`."),
    Code("duplicate-code", W, "Two papers name one repository. That may be right: some hold the "
         "code of several papers.", "the same address below code: in two files",
         "Look whether it belongs to both. To say so, name the other paper in `distinct_from`."),
    Code("duplicate-title", W, "Two titles are nearly the same.",
         "Layer Normalization and Layer normalisation", "Keep one file; if they are two papers, "
         "say so with `distinct_from: [id-of-the-other]` in one of them."),
)  # fmt: skip

_BOUNDS = (
    Code("uncurated", W, "A paper without topics, tags or summary. It is built, and shown among "
         "the unsorted until somebody curates it.", "topics: []", "Fill what the message names."),
    Code("no-abstract", W, "A paper without an abstract: its page, the search and the papers "
         "related to it have its title and summary alone.", "(no line `abstract: …`)",
         "Add the abstract as it was published, if it has one."),
    Code("too-few-topics", E, "The paper has fewer topics than limits.yml asks for.",
         "topics: [pruning]   (with topics_per_paper: [2, 3])", "Add what fits."),
    Code("too-many-topics", E, "The paper has more topics than limits.yml allows.",
         "topics: [a, b, c, d]", "Keep the home and those that matter most."),
    Code("too-few-tags", E, "The paper has fewer tags than limits.yml asks for.",
         "tags: [pruning]", "Add what the paper is about."),
    Code("too-many-tags", E, "The paper has more tags than limits.yml allows.",
         "tags: [a, b, c, d, e, f, g, h]", "Keep what it is about; drop what it merely mentions."),
    Code("paper-type", E, "A paper has one tag that says what kind of paper it is (its kind in "
         "tags.yml is `paper-type`); limits.yml says how many it may be.",
         "tags: [pruning, sparsity, theory, survey]", "Keep the one that says it best."),
    Code("summary-length", E, "The summary is longer than limits.yml allows.",
         "summary: (201 characters)", "Say less."),
    Code("summary-copied", E, "The summary repeats a run of words of the abstract; it is to be in "
         "our own words.", "summary: We propose a simple and effective method for training …",
         "Say it anew."),
    Code("summary-full-stop", E, "A summary is a sentence and ends with a full stop.",
         "summary: Normalises over one example", "Put a full stop.", fixed=True,
         where="behind a letter, a digit or a closing bracket"),
    Code("topic-too-small", E, "Fewer papers have this topic for their home than limits.yml asks "
         "for.", "topics/x.yml with 2 papers, and papers_per_home: [6, 40]",
         "Find the papers that belong here, or merge the topic into another."),
    Code("topic-too-large", E, "More papers have this topic for their home than limits.yml "
         "allows.", "topics/x.yml with 41 papers, and papers_per_home: [6, 40]",
         "Divide the topic, or give some papers another home."),
    Code("tag-too-rare", E, "Fewer papers carry the tag than limits.yml asks for.",
         "a tag of 2 papers, and papers_per_tag: [3, 112]",
         "Find the papers that it fits, merge it into another, or drop it."),
    Code("tag-too-common", E, "More papers carry the tag than limits.yml allows (`papers_per_tag`, "
         "`tag_share`); it does not tell papers apart.", "a tag of half of the list",
         "Divide it into tags that say more."),
    Code("topic-count", E, "There are fewer or more topics than limits.yml allows.",
         "topics: [12, 24]   (with 25 topics)", "Merge, divide, or change limits.yml."),
    Code("tag-count", E, "There are fewer or more tags than limits.yml allows.",
         "tags: [60, 140]   (with 141 tags)", "Merge, divide, or change limits.yml."),
    Code("introduction-length", E, "A topic's introduction has fewer or more words than limits.yml "
         "allows.", "introduction: To be written.", "Write more, or less."),
    Code("reading-path-length", E, "A reading path has fewer or more stations than limits.yml "
         "allows.", "start_here: [{paper: a, why: …}]", "Add a station, or take one out."),
    Code("question-count", E, "A topic has fewer or more open questions than limits.yml allows.",
         "questions: [{question: …, papers: [a, b]}]   (with topic_questions: [2, 4])",
         "Add a question, or take one out."),
    Code("announcing-summary", W, "The summary says what the paper is about and not what it finds, "
         "or leaves out the number that the abstract has. A reader cannot decide by it. "
         "`summary_results: false` in limits.yml switches this off.",
         "summary: Studies how pruning affects language models.",
         "Say the result: how much, against what. Leave it where the abstract has none."),
    Code("schema-stale", W, "A file of schema/ does not say what the content says, so that "
         "editors offer old tags.", "a new tag in tags.yml, and the old schema/paper.schema.json",
         "A maintainer runs `python -m generator check --write-schema`; nothing else depends on "
         "it.", fixed=True),
)  # fmt: skip

GROUPS: dict[str, tuple[Code, ...]] = {
    "Files": _FILES,
    "YAML": _YAML,
    "Fields": _FIELDS,
    "What belongs together": _RELATIONS,
    "Bounds": _BOUNDS,
}
"""The codes in the order of the documentation."""

CODES: dict[str, Code] = {code.name: code for group in GROUPS.values() for code in group}
"""Name → code."""


def problem(
    path: str, line: int, column: int, code: str, message: str, suggestion: str | None = None
) -> Problem:
    """A problem with the severity of its code; raises `KeyError` for an undeclared code."""
    return Problem(path, line, column, code, message, suggestion, CODES[code].severity)


def markdown() -> str:
    """The list for the documentation: a heading and a table's worth of text for each code.

    Headings are of level 3 for groups and 4 for codes, the latter with the
    code as anchor; ends with a line end.
    """
    parts = []
    for title, codes in GROUPS.items():
        parts.append(f"### {title}\n")
        parts += [_entry(code) for code in codes]
    return "\n".join(parts)


def _entry(code: Code) -> str:
    where = f" {code.where}" if code.where else ""
    mended = f" `check --fix` mends it{where}." if code.fixed else ""
    example = code.example.replace("\\n", "\n").replace("\\t", "→")
    fence = "".join(f"    {line}\n" for line in example.split("\n"))
    severity = str(code.severity).capitalize()
    return (
        f"#### {code.name} {{#{code.name}}}\n\n*{severity}.* {code.cause}\n\n"
        f"For example:\n\n{fence}\n{code.cure}{mended}\n"
    )
