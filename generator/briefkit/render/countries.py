"""The names of countries, as Babel knows them (Unicode CLDR)."""

from collections.abc import Mapping
from functools import cache

from babel.core import Locale, UnknownLocaleError


@cache
def country_names(language: str) -> Mapping[str, str]:
    """The names by ISO 3166-1 code in a language (BCP 47), in English where Babel does not know it."""
    try:
        return dict(Locale.parse(language, sep="-").territories)
    except (UnknownLocaleError, ValueError):
        return dict(Locale.parse("en").territories)
