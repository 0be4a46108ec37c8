//go:build go1.25

package rt

import (
	"sync"
	"time"
)

// A ticker ends waits from time to time. A timer for each would cost more than
// what mostly comes at once: to set one may wake a thread of the runtime.
type ticker struct {
	sync.Mutex
	beat  chan struct{} // closed at the next one
	asked bool          // somebody may wait for it
	quiet int           // how many have passed for nobody
	timer *time.Timer   // nil while nobody has asked for long
}

// moment is how long a thread of Python's waits in one crossing. Between two
// it looks for signals.
const moment = 50 * time.Millisecond

// moments is for all crossings.
var moments ticker

// next is closed within a moment.
func (p *ticker) next() <-chan struct{} {
	p.Lock()
	defer p.Unlock()
	p.asked = true
	if p.beat == nil {
		p.beat = make(chan struct{})
	}
	if p.timer == nil {
		p.timer, p.quiet = time.AfterFunc(moment, p.tick), 0
	}
	return p.beat
}

func (p *ticker) tick() {
	p.Lock()
	defer p.Unlock()
	if p.asked {
		close(p.beat)
		p.beat, p.asked, p.quiet = nil, false, 0
	} else if p.quiet++; p.quiet > int(time.Second/moment) {
		p.timer = nil
		return
	}
	p.timer.Reset(moment)
}
