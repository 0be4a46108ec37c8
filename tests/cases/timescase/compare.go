package timescase

import "time"

// Stamp shows nothing of what it is made of.
type Stamp struct {
	at time.Time
	n  int
}

func StampOf(t time.Time, n int) Stamp { return Stamp{t, n} }

// Plan holds times at several depths.
type Plan struct {
	Name   string
	List   []time.Time
	ByName map[string]time.Time
	Maybe  *time.Time
	Pair   [2]time.Time
	Events []*Event
	ByTime map[time.Time]string
	hidden map[int]Stamp
}

// Hide puts a time where Python does not see it.
func (p *Plan) Hide(t time.Time) { p.hidden = map[int]Stamp{1: {at: t}} }
