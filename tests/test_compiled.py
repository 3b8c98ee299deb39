"""The code of templates, kept from one process to the next."""

import shutil
import sys
from pathlib import Path

import pytest
from jinja2 import Environment

from briefkit.model.folders import built_in_templates
from briefkit.render.catalogue import Catalogue
from briefkit.render.compiled import CompiledTemplates
from briefkit.render.environment import environment

NAME = "parts/mark.md.j2"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Python puts the code of modules."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "kept"


def files(folder: Path) -> list[Path]:
    """Those of templates: modules that are imported meanwhile are kept there, too."""
    return list(folder.rglob("*.md.*"))


def anew(own: Path | None = None) -> Environment:
    """Templates as another process has them."""
    made = environment(own, Catalogue("en", []))
    made.bytecode_cache = CompiledTemplates()
    return made


def is_compiled(made: Environment) -> bool:
    """Whether the template was compiled, and not only read."""
    asked = []
    compile_ = made.compile

    def noted(*given: object, **named: object) -> object:
        asked.append(given)
        return compile_(*given, **named)  # type: ignore[call-overload]

    made.compile = noted  # type: ignore[method-assign, assignment]
    made.get_template(NAME)
    return bool(asked)


def test_a_built_in_template_is_compiled_once_for_all_processes(kept: Path) -> None:
    assert is_compiled(anew())
    (place,) = files(kept)
    assert place.name.startswith("mark.md.")
    assert not is_compiled(anew())


def test_what_a_site_brings_is_never_taken_for_code(kept: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(built_in_templates() / "parts", own / "parts")
    assert is_compiled(anew(own))
    assert is_compiled(anew(own))
    assert not files(kept)


@pytest.mark.parametrize("damage", ["cut", "flipped", "emptied"])
def test_damaged_code_is_made_anew(kept: Path, damage: str) -> None:
    anew().get_template(NAME)
    (place,) = files(kept)
    whole = place.read_bytes()
    changed = whole[:-1] + bytes([whole[-1] ^ 1])
    place.write_bytes({"cut": whole[:-9], "flipped": changed, "emptied": b""}[damage])
    assert is_compiled(anew())
    assert place.read_bytes() == whole
    assert not is_compiled(anew())


def test_nothing_is_kept_where_python_keeps_nothing(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert is_compiled(anew())
    assert not kept.exists()


def test_a_folder_that_cannot_be_written_is_no_trouble(kept: Path) -> None:
    kept.write_text("no folder")
    assert is_compiled(anew())
    assert is_compiled(anew())
