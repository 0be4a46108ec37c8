package interfacecase

import "sync"

// An Observer is told.
type Observer interface {
	Told(what string) bool
	Prefix() string
}

// A Listener has one method.
type Listener interface{ Heard(what string) bool }

// A Subject tells its observers.
type Subject struct {
	mu        sync.Mutex
	observers []Observer
	listeners map[Listener]int
}

// Attach adds one.
func (s *Subject) Attach(o Observer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.observers = append(s.observers, o)
}

// Detach removes one, and reports whether it was there.
func (s *Subject) Detach(o Observer) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, other := range s.observers {
		if other == o {
			s.observers = append(s.observers[:i:i], s.observers[i+1:]...)
			return true
		}
	}
	return false
}

// Tell returns how many were told.
func (s *Subject) Tell(what string) (n int) {
	s.mu.Lock()
	all := append([]Observer(nil), s.observers...)
	s.mu.Unlock()
	for _, o := range all {
		if o.Told(o.Prefix() + what) {
			n++
		}
	}
	return n
}

// Listen counts how often a listener was given.
func (s *Subject) Listen(l Listener) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.listeners == nil {
		s.listeners = map[Listener]int{}
	}
	s.listeners[l]++
	return s.listeners[l]
}

// Are reports whether all are one.
func Are(all []Observer) bool {
	for _, o := range all {
		if o != all[0] {
			return false
		}
	}
	return true
}
