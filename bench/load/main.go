// Command load asks a server for one path from many connections at once, each of
// which sends its next request when it has the answer to the last, and at the same
// time, at a fixed pace, for a light path. It prints what both saw as JSON.
//
//	load -addr 127.0.0.1:8000 -path /heavy -connections 64 -requests 30 -light /light
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"time"
)

func main() {
	var o options
	flag.StringVar(&o.addr, "addr", "127.0.0.1:8000", "the server's address")
	flag.StringVar(&o.path, "path", "/", "what is asked for")
	flag.IntVar(&o.connections, "connections", 64, "how many connections ask at once")
	flag.IntVar(&o.requests, "requests", 30, "how often each of them asks")
	flag.StringVar(&o.light, "light", "/light", "what is asked for beside it")
	flag.DurationVar(&o.every, "light-every", 20*time.Millisecond, "the pace of that")
	flag.DurationVar(&o.timeout, "timeout", 2*time.Minute, "how long an answer may take")
	flag.Parse()
	found, err := run(o)
	if err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
	json.NewEncoder(os.Stdout).Encode(found)
}
