"""Where the tests' own modules and the cases are found."""

import sys

from cases import IMPORTABLE, build_all

build_all()
sys.path.insert(0, str(IMPORTABLE))
