package main

import (
	"errors"
	"sync"
	"time"
)

type options struct {
	addr, path, light     string
	connections, requests int
	every, timeout        time.Duration
}

type findings struct {
	Heavy   summary `json:"heavy"`
	Light   summary `json:"light"`
	Seconds float64 `json:"seconds"`
	Rate    float64 `json:"rps"` // answered requests a second
}

func run(o options) (findings, error) {
	if o.connections < 1 || o.requests < 1 || o.every <= 0 {
		return findings{}, errors.New("connections, requests and light-every must be positive")
	}
	connections := open(o)
	defer func() {
		for _, c := range connections {
			c.close()
		}
	}()
	var heavy, light tally
	over := make(chan struct{})
	var probing sync.WaitGroup
	probing.Go(func() { probe(o, &light, over) })
	started := time.Now()
	var asking sync.WaitGroup
	for _, c := range connections {
		asking.Go(func() {
			for range o.requests {
				sent := time.Now()
				status, err := c.get(o.path)
				heavy.add(time.Since(sent), status, err)
			}
		})
	}
	asking.Wait()
	took := time.Since(started).Seconds()
	close(over)
	probing.Wait()
	found := findings{Heavy: heavy.summary(), Light: light.summary(), Seconds: took}
	found.Rate = float64(found.Heavy.OK) / took
	return found, nil
}

// open makes the connections before the clock runs. The server has accepted each:
// it has answered a light request on it. One that can't be opened is tried again
// by its first request, which then counts as failed.
func open(o options) []*connection {
	connections := make([]*connection, o.connections)
	// No more at once than a server's backlog takes.
	room := make(chan struct{}, 64)
	var opening sync.WaitGroup
	for i := range connections {
		c := &connection{addr: o.addr, timeout: o.timeout}
		connections[i] = c
		opening.Go(func() {
			room <- struct{}{}
			defer func() { <-room }()
			c.get(o.light)
		})
	}
	opening.Wait()
	return connections
}
