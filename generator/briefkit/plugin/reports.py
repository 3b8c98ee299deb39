"""What MkDocs and editors are told of the content's problems and ids."""

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from briefkit.building import Output
from briefkit.exporting import refresh_schemas
from briefkit.model.dossier import Dossier
from briefkit.model.runner import is_obeyed, unobeyed
from briefkit.pipeline import RULES
from briefkit.problems import Problem, Severity

log = get_plugin_logger("briefkit")


def refresh(dossier: Dossier) -> None:
    """Tells editors the ids that are new, where the site has schemas."""
    try:
        refresh_schemas(dossier, RULES)
    except OSError as error:
        log.warning(f"{error.filename}: {error.strerror}")


def tell(made: Output, *, serving: bool) -> None:
    """The problems into MkDocs' log; raises PluginError where the site is not to be built with them."""
    for problem in made.problems:
        _report(problem, serving=serving)
    if made.errors and not serving:
        raise PluginError(f"Briefkit: {made.errors} error{'' if made.errors == 1 else 's'} in the content")


def _report(problem: Problem, *, serving: bool) -> None:
    """So that `--strict` counts it."""
    words = f"{problem}\n    {problem.hint}" if problem.hint else str(problem)
    if is_obeyed():
        words = unobeyed(words)
    if problem.rule.severity is Severity.ERROR and not serving:
        log.error(words)
    else:
        log.warning(words)
