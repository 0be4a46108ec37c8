// Package racy has functions that race, and some that do not.
package racy

import (
	"sync"
	"time"
)

// A Box has a name that everybody may read and write.
type Box struct{ Name string }

// Watch looks at the name for some milliseconds.
func (b *Box) Watch(ms int) (seen int) {
	for end := time.Now().Add(time.Duration(ms) * time.Millisecond); time.Now().Before(end); time.Sleep(time.Millisecond) {
		seen += len(b.Name)
	}
	return seen
}

// Locked counts to n in n goroutines.
func Locked(n int) (total int) {
	var mu sync.Mutex
	var all sync.WaitGroup
	for range n {
		all.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			total++
		})
	}
	all.Wait()
	return total
}

// Unlocked does the same, and forgets the lock.
func Unlocked(n int) (total int) {
	var all sync.WaitGroup
	for range n {
		all.Go(func() { total++ })
	}
	all.Wait()
	return total
}
