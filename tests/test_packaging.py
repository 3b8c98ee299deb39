"""The wheel: what is in it, and that it works where nothing of the checkout is to be seen."""

import os
import shutil
import subprocess
import sys
import tomllib
import venv
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import briefkit
from briefkit.model.folders import built_in_templates
from elsewhere import fetched_from_elsewhere
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


NO_NETWORK = """\
import sys

def refuse(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname"}:
        raise OSError("this computer has no network")

sys.addaudithook(refuse)
"""
"""For Python itself: whether a system lets its users take the network away differs."""


def cut_off() -> list[str]:
    """What a command begins with that is to have no network."""
    cut = ["unshare", "--map-root-user", "--net"]
    works = shutil.which(cut[0]) and subprocess.run([*cut, "true"], check=False, capture_output=True)
    return cut if works and works.returncode == 0 else []


def test_the_wheels_of_a_folder_work_in_an_empty_environment_without_a_network(tmp_path: Path) -> None:
    wheels, elsewhere = tmp_path / "wheels", tmp_path / "elsewhere"
    elsewhere.mkdir()
    # as `make wheels` does, with what is installed already
    gather = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "wheel",
        "--quiet",
        "--no-build-isolation",
    ]
    constraint = ["--constraint", ROOT / "constraints.txt"]
    done = run(*gather, *constraint, "--wheel-dir", wheels, ROOT, cwd=elsewhere)
    assert done.returncode == 0, said(done)
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    (packages,) = (tmp_path / "venv" / "lib").glob("python*/site-packages")
    # some systems have a sitecustomize of their own, which comes first
    (packages / "no_network.py").write_text(NO_NETWORK, encoding="utf-8")
    (packages / "no_network.pth").write_text("import no_network\n", encoding="utf-8")
    nowhere = "http://127.0.0.1:9/"
    changes = {
        "PATH": f"{python.parent}{os.pathsep}/usr/bin{os.pathsep}/bin",
        "http_proxy": nowhere, "https_proxy": nowhere,
        # what a job in a closed network says in place of options
        "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels),
    }  # fmt: skip
    asks = (
        "import socket, sys\ntry: socket.create_connection(('192.0.2.1', 80))\nexcept OSError as e: print(e)"
    )
    assert run(python, "-c", asks, cwd=elsewhere, **changes).stdout == b"this computer has no network\n"
    where = [python, "-c", "import briefkit; print(briefkit.__file__)"]
    for command in (
        [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "briefkit"],
        where,
        ["briefkit", "new", "desk", "--name", "A: b"],
        ["briefkit", "check", "--config", "desk/mkdocs.yml"],
        ["mkdocs", "build", "--strict", "--config-file", "desk/mkdocs.yml"],
        ["briefkit", "generate", "out", "--config", "desk/mkdocs.yml"],
    ):
        done = run(*cut_off(), *command, cwd=elsewhere, **changes)
        assert done.returncode == 0, said(done)
        assert str(ROOT) not in said(done)
        if command is where:
            assert Path(done.stdout.decode().strip()).is_relative_to(tmp_path / "venv")
    site = tree(elsewhere / "desk" / "site")
    assert "claims/bridge-unsafe/index.html" in site
    assert not [name for name, content in site.items() if str(ROOT).encode() in content]
    assert fetched_from_elsewhere(elsewhere / "desk" / "site") == []


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


def test_what_a_page_would_load_from_elsewhere_is_noticed(tmp_path: Path) -> None:
    loads = (
        '<script src="https://cdn.example/a.js"></script><link href=//fonts.example/a.css rel="x stylesheet">'
        "<img alt='>' srcset='a.png 1x, http://b.example/b.png 2x'><style>@import 'https://c.example/c.css'</style>"
    )
    harmless = (
        '<a href="https://d.example/">d</a><link rel="canonical" href="https://e.example/"><img src="f//g">'
    )
    (tmp_path / "page.html").write_text(loads + harmless, encoding="utf-8")
    (tmp_path / "style.css").write_text("a { background: url(//h.example/h.png) }", encoding="utf-8")
    found = "\n".join(fetched_from_elsewhere(tmp_path))
    assert all(host in found for host in ("cdn.", "fonts.", "b.", "c.", "h."))
    assert found.count("\n") == 4
    assert not any(f"{letter}.example" in found for letter in "de")
