"""Pages that are filled into what the theme made of another are what the theme makes of them."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment
from mkdocs.commands.build import get_context
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, get_navigation

from briefkit.plugin.pages.generated_page import GeneratedPage, Links
from briefkit.plugin.theme.pages import TEMPLATE, WHOLE, ThemePages
from large_site import configuration, write_large_site
from sites import mkdocs, write

SLOW = {"slow.py": "def on_page_context(context, **_):\n    return context\n"}
"""A hook that changes nothing, but could change what each page is given."""

COUNTED = {
    "count.py": """
from pathlib import Path

def on_env(env, **_):
    env.globals["seen"] = lambda url: (Path(__file__).parent / "seen.txt").open("a").write(url + "\\n") and ""
    return env
""",
    "theme/main.html": '{% extends "base.html" %}{% block extrahead %}{{ seen(page.url) if page }}{% endblock %}',
}

OVERRIDES = {
    "theme/main.html": """{% extends "base.html" %}
{% block extrahead %}{% if page %}
{% if page.url == "actors/ada-calder/" or "Quote" in page.content %}special{% endif %}
{{ page.title | upper }} {{ page.meta.kind }} {{ page.meta.date_modified or "no date" }} {{ page.url | url }}
{% for key in ("description", "search", "nothing") %}{{ key in page.meta }}{% endfor %}
{{ page.toc | length > 1 }} {{ page.file.src_uri | replace("/", " ") }} {{ page.url.count("a") }}
{% endif %}{% endblock %}
""",
    "docs/extra.txt": "{% for file in pages %}{{ file.page.title }}: {{ file.page.meta.kind }}\n{% endfor %}",
}

MANY_FEATURES = """
site_url: https://example.org/below/it/
repo_url: https://example.org/desk/site
edit_uri: edit/main/docs/
use_directory_urls: false
copyright: Nobody
extra_templates: [extra.txt]
extra:
  analytics:
    feedback: {title: Good, ratings: [{icon: material/heart, name: "Yes", data: 1, note: "{title} {url}"}]}
"""

MORE = "content.action.edit\n    - content.action.view\n    - toc.integrate\n    - navigation.path\n    - navigation.top"

MATERIAL = configuration()
CONFIGURATIONS = {
    "material": (MATERIAL, {}),
    "many features": (
        MATERIAL.replace("navigation.top", MORE)
        .replace("name: material\n", "name: material\n  custom_dir: theme\n")
        .replace("- search\n", "- search: {lang: [en, de], separator: '[\\s\\-_]+'}\n")
        + MANY_FEATURES,
        OVERRIDES,
    ),
    "mkdocs": (
        "site_name: A\ntheme: {name: mkdocs}\nplugins: [search: {indexing: sections}, briefkit]\n",
        {},
    ),
    "readthedocs": (
        "site_name: A\nsite_url: https://example.org/a/\ntheme: {name: readthedocs}\n"
        "plugins: [search: {indexing: titles}, briefkit]\n",
        {},
    ),
}


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_large_site(tmp_path_factory.mktemp("large"), 60)


def build(folder: Path, name: str, text: str) -> dict[str, bytes]:
    write(folder, {f"{name}.yml": text})
    done = mkdocs("build", "-f", f"{name}.yml", "-d", name, cwd=folder, SOURCE_DATE_EPOCH="1700000000")
    assert done.returncode == 0, done.stderr.decode()
    return files(folder / name)


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_a_site_is_the_same_where_every_page_is_rendered(large: Path, name: str) -> None:
    text, more = CONFIGURATIONS[name]
    write(large, {**SLOW, **more})
    quick = build(large, "quick", text)
    assert sum(path.endswith(".html") for path in quick) > 60
    slow = build(large, "slow", f"{text}\nhooks: [slow.py]\n")
    assert [path for path in slow if slow[path] != quick.get(path)] == []
    assert slow.keys() == quick.keys()


def test_most_pages_are_not_rendered(large: Path) -> None:
    write(large, COUNTED)
    text = MATERIAL.replace("name: material\n", "name: material\n  custom_dir: theme\n")
    made = build(large, "counted", f"{text}\nhooks: [count.py]\n")
    seen = (large / "seen.txt").read_text(encoding="utf-8").splitlines()
    # each of those that were learnt from, and those that were compared
    assert len(seen) < sum(path.endswith(".html") for path in made) * 0.75


OTHER_PLUGINS = """
def on_page_markdown(markdown, page, **_):
    return markdown.replace("Sources", "Origins") if "actors" in page.file.src_uri else markdown

def on_page_content(html, page, **_):
    page.meta["revision_date"] = f"as of {len(html)}"
    return html.replace("<h1", "<h1 data-seen")

def on_env(env, **_):
    env.globals["said"] = "by another"
    return env

def on_post_page(output, page, **_):
    return output.replace("</body>", f"<!-- {page.title} {len(page.content)} --></body>")
