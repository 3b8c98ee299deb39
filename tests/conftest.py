"""What several test modules start from."""

from pathlib import Path

import pytest

from sites import CONTENT, write


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The folder of a small site without a problem."""
    return write(tmp_path / "site", CONTENT)
