"""The one way to make an id or an anchor out of words."""

import re
import unicodedata
from functools import lru_cache

_OTHER = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=10_000)
def slug(text: str) -> str:
    """The words as ``a-z``, ``0-9`` and hyphens; empty where nothing of them can be written so."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _OTHER.sub("-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")
