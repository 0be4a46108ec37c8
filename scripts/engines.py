"""Tests with libraries that are too large for every run, or of which several versions are wanted: `make test-engines`.

    python3 scripts/engines.py [numpy | spark | ray | dask]... [-- PYTEST ARGUMENTS]

Each set of packages is installed into a folder of .build/engines, which is put before the environment of `make test`.
"""

from __future__ import annotations

import os
import subprocess
import sys

from environment import ROOT, Environment, say
from pythons import pythons
from test import environment_command

CASE = "tests/cases/batchcase"
PAGE = "tests/cases/docscase/test_engines.py"  # the examples of docs/columns.md
JOB = ["tests/tool/test_example.py::test_example[jsonlines]"]  # the data job of examples/jsonlines
# What is installed, the Pythons for it (None: all), whether with dependencies, and the tests.
SETS = {
    "numpy": [
        (["numpy==1.26.4"], [(3, 11), (3, 12)], False, [f"{CASE}/test_ufunc.py"]),
        (["numpy==2.5.5"], [(3, 12), (3, 13)], False, [f"{CASE}/test_ufunc.py"]),
    ],
    # 400 MB, and a Java of the system; Spark's workers take 10 seconds to start
    "spark": [(["pyspark==4.3.0"], [(3, 12)], True, [f"{CASE}/test_spark.py", PAGE, *JOB])],
    # 250 MB, and a cluster of processes
    "ray": [(["ray==2.60.0"], [(3, 12)], True, [f"{CASE}/test_ray.py", PAGE, *JOB])],
    "dask": [(["distributed==2026.8.0"], [(3, 12)], True, JOB)],
}


def main() -> int:
    asked, _, more = " ".join(sys.argv[1:]).partition("--")
    names = asked.split() or list(SETS)
    if unknown := set(names) - set(SETS):
        raise SystemExit(f"there are {', '.join(SETS)}, and no {', '.join(sorted(unknown))}")
    failed = []
    for name in names:
        for packages, versions, whole, tests in SETS[name]:
            for version, python in pythons().items():
                if version not in versions:
                    continue
                env = Environment(ROOT / (".venv-%d.%d" % version))
                subprocess.run(environment_command(python, env), check=True)
                folder = ROOT / ".build" / "engines" / f"{'-'.join(packages)}-{version[0]}.{version[1]}"
                if not (folder / "complete").exists():
                    say(f"installing {' '.join(packages)}")
                    dependencies = [] if whole else ["--no-deps"]
                    subprocess.run([python, "-m", "pip", "install", "--quiet", "--target", str(folder), *dependencies, *packages], check=True)
                    (folder / "complete").touch()
                say(f"{' '.join(packages)} on Python {version[0]}.{version[1]}")
                environ = env.environ() | {"PYTHONPATH": str(folder)}
                command = [str(env.python), "-m", "pytest", "-p", "no:cacheprovider", "-q", "-rs", "-W", "ignore", *tests, *more.split()]
                if subprocess.run(command, cwd=ROOT, env=environ).returncode:
                    failed.append(f"{' '.join(packages)} on Python {version[0]}.{version[1]}")
    print("\nengines:", f"failed: {'; '.join(failed)}" if failed else "all passed")
    return 1 if failed else 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
