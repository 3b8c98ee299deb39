"""Sees to it that a Chromium is there for the browser tests: finds one, or installs the system's, or says how."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW = """No Chromium is found, and the browser tests need one. Install it with the system's packages:

    Debian, Ubuntu    sudo apt-get install chromium
    Fedora            sudo dnf install chromium
    Arch              sudo pacman -S chromium
    macOS             brew install --cask chromium

or say where one is: CHROMIUM=/path/to/chromium make test
"""


def found() -> bool:
    named = os.environ.get("CHROMIUM")
    return shutil.which(named) is not None if named else any(map(shutil.which, NAMES))


def install() -> None:
    """Only where it can be done without asking: as root, with Debian's packages."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (("update", "-qq"), ("install", "-y", "-qq", "chromium")):
            subprocess.run(("apt-get", *words), env=environment, check=False, stdout=subprocess.DEVNULL)


if not found():
    install()
if not found():
    sys.exit(HOW)
