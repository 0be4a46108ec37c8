#!/bin/sh
# Go 1.26.8: the settings of GODEBUG that a program starts with.
#
# Guess: a program that Go 1.26 builds has Go 1.26's runtime: panic(nil) is a *runtime.PanicNilError to recover (1.21), and
# GOMAXPROCS follows the quota of the container (1.25). The go line of go.mod is about the language.
# Behaviour: the go line of the *main* module decides both, through the default of GODEBUG, which lies in the file. With
# `go 1.20` recover() returns nil from a panic(nil), so that a deferred function can't tell it from a return, and a
# container's quota is not seen. The go line of a dependency decides neither.
# Output seen:
#   main module go 1.20: recovered <nil>, containermaxprocs=0
#   main module go 1.24: recovered *runtime.PanicNilError, containermaxprocs=0
#   main module go 1.25: recovered *runtime.PanicNilError, containermaxprocs not set
#   main module go 1.25, dependency go 1.20: recovered *runtime.PanicNilError, containermaxprocs not set
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mkdir dep main
cat > dep/dep.go <<'GO'
package dep

import "fmt"

// Recovered is the type of what recover returns from a panic(nil) of this package.
func Recovered() (what string) {
	defer func() { what = fmt.Sprintf("%T", recover()) }()
	panic(nil)
}
GO
cat > main/main.go <<'GO'
package main

import (
	"fmt"

	"example.com/dep"
)

func main() { fmt.Println(dep.Recovered()) }
GO
try() { # what, the go line of main, that of dep
    printf 'module example.com/dep\n\ngo %s\n' "$3" > dep/go.mod
    printf 'module example.com/main\n\ngo %s\n\nrequire example.com/dep v0.0.0\n\nreplace example.com/dep => ../dep\n' "$2" > main/go.mod
    (cd main && go build -o ../program .)
    setting=$(go version -m program | grep -o 'containermaxprocs=[01]' || echo "containermaxprocs not set")
    echo "$1: recovered $(./program), $setting"
}
{
    try "main module go 1.20" 1.20 1.20
    try "main module go 1.24" 1.24 1.24
    try "main module go 1.25" 1.25 1.25
    try "main module go 1.25, dependency go 1.20" 1.25 1.20
} | tee seen.txt
cmp - seen.txt <<'SEEN'
main module go 1.20: recovered <nil>, containermaxprocs=0
main module go 1.24: recovered *runtime.PanicNilError, containermaxprocs=0
main module go 1.25: recovered *runtime.PanicNilError, containermaxprocs not set
main module go 1.25, dependency go 1.20: recovered *runtime.PanicNilError, containermaxprocs not set
SEEN
