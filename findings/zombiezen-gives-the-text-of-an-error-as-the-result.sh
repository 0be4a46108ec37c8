#!/bin/sh
# Go 1.26.8; zombiezen.com/go/sqlite 1.4.2.
#
# Guess: the statement fails where a scalar function of CreateFunction returns an error, as mattn/go-sqlite3 and Python's
# sqlite3 do it.
# Behaviour: Step succeeds, and the column is the error's text, also where the error is one of the library's own. So an
# exception of a Python function that was registered this way is a value, too.
# Output seen:
#   errors.New: row true, error <nil>, SQLITE_TEXT "no such city"
#   ResultConstraint.ToError: row true, error <nil>, SQLITE_TEXT "constraint failed"
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
cat > go.mod <<'MOD'
module example.com/population

go 1.25

require zombiezen.com/go/sqlite v1.4.2
MOD
cat > main.go <<'GO'
package main

import (
	"errors"
	"fmt"

	"zombiezen.com/go/sqlite"
)

func selected(failure error) (row bool, err error, what string) {
	c, err := sqlite.OpenConn(":memory:")
	if err != nil {
		panic(err)
	}
	defer c.Close()
	err = c.CreateFunction("population", &sqlite.FunctionImpl{
		NArgs:  0,
		Scalar: func(sqlite.Context, []sqlite.Value) (sqlite.Value, error) { return sqlite.Value{}, failure },
	})
	if err != nil {
		panic(err)
	}
	s, err := c.Prepare("select population()")
	if err != nil {
		panic(err)
	}
	defer s.Finalize()
	row, err = s.Step()
	if row {
		what = fmt.Sprintf("%v %q", s.ColumnType(0), s.ColumnText(0))
	}
	return row, err, what
}

func main() {
	row, err, what := selected(errors.New("no such city"))
	fmt.Printf("errors.New: row %v, error %v, %s\n", row, err, what)
	row, err, what = selected(sqlite.ResultConstraint.ToError())
	fmt.Printf("ResultConstraint.ToError: row %v, error %v, %s\n", row, err, what)
}
GO
unset GOFLAGS
go mod tidy > /dev/null 2>&1
go run . | tee seen.txt
cmp - seen.txt <<'SEEN'
errors.New: row true, error <nil>, SQLITE_TEXT "no such city"
ResultConstraint.ToError: row true, error <nil>, SQLITE_TEXT "constraint failed"
SEEN
