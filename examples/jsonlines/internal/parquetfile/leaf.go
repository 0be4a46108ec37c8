package parquetfile

import (
	"bytes"
	"encoding/binary"
	"unsafe"

	"example.com/jsonlines/ndjson"
)

// A leaf is the way down to a column: for each of its slots the repetition and definition levels of Dremel's
// encoding, and which value of the column it is. Where nothing has been null and there is no list on the way, slots is
// nil, and slot i is value i.
type leaf struct {
	path    []string
	n       int     // of slots, where slots is nil
	slots   []int32 // the value, or -1: there is none at this depth
	defs    []byte  // nil: all are defines
	reps    []byte
	defines int // the level of what is there
	repeats int
}

func (l leaf) len() int {
	if l.slots == nil {
		return l.n
	}
	return len(l.slots)
}

// present is the leaf below an optional column: its nulls have no value.
func (l leaf) present(c *ndjson.Column) leaf {
	down := l
	down.defines++
	if c.Nulls == 0 && l.slots == nil {
		return down
	}
	n := l.len()
	down.slots, down.defs = make([]int32, n), make([]byte, n)
	for i := range n {
		at, def := l.slot(i)
		switch {
		case at < 0:
		case c.IsNull(int(at)):
			at = -1
		default:
			def++
		}
		down.slots[i], down.defs[i] = at, def
	}
	return down
}

func (l leaf) slot(i int) (int32, byte) {
	switch {
	case l.slots == nil:
		return int32(i), byte(l.defines)
	case l.defs == nil:
		return l.slots[i], byte(l.defines)
	}
	return l.slots[i], l.defs[i]
}

// items is the leaf of a list's items.
func (l leaf) items(c *ndjson.Column) leaf {
	inside := l.present(c)
	down := leaf{path: append(append([]string(nil), l.path...), "list", "element"), defines: inside.defines + 1, repeats: l.repeats + 1}
	room := inside.len() + c.Fields[0].Len
	down.slots, down.defs, down.reps = make([]int32, 0, room), make([]byte, 0, room), make([]byte, 0, room)
	for i := range inside.len() {
		at, def := inside.slot(i)
		rep := byte(0)
		if inside.reps != nil {
			rep = inside.reps[i]
		}
		if at < 0 || c.Ends[at] == c.Ends[at+1] {
			down.slots, down.defs, down.reps = append(down.slots, -1), append(down.defs, def), append(down.reps, rep)
			continue
		}
		for k := c.Ends[at]; k < c.Ends[at+1]; k++ {
			down.slots, down.defs, down.reps = append(down.slots, k), append(down.defs, def+1), append(down.reps, rep)
			rep = byte(down.repeats)
		}
	}
	return down
}

// page is where the page ends that begins at slot from: after so many rows.
func (l leaf) page(from int) int {
	if l.reps == nil {
		return min(from+rowsOfPage, l.len())
	}
	rows, to := 0, from
	for ; to < l.len(); to++ {
		if l.reps[to] == 0 {
			if rows++; rows > rowsOfPage {
				break
			}
		}
	}
	return to
}

func (l leaf) definitions(from, to int) []byte {
	if l.defs != nil {
		return l.defs[from:to]
	}
	return bytes.Repeat([]byte{byte(l.defines)}, to-from)
}

// values appends those of the slots that have one, in plain encoding.
func (l leaf) values(page []byte, c *ndjson.Column, from, to int) []byte {
	if l.slots == nil {
		return plain(page, c, from, to)
	}
	bit := 0
	start := len(page)
	for _, at := range l.slots[from:to] {
		if at < 0 {
			continue
		}
		switch i := int(at); c.Type.Kind {
		case ndjson.Int:
			page = binary.LittleEndian.AppendUint64(page, uint64(c.Ints[i]))
		case ndjson.Float:
			page = append(page, bytesOf(c.Floats[i:i+1])...)
		case ndjson.Bool:
			if bit&7 == 0 {
				page = append(page, 0)
			}
			page[start+bit>>3] |= (c.Bits[i>>3] >> (i & 7) & 1) << (bit & 7)
			bit++
		default:
			page = text(page, c, i)
		}
	}
	return page
}

// plain appends all values of a range, which has no nulls.
func plain(page []byte, c *ndjson.Column, from, to int) []byte {
	switch c.Type.Kind {
	case ndjson.Int:
		return append(page, bytesOf(c.Ints[from:to])...)
	case ndjson.Float:
		return append(page, bytesOf(c.Floats[from:to])...)
	case ndjson.Bool: // a page begins at a whole byte: rowsOfPage is a multiple of 8
		return append(page, c.Bits[from>>3:(to+7)>>3]...)
	}
	for i := from; i < to; i++ {
		page = text(page, c, i)
	}
	return page
}

func text(page []byte, c *ndjson.Column, i int) []byte {
	s := c.Bytes[c.Ends[i]:c.Ends[i+1]]
	page = binary.LittleEndian.AppendUint32(page, uint32(len(s)))
	return append(page, s...)
}

// bytesOf is the memory of numbers, which is Parquet's plain encoding on machines with little-endian numbers.
func bytesOf[T int64 | float64](v []T) []byte {
	if len(v) == 0 {
		return nil
	}
	return unsafe.Slice((*byte)(unsafe.Pointer(&v[0])), 8*len(v))
}
