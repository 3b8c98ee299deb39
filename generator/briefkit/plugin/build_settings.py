"""What a build is told of the configuration of MkDocs and the plugin's options, and what MkDocs is told."""

import os
from datetime import date
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from briefkit.load.settings import PAGEFIND, site_address, templates_folder, way_up
from briefkit.model.edit_links import EditLinks, edit_links
from briefkit.model.needs import MARKDOWN_EXTENSIONS, SCRIPT, STYLES
from briefkit.model.settings import Settings
from briefkit.plugin.as_files import as_files
from briefkit.plugin.options import BriefkitConfig
from briefkit.plugin.theme.features import language


def build_settings(config: MkDocsConfig, options: BriefkitConfig, *, serving: bool) -> Settings:
    """The settings; who is writing sees what is due today."""
    root = Path(config.config_file_path).parent
    files = as_files(config)
    return Settings(
        root=root,
        site_name=config.site_name,
        content=Path(options.content),
        docs=Path(os.path.relpath(config.docs_dir, root)),
        templates=templates_folder(root, options.templates),
        language=language(config),
        relation_types=options.relation_types,
        site_url=site_address(files.site_url if files else config.site_url),
        directory_urls=files.directory_urls if files else config.use_directory_urls,
        as_files=files is not None,
        today=date.today() if serving else None,
        served=serving,
        edit_links=_edit_links(root, config, options),
        style_page=options.style_page or "",
        pagefind=options.search == PAGEFIND and files is None,
    )


def add_needs(config: MkDocsConfig) -> None:
    """Adds what the pages need."""
    for extension in MARKDOWN_EXTENSIONS:
        if extension not in config.markdown_extensions:
            config.markdown_extensions.append(extension)
    if STYLES not in config.extra_css:
        config.extra_css.insert(0, STYLES)
    if SCRIPT not in config.extra_javascript:
        config.extra_javascript.append(SCRIPT)


def _edit_links(root: Path, config: MkDocsConfig, options: BriefkitConfig) -> EditLinks:
    if not options.edit_links:
        return EditLinks()
    template = config.edit_uri_template
    return edit_links(
        way_up(root, Path(config.docs_dir)),
        own=options.edit_uri_template,
        repo_url=config.repo_url,
        edit_uri=config.edit_uri,
        edit_uri_template=None if template is None else str(template),
    )
