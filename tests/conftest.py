"""What several test modules start from."""

from pathlib import Path

import pytest
from hypothesis import settings

from sites import CONTENT, write


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The folder of a small site without a problem."""
    return write(tmp_path / "site", CONTENT)


# machines differ: how long an example takes is no fault of what it shows
settings.register_profile("briefkit", deadline=None)
settings.load_profile("briefkit")
