#!/bin/sh
# Go 1.26.8, cmd/compile with -m=1 -d=escapemutationscalls=1.
#
# Guess: "does not escape, mutate, or call" of a parameter means that the function leaves alone what it refers to.
# Behaviour: it is said of maps to which the function assigns, and from which it deletes. Only clear() counts as a
# mutation, and so does an assignment to an item of a slice.
# Output seen:
#   assigns(m): m does not escape, mutate, or call
#   deletes(m): m does not escape, mutate, or call
#   clears(m): mutates param: m derefs=0
#   fills(s): mutates param: s derefs=0
set -eu
go version | grep -q "go1\.2[6-9]" || { echo "Go 1.26 is needed" >&2; exit 2; }
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
printf 'module m\n\ngo 1.25\n' > go.mod
cat > m.go <<'GO'
package m

func assigns(m map[string]int) { m["a"] = 1 }
func deletes(m map[string]int) { delete(m, "a") }
func clears(m map[string]int)  { clear(m) }
func fills(s []int)            { s[0] = 1 }

var _, _, _, _ = assigns, deletes, clears, fills
GO
said=$(go build -gcflags='-m=1 -d=escapemutationscalls=1 -l' . 2>&1)
line() { echo "$said" | sed -n "s/^.*m\.go:$1:[0-9]*: \(.*param.*\|.*escape.*\)$/\1/p"; }
echo "assigns(m): $(line 3)"
echo "deletes(m): $(line 4)"
echo "clears(m): $(line 5)"
echo "fills(s): $(line 6)"
test "$(line 3)" = "m does not escape, mutate, or call"
test "$(line 4)" = "m does not escape, mutate, or call"
test "$(line 5)" = "mutates param: m derefs=0"
test "$(line 6)" = "mutates param: s derefs=0"
