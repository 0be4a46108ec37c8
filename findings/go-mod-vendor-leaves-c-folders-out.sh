#!/bin/sh
# Go 1.26.8, go mod vendor; github.com/tree-sitter/go-tree-sitter 0.25.0.
#
# Guess: `go mod vendor` copies all that a build needs, so a program that builds from the module cache builds from vendor/.
# Behaviour: it copies folders that are packages of Go which the build imports. The C files and headers of a module that
# lie in folders of their own, and that only a #cgo line or an #include names, are left out without a word: go-tree-sitter
# builds from the module cache, and not from vendor/, where its header is missing.
# Output seen:
#   module cache: <nil>
#   headers below include/: module cache 1, vendor/ 0
#   vendor/: fatal error: tree_sitter/api.h: No such file or directory
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
cat > go.mod <<'MOD'
module example.com/parser

go 1.24

require (
	github.com/tree-sitter/go-tree-sitter v0.25.0
	github.com/tree-sitter/tree-sitter-python v0.23.6
)
MOD
cat > main.go <<'GO'
package main

import (
	"fmt"

	sitter "github.com/tree-sitter/go-tree-sitter"
	python "github.com/tree-sitter/tree-sitter-python/bindings/go"
)

func main() {
	parser := sitter.NewParser()
	defer parser.Close()
	fmt.Println(parser.SetLanguage(sitter.NewLanguage(python.Language())))
}
GO
unset GOFLAGS
go mod tidy > /dev/null 2>&1
cached=$(go list -m -f '{{.Dir}}' github.com/tree-sitter/go-tree-sitter)
headers() { find "$1/include" -name '*.h' 2> /dev/null | wc -l | tr -d ' '; }
{
    echo "module cache: $(go run .)"
    go mod vendor
    echo "headers below include/: module cache $(headers "$cached"), vendor/ $(headers vendor/github.com/tree-sitter/go-tree-sitter)"
    if go build -mod=vendor -o parser . 2> errors.txt; then echo "vendor/: built"; else
        echo "vendor/: $(grep -o 'fatal error: tree.*' errors.txt)"
    fi
} | tee seen.txt
cmp - seen.txt <<'SEEN'
module cache: <nil>
headers below include/: module cache 1, vendor/ 0
vendor/: fatal error: tree_sitter/api.h: No such file or directory
SEEN
