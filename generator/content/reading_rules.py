"""The rules that reading a file of `content/` can find broken.

What depends on more than one file is declared beside its check in `generator.checks`.
"""

from __future__ import annotations

from generator.model.problems import Severity
from generator.model.rules import Group, Rule
from generator.text.identifiers import FORMS

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTICE

ENCODING = Rule("encoding", Group.FILES, E,
    "The file is not UTF-8, so its letters are not certain.",
    "title: Caf\\xE9 Society   (a byte of Windows-1252)",
    "Save it as UTF-8. GitHub's web editor always does.")  # fmt: skip
BYTE_ORDER_MARK = Rule("byte-order-mark", Group.FILES, W,
    "The file begins with an invisible byte order mark.",
    "\\ufefftitle: …",
    "Save it as UTF-8 without BOM.", fixed=True)  # fmt: skip
LINE_ENDINGS = Rule("line-endings", Group.FILES, W,
    "Lines end as on Windows (CR LF), so every line shows as changed.",
    "title: Maps Before Mercator\\r\\n",
    "Set your editor to LF.", fixed=True)  # fmt: skip
CONTROL_CHARACTER = Rule("control-character", Group.FILES, E,
    "A character that no screen shows and YAML does not allow.",
    "title: Layer\\x00Normalization",
    "Delete it, and type the words around it again.")  # fmt: skip
TAB = Rule("tab", Group.FILES, E,
    "A tab. YAML forbids it for indentation; elsewhere it looks like spaces.",
    "tags:\\n\\t- maps",
    "Use spaces. In running text `--fix` puts one space.", fixed=True,
    where="after other text, not where a line is indented by tabs")  # fmt: skip
INVISIBLE_CHARACTER = Rule("invisible-character", Group.FILES, E,
    "A character of no width, often pasted along with a text. Searches then do not "
    "find the word. Joiners in Persian, Indic scripts and emoji mean something, and "
    "are none.",
    "tags: [prun\\u200bing]",
    "Delete the word and type it again.", fixed=True)  # fmt: skip
TEXT_DIRECTION = Rule("text-direction", Group.FILES, E,
    "A character that turns the direction of the text, so that it reads differently "
    "from what it is.",
    "title: \\u202eevil",
    "Delete it.")  # fmt: skip
ODD_SPACE = Rule("odd-space", Group.FILES, W,
    "A space that is not the usual one, such as a no-break space.",
    "title: Layer\\u00a0Normalization",
    "Type a usual space.", fixed=True)  # fmt: skip
TRAILING_SPACE = Rule("trailing-space", Group.FILES, N,
    "White space at the end of a line or of the file, or no line end after the last "
    "line.",
    "year: 2016   ",
    "Delete it.", fixed=True)  # fmt: skip
SCHEMA_LINE = Rule("schema-line", Group.FILES, N,
    "The first line does not name the schema, so editors cannot complete fields and "
    "tags.",
    "title: Maps Before Mercator   (on line 1)",
    "Put `# yaml-language-server: $schema=../schema/paper.schema.json` first.",
    fixed=True)  # fmt: skip
EMPTY_FILE = Rule("empty-file", Group.FILES, E,
    "The file says nothing.",
    "(nothing)",
    "Fill it, or delete it.")  # fmt: skip
FILE_TOO_LARGE = Rule("file-too-large", Group.FILES, E,
    "The file has more bytes than a file of its kind may have. Nothing in it is read. "
    "An image may have 1 MiB.",
    "abstract: |   (2,000,000 letters)",
    "Keep title, abstract and the few fields about them.")  # fmt: skip
SYMLINK = Rule("symlink", Group.FILES, E,
    "A symbolic link leads out of `content/`, to nothing, or in a circle.",
    "papers/x.yml -> /etc/passwd",
    "Put the file itself there.")  # fmt: skip
NOT_A_FILE = Rule("not-a-file", Group.FILES, E,
    "A folder, a named pipe, a socket or a device has the name of a file. It is not "
    "opened: reading it may never end.",
    "mkfifo papers/x.yml",
    "Delete it, or put the file itself there.")  # fmt: skip
