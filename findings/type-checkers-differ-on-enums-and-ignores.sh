#!/bin/sh
# mypy 2.4.1, basedpyright 1.40.2 (pyright), pyrefly 1.5.0, ty 0.0.108.
#
# Guess: where a stub's enum class has methods `value` and `name`, these are what a member has for every type checker, as
# in Python; and `# type: ignore[code]` silences a line for each of them, whatever its own codes are.
# Behaviour: for ty, `.value` and `.name` of a member are always the enum's own, so that a call is an error, and for
# pyrefly `.name` is.
# ty takes `# type: ignore` without a code, and not one with codes of others; `# ty: ignore` is its own. mypy alone
# knows the code unused-ignore, by which a line may have nothing to ignore.
# Output seen (errors: calls of value and of name, a line with a code, a line without):
#   mypy: 0 0 0 0
#   basedpyright: 0 0 0 0
#   pyrefly: 0 1 0 0
#   ty: 1 1 1 0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/python -m pip install --quiet mypy==2.4.1 basedpyright==1.40.2 pyrefly==1.5.0 ty==0.0.108
cat > levels.pyi <<'PY'
import enum

class Level(enum.IntEnum):
    LOW = 0
    def value(self) -> str: ...  # type: ignore
    def name(self) -> str: ...  # type: ignore

class Word(str):
    def split(self) -> list[int]: ...  # type: ignore[override, unused-ignore]

class Other(str):
    def split(self) -> list[int]: ...  # type: ignore
PY
cat > use.py <<'PY'
from levels import Level

value: str = Level.LOW.value()
name: str = Level.LOW.name()
PY
echo '{"typeCheckingMode": "strict"}' > pyrightconfig.json
touch pyrefly.toml
check() {
    name=$1
    shift
    said=$(NO_COLOR=1 "$@" 2>&1 || true)
    count() { echo "$said" | grep -c "$1.*error\|ERROR.*$1" || true; }
    echo "$name: $(count 'use.py:3') $(count 'use.py:4') $(count 'levels.pyi:9') $(count 'levels.pyi:12')"
}
{
    check mypy venv/bin/mypy --strict use.py levels.pyi
    check basedpyright venv/bin/basedpyright use.py levels.pyi
    check pyrefly venv/bin/pyrefly check --output-format min-text use.py levels.pyi
    check ty venv/bin/ty check --output-format concise use.py levels.pyi
} | tee said
printf 'mypy: 0 0 0 0\nbasedpyright: 0 0 0 0\npyrefly: 0 1 0 0\nty: 1 1 1 0\n' | cmp - said
