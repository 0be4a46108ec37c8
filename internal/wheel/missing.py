"""Explains an editable install whose build is gone: it was in a cache.

The .pth file beside this module calls explain() when Python starts, but only where
the build is not there.
"""

import sys
from importlib.machinery import PathFinder

# IMPORT, ROOT, PROJECT and DISTRIBUTION stand here.


class Explainer:
    """Raises ImportError where Python would say that there is no such module."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name != IMPORT and not IMPORT.startswith(name + "."):
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and (spec.origin or name != IMPORT):
            return None  # it is there again, or another of that name
        raise ImportError(
            f"{IMPORT} is an editable install of {PROJECT}, and what was built for it is gone ({ROOT}); "
            f"run `gophersnake develop` there, or install it again (pip install -e {PROJECT}; uv sync --reinstall-package {DISTRIBUTION})",
            name=IMPORT,
        )


def explain():
    sys.meta_path.insert(0, Explainer)
