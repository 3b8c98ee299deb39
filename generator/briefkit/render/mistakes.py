"""Where a template has a mistake: a site's own templates are written by its owner."""

from traceback import extract_tb

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError


def template_mistake(error: TemplateError) -> str:
    """Which template has it, in which line, and what it is."""
    words = f"there is no template {error}" if isinstance(error, TemplateNotFound) else str(error.message)
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename}:{error.lineno}: {words}"
    places = [f"{frame.filename}:{frame.lineno}: " for frame in extract_tb(error.__traceback__)]
    return next((place for place in reversed(places) if ".j2:" in place), "") + words
