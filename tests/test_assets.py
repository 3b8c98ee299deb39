"""What every page loads is small."""

import gzip

from briefkit.render.assets import assets

MOST = 150_000
"""Bytes, gzipped, of all styles and scripts together; fonts and the outlines of maps come on top."""


def test_styles_and_scripts_are_small() -> None:
    sizes = {
        asset.path: len(gzip.compress(asset.content, mtime=0))
        for asset in assets(None)
        if asset.path.endswith((".css", ".js"))
    }
    assert {"assets/briefkit.css", "assets/briefkit.js"} <= set(sizes)
    assert sum(sizes.values()) < MOST, f"{sum(sizes.values())} bytes: {sizes}"
