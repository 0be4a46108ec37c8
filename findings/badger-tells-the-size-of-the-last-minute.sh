#!/bin/sh
# badger 4.9.6, with Go 1.26.8.
#
# Guess: DB.Size, "the size of lsm and value log files in bytes", by which a program is to decide when to collect
# garbage, gives about what has been written.
# Behaviour: the sizes are taken when the database is opened, and once a minute after that. After 20 MB in a second it
# gives 0 and 0, with data that Flush has committed; opened again, it gives more.
# Output seen:
#   after 20 MB: 0 0
#   opened again: more than 0
set -eu
dir=$(mktemp -d)
trap 'chmod -R u+w "$dir"; rm -rf "$dir"' EXIT
cd "$dir"
export GOFLAGS= GOWORK=off GOTOOLCHAIN=local CGO_ENABLED=0
go version
printf 'module sizes\n\ngo 1.25\n' > go.mod
cat > main.go <<'GO'
package main

import (
	"fmt"
	"log"

	"github.com/dgraph-io/badger/v4"
)

func main() {
	open := func() *badger.DB {
		db, err := badger.Open(badger.DefaultOptions("data").WithLogger(nil))
		if err != nil {
			log.Fatal(err)
		}
		return db
	}
	db := open()
	batch := db.NewWriteBatch()
	for i := range 2000 {
		if err := batch.Set(fmt.Appendf(nil, "key%d", i), make([]byte, 10_000)); err != nil {
			log.Fatal(err)
		}
	}
	if err := batch.Flush(); err != nil {
		log.Fatal(err)
	}
	tables, values := db.Size()
	fmt.Println("after 20 MB:", tables, values)
	db.Close()
	db = open()
	defer db.Close()
	if tables, values = db.Size(); tables+values > 0 {
		fmt.Println("opened again: more than 0")
	}
}
GO
go get github.com/dgraph-io/badger/v4@v4.9.6
go run . | tee seen
test "$(cat seen)" = "after 20 MB: 0 0
opened again: more than 0"
