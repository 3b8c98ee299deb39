"""Direct evidence stands inside quotation marks in the source."""

from collections.abc import Iterator

from briefkit.model.dossier import Dossier
from briefkit.model.quotation import is_quoted
from briefkit.model.record import Record
from briefkit.model.vocabulary import Via
from briefkit.model.walk import evidence
from briefkit.problems import Problem, Rule, Severity

RULE = Rule(
    "direct-not-quoted",
    Severity.WARNING,
    "Evidence that is `direct` stands inside quotation marks in its source: it is shown as spoken words.",
)


def check(dossier: Dossier, record: Record) -> Iterator[Problem]:
    """Direct evidence that the source does not give as anybody's own words."""
    for path, item in evidence(record):
        if item.via is not Via.DIRECT:
            continue
        passage = dossier.passages.get((record.ref, path), ())
        article = dossier.articles.get(item.source, ())
        if not all(is_quoted(article[part.paragraph - 1].text, part.start, part.end) for part in passage):
            message = (
                "the source does not give these as anybody's own words: they stand in no quotation marks"
            )
            hint = "via: indirect, where the source says what was said; narration, where it tells it"
            yield Problem(dossier.mark(record.ref, *path, "via"), RULE, message, hint)
