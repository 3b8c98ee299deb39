"""What the sitemap lists: pages, and not those that only lead to another."""

from mkdocs.structure.files import File
from mkdocs.utils.templates import TemplateContext

SITEMAP = "sitemap.xml"

LEADING_ON = frozenset({"former", "moved"})
"""Kinds of our pages that search engines need not be told of."""


def listed(context: TemplateContext, template_name: str) -> TemplateContext:
    """What a template is told, with fewer pages where it is the sitemap's."""
    pages = context.get("pages")
    if template_name == SITEMAP and pages is not None:
        context["pages"] = [file for file in pages if not _leads_on(file)]
    return context


def _leads_on(file: File) -> bool:
    return (
        file.generated_by is not None and file.page is not None and file.page.meta.get("kind") in LEADING_ON
    )
