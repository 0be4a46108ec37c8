#!/bin/sh
# ziglang 0.15.2 (zig cc).
#
# Guess: `-Wl,--strip-debug` (or -S) leaves out debug information, and keeps the table of symbols, as GNU ld and lld do.
# Behaviour: zig's driver takes it for `-s`: the table of symbols is gone too. Without a flag, the table is there, and so
# is debug information of the C library's parts that zig compiles, with the path of zig's folder. No flag gives one
# without the other.
# Output seen:
#   no flag: has .symtab
#   -Wl,--strip-debug: has no .symtab
#   -s: has no .symtab
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet ziglang==0.15.2
cat > "$dir/t.c" <<'C'
static int __attribute__((noinline)) inner(int x) { return x * 2; }
int outer(int x) { return inner(x) + 1; }
C
cat > "$dir/symtab.py" <<'PYTHON'
import struct, sys

data = open(sys.argv[1], "rb").read()
(at,), (size, n) = struct.unpack_from("<Q", data, 40), struct.unpack_from("<HH", data, 58)
types = [struct.unpack_from("<I", data, at + i * size + 4)[0] for i in range(n)]
print("has .symtab" if 2 in types else "has no .symtab")
PYTHON
for flag in "" "-Wl,--strip-debug" "-s"; do
    "$dir/venv/bin/python" -m ziglang cc -target x86_64-linux-gnu.2.17 -g0 -fPIC -shared $flag -o "$dir/t.so" "$dir/t.c"
    echo "${flag:-no flag}: $(python3 "$dir/symtab.py" "$dir/t.so")"
done > "$dir/seen"
cat "$dir/seen"
test "$(cat "$dir/seen")" = "no flag: has .symtab
-Wl,--strip-debug: has no .symtab
-s: has no .symtab"
