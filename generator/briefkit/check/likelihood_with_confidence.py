"""Likelihood and confidence stand in sentences of their own (ICD 203)."""

import re
from collections.abc import Iterator

from briefkit.model.dossier import Dossier
from briefkit.model.mark import Mark
from briefkit.model.prose import Paragraph, blocks, plain
from briefkit.model.record import Record
from briefkit.model.sentences import sentences
from briefkit.model.walk import desk_texts
from briefkit.problems import Problem, Rule, Severity

RULE = Rule(
    "likelihood-with-confidence",
    Severity.WARNING,
    "No sentence of the desk's speaks of likelihood and of confidence: readers take one for the other.",
)

_LIKELIHOOD = re.compile(
    r"\b(?:almost no chance|(?:very |un|very un)?likely|roughly even (?:chance|odds)|almost certain(?:ly)?"
    r"|remote|(?:highly )?(?:im)?probabl[ey]|nearly certain)\b",
    re.IGNORECASE,
)
_CONFIDENCE = re.compile(r"\bconfiden(?:ce|t|tly)\b", re.IGNORECASE)


def check(dossier: Dossier, record: Record) -> Iterator[Problem]:
    """Sentences with both, in fields of the desk's words and in briefings; the terms are English."""
    for path, text in desk_texts(record):
        for sentence in _mixed(text):
            yield _problem(sentence, dossier.mark(record.ref, *path))
    for block in blocks(dossier.bodies.get(record.id, ()) if record.KIND == "briefing" else ()):
        if isinstance(block, Paragraph):
            for sentence in _mixed(plain(block.children)):
                yield _problem(sentence, block.mark)


def _mixed(text: str) -> Iterator[str]:
    for start, end in sentences(text):
        sentence = text[start:end]
        if _LIKELIHOOD.search(sentence) and _CONFIDENCE.search(sentence):
            yield sentence


def _problem(sentence: str, mark: Mark) -> Problem:
    message = f"likelihood and confidence stand in one sentence: “{' '.join(sentence.split())}”"
    return Problem(mark, RULE, message, "Make two sentences of it: how likely it is, and how sure you are.")
