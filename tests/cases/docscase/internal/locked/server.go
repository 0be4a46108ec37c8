// Package locked has the other half of what docs/threads.md shows.
package locked

import "sync"

type Server struct {
	mu   sync.Mutex
	name string
}

func (s *Server) SetName(name string) { s.mu.Lock(); defer s.mu.Unlock(); s.name = name }

// Name is the name.
func (s *Server) Name() string { s.mu.Lock(); defer s.mu.Unlock(); return s.name }
