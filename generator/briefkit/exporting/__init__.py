"""The pages as files: a project that any renderer can build, and a site to begin with."""

from briefkit.exporting.archive import write_zip
from briefkit.exporting.manifest import ManifestError
from briefkit.exporting.project import Exported, ExportError, export
from briefkit.exporting.schemas import SchemasWritten, refresh_schemas, write_schemas
from briefkit.exporting.starter import start

__all__ = [
    "ExportError",
    "Exported",
    "ManifestError",
    "SchemasWritten",
    "export",
    "refresh_schemas",
    "start",
    "write_schemas",
    "write_zip",
]
