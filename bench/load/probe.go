package main

import (
	"sync"
	"time"
)

// probe asks for the light path at a fixed pace until it is told that it is over,
// whether or not earlier answers have come: users don't wait for each other. What
// is late counts from the moment at which it was due.
func probe(o options, light *tally, over <-chan struct{}) {
	var idle pool
	defer idle.close()
	var asking sync.WaitGroup
	for due := time.Now(); ; due = due.Add(o.every) {
		select {
		case <-time.After(time.Until(due)):
		case <-over:
			asking.Wait()
			return
		}
		c := idle.take(o)
		asking.Go(func() {
			status, err := c.get(o.light)
			light.add(time.Since(due), status, err)
			idle.give(c)
		})
	}
}

// A pool keeps the connections that no probe uses at the moment.
type pool struct {
	mu   sync.Mutex
	free []*connection
}

func (p *pool) take(o options) *connection {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := len(p.free); n > 0 {
		c := p.free[n-1]
		p.free = p.free[:n-1]
		return c
	}
	return &connection{addr: o.addr, timeout: o.timeout}
}

func (p *pool) give(c *connection) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.free = append(p.free, c)
}

func (p *pool) close() {
	for _, c := range p.free {
		c.close()
	}
}
