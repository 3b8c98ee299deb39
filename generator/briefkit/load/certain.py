"""The value that was meant by one that does not fit, where only one can be."""

import re
from collections.abc import Iterable, Sequence

from briefkit.load.text import SourceText
from briefkit.model.date_readings import only_reading
from briefkit.model.mark import Mark
from briefkit.model.nodes import Mapping
from briefkit.model.vocabulary import Tlp

_SEPARATORS = re.compile(r"[\s_-]+")
_TLP_SIGNS = re.compile(r"^tlp|[:+]")
_YES_OR_NO = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}
_COUNTRY = re.compile(r"[A-Za-z]{2}")
_SHA256 = re.compile(r"[0-9A-Fa-f]{64}")
_LINE_END = re.compile(r"[\r\n]|\Z")


def certain_value(kind: str, written: str, allowed: Sequence[str] = ()) -> str | None:
    """What `written` must mean; None where that is a matter of judgement.

    `kind` is pydantic's name for the misfit, `allowed` the words of a closed list.
    """
    match kind:
        case "enum" | "literal_error":
            return certain_word(written, allowed)
        case "not_yes_or_no":
            return _YES_OR_NO.get(written.strip().lower())
        case "country" if _COUNTRY.fullmatch(written):
            return written.upper()
        case "sha256" if _SHA256.fullmatch(written):
            return written.lower()
        case "date_not_edtf":
            return only_reading(written)
    return None


def certain_word(written: str, allowed: Iterable[str]) -> str | None:
    """The one allowed word that differs in case, spaces, underscores and hyphens only."""
    words = list(allowed)
    fold = _fold_tlp if Tlp.CLEAR in words else _fold
    found = [word for word in words if fold(word) == fold(written)]
    return found[0] if len(found) == 1 else None


def certain_field(holder: Mapping, written: str, known: Sequence[str]) -> str | None:
    """The field that the key of this mapping must be; None where that field is there, or meant twice."""
    keys = [str(key.value) for key, _ in holder.entries]
    field = certain_word(written, known)
    alike = [key for key in keys if field is not None and _fold(key) == _fold(field)]
    return field if alike == [written] else None


def is_whole(source: SourceText, mark: Mark, value: str) -> bool:
    """True where the text without quotes at the mark is what its editor wrote: YAML cut nothing off it.

    It is where it runs to the end of its line and the next line neither goes on with it nor is a comment,
    which may have been meant as its second line, nor closes a bracket or begins with a comma, between which
    a text ends at the first comma.
    """
    start = source.offset(mark.line) + mark.column - 1
    end = _LINE_END.search(source.text, start)
    line_end = end.start() if end else len(source.text)
    following = source.text[line_end:].lstrip()
    return source.text[start:line_end].rstrip() == value and not following.startswith(("#", ",", "]", "}"))


def _fold(word: str) -> str:
    return _SEPARATORS.sub("", word).casefold()


def _fold_tlp(word: str) -> str:
    """Markings are also written without `TLP:`; `WHITE` was renamed `CLEAR` (FIRST TLP 2.0, 2022)."""
    folded = _TLP_SIGNS.sub("", _fold(word))
    return "clear" if folded == "white" else folded
