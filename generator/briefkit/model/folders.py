"""Where this copy of the package keeps what is no code."""

from pathlib import Path


def built_in_templates() -> Path:
    """The templates this package ships, wherever this copy of it lies: in a wheel, or in a checkout."""
    package = Path(__file__).parents[1]
    in_wheel, in_checkout = package / "templates", package.parents[1] / "templates"
    return in_wheel if in_wheel.is_dir() else in_checkout
