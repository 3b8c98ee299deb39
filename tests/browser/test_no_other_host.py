"""A site works in a closed network: nothing on its pages is taken from another host."""

from pathlib import Path

from elsewhere import fetched_from_elsewhere


def test_the_demo_loads_nothing_from_elsewhere(demo_folder: Path) -> None:
    assert len(list(demo_folder.rglob("*.html"))) > 50
    assert fetched_from_elsewhere(demo_folder) == []
