"""What MkDocs and editors are told of the content's problems and ids."""

from mkdocs.plugins import get_plugin_logger

from briefkit.exporting import refresh_schemas
from briefkit.model.dossier import Dossier
from briefkit.pipeline import RULES
from briefkit.problems import Problem, Severity

log = get_plugin_logger("briefkit")


def refresh(dossier: Dossier) -> None:
    """Tells editors the ids that are new, where the site has schemas."""
    try:
        refresh_schemas(dossier, RULES)
    except OSError as error:
        log.warning(f"{error.filename}: {error.strerror}")


def report(problem: Problem, *, serving: bool) -> None:
    """Into MkDocs' log, so that `--strict` counts it."""
    words = f"{problem}\n    {problem.hint}" if problem.hint else str(problem)
    if problem.rule.severity is Severity.ERROR and not serving:
        log.error(words)
    else:
        log.warning(words)
