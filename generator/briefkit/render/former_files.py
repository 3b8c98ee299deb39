"""Former addresses that end in .html, on a site whose pages are folders: files without a theme."""

from collections.abc import Iterator
from urllib.parse import unquote

from briefkit.model.page import Asset
from briefkit.render.environment import environment
from briefkit.render.pages.former import Addresses
from briefkit.render.plan import Plan


def former_files(plan: Plan) -> Iterator[Asset]:
    """A file for each; a build that is opened as files has none, as its own pages may have these names."""
    dossier = plan.site.dossier
    settings = dossier.settings
    if dossier.ledger is None or settings.as_files:
        return
    entries = [entry for entry in dossier.ledger.entries.values() if entry.address.endswith(".html")]
    if not entries or not settings.directory_urls:
        return
    on = Addresses(plan.site, plan.others, plan.own_addresses)
    template = environment(settings.templates_dir, plan.site.catalogue).get_template(
        "parts/former_file.md.j2"
    )
    for entry in entries:
        path = unquote(entry.address)
        told = on.told(path, entry)
        if told is not None:
            text = template.render(language=settings.language, title=told.title, **told.context)
            yield Asset(path, f"{text.strip()}\n".encode(errors="xmlcharrefreplace"))
