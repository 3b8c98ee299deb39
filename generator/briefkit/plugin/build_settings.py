"""What a build is told, of the configuration of MkDocs and the plugin's own options."""

import os
from datetime import date
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from briefkit.load.settings import PAGEFIND, site_address, templates_folder, way_up
from briefkit.model.edit_links import EditLinks, edit_links
from briefkit.model.settings import Settings
from briefkit.plugin.options import BriefkitConfig
from briefkit.plugin.theme.features import language


def build_settings(config: MkDocsConfig, options: BriefkitConfig, *, serving: bool) -> Settings:
    """The settings; who is writing sees what is due today."""
    root = Path(config.config_file_path).parent
    return Settings(
        root=root,
        site_name=config.site_name,
        content=Path(options.content),
        docs=Path(os.path.relpath(config.docs_dir, root)),
        templates=templates_folder(root, options.templates),
        language=language(config),
        relation_types=options.relation_types,
        site_url=site_address(config.site_url),
        directory_urls=config.use_directory_urls,
        today=date.today() if serving else None,
        served=serving,
        edit_links=_edit_links(root, config, options),
        style_page=options.style_page or "",
        pagefind=options.search == PAGEFIND,
    )


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