"""


def test_what_other_plugins_do_is_done(large: Path) -> None:
    hooks = {
        "other.py": OTHER_PLUGINS,
        "theme/main.html": '{% extends "base.html" %}{% block announce %}{{ said }}{% endblock %}',
    }
    write(large, {**SLOW, **hooks})
    text = MATERIAL.replace("name: material\n", "name: material\n  custom_dir: theme\n")
    quick = build(large, "quick", f"{text}\nhooks: [other.py]\n")
    slow = build(large, "slow", f"{text}\nhooks: [other.py, slow.py]\n")
    assert slow == quick
    page = next(made.decode() for path, made in quick.items() if path.startswith("actors/"))
    assert all(word in page for word in ("data-seen", "by another", "as of ", "<!-- "))


TEMPLATES = [
    "{{ page.title }} {{ page.title | e }} {{ page.title | striptags }} {{ page.title | striptags | e }}",
    "{{ page.title | tojson }} {{ page.title | urlencode }} {{ page.meta.title ~ page.title }}",
    "{{ page.title | upper }} {{ page.title | trim }} {{ page.title | replace('a', 'b') | e }}",
    "{{ page.title | truncate(9) }} {{ page.title | length }} {{ page.content | wordcount }}",
    "{{ page.title[0] }} {{ page.title | first }} {{ page.title.split() | join('-') }} {{ page.title | reverse }}",
    "{{ 'a' in page.content }} {{ page.title == 'Title 2' }} {{ page.title < 'Title 3' }} {{ page.title is string }}",
    "{{ page.meta }} {{ page.meta | length }}",
    "{% for key in page.meta %}{{ key }}={{ page.meta[key] }} {% endfor %}",
    "{{ page.meta.tags | join(',') }} {{ page.meta.nothing | default('x') }} {{ 'kind' in page.meta }}",
    "{% if page.meta.kind == page.title %}same{% endif %} {{ {'Title 2': 'two'}.get(page.title) }}",
    "{{ {'things/2/': 'two'}.get(page.url, 'none') }}",
    "{{ page.url }} {{ page.url | url }} {{ 'a.css' | url }} {{ 'things/5/' | url }} {{ base_url }}",
    "{{ page.url == 'things/2/' }} {{ page.url.split('/') | last }} {{ page.url in ['things/2/', 'things/4/'] }}",
    "{{ page.canonical_url }} {{ page.abs_url | tojson }} {{ page.edit_url or 'none' }} {{ page.update_date }}",
    "{{ page.file.src_uri }} {{ page.file.name | upper }} {{ page.file.abs_src_path }}",
    "{% for one in page.toc %}{{ one.title }}{{ one.url }}{% for two in one.children %}{{ two.id }}{% endfor %}{% endfor %}",
    "{{ page.toc | length }} {{ (page.toc | first).title | e }} {{ page.toc }}",
    "{{ page.is_homepage }} {{ page.active }} {{ page.is_section }} {{ page.ancestors }} {{ page.parent }}",
    "{{ page }} {{ page == nav.homepage }} {% for one in nav.pages if one == page %}here{% endfor %}",
    "{% for file in pages %}{{ file.page is sameas page }}{% endfor %}",
    "{% for file in pages if file.page == page %}{{ loop.index }}{% endfor %}",
    "{{ '%s' | format(page.title) }} {{ page.title | title }} {{ page.title | capitalize }}",
    "{{ page.title.__class__ }} {{ page.content | string | length }} {{ page.title | wordwrap(5) }}",
    "{{ page.markdown | length }} {{ page.nothing }} {{ page.nothing is defined }}",
]
"""What templates of themes could do with a page; some of it can only be done with the page itself."""

FRONT = [
    "kind: actor\ntags: [a, b]\n",
    "kind: place\n",
    "kind: actor\ndescription: It's <b>5 &gt; 4</b>\n",
    "",
]


def pages(config: MkDocsConfig) -> tuple[Files, Navigation]:
    found = Files([])
    links = Links(found)
    found.append(File.generated(config, "index.md", content="# Home\n"))
    for number in range(12):
        body = f'# Title {number % 7}  <i>a &amp; "b"</i>\n\n' + "## Below\n\nText.\n\n" * (number % 3)
        text = f"---\ntitle: Title {number % 5}\n{FRONT[number % 4]}---\n\n{body}"
        # as MkDocs does, those of the navigation come by themselves
        file = File.generated(
            config, f"things/{number}.md", content=text, inclusion=InclusionLevel.NOT_IN_NAV
        )
        GeneratedPage(file, config, links)
        found.append(file)
    nav = get_navigation(found, config)
    for file in found:
        assert file.page is not None
        file.page.read_source(config)
        file.page.render(config, found)
    return found, nav


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    write(tmp_path, {"mkdocs.yml": "site_name: A\nnav: [index.md]\nsite_url: https://example.org/a/\n"})
    write(tmp_path, {"docs/other.md": "# Other\n"})
    made = load_config(str(tmp_path / "mkdocs.yml"), plugins=[])
    made.plugins.on_startup(command="build", dirty=False)
    return made


@pytest.mark.parametrize("template", TEMPLATES, ids=range(len(TEMPLATES)))
def test_a_template_makes_the_same_of_every_page(config: MkDocsConfig, template: str) -> None:
    found, nav = pages(config)
    env = config.theme.get_env()
    env.loader = DictLoader({"main.html": template})
    ours = [file.page for file in found if isinstance(file.page, GeneratedPage)]
    theme = ThemePages(env, config, found, nav)
    theme.share(ours)
    for page in ours:
        page.active = True
        line = page.meta.get(TEMPLATE)
        theme.take_back(page)
        assert TEMPLATE not in page.meta
        context = get_context(nav, found.documentation_pages(), config, page)
        real = Environment.get_template(env, "main.html").render(context)
        theme.fill(page, context)
        if line is not None:
            assert env.get_template(line).render(context) == real
        else:
            assert WHOLE not in context
        page.active = False


def test_simple_templates_need_no_page_of_their_own(config: MkDocsConfig) -> None:
    found, nav = pages(config)
    env = config.theme.get_env()
    env.loader = DictLoader({"main.html": TEMPLATES[0]})
    theme = ThemePages(env, config, found, nav)
    theme.share(file.page for file in found if isinstance(file.page, GeneratedPage))
    filled = [file for file in found if file.page is not None and TEMPLATE in file.page.meta]
    assert len(filled) == 12
