"""What several test modules start from."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from repositories import without_settings_of_the_user
from sites import CONTENT, write

# `make browser-large` asks for it
collect_ignore = [] if os.environ.get("BRIEFKIT_LARGE") else ["browser/test_large.py"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The folder of a small site without a problem."""
    return write(tmp_path / "site", CONTENT)


without_settings_of_the_user()

# machines differ: how long an example takes is no fault of what it shows
settings.register_profile("test", deadline=None, derandomize=True)
# `make fuzz` looks further, and elsewhere each time
settings.register_profile("fuzz", deadline=None, max_examples=5_000)
settings.load_profile(os.environ.get("BRIEFKIT_PROFILE", "test"))
