//go:build go1.25

package rt

import (
	"encoding/binary"
	"sync"
	"testing"
)

type quickOne struct{}

// What is known of a type stands beside the value; of others nothing is.
func TestQuick(t *testing.T) {
	q := &Quick{Types: map[string]uint8{"gophersnake/rt.quickOne": 5, "*gophersnake/rt.quickOne": 2}}
	type quickTwo struct{ quickOne }
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for _, c := range []struct {
				value any
				want  uint64
			}{{quickOne{}, 5}, {&quickOne{}, 2}, {new(*quickOne), 0}, {quickTwo{}, 0}, {&quickTwo{}, 0}, {7, 0}, {[]quickOne{}, 0}, {struct{ quickOne }{}, 0}} {
				for range 2 { // learned, and known
					w := &Encoder{}
					WriteQuick(w, c.value, q)
					if got := binary.NativeEndian.Uint64(w.buf); got != choiceHeld|c.want<<32 {
						t.Errorf("%T: %#x, want %d", c.value, got, c.want)
					}
					handles.drop([]int32{int32(binary.NativeEndian.Uint64(w.buf[16:]))})
				}
			}
		})
	}
	wg.Wait()
	w := &Encoder{}
	if WriteQuick(w, nil, q); binary.NativeEndian.Uint64(w.buf) != choiceNil {
		t.Error("nil is quick")
	}
}
