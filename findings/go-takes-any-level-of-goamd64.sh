#!/bin/sh
# Go 1.26.8 on linux/amd64.
#
# Guess: a GOAMD64 that names no level (v1 to v4) is an error, as `GOARCH=amd65` is one.
# Behaviour: the go command says nothing, and writes the setting into the program's build information. The compiler
# compiles for v1: what v3 takes for granted, the program asks the processor at run time. So a misspelt level is a
# slower program, whose `go version -m` says otherwise.
# Output seen:
#   v1: builds, GOAMD64=v1, asks for POPCNT
#   v3: builds, GOAMD64=v3, takes POPCNT
#   v9: builds, GOAMD64=v9, asks for POPCNT
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
export GOFLAGS= GOWORK=off GOTOOLCHAIN=local GOOS=linux GOARCH=amd64
go version
printf 'module levels\n\ngo 1.25\n' > go.mod
cat > main.go <<'GO'
package main

import "math/bits"

var x uint64 = 7

func main() { println(bits.OnesCount64(x)) }
GO
for level in v1 v3 v9; do
    GOAMD64=$level go build -o "$level" . && builds=builds || builds=fails
    said=$(go version -m "$level" | grep -o 'GOAMD64=.*')
    if go tool objdump -s '^main.main$' "$level" | grep -q x86HasPOPCNT; then how=asks\ for; else how=takes; fi
    echo "$level: $builds, $said, $how POPCNT"
done > seen
cat seen
test "$(cat seen)" = "v1: builds, GOAMD64=v1, asks for POPCNT
v3: builds, GOAMD64=v3, takes POPCNT
v9: builds, GOAMD64=v9, asks for POPCNT"
