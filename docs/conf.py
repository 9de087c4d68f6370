"""Settings of Sphinx. Build with ``uv run --group docs sphinx-build -W docs site``."""

import shutil
import sys
from importlib.metadata import version as installed
from pathlib import Path

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS))  # for generate.py

project = "seedlib"
author = "The seedlib contributors"
copyright = author
version = release = installed("seedlib")

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode", "sphinx.ext.autosummary"]

html_theme = "pydata_sphinx_theme"
html_title = "seedlib"
html_static_path = ["_static"]
html_css_files = ["seedlib.css"]
html_theme_options = {
    "show_prev_next": True,
    "navigation_with_keys": False,
    "navbar_end": ["theme-switcher"],
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["copyright"],
    "footer_end": [],
}
html_show_sourcelink = False

# The notebooks are run anew, on the articles in seeds/; a notebook that fails stops the build.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 300
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_typehints = "signature"
autodoc_member_order = "bysource"
python_use_unqualified_type_names = True


def setup(app):
    """Make the pages that come from elsewhere before Sphinx looks for pages."""
    import generate

    tutorial = DOCS / "tutorial"
    shutil.rmtree(tutorial, ignore_errors=True)
    shutil.copytree(DOCS.parent / "notebooks", tutorial, ignore=shutil.ignore_patterns(".*"))
    generate.write_all(DOCS / "generated")
