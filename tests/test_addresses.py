"""The ways from one page to another."""

import posixpath
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from briefkit.model.settings import Settings
from briefkit.render.addresses import HOME, built_way, relative

steps = st.lists(st.sampled_from(["actors", "claims", "a", "..", ".", "a b"]), max_size=3)
pages = st.builds(lambda folder, name: "/".join([*folder, f"{name}.md"]), steps, st.sampled_from(["x", "y"]))


@given(pages, pages)
def test_a_link_leads_from_folder_to_folder(origin: str, target: str) -> None:
    folder = posixpath.dirname(target)
    way = posixpath.relpath(folder or ".", posixpath.dirname(origin) or ".")
    name = posixpath.basename(target)
    assert relative(origin, target) == (name if way == "." else f"{way}/{name}")


def test_the_way_to_an_address_begins_in_a_folder_of_the_page() -> None:
    settings = Settings(root=Path())
    assert built_way(settings, "actors/minsk.md", HOME) == "../../"
    assert built_way(settings, "actors/minsk.md", "actors/kyiv.md") == "../kyiv/"
    assert built_way(settings, HOME, "actors/index.md") == "actors/"
    assert built_way(settings, HOME, HOME) == "./"
