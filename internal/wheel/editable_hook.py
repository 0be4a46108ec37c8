"""Finds the package of an editable install whose build is in a cache, or explains that
the build is gone.

The .pth file beside this module calls install() when Python starts: always, if the
package lies in one of the project's own, and else only where the build is not there.
"""

import os
import sys
from importlib.machinery import PathFinder

# IMPORT, ROOT, PROJECT and DISTRIBUTION stand here.


class Finder:
    """Raises ImportError where Python would say that there is no such module."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name != IMPORT and not IMPORT.startswith(name + "."):
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and (spec.origin or name != IMPORT):
            return None  # it is there again, or another of that name
        parent = os.path.join(ROOT, *name.split(".")[:-1])
        spec = PathFinder.find_spec(name, [parent], target)
        if spec is not None and (spec.origin or name != IMPORT):
            return spec
        raise ImportError(
            f"{IMPORT} is an editable install of {PROJECT}, and what was built for it is gone ({ROOT}); "
            f"run `gophersnake develop` there, or install it again (pip install -e {PROJECT}; uv sync --reinstall-package {DISTRIBUTION})",
            name=IMPORT,
        )


def install():
    sys.meta_path.insert(0, Finder)
