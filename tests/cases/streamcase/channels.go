package streamcase

import (
	"context"
	"time"
)

// A Mailbox has channels of all directions.
type Mailbox struct {
	Both chan int
	In   chan<- string
	Out  <-chan string
	Any  chan any
	At   chan Point
}

// NewMailbox makes one with room for so many items.
func NewMailbox(room int) *Mailbox {
	texts := make(chan string, room)
	return &Mailbox{Both: make(chan int, room), In: texts, Out: texts, Any: make(chan any, room), At: make(chan Point, room)}
}

// Waiting is the variable's room.
var Waiting = make(chan int, 4)

// Make makes a channel.
func Make(room int) chan int { return make(chan int, room) }

// MakeSoon makes one that is closed when its context ends.
func MakeSoon(ctx context.Context) chan int {
	c := make(chan int)
	go func() {
		<-ctx.Done()
		close(c)
	}()
	return c
}

// Identical reports whether two are one.
func Identical(a, b chan int) bool { return a == b }

// Identicals is the same of what can only be sent to.
func Identicals(a chan int, b chan<- int) bool { return (chan<- int)(a) == b }

// Filled is how many items are in it.
func Filled(c chan int) int { return len(c) }

// IsNil reports whether it is nil.
func IsNil(c chan int) bool { return c == nil }

// Put sends one.
func Put(c chan<- int, v int) { c <- v }

// Receive receives one, false if it is closed.
func Receive(c <-chan int) (int, bool) {
	v, ok := <-c
	return v, ok
}

// Double sends twice what it receives, until that is closed, and closes the other.
func Double(from <-chan int, to chan<- int) {
	go func() {
		defer close(to)
		for v := range from {
			to <- 2 * v
		}
	}()
}

// Each has several.
func Each(n int) []chan int {
	all := make([]chan int, n)
	for i := range all {
		all[i] = make(chan int, 1)
	}
	return all
}

// Later sends after a time.
func Later(c chan<- int, v int, after time.Duration) {
	go func() {
		time.Sleep(after)
		c <- v
	}()
}

// A Queue is a channel with methods.
type Queue chan int

// Push sends.
func (q Queue) Push(v int) { q <- v }

// Size is how many items are in it.
func (q Queue) Size() int { return len(q) }

// NewQueue makes one.
func NewQueue(room int) Queue { return make(Queue, room) }

// A Handler is a function with methods.
type Handler func(text string) (string, error)

// Handle calls it.
func (h Handler) Handle(text string) (string, error) { return h(text) }

// Twice calls it twice.
func (h Handler) Twice() Handler {
	return func(text string) (string, error) {
		text, err := h(text)
		if err != nil {
			return "", err
		}
		return h(text)
	}
}

// IsNil reports whether it is nil.
func (h Handler) IsNil() bool { return h == nil }

// A Handling is what handles.
type Handling interface {
	Handle(text string) (string, error)
}

// Exclaim is one.
func Exclaim(mark string) Handler {
	return func(text string) (string, error) { return text + mark, nil }
}

// NoHandler is none.
func NoHandler() Handler { return nil }

// Apply calls one.
func Apply(h Handler, text string) (string, error) { return h(text) }

// Run calls what handles.
func Run(h Handling, text string) (string, error) { return h.Handle(text) }

// AsHandling is one as an interface.
func AsHandling(h Handler) Handling { return h }

// A Route has one.
type Route struct {
	Handler Handler
}

// Total adds up what it receives, until that is closed or the context ends.
func Total(ctx context.Context, from <-chan int) (sum int, err error) {
	for {
		select {
		case v, more := <-from:
			if !more {
				return sum, nil
			}
			sum += v
		case <-ctx.Done():
			return sum, ctx.Err()
		}
	}
}

// SendAll sends numbers, and returns when all are taken and, since the last one is only a mark, received.
func SendAll(to chan<- int, n int) {
	for i := range n {
		to <- i
	}
	to <- n
	close(to)
}

// Squares gives the squares of what it receives, until that ends.
func Squares(from <-chan int) <-chan int {
	to := make(chan int)
	go func() {
		defer close(to)
		for v := range from {
			to <- v * v
		}
	}()
	return to
}

// Endless gives what it receives, and has no end.
func Endless(from <-chan int) <-chan int {
	to := make(chan int)
	go func() {
		for v := range from {
			to <- v
		}
	}()
	return to
}

// Gathered gives what it has received, when that has ended.
func Gathered(from <-chan int) <-chan int {
	var all []int
	for v := range from {
		all = append(all, v)
	}
	to := make(chan int, len(all))
	for _, v := range all {
		to <- v
	}
	close(to)
	return to
}

// A Watch ends when its channel says so, or never.
type Watch struct{ Done <-chan struct{} }

// Ends reports whether something may end it.
func (w Watch) Ends() bool { return w.Done != nil }

// NeverEnds reports whether none of the channels is there.
func NeverEnds(done <-chan struct{}, more ...<-chan int) bool {
	for _, c := range more {
		if c != nil {
			return false
		}
	}
	return done == nil
}
