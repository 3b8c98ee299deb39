"""Pages: the linked dossier through the templates."""

from briefkit.render.assets import assets
from briefkit.render.data import data
from briefkit.render.environment import template_folders
from briefkit.render.feeds import feeds
from briefkit.render.pages import PAGE_KINDS
from briefkit.render.previews import previews
from briefkit.render.rendering import render
from briefkit.render.site import Site

__all__ = ["PAGE_KINDS", "Site", "assets", "data", "feeds", "previews", "render", "template_folders"]
