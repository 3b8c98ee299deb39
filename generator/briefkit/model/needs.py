"""What the generated pages need of whatever renders them."""

MARKDOWN_EXTENSIONS = ("attr_list", "md_in_html", "tables")
"""Extensions of Python-Markdown."""

STYLES = "assets/briefkit.css"

SCRIPT = "assets/briefkit.js"
