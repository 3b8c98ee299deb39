"""`briefkit rename`: another id for a record, and everywhere it is named."""

from pathlib import Path

import click

from briefkit.cli.edit import carry_out, dry_run_option
from briefkit.cli.options import config_option, settings_of
from briefkit.editing import rename as planned
from briefkit.load import hand_written
from briefkit.model.kinds import BY_NAME
from briefkit.model.settings import Settings


@click.command()
@config_option
@click.argument("record", metavar="RECORD")
@click.argument("new_id", metavar="NEW")
@dry_run_option
def rename(config: Path, record: str, new_id: str, dry_run: bool) -> None:
    """Give a RECORD the id NEW, here and wherever it is named.

    RECORD is kind/id, as actor/a-lukashenko. The record's file or key, every reference in YAML and front
    matter and every [[link]] change with it. The old id is kept under formerly: a page at the old address
    leads to the new one. A briefing's id is its folder's name: the folder moves. Nothing is written where
    the content would not check any more.
    """
    settings = settings_of(config)
    carry_out(lambda: planned(settings, record, new_id), config, dry_run=dry_run)
    kind, _, old_id = record.partition("/")
    for path in _naming(settings, config, f"{BY_NAME[kind].plural}/{old_id}"):
        click.echo(f"{path} names {BY_NAME[kind].plural}/{old_id}: change it by hand", err=True)


def _naming(settings: Settings, config: Path, address: str) -> list[Path]:
    """The pages written by hand, and the configuration, where they name a page by its address."""
    written = [path for path in hand_written(settings).values() if path.suffix == ".md"]
    return [path for path in (*written, config) if f"{address}.".encode() in _bytes(path)]


def _bytes(path: Path) -> bytes:
    """What the file holds; nothing where it cannot be read: the renaming is done by then."""
    try:
        return path.read_bytes()
    except OSError:
        return b""
