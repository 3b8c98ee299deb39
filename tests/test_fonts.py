"""The fonts that the pages bring with them."""

import importlib.util
import re
from types import ModuleType

import pytest

from briefkit.model.folders import built_in_templates
from sites import ROOT

ASSETS = built_in_templates() / "assets"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """`.ci/fonts.py`, which fetched them."""
    spec = importlib.util.spec_from_file_location("fonts", ROOT / ".ci" / "fonts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_style_sheet_names_every_font_file_there_is_and_no_other() -> None:
    named = re.findall(r'url\("(fonts/[^"]+)"\)', (ASSETS / "fonts.css").read_text())
    there = [path.relative_to(ASSETS).as_posix() for path in (ASSETS / "fonts").glob("*.woff2")]
    assert sorted(named) == sorted(there)
    assert "http" not in (ASSETS / "fonts.css").read_text()


def test_they_are_what_the_script_fetches_and_small(script: ModuleType) -> None:
    wanted = {f"{file}.woff2" for package in script.PACKAGES.values() for file in package["files"]}
    assert {path.name for path in (ASSETS / "fonts").glob("*.woff2")} == wanted
    sizes = {path.name: path.stat().st_size for path in (ASSETS / "fonts").glob("*.woff2")}
    # what a page in English loads
    assert sum(size for name, size in sizes.items() if "-latin-wght-" in name) < 160_000
    assert sum(sizes.values()) < 400_000


def test_version_and_licence_are_told(script: ModuleType) -> None:
    told = (ROOT / "THIRD_PARTY.md").read_text()
    for package, wanted in script.PACKAGES.items():
        name, _, version = package.rpartition("@")
        assert f"| `{name}` | {version} |" in told
        assert "SIL OPEN FONT LICENSE Version 1.1" in (ASSETS / "fonts" / wanted["licence"]).read_text()


def test_the_pages_are_set_in_them() -> None:
    style = (built_in_templates() / "styles" / "10-ink.css").read_text()
    for family in set(re.findall(r'font-family: "([^"]+)"', (ASSETS / "fonts.css").read_text())):
        assert re.search(rf'--bk-(serif|sans): "{family}"', style)
