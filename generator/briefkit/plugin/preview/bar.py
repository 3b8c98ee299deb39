"""The bar at the beginning of a page that differs: how much, what it is held against, and the switch."""

from functools import cached_property

from jinja2 import Environment

from briefkit.model.settings import Settings
from briefkit.plugin.preview.marking import Marked
from briefkit.plugin.preview.signs import ANCHOR, Words
from briefkit.render.catalogue import Catalogue
from briefkit.render.environment import environment, template_folders

TEMPLATE = "parts/preview_bar.md.j2"


class Bars:
    """Of one build."""

    def __init__(self, settings: Settings, against: str) -> None:
        """`against` is what the revision is called that the site is held against."""
        self._settings = settings
        self._against = against

    def bar(self, marked: Marked | None, way: str, *, is_new: bool) -> str:
        """That of a page; without `marked` nobody can say what differs. `way` leads to all changes."""
        template = self._environment.get_template(TEMPLATE)
        context = {
            "against": self._against,
            "marked": marked,
            "way": way,
            "is_new": is_new,
            "first": f"#{ANCHOR}-1",
        }
        return template.render(context).strip()

    @cached_property
    def words(self) -> Words:
        """What marks say."""
        text = self._catalogue.text
        return Words(
            added=text("added:"),
            removed=text("removed:"),
            link=text("leads elsewhere now:"),
            added_block=text("Added"),
            removed_block=text("Removed"),
            drawing=text("This drawing changed"),
        )

    @cached_property
    def _catalogue(self) -> Catalogue:
        return Catalogue(self._settings.language, template_folders(self._settings.templates_dir))

    @cached_property
    def _environment(self) -> Environment:
        return environment(self._settings.templates_dir, self._catalogue)
