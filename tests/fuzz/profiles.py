"""How long the fuzz tests run: a moment with `make test`, or for as long as one asks.

GOPHERSNAKE_FUZZ_EXAMPLES=N makes N examples of each test instead of a few, other
ones at each run; an example calls one function or several.
"""

import os

from cases import BUILD
from hypothesis import HealthCheck, Phase, settings
from hypothesis.configuration import set_hypothesis_home_dir

QUICK = 100
ASKED = os.environ.get("GOPHERSNAKE_FUZZ_EXAMPLES")


def load():
    set_hypothesis_home_dir(BUILD / "hypothesis")
    settings.register_profile(
        "gophersnake",
        max_examples=int(ASKED or QUICK),
        # `make test` says the same of the same tree each time; only a soak seeks.
        derandomize=not ASKED,
        # What has failed is printed, and is the same in the next run of `make test`.
        database=None,
        # Not explain, whose variations of what fails trip over values made at random
        # times, so that the finding itself is lost.
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
        deadline=None,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    settings.load_profile("gophersnake")
