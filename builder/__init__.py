"""Vitrine: curated CSV files in, a public site in French out.

What other programs may use is listed in `__all__`; everything else may change without notice.

    inspect(project)  settings, dataset, and everything that is wrong with a project
    load(project)     the checked content of a project; DataError when it holds errors
    build(project, …) the site, published; the previous one is left as it was when it fails
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

# Each name is imported when it is first asked for: `vitrine --help` must not wait for pandas.
_HOME = {
    "BuildSummary": "pipeline",
    "BuilderError": "errors",
    "ConfigError": "errors",
    "DataError": "errors",
    "Inputs": "pipeline",
    "Level": "errors",
    "Place": "errors",
    "Problem": "errors",
    "ShellError": "errors",
    "build": "pipeline",
    "inspect": "pipeline",
    "load": "pipeline",
}
__all__ = list(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOME[name]}", __name__), name)
