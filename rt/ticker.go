//go:build go1.25

package rt

import (
	"sync"
	"time"
)

// A ticker interrupts waits from time to time. A timer for each wait would cost too
// much, since setting one may wake a thread of the runtime, and most waits are short.
type ticker struct {
	sync.Mutex
	beat  chan struct{} // closed at the next tick
	asked bool          // a wait may need the next tick
	quiet int           // how many ticks nobody needed
	timer *time.Timer   // nil after a time without waits
}

// moment is how long a Python thread waits in one crossing. Between two crossings it
// runs signal handlers.
const moment = 50 * time.Millisecond

// moments is the ticker of all crossings.
var moments ticker

// next returns a channel that is closed within a moment.
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
