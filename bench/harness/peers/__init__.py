"""One file a peer: how it comes to be a module with the functions of bench/gopher."""

from harness.peers.peer import Peer
from harness.peers.c import Cffi, Ctypes
from harness.peers.gophersnake import DirectGophersnake, FastGophersnake, Gophersnake
from harness.peers.gopy import Gopy
from harness.peers.nanobind import Nanobind
from harness.peers.pure import Pure
from harness.peers.pyo3 import PyO3

# In the order of the report's columns.
PEERS: tuple[Peer, ...] = (
    Gophersnake(),
    FastGophersnake(),
    DirectGophersnake(),
    PyO3("pyo3_abi3", "bench_pyo3_abi3", "abi3"),
    PyO3("pyo3", "bench_pyo3_full", "full"),
    Nanobind(),
    Cffi(),
    Ctypes(),
    Gopy(),
    Pure(),
)

# What all others are measured against.
REFERENCE = "pyo3_abi3"

# The two that bench/aio.py and bench/web.py set side by side.
ASYNC_GO = Gophersnake("gopherasync", "gopherasync", "gopher-async")
ASYNC_RUST = PyO3("pyo3_async", "bench_pyo3_async", ".", "pyo3-async")

# Those of bench/columns.py.
COLUMNS_GO = Gophersnake("gophercolumns", "gophercolumns", "gopher-columns")
COLUMNS_RUST = PyO3("pyo3_columns", "bench_pyo3_columns", ".", "pyo3-columns")
COLUMNS_PLUGIN = PyO3("pyo3_polars", "bench_pyo3_polars", ".", "pyo3-polars")

# The two of bench/proof.py.
PROOF_GO = Gophersnake("gopherproof", "gopherproof", "gopher-proof")
PROOF_RUST = PyO3("pyo3_proof", "bench_pyo3_proof", ".", "pyo3-proof")
