"""The wheel: what is in it, and that it works where nothing of the checkout is to be seen."""

import os
import subprocess
import sys
import tomllib
import venv
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import briefkit
from briefkit.model.folders import built_in_templates
from sites import ROOT, mkdocs, run, said, tree


def wheel(folder: Path) -> Path:
    """The wheel of the checkout, built with what is installed already."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = run(*command, cwd=folder)
    assert done.returncode == 0, said(done)
    (made,) = folder.glob("*.whl")
    return made


def shipped(folder: Path) -> set[str]:
    """Every file of the folder that is no leftover of a run."""
    return {name for name in tree(folder) if "__pycache__" not in name and not name.endswith(".gitkeep")}


def test_the_wheel_holds_the_package_and_the_templates_and_nothing_else(tmp_path: Path) -> None:
    made = wheel(tmp_path)
    with zipfile.ZipFile(made) as archive:
        names = {name for name in archive.namelist() if not name.endswith("/")}
    version = briefkit.__version__
    info = f"briefkit-{version}.dist-info/"
    assert made.name == f"briefkit-{version}-py3-none-any.whl"
    expected = {f"briefkit/{name}" for name in shipped(ROOT / "generator" / "briefkit")}
    expected |= {f"briefkit/templates/{name}" for name in shipped(ROOT / "templates")}
    inside = {name for name in names if not name.startswith(info)}
    assert inside - {"briefkit/templates/.gitkeep"} == expected
    assert {"briefkit/py.typed", "briefkit/templates/starter/mkdocs.yml"} <= names
    assert "briefkit/templates/starter/dot-gitignore" in names
    assert {f"{info}entry_points.txt", f"{info}licenses/LICENSE"} <= names


def test_the_wheel_works_in_an_empty_environment(tmp_path: Path) -> None:
    made = wheel(tmp_path)
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    done = run(*pip, "--constraint", ROOT / "constraints.txt", made, cwd=elsewhere)
    assert done.returncode == 0, said(done)
    changes = {"PATH": f"{python.parent}{os.pathsep}/usr/bin{os.pathsep}/bin"}
    where = run(python, "-c", "import briefkit; print(briefkit.__file__)", cwd=elsewhere, **changes)
    assert Path(where.stdout.decode().strip()).is_relative_to(tmp_path / "venv")
    for command in (
        ["briefkit", "new", "desk", "--name", "A: b"],
        ["briefkit", "check", "--config", "desk/mkdocs.yml"],
        ["mkdocs", "build", "--strict", "--config-file", "desk/mkdocs.yml"],
        ["briefkit", "generate", "out", "--config", "desk/mkdocs.yml"],
    ):
        done = run(python.parent / command[0], *command[1:], cwd=elsewhere, **changes)
        assert done.returncode == 0, said(done)
        assert str(ROOT) not in said(done)
    site = tree(elsewhere / "desk" / "site")
    assert "claims/bridge-unsafe/index.html" in site
    assert not [name for name, content in site.items() if str(ROOT).encode() in content]


def test_the_checkout_uses_its_own_templates_as_they_are() -> None:
    assert built_in_templates() == ROOT / "templates"
    assert Path(briefkit.__file__).is_relative_to(ROOT / "generator")


def test_a_new_site_has_every_file_of_the_starter(tmp_path: Path) -> None:
    done = run(sys.executable, "-m", "briefkit", "new", "desk", cwd=tmp_path)
    assert done.returncode == 0
    expected = {name.replace("dot-", ".") for name in shipped(ROOT / "templates" / "starter")}
    expected |= {".vscode/settings.json", ".vscode/extensions.json", ".idea/jsonSchemas.xml"}
    made = {name for name in tree(tmp_path / "desk") if not name.startswith(".briefkit/schemas/")}
    assert made == expected
    assert ".gitignore" in expected


def test_what_a_new_site_makes_is_kept_out_of_its_repository(tmp_path: Path) -> None:
    run(sys.executable, "-m", "briefkit", "new", "desk", cwd=tmp_path)
    desk = tmp_path / "desk"
    before = set(tree(desk))
    assert mkdocs("build", cwd=desk).returncode == 0
    subprocess.run(["git", "init", "--quiet"], cwd=desk, check=True)
    command = ["git", "ls-files", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=desk, check=True, capture_output=True, text=True)
    assert set(done.stdout.splitlines()) == before


def test_what_is_installed_is_what_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    installed = distribution("briefkit")
    assert installed.version == project["version"] == briefkit.__version__
    points = {(point.group, point.name, point.value) for point in installed.entry_points}
    plugins = project["entry-points"]["mkdocs.plugins"]
    assert points == {
        *(("console_scripts", name, value) for name, value in project["scripts"].items()),
        *(("mkdocs.plugins", name, value) for name, value in plugins.items()),
    }
