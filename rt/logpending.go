//go:build go1.25

package rt

import "sync/atomic"

// pendingRecords is text for crash reports: when Go ends the process, the shim's handler of
// signals can read no Go values. It is memory of the shim's, gs_records_pending in
// shim/process/records.h. The lock of records guards it.
type pendingRecords struct {
	n    [2]atomic.Int64
	text [2][32 << 10]byte
}

// Which of the two texts.
const (
	beingGiven = iota
	toCome
)

// add appends a record, as long as there is room.
func (p *pendingRecords) add(r *LogRecord) {
	if p == nil {
		return
	}
	at := p.n[toCome].Load()
	if at == int64(len(p.text[toCome])) {
		return
	}
	n := copy(p.text[toCome][at:], r.text())
	p.n[toCome].Store(at + int64(n))
}

// give says that all so far are on their way to Python, and given that they have arrived.
func (p *pendingRecords) give() {
	if p == nil {
		return
	}
	n := p.n[toCome].Load()
	copy(p.text[beingGiven][:], p.text[toCome][:n])
	p.n[beingGiven].Store(n)
	p.n[toCome].Store(0)
}

func (p *pendingRecords) given() {
	if p != nil {
		p.n[beingGiven].Store(0)
	}
}
