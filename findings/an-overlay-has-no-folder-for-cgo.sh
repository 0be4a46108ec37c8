#!/bin/sh
# Go 1.26.8, the go command's -overlay, with cgo.
#
# Guess: a package whose folder exists in an overlay alone is compiled like any other, with `import "C"` too, since
# overlays of cgo files work: `go build` replaces the text of a file with `import "C"` in a folder that is there.
# Behaviour: without `import "C"` it is. With it, cgo is run in the folder, which does not exist, and the build fails.
# Output seen:
#   no cgo: built
#   cgo, in a folder that is there: built
#   cgo, in the overlay's own folder: chdir: no such file or directory
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mkdir there _text
printf 'module example.com/m\n\ngo 1.25\n' > go.mod
printf 'package there\n' > there/there.go
printf 'package p\n\nconst A = 1\n' > _text/plain.go
printf 'package p\n\n// int one(void);\nimport "C"\n\nconst A = C.sizeof_int\n' > _text/c.go
try() { # what, the file that is replaced, its text
    printf '{"Replace": {"%s": "%s"}}' "$dir/$2" "$dir/$3" > overlay.json
    if said=$(CGO_ENABLED=1 go build -overlay overlay.json "./${2%/*}" 2>&1); then said=built; fi
    case $said in *chdir*"no such file or directory"*) said="chdir: no such file or directory" ;; esac
    echo "$1: $said"
}
{
    try "no cgo" own/p.go _text/plain.go
    try "cgo, in a folder that is there" there/there.go _text/c.go
    try "cgo, in the overlay's own folder" own/p.go _text/c.go
} | tee seen.txt
printf 'no cgo: built\ncgo, in a folder that is there: built\ncgo, in the overlay'"'"'s own folder: chdir: no such file or directory\n' | cmp - seen.txt
