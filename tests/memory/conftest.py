"""Where the tests' own modules and the cases are found."""

import sys

from cases import IMPORTABLE, build, needed

build(needed([__file__]))
sys.path.insert(0, str(IMPORTABLE))
