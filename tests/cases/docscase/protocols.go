package docscase

import (
	"errors"
	"iter"
	"maps"
)

// A Node is what a Store has.
type Node struct{ Name string }

// Store is what Python takes for a mapping.
type Store struct{ nodes map[string]*Node }

// OpenStore makes an empty one.
func OpenStore(name string) *Store { return &Store{map[string]*Node{}} }

// ErrNoNode is what Get says.
//
//py:raises KeyError
var ErrNoNode = errors.New("no such node")

// Len is the number of nodes.
func (s *Store) Len() int { return len(s.nodes) }

// Get finds a node.
func (s *Store) Get(name string) (*Node, error) {
	if n := s.nodes[name]; n != nil {
		return n, nil
	}
	return nil, ErrNoNode
}

// Set adds a node.
func (s *Store) Set(name string, n *Node) { s.nodes[name] = n }

// Delete takes a node away.
func (s *Store) Delete(name string) { delete(s.nodes, name) }

// All gives each node.
func (s *Store) All() iter.Seq2[string, *Node] { return maps.All(s.nodes) }

// Close closes it.
func (s *Store) Close() error { return nil }

// Registry is a mapping, and Python does not close it.
//
//py:protocol mapping -with
type Registry struct{ Names map[string]int }

// Get finds a number.
func (r *Registry) Get(name string) (int, bool) { n, ok := r.Names[name]; return n, ok }

// Len is the number of names.
func (r *Registry) Len() int { return len(r.Names) }

// Close forgets all.
func (r *Registry) Close() { clear(r.Names) }
