"""What can be wrong with a file or with one record by itself."""

from briefkit.problems import Rule, Severity

NOT_UTF_8 = Rule("not-utf-8", Severity.ERROR, "A file is saved as UTF-8.")
FRONT_MATTER_NOT_CLOSED = Rule(
    "front-matter-not-closed", Severity.ERROR, 'Front matter ends with a line of its own that reads "---".'
)
YAML_SYNTAX = Rule("yaml-syntax", Severity.ERROR, "YAML is written so that it can be read in one way only.")
YAML_TOO_DEEP = Rule("yaml-too-deep", Severity.ERROR, "Lists and records are nested at most 64 deep.")
YAML_DUPLICATE_KEY = Rule("yaml-duplicate-key", Severity.ERROR, "A key is given once in a record.")
YAML_KEY = Rule("yaml-key", Severity.ERROR, "A key is a word or a phrase, never empty, a list or a record.")
YAML_TAG = Rule("yaml-tag", Severity.ERROR, 'YAML\'s tags, such as "!!str", are not used.')
YAML_ALIAS = Rule(
    "yaml-alias", Severity.ERROR, 'YAML\'s anchors and aliases, such as "&name" and "*name", are not used.'
)
YAML_DOCUMENTS = Rule("yaml-documents", Severity.ERROR, "A file holds one YAML document.")
UNREADABLE_FILE = Rule("unreadable-file", Severity.ERROR, "Every file of the content can be opened.")
UNKNOWN_KIND = Rule(
    "unknown-kind",
    Severity.WARNING,
    "A record lies in a folder or file that is named for its kind, as actors.",
)
BAD_ID = Rule("bad-id", Severity.ERROR, "An id is made of a-z, 0-9 and hyphens, and is not `index`.")
DUPLICATE_ID = Rule("duplicate-id", Severity.ERROR, "No two records of one kind have the same id.")
NOT_A_RECORD = Rule("not-a-record", Severity.ERROR, "A record is made of fields with values.")
MISSING_FIELD = Rule("missing-field", Severity.ERROR, "A field that a record cannot do without is given.")
UNKNOWN_FIELD = Rule("unknown-field", Severity.ERROR, "There are no fields but those in the manual.")
UNKNOWN_VALUE = Rule("unknown-value", Severity.ERROR, "A field with a closed list holds one of its words.")
BAD_VALUE = Rule("bad-value", Severity.ERROR, "A field holds what it is for: a number, a list, an address.")
BLANK_TEXT = Rule("blank-text", Severity.ERROR, "A text has something that a reader can see.")
DATE_NOT_EDTF = Rule("date-not-edtf", Severity.ERROR, "A date is written as EDTF, level 0 or 1.")
QUOTE_UNQUOTED = Rule(
    "quote-unquoted", Severity.ERROR, "A quote is written in double quotes, or as a block after | or >."
)
ARTICLE_MISSING = Rule(
    "article-missing", Severity.ERROR, "A source that is kept in full or in excerpts has its text beside it."
)

FULL_TEXT_MISSING = Rule(
    "full-text-missing",
    Severity.WARNING,
    "With `--full-text`, the full text of every source kept in excerpts is in the folder named.",
)
SHA256_DIFFERS = Rule(
    "sha256-differs", Severity.ERROR, "A full text kept elsewhere is the one whose sum the record holds."
)

URL_LINE = Rule(
    "url-line", Severity.ERROR, "A line of urls.txt has an address of the site and what became of it, once."
)

READING_RULES: tuple[Rule, ...] = (
    NOT_UTF_8,
    FRONT_MATTER_NOT_CLOSED,
    YAML_SYNTAX,
    YAML_TOO_DEEP,
    YAML_DUPLICATE_KEY,
    YAML_KEY,
    YAML_TAG,
    YAML_ALIAS,
    YAML_DOCUMENTS,
    UNREADABLE_FILE,
    UNKNOWN_KIND,
    BAD_ID,
    DUPLICATE_ID,
    NOT_A_RECORD,
    MISSING_FIELD,
    UNKNOWN_FIELD,
    UNKNOWN_VALUE,
    BAD_VALUE,
    BLANK_TEXT,
    DATE_NOT_EDTF,
    QUOTE_UNQUOTED,
    ARTICLE_MISSING,
    FULL_TEXT_MISSING,
    SHA256_DIFFERS,
    URL_LINE,
)
"""The rules of reading, in the order in which the manual lists them."""
