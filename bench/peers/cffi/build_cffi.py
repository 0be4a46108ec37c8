"""Compiles _bench_cffi: API mode, with the C functions inside the extension."""

from pathlib import Path

from cffi import FFI

HERE = Path(__file__).parent
DECLARATIONS = (HERE / "functions.h").read_text()

ffi = FFI()
ffi.cdef(DECLARATIONS)
ffi.set_source(
    "_bench_cffi",
    '#include <stdint.h>\n#include "functions.h"\n',
    sources=["functions.c"],
    include_dirs=[str(HERE)],
    extra_compile_args=["-O3"],
    libraries=["m"],
)

if __name__ == "__main__":
    ffi.compile()
