"""Pages: the linked dossier through the templates."""

from briefkit.render.assets import assets
from briefkit.render.basis import basis
from briefkit.render.data import Recorded, data, recorded
from briefkit.render.environment import template_folders
from briefkit.render.feeds import feeds
from briefkit.render.former_files import former_files
from briefkit.render.listing import listings
from briefkit.render.pages import PAGE_KINDS
from briefkit.render.plan import Plan
from briefkit.render.previews import previews
from briefkit.render.rendering import render, render_style
from briefkit.render.search_documents import SearchDocuments
from briefkit.render.site import Site

__all__ = [
    "PAGE_KINDS",
    "Plan",
    "Recorded",
    "SearchDocuments",
    "Site",
    "assets",
    "basis",
    "data",
    "feeds",
    "former_files",
    "listings",
    "previews",
    "recorded",
    "render",
    "render_style",
    "template_folders",
]
