"""Collects all messages into templates/languages/briefkit.pot, and adds those that are new to the .po files.

What is new in a .po file is empty, what is like an old message is marked as fuzzy: both are for a translator.
With `--check` nothing is written; the exit code is 1 where something would be.
"""

import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from briefkit.changes.report import words as changes
from briefkit.render.atlas import MAP_POLICY
from briefkit.render.interface import messages

ROOT = Path(__file__).resolve().parents[1]
OUTLINES = ROOT / "templates" / "map" / "outlines.json"
LANGUAGES = ROOT / "templates" / "languages"

COUNTED, IN, COUNTED_IN = (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    **dict.fromkeys(("_", "text", "markup")),
    **dict.fromkeys(("ngettext", "counted", "counted_markup"), COUNTED),
    **dict.fromkeys(("pgettext", "text_in", "markup_in"), IN),
    **dict.fromkeys(("npgettext", "counted_in", "counted_markup_in"), COUNTED_IN),
}
"""How messages are asked for: in templates, and in code as methods of `Catalogue`."""

PLACES = (
    ("templates", [("pages/**.j2", "jinja2"), ("parts/**.j2", "jinja2"), ("pdf/**.j2", "jinja2")]),
    ("generator/briefkit/render", [("**.py", "python")]),
    ("generator/briefkit/plugin/preview", [("**.py", "python")]),
    ("generator/briefkit/changes/report", [("**.py", "python")]),
)

IN_CODE = "generator/briefkit/render/interface.py"
"""Where the messages are listed that no call spells out."""

IN_CHANGES = "generator/briefkit/changes/report/words.py"
"""Where the sentences about a change are listed."""

OF_NO_USE = re.compile(
    rb'"(?:Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator'
    rb'|Language-Team|Generated-By): .*\\n"\n'
)
"""Lines of a file's head."""

NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""Files with the same messages are the same bytes."""


@cache
def template() -> Catalog:
    """All messages in English, in the order of the files in which they stand."""
    found = Catalog(charset="utf-8", creation_date=NO_TIME)
    policy = json.loads(OUTLINES.read_text(encoding="utf-8"))["policy"]
    found.add(policy, context=MAP_POLICY, locations=[("templates/map/outlines.json", 1)])
    found.header_comment = "# The messages of Briefkit's pages. Made by `make messages`: do not edit."
    for context, one, many in messages():
        found.add((one, many) if many else one, context=context, locations=[(IN_CODE, 1)])
    for context, text in changes.messages():
        found.add(text, context=context or None, locations=[(IN_CHANGES, 1)])
    for path, text, comments, context in sorted(_extracted(), key=lambda entry: (entry[0], str(entry[1]))):
        found.add(text, context=context, auto_comments=comments, locations=[(path, 1)])
    return found


def _extracted() -> Iterator[tuple[str, str | tuple[str, ...], list[str], str | None]]:
    for folder, methods in PLACES:
        entries = extract_from_dir(
            ROOT / folder, methods, keywords=KEYWORDS, options_map={"**.j2": {"silent": "false"}},
        )  # fmt: skip
        for path, _line, text, comments, context in entries:
            yield f"{folder}/{path}", text, comments, context


def updated(path: Path, found: Catalog) -> Catalog:
    """The translations of a file for the messages that are found now."""
    with path.open("rb") as file:
        known = read_po(file, locale=path.stem.replace("-", "_"), abort_invalid=True)
    known.update(found, update_creation_date=False)
    known.obsolete.clear()
    return known


def written(catalog: Catalog) -> bytes:
    """The file of a catalog."""
    made = BytesIO()
    write_po(made, catalog, width=110, include_lineno=False, sort_by_file=True, ignore_obsolete=True)
    return OF_NO_USE.sub(b"", made.getvalue())


def files() -> dict[Path, bytes]:
    """Every file as it should be."""
    found = template()
    made = {LANGUAGES / "briefkit.pot": written(found)}
    for path in sorted(LANGUAGES.glob("*.po")):
        made[path] = written(updated(path, found))
    return made


def main(*, check: bool) -> int:
    """Writes what has changed; or says what would be."""
    stale = [(path, text) for path, text in files().items() if not path.exists() or path.read_bytes() != text]
    for path, text in stale:
        print(path.relative_to(ROOT), "is not up to date" if check else "written")  # noqa: T201 - a script
        if not check:
            path.write_bytes(text)
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv))
