"""`python -m briefkit`."""

from briefkit.cli import main

main()