UNREADABLE = Rule("unreadable", Group.FILES, E,
    "The system refuses to read the file or folder, so nothing in it is checked. All "
    "other files are.",
    "chmod 000 papers/atlas.yml",
    "Change its permissions so that you can read it.")  # fmt: skip
MISSING_FILE = Rule("missing-file", Group.FILES, E,
    "A file or folder that the others need is not there. It is reported once; what the "
    "others say about it is not checked.",
    "content/ without tags.yml",
    "Bring it back, with git for example. A new list begins with `{}` as all that "
    "tags.yml and limits.yml say, and with an empty folder topics/.")  # fmt: skip
CONFIGURATION = Rule("configuration", Group.FILES, E,
    "The site's configuration, mkdocs.yml, cannot be used, so the site cannot be built.",
    "mkdocs.yml without site_name",
    "Follow the message.")  # fmt: skip
EXTENSION = Rule("extension", Group.FILES, E,
    "The file's name does not end in `.yml`, so it would not be read.",
    "papers/maps-before-mercator.yaml",
    "Rename it to end in `.yml`.", fixed=True,
    where="unless there is a file of the right name already")  # fmt: skip
STRAY_FILE = Rule("stray-file", Group.FILES, E,
    "Nothing reads a file of this name in this place.",
    "content/maps-before-mercator.yml   (not in papers/)",
    "Move it to where it belongs, or delete it.")  # fmt: skip
UNFINISHED_CHANGE = Rule("unfinished-change", Group.FILES, E,
    "A command that changes tags in many files was killed half-way, so some of them "
    "say the old and some the new.",
    "content/.tags-journal.json",
    "Run `reading-list tags --continue` to complete it, or `reading-list tags "
    "--undo`.")  # fmt: skip
CASE_COLLISION = Rule("case-collision", Group.FILES, E,
    "Two names differ in capitals alone; on Windows and macOS one would overwrite the "
    "other.",
    "papers/Atlas.yml and papers/atlas.yml",
    "Rename one.")  # fmt: skip
FILE_NAME = Rule("file-name", Group.FILES, E,
    "The file's name is the id and part of the page's address: small letters a to z, "
    "digits and hyphens, at most 80, and none that Windows reserves.",
    "papers/Maps Before Mercator.yml",
    "Rename the file; the message names the slug.")  # fmt: skip
YAML_SYNTAX = Rule("yaml-syntax", Group.YAML, E,
    "The file is not YAML, so nothing in it can be read.",
    "title: Atlas: A History of Maps",
    "Look at the named line and the one before it. Text with `: ` or ` #` in it, or "
    "with a sign such as `[`, `*`, `&`, `!`, `@` at the start, belongs in quotes.")  # fmt: skip
CONFLICT_MARKER = Rule("conflict-marker", Group.YAML, E,
    "Two versions of the same lines follow each other, with Git's markers around "
    "them: a merge that was not finished.",
    "<<<<<<< HEAD\ntitle: One\n=======\ntitle: Another\n>>>>>>> main",
    "Keep the right lines, and delete the others and the three markers.")  # fmt: skip
COMMENT_AFTER_TEXT = Rule("comment-after-text", Group.YAML, W,
    "A `#` after a space begins a comment: what follows is not part of the text before "
    "it.",
    "title: Solving C # by Search   (the title is: Solving C)",
    "Put the text in quotes; a comment goes on a line of its own.")  # fmt: skip
AMBIGUOUS_TEXT = Rule("ambiguous-text", Group.YAML, W,
    "Text that is a date, a number or a truth value to programs that read YAML 1.1. To "
    "the generator it is text.",
    "title: 2001-01-01   or   title: On",
    "Put it in quotes.", fixed=True)  # fmt: skip
CURLY_QUOTES = Rule("curly-quotes", Group.YAML, W,
    "Curly quotation marks do not quote text in YAML: they are part of it.",
    "title: “Maps Before Mercator”",
    "Type straight ones. Where the curly ones belong to the text, put straight ones "
    "around.")  # fmt: skip
DUPLICATE_KEY = Rule("duplicate-key", Group.YAML, E,
    "A field is given twice; only one of them could count.",
    "tags: [maps]\\ntags: [theory]",
    "Merge the two.")  # fmt: skip
