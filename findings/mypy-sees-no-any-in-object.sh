#!/bin/sh
# mypy 2.4.1 and basedpyright 1.40.2, the signatures of __add__ and __iadd__.
#
# Guess: a class whose __iadd__ takes Iterable[object] may have any __add__ of a list: whatever is in the list is an object.
# Behaviour: mypy accepts it beside __add__(list[int]) and refuses it beside __add__(list[Any]), "Signatures of "__iadd__" and
# "__add__" are incompatible": it asks whether one parameter is a proper subtype of the other, and for that Any is none of
# object, though Any is accepted for object everywhere else. basedpyright accepts both.
# Output seen:
#   mypy, list[int]: accepted
#   mypy, list[Any]: Signatures of "__iadd__" and "__add__" are incompatible
#   mypy, list[Any] and Iterable[Any]: accepted
#   basedpyright: 0 errors
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/python -m pip install -q mypy==2.4.1 basedpyright==1.40.2
write() { # file, the item of __add__, that of __iadd__
    printf 'from collections.abc import Iterable\nfrom typing import Any, Self\nclass Row:\n' > "$1"
    printf '    def __add__(self, other: list[%s]) -> list[%s]: ...\n' "$2" "$2" >> "$1"
    printf '    def __iadd__(self, values: Iterable[%s]) -> Self: ...\n' "$3" >> "$1"
}
write ints.pyi int object
write anys.pyi Any object
write both.pyi Any Any
judge() {
    said=$(env/bin/mypy --strict "$2" || true)
    case $said in *"are incompatible"*) said='Signatures of "__iadd__" and "__add__" are incompatible' ;; Success*) said=accepted ;; esac
    echo "mypy, $1: $said"
}
{
    judge "list[int]" ints.pyi
    judge "list[Any]" anys.pyi
    judge "list[Any] and Iterable[Any]" both.pyi
    echo "basedpyright: $(env/bin/basedpyright --level error ints.pyi anys.pyi both.pyi | tail -n 1 | cut -d, -f1)"
} | tee seen.txt
printf '%s\n' 'mypy, list[int]: accepted' 'mypy, list[Any]: Signatures of "__iadd__" and "__add__" are incompatible' \
    'mypy, list[Any] and Iterable[Any]: accepted' 'basedpyright: 0 errors' | cmp - seen.txt
