"""A subinterpreter before Python 3.13; the main one goes on."""

import sys

import _xxsubinterpreters as interpreters
import processcase

try:
    interpreters.run_string(interpreters.create(), f"import sys\nsys.path[:] = {sys.path!r}\nimport processcase")
except interpreters.RunFailedError as error:
    assert "from Python 3.13 on" in str(error), error
    print("refused")
print(processcase.add(1, 2))