ANCHOR = Rule("anchor", Group.YAML, E,
    "YAML's anchors (`&name`) and aliases (`*name`) are not used here.",
    "summary: *important*",
    "Put text that begins with `*` or `&` in quotes.")  # fmt: skip
YAML_TAG = Rule("yaml-tag", Group.YAML, E,
    "YAML's own tags (`!name`) are not used here.",
    "title: !Important",
    "Put text that begins with `!` in quotes.")  # fmt: skip
UNKNOWN_FIELD = Rule("unknown-field", Group.FIELDS, E,
    "There is no field of this name here.",
    "tag: [maps]",
    "Write it as the message says, or leave it out.", in_schema=True)  # fmt: skip
RENAMED_FIELD = Rule("renamed-field", Group.FIELDS, E,
    "The field has another name now. Its value is read as before.",
    "why: The first of its kind.",
    "Write the new name.", fixed=True, in_schema=True,
    where="unless the new name is there too")  # fmt: skip
MISSING_FIELD = Rule("missing-field", Group.FIELDS, E,
    "A field that must be there is not, or has no value.",
    "title:",
    "Add it.", in_schema=True)  # fmt: skip
WRONG_TYPE = Rule("wrong-type", Group.FIELDS, E,
    "The value is of another kind: a text where a list should be, a number where a "
    "text should be.",
    "tags: maps   or   arxiv: 1607.06450",
    "Lists are written in brackets, `[maps]`; numbers that are names in quotes, "
    '`"1607.06450"`.', fixed=True, in_schema=True,
    where=(
    "where one value alone can be meant: `authors: Ba, Jimmy` may be one author "
    "or two"
    ))  # fmt: skip
EMPTY_STRING = Rule("empty-string", Group.FIELDS, E,
    "A text of nothing, or of white space.",
    'summary: ""',
    "Fill it, or delete the line: what is not known stays absent.",
    in_schema=True)  # fmt: skip
UNKNOWN_WORD = Rule("unknown-word", Group.FIELDS, E,
    "The field takes one of a few words, and this is none of them.",
    "kind: methods",
    "Take one of the words in the message.", in_schema=True)  # fmt: skip
OUT_OF_RANGE = Rule("out-of-range", Group.FIELDS, E,
    "The number is too small or too large to be right.",
    "year: 20166",
    "Correct it.", in_schema=True)  # fmt: skip
TOO_LONG = Rule("too-long", Group.FIELDS, E,
    "A text, or a word of it, has more characters than the field may have. What it "
    "belongs to (the paper, the topic, the tag) is not built.",
    "title: (240,000 letters)",
    "Shorten it; the message says how long it may be.", in_schema=True)  # fmt: skip
TOO_MANY = Rule("too-many", Group.FIELDS, E,
    "A list has more entries, or a text more links, than it may have. What it belongs "
    "to (the paper, the topic, the tag) is not built.",
    "tags: (20,000 tags)",
    "Keep what matters; the message says how many there may be.", in_schema=True)  # fmt: skip
LIMIT_ORDER = Rule("limit-order", Group.FIELDS, E,
    "The least is greater than the most.",
    "tags_per_paper: [7, 3]",
    "Swap them.")  # fmt: skip
REPEATED_VALUE = Rule("repeated-value", Group.FIELDS, E,
    "The same thing is twice in one list.",
    "tags: [maps, theory, maps]",
    "Delete one.", fixed=True, in_schema=True)  # fmt: skip
FIELD_ORDER = Rule("field-order", Group.FIELDS, N,
    "The fields are in another order than elsewhere: what people edit first, the "
    "abstract last.",
    "abstract: … before tags: …",
    "Move them.", fixed=True)  # fmt: skip
NOT_IN_NAVIGATION = Rule("not-in-navigation", Group.RELATIONS, E,
    "The navigation in mkdocs.yml and the pages do not agree: a page that it does not "
    "lead to, or an entry that leads to no page.",
    "pages/faq.md, and no faq/index.md below nav:",
    "Add `- Title: faq/index.md` below `nav:`, or delete the entry.")  # fmt: skip

READING_RULES: tuple[Rule, ...] = (
    *(rule for rule in list(globals().values()) if isinstance(rule, Rule)),
    *(form.rule for form in FORMS),
)
"""Every rule above, in the order of its declaration, and those of the forms of values."""
