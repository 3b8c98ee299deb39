"""Fetches the fonts that the pages use, and writes the style sheet that names them.

Run by hand, with npm and a network, when a font is to be taken anew: `python .ci/fonts.py`. What it writes is kept in
the repository: sites are made without a network.
"""

import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "templates" / "assets" / "fonts"

PACKAGES = {
    "@fontsource-variable/source-serif-4@5.3.1": {
        "family": "Source Serif 4",
        "licence": "OFL-source-serif-4.txt",
        "files": (
            "source-serif-4-latin-wght-normal",
            "source-serif-4-latin-wght-italic",
            "source-serif-4-latin-ext-wght-normal",
            "source-serif-4-cyrillic-wght-normal",
            "source-serif-4-cyrillic-wght-italic",
        ),
    },
    "@fontsource-variable/inter@5.3.0": {
        "family": "Inter",
        "licence": "OFL-inter.txt",
        "files": (
            "inter-latin-wght-normal",
            "inter-latin-ext-wght-normal",
            "inter-cyrillic-wght-normal",
        ),
    },
}
"""Each package with its version, and which of its files are taken."""

FACE = """\
@font-face {{
  font-family: "{family}";
  font-style: {style};
  font-weight: {weight};
  font-display: swap;
  src: url("fonts/{file}.woff2") format("woff2");
  unicode-range: {characters};
}}
"""


def main() -> None:
    """Takes every package anew."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    faces = [face for package, wanted in PACKAGES.items() for face in taken(package, wanted)]
    head = "/* Written by .ci/fonts.py. Each file is loaded only where a page has its characters. */\n\n"
    (FOLDER.parent / "fonts.css").write_text(head + "\n".join(faces), encoding="utf-8")


def taken(package: str, wanted: dict) -> list[str]:
    """Copies the files of one package and its licence; returns a rule for each file."""
    faces = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        subprocess.run(
            ["npm", "pack", "--silent", package], cwd=folder, check=True, stdout=subprocess.DEVNULL
        )
        with tarfile.open(next(folder.glob("*.tgz"))) as archive:
            archive.extractall(folder, filter="data")
        made = folder / "package"
        shutil.copyfile(made / "LICENSE", FOLDER / wanted["licence"])
        rules = "".join((made / name).read_text() for name in ("wght.css", "wght-italic.css"))
        for file in wanted["files"]:
            shutil.copyfile(made / "files" / f"{file}.woff2", FOLDER / f"{file}.woff2")
            rule = next(rule for rule in rules.split("@font-face") if f"{file}.woff2" in rule)
            found = {
                name: re.search(rf"{name}: ([^;]+);", rule)[1] for name in ("font-weight", "unicode-range")
            }
            style = "italic" if file.endswith("italic") else "normal"
            faces.append(
                FACE.format(
                    family=wanted["family"], style=style, file=file,
                    weight=found["font-weight"], characters=found["unicode-range"],
                )
            )  # fmt: skip
    return faces


if __name__ == "__main__":
    main()
