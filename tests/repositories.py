"""Git repositories for tests: made by git itself, and by nobody's own settings of it."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from sites import write

IDENTITY = ("-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false")


def without_settings_of_the_user() -> None:
    """What a user told git about all repositories counts in no test."""
    os.environ.update({"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"})


def git(folder: Path, *arguments: str) -> str:
    """What git prints, without the line end."""
    done = subprocess.run(["git", *IDENTITY, *arguments], cwd=folder, check=True, capture_output=True)
    return done.stdout.decode().strip()


def committed(folder: Path, files: Mapping[str, str] | None = None, message: str = "a change") -> str:
    """Everything in the folder as a commit, in a repository that is made where there is none; its hash."""
    write(folder, files or {})
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", f"--message={message}")
    return git(folder, "rev-parse", "HEAD")
