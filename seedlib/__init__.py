"""Reported figures from Arabic news: who counted what, how surely, and from where.

>>> import seedlib
>>> documents = seedlib.load_documents("seeds")  # doctest: +SKIP
>>> figures = seedlib.extract_figures(documents)  # doctest: +SKIP
>>> seedlib.break_down(figures)  # doctest: +SKIP
"""

from importlib import import_module
from typing import Any

# These share their name with their module: bound now, so that no later import of the module can take the name.
from seedlib.policies import policies as policies
from seedlib.reconcile import reconcile as reconcile
from seedlib.review import review as review

# The rest is imported when first used, so that `import seedlib` costs little more than pandas.
_HOMES = {
    "apply_corrections": "corrections",
    "audit": "repair",
    "bound_figures": "policies",
    "break_down": "breakdown",
    "codebook": "schema",
    "compare_claims": "claims",
    "dask_documents": "partitions",
    "explain": "figures.extract",
    "extract_figures": "figures.extract",
    "extract_partitions": "partitions",
    "find_corpus": "corpus",
    "find_numbers": "numbers.find",
    "fix": "repair",
    "iter_documents": "documents",
    "label": "labels",
    "learn_furniture": "documents",
    "list_problems": "problems",
    "load_documents": "documents",
    "list_partitions": "partitions",
    "plot_agreement": "charts.sources",
    "plot_breakdown": "charts.bars",
    "plot_composition": "charts.totals",
    "plot_headlines": "charts.headlines",
    "plot_hedges": "charts.profiles",
    "plot_intervals": "charts.bars",
    "plot_map": "charts.map",
    "plot_outcomes": "charts.profiles",
    "plot_periods": "charts.time",
    "plot_policies": "charts.policies",
    "plot_sources": "charts.sources",
    "plot_waterfall": "charts.totals",
    "read_partition": "partitions",
    "register_policy": "policies",
    "rtl": "style",
    "save": "repair",
    "twin": "charts.base",
    "use_style": "style",
    "wrap": "labels",
    "write_partitions": "partitions",
    "write_report": "report",
}
_MODULES = {"accuracy", "export", "show"}

__all__ = sorted([*_HOMES, *_MODULES, "policies", "reconcile", "review"])


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return import_module(f"seedlib.{name}")
    if name not in _HOMES:
        raise AttributeError(f"module 'seedlib' has no attribute {name!r}")
    value = getattr(import_module(f"seedlib.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
