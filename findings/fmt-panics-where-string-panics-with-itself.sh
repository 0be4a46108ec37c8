#!/bin/sh
# Go 1.26.8, package fmt, and github.com/itchyny/gojq v0.12.20.
#
# Guess: fmt.Sprint never panics because of a String method: it recovers, and prints %!v(PANIC=String method: ...), as its
# documentation says.
# Behaviour: it does so for most panics. If the method panics with a value that has such a String itself, printing that
# value panics again inside of fmt's own recovery, and Sprint panics. gojq.Operator(0).String() panics with its receiver;
# so does fmt of any struct that holds one. Who prints recovered values for a log must recover once more.
# Output seen:
#   a String that panics with a text: %!v(PANIC=String method: no name)
#   gojq.Operator(0): Sprint panicked with a gojq.Operator
#   a struct that holds one: Sprint panicked with a gojq.Operator
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
printf 'module example.com/m\n\ngo 1.25\n' > go.mod
cat > main.go <<'GO'
package main

import (
	"fmt"

	"github.com/itchyny/gojq"
)

type nameless int

func (nameless) String() string { panic("no name") }

func show(what string, v any) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Printf("%s: Sprint panicked with a %T\n", what, r)
		}
	}()
	fmt.Printf("%s: %s\n", what, fmt.Sprint(v))
}

func main() {
	show("a String that panics with a text", nameless(1))
	show("gojq.Operator(0)", gojq.Operator(0))
	show("a struct that holds one", struct{ Op gojq.Operator }{})
}
GO
go get github.com/itchyny/gojq@v0.12.20 2> /dev/null
go run . | tee seen.txt
printf '%s\n' 'a String that panics with a text: %!v(PANIC=String method: no name)' 'gojq.Operator(0): Sprint panicked with a gojq.Operator' \
    'a struct that holds one: Sprint panicked with a gojq.Operator' | cmp - seen.txt
