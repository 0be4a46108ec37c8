#!/bin/sh
# ziglang 0.15.2, 0.16.0 and 0.17.1 (zig cc), on x86-64.
#
# Guess: zig cc is clang with its own compiler-rt, so `__builtin_cpu_supports()`, which reads __cpu_model of that library,
# is true of SSE2 on every x86-64, as with clang and gcc.
# Behaviour: in 0.15.2 and 0.16.0 it compiles and does not link, since zig's compiler-rt has no __cpu_model. In 0.17.1 it
# links, and is false of everything, also after `__builtin_cpu_init()`: what chooses code by it runs, without a word, the
# code for the oldest processor. `cpuid`, by <cpuid.h>, works in all three.
# Output seen:
#   0.15.2: __builtin_cpu_supports("sse2") does not link: __cpu_model; cpuid says 1
#   0.16.0: __builtin_cpu_supports("sse2") does not link: __cpu_model; cpuid says 1
#   0.17.1: __builtin_cpu_supports("sse2") says 0, after __builtin_cpu_init() 0; cpuid says 1
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
cat > "$dir/builtin.c" <<'C'
int supports(void) { return __builtin_cpu_supports("sse2") != 0; }
int supports_after_init(void) { return __builtin_cpu_init(), __builtin_cpu_supports("sse2") != 0; }
C
cat > "$dir/cpuid.c" <<'C'
#include <cpuid.h>
int supports(void) {
    unsigned a, b, c, d;
    return __get_cpuid(1, &a, &b, &c, &d) && (d & bit_SSE2);
}
C
say() { python3 -c "import ctypes, sys; print(getattr(ctypes.CDLL(sys.argv[1]), sys.argv[2])(), end='')" "$@"; }
for version in 0.15.2 0.16.0 0.17.1; do
    "$dir/venv/bin/pip" install --quiet "ziglang==$version"
    for way in builtin cpuid; do
        "$dir/venv/bin/python" -m ziglang cc -target x86_64-linux-gnu.2.17 -O2 -fPIC -shared -o "$dir/$way-$version.so" "$dir/$way.c" 2> "$dir/said-$way" || true
    done
    if [ -e "$dir/builtin-$version.so" ]; then
        answer="says $(say "$dir/builtin-$version.so" supports), after __builtin_cpu_init() $(say "$dir/builtin-$version.so" supports_after_init)"
    else
        answer="does not link: $(grep -o '__cpu_model' "$dir/said-builtin" | head -n 1)"
    fi
    echo "$version: __builtin_cpu_supports(\"sse2\") $answer; cpuid says $(say "$dir/cpuid-$version.so" supports)"
done > "$dir/seen"
cat "$dir/seen"
test "$(cat "$dir/seen")" = '0.15.2: __builtin_cpu_supports("sse2") does not link: __cpu_model; cpuid says 1
0.16.0: __builtin_cpu_supports("sse2") does not link: __cpu_model; cpuid says 1
0.17.1: __builtin_cpu_supports("sse2") says 0, after __builtin_cpu_init() 0; cpuid says 1'
