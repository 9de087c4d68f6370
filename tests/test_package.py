"""What `import seedlib` gives, and what it costs."""

import json
import subprocess
import sys

import seedlib


def fresh(code: str) -> str:
    """What a new Python prints."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_names_stay_functions_when_the_modules_of_the_same_name_are_imported():
    code = """
import importlib, json, pkgutil, types, seedlib
for module in pkgutil.walk_packages(seedlib.__path__, "seedlib."):
    if "__main__" not in module.name:
        importlib.import_module(module.name)
print(json.dumps([name for name in seedlib.__all__ if isinstance(getattr(seedlib, name), types.ModuleType)]))
"""
    assert json.loads(fresh(code)) == ["accuracy", "export", "show"]


def test_every_public_name_is_there_and_documented():
    for name in seedlib.__all__:
        assert getattr(seedlib, name).__doc__, name
    assert set(seedlib.__all__) <= set(dir(seedlib))


def test_charts_notebooks_and_widgets_are_imported_only_when_used():
    heavy = "{'matplotlib', 'IPython', 'ipywidgets', 'papermill', 'nbconvert', 'xlsxwriter', 'babel'}"
    assert fresh(f"import sys, seedlib; print(sorted({heavy} & set(sys.modules)))").strip() == "[]"


def test_unknown_names_are_attribute_errors():
    assert not hasattr(seedlib, "plot_everything")
