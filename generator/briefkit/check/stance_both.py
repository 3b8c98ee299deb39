"""Nobody supports and denies one claim on one day."""

from collections.abc import Iterator

from briefkit.model.claim import Claim
from briefkit.model.dossier import Dossier
from briefkit.model.record import Record
from briefkit.model.vocabulary import Stance
from briefkit.problems import Problem, Rule, Severity

RULE = Rule(
    "stance-both",
    Severity.WARNING,
    "No actor supports and denies one claim on one date: where it seems so, there are two claims.",
)


def check(dossier: Dossier, record: Record) -> Iterator[Problem]:
    """The second of two positions of one actor on one date that contradict each other."""
    if isinstance(record, Claim):
        taken: dict[tuple[str, str], Stance] = {}
        for index, position in enumerate(record.positions):
            if position.stance not in (Stance.SUPPORT, Stance.DENY):
                continue
            for actor in dict.fromkeys(position.actor):
                date = position.date.text if position.date else ""
                first = taken.setdefault((actor, date), position.stance)
                if first is not position.stance:
                    when = f"on {date}" if date else "without a date"
                    message = f"{actor} supports and denies this claim {when}"
                    hint = "Split the claim in two, one for each sentence that was meant."
                    mark = dossier.mark(record.ref, "positions", index, "stance")
                    yield Problem(mark, RULE, message, hint)
