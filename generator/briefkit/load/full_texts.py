"""Full texts that are kept elsewhere, for sources of which only excerpts may lie beside the record."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from briefkit.load import rules
from briefkit.load.article import read_article
from briefkit.load.files import TEXT_ENDINGS
from briefkit.load.front_matter import split
from briefkit.load.text import decode
from briefkit.model.article import Article
from briefkit.model.dossier import Dossier
from briefkit.model.source import Source
from briefkit.model.vocabulary import TextKept
from briefkit.problems import Problem


def with_full_texts(dossier: Dossier, folder: Path) -> tuple[Dossier, list[Problem]]:
    """The dossier with the full texts in `folder` in place of excerpts: ``<source id>.txt`` or ``.md``.

    Each is held against the source's `sha256`, which is the sum of the file's bytes. A text in full that lies
    beside its record stays; a full text that is not there, or is another one, is a problem.
    """
    articles = dict(dossier.articles)
    problems: list[Problem] = []
    for source in dossier.of(Source):
        if source.text is TextKept.EXCERPTS:
            article, found = _full_text(dossier, source, folder)
            problems += found
            if article:
                articles[source.id] = article
    return replace(dossier, articles=articles), problems


def _full_text(dossier: Dossier, source: Source, folder: Path) -> tuple[Article, list[Problem]]:
    paths = [folder / f"{source.id}{ending}" for ending in TEXT_ENDINGS]
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        names = " or ".join(path.name for path in paths)
        message = f"there is no full text of source {source.id} in {folder}"
        return (), [
            Problem(dossier.mark(source.ref, "text"), rules.FULL_TEXT_MISSING, message, f"Put {names} there.")
        ]
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"{path} cannot be opened: {error.strerror}"
        return (), [Problem(dossier.mark(source.ref, "text"), rules.UNREADABLE_FILE, message)]
    problems = []
    total = sha256(data).hexdigest()
    if source.sha256 != total:
        message = f"the full text of source {source.id} is not the one the record was made from"
        hint = f"sha256: {total}, where this is the right text"
        problems.append(Problem(dossier.mark(source.ref, "sha256"), rules.SHA256_DIFFERS, message, hint))
    text, unreadable = decode(path.name, data)
    if text is None:
        return (), problems + unreadable
    matter, _ = split(text)
    return read_article(text, matter.body if matter else 0, markdown=path.suffix == ".md"), problems
