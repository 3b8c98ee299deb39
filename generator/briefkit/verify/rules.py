"""What can be wrong with a quote."""

from collections.abc import Mapping

from briefkit.problems import Rule, Severity
from briefkit.verify.outcome import Outcome

QUOTE_MISSING = Rule(
    "quote-missing", Severity.ERROR, "The words of a quote stand in the stored text of its source."
)
QUOTE_ALTERED = Rule("quote-altered", Severity.ERROR, "A quote is what its source says, letter by letter.")
QUOTE_AMBIGUOUS = Rule(
    "quote-ambiguous", Severity.ERROR, "A quote stands once in its source, or says what stands around it."
)
QUOTE_MOVED = Rule(
    "quote-moved", Severity.ERROR, "What a quote says stands before or after it stands there in the source."
)
QUOTE_NEGATION = Rule(
    "quote-negation", Severity.WARNING, "An ellipsis leaves out no word that turns the sense round."
)

RULES: Mapping[Outcome, Rule] = {
    Outcome.MISSING: QUOTE_MISSING,
    Outcome.ALTERED: QUOTE_ALTERED,
    Outcome.AMBIGUOUS: QUOTE_AMBIGUOUS,
    Outcome.MOVED: QUOTE_MOVED,
}
"""The rule that each outcome breaks; the others break none."""

QUOTE_RULES: tuple[Rule, ...] = (*RULES.values(), QUOTE_NEGATION)
