"""The documentation as a site, in .build/site: `make site`; with ARGS=serve, a server that shows changes at once.

MkDocs is installed into an environment of its own. It fails if a link, or an anchor in a page, leads nowhere.
"""

from __future__ import annotations

import os
import sys

from environment import ROOT, Environment

MKDOCS = ("mkdocs==1.6.1", "mkdocs-material==9.8.2")


def main() -> None:
    env = Environment(ROOT / ".build" / "site-env")
    env.make()
    env.install("mkdocs", " ".join(MKDOCS), *MKDOCS)
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # we know: the theme's successor reads the same mkdocs.yml
    what = sys.argv[1:] or ["build"]
    env.run(env.python, "-m", "mkdocs", *what, cwd=ROOT)


if __name__ == "__main__":
    main()
