// Package threads is what threads without a GIL call: bench/free_threads.py.
package threads

import "sync"

// Nothing does nothing.
func Nothing() {}

// Add returns the sum of two numbers.
func Add(a, b int) int { return a + b }

// Counts is a map that threads share.
type Counts struct {
	mu sync.Mutex
	m  map[string]int
}

// NewCounts makes an empty one.
func NewCounts() *Counts { return &Counts{m: map[string]int{}} }

// Hit adds one to the count of a name, and returns it.
func (c *Counts) Hit(name string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.m[name]++
	return c.m[name]
}
