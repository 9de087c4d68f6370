"""The examples in docstrings are right."""

import doctest
import pkgutil
from importlib import import_module

import pytest

import seedlib

MODULES = [
    module.name for module in pkgutil.walk_packages(seedlib.__path__, "seedlib.") if "__main__" not in module.name
]


@pytest.mark.parametrize("name", [seedlib.__name__, *MODULES])
def test_examples(name):
    assert doctest.testmod(import_module(name)).failed == 0


def test_there_are_examples():
    examples = [test for name in MODULES for test in doctest.DocTestFinder().find(import_module(name)) if test.examples]
    assert len(examples) >= 10
