package docscase

import (
	"time"

	"example.com/docscase/internal/locked"
)

// A Server has a name that anybody can change.
type Server struct{ Name string }

// Loop runs as long as the server has a name.
func (s *Server) Loop() { // in a goroutine, or awaited
	for s.Name != "" { // while Python says server.name = "": a race
		time.Sleep(time.Millisecond)
	}
}

// Safe has the remedy.
func Safe() *locked.Server { return new(locked.Server) }

var hits = map[string]int{}

// Hit counts; for two threads, "fatal error: concurrent map writes" ends the process.
func Hit(name string) int {
	hits[name]++
	return hits[name]
}
