"""Pages: the linked dossier through the templates."""

from briefkit.render.assets import assets
from briefkit.render.environment import template_folders
from briefkit.render.pages import PAGE_KINDS
from briefkit.render.rendering import render

__all__ = ["PAGE_KINDS", "assets", "render", "template_folders"]
