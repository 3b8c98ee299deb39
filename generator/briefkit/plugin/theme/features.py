"""What the plugin asks of the site's theme, and what it takes from it."""

from mkdocs.config.defaults import MkDocsConfig

INSTANT = "navigation.instant"


def language(config: MkDocsConfig) -> str:
    """The language of the site: the theme's `language`, else the `locale` of MkDocs' own themes."""
    return str(config.theme.get("language") or config.theme.locale or "en").replace("_", "-")


def without_instant(config: MkDocsConfig) -> list[str]:
    """Takes out the features of Material that put one page in another's place, and tells which.

    Its script stops in the middle where a page has a link in a picture, and runs data as if it were a script.
    """
    features = config.theme.get("features") or []
    instant = [name for name in features if str(name).startswith(INSTANT)]
    if instant:
        config.theme["features"] = [name for name in features if name not in instant]
    return instant
