"""What tells a problem from all others and stays the same while other lines of the file change."""

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from briefkit.problems import Problem

# The ways in which messages name a place: "on line 4", "in briefings/actors.yml:4", "p3 of this source".
_PLACES = re.compile(
    r"(?<=\bline )[0-9]+|(?:(?<=\.yml)|(?<=\.yaml)|(?<=\.md)|(?<=\.txt)):[0-9]+(?::[0-9]+)?|(?<=\bp)[0-9]+\b"
)


def fingerprints(problems: Iterable[Problem]) -> dict[Problem, str]:
    """Each problem with its fingerprint: 64 characters in hexadecimal, no two the same.

    It is made of the file, the rule and the message without its line numbers. Of problems that are alike in
    all of that the first in the file is the first, the second the second, and so on.
    """
    alike: Counter[tuple[str, str, str]] = Counter()
    found: dict[Problem, str] = {}
    for problem in problems:
        words = (problem.mark.path, problem.rule.name, _PLACES.sub("", problem.message))
        alike[words] += 1
        found[problem] = sha256("\0".join((*words, str(alike[words]))).encode()).hexdigest()
    return found
