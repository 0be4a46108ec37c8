#!/bin/sh
# packaging 26.4, by which pip and others choose wheels: the tag abi3t of PEP 803, the stable ABI of Python 3.15 and later.
#
# Guess: abi3t counts from 3.15 on, as abi3 does from 3.2. A Python with a GIL takes it too, since the ABI is for both kinds of build.
# Behaviour: a free-threaded Python takes abi3t of every version from 3.2 on, and 3.13 and 3.14, which load no such file, take it too. A Python with
# a GIL takes none: a wheel is for both kinds only if its tag says abi3.abi3t.
# Output seen:
#   3.13t takes cp313-abi3t-any ... cp32-abi3t-any
#   3.15t takes cp315-abi3t-any ... cp32-abi3t-any
#   3.15 takes nothing of abi3t
#   3.15 takes cp315-abi3.abi3t-any: True; cp315-abi3t-any: False
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check packaging==26.4
seen=$(
    env/bin/python - <<'PYTHON'
from packaging.tags import cpython_tags, parse_tag


def taken(minor, abi):
    return list(cpython_tags(python_version=(3, minor), abis=[abi], platforms=["any"]))


for name, minor, abi in ("3.13t", 13, "cp313t"), ("3.15t", 15, "cp315t"), ("3.15", 15, "cp315"):
    found = [str(tag) for tag in taken(minor, abi) if tag.abi == "abi3t"]
    print(name, "takes", f"{found[0]} ... {found[-1]}" if found else "nothing of abi3t")
for_both = {tag: bool(parse_tag(tag) & set(taken(15, "cp315"))) for tag in ("cp315-abi3.abi3t-any", "cp315-abi3t-any")}
print("3.15 takes", "; ".join(f"{tag}: {yes}" for tag, yes in for_both.items()))
PYTHON
)
echo "$seen"
[ "$seen" = "3.13t takes cp313-abi3t-any ... cp32-abi3t-any
3.15t takes cp315-abi3t-any ... cp32-abi3t-any
3.15 takes nothing of abi3t
3.15 takes cp315-abi3.abi3t-any: True; cp315-abi3t-any: False" ]
