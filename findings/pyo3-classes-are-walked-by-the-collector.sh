#!/bin/sh
# PyO3 0.30.1, CPython 3.11 and later; needs cargo.
#
# Guess: a #[pyclass] of two numbers, without __traverse__, is no object of the cyclic collector, which has nothing to
# find in it.
# Behaviour: its type has Py_TPFLAGS_HAVE_GC (bit 14 of __flags__), and its instances are tracked. Whoever makes a
# hundred thousand of them runs the collector more than a hundred times, and each full run walks all of them.
# Output seen, on CPython 3.11:
#   Py_TPFLAGS_HAVE_GC: True, tracked: True, runs of the collector for 100,000 instances: 143
set -eu
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
mkdir src
cat > Cargo.toml <<'EOF'
[package]
name = "points"
version = "0.1.0"
edition = "2021"
[lib]
crate-type = ["cdylib"]
[dependencies]
pyo3 = { version = "=0.30.1", features = ["abi3-py311"] }
EOF
cat > src/lib.rs <<'EOF'
use pyo3::prelude::*;

#[pyclass]
struct Point {
    #[pyo3(get)]
    x: f64,
    #[pyo3(get)]
    y: f64,
}

#[pymethods]
impl Point {
    #[new]
    fn new(x: f64, y: f64) -> Self {
        Point { x, y }
    }
}

#[pymodule]
fn points(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add_class::<Point>()
}
EOF
cargo build --quiet --release
cp target/release/libpoints.so points.so
python3 - <<'EOF'
import gc

import points

p = points.Point(1.0, 2.0)
runs = []
gc.callbacks.append(lambda phase, info: runs.append(phase))
all_ = [points.Point(1.0, 2.0) for _ in range(100_000)]
starts = runs.count("start")
has_gc = bool(points.Point.__flags__ & 1 << 14)
print(f"Py_TPFLAGS_HAVE_GC: {has_gc}, tracked: {gc.is_tracked(p)}, runs of the collector for 100,000 instances: {starts}")
assert has_gc and gc.is_tracked(p)
assert starts > 10 and gc.get_referents(p) == [points.Point]
EOF
