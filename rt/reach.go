//go:build go1.25

package rt

import "runtime"

// Reach is the address of a field, or nil where an embedded pointer on the way to it is nil.
func Reach[T any](field func() *T) (p *T) {
	defer func() {
		if v := recover(); v != nil {
			if _, fault := v.(runtime.Error); !fault {
				panic(v)
			}
		}
	}()
	return field()
}

// Absent ends a call with an AttributeError.
func (f *Frame) Absent(text string) {
	f.room = 0
	w := f.PutWire(0)
	WriteStr(w, text)
	w.Done()
	f.code = codeAbsent
}
