package machinecode

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
)

// A Table is the core's list of functions that C may call once they are proven: a variable of the
// generated main package (internal/emit), as it lies in the file. C reads it (shim/call/direct.h).
//
//	magic    4 words, the last of them n
//	distance n words: from the first of them to the function's code; 0: it is not proven
//	function n values of type any, which hold the functions
type Table struct {
	addr    uint64   // of the distances
	file    uint64   // where they are in the file
	entries []uint64 // addresses of the functions
}

// Magic begins the table. It is looked for in the file, since a core may have no symbols.
var Magic = [3]uint64{0x67707972646e6b73, 0x9b1e7a5cd2f04388, 0x5f3c86e1a70bd419}

// firstFunction is the name of the first function of the table.
const firstFunction = "main.direct0"

func (i *Image) findTable() (*Table, error) {
	var magic []byte
	for _, w := range Magic {
		magic = binary.LittleEndian.AppendUint64(magic, w)
	}
	var found *Table
	for _, s := range i.segments {
		at := bytes.Index(s.data, magic)
		if at < 0 {
			continue
		}
		if found != nil || bytes.Contains(s.data[at+1:], magic) {
			return nil, errors.New("the core has two tables of direct calls")
		}
		n, ok := i.word(s.addr + uint64(at+len(magic)))
		first := uint64(at + len(magic) + 8)
		if !ok || n == 0 || n > 1<<20 || first+24*n > uint64(len(s.data)) {
			return nil, errors.New("the core's table of direct calls is damaged")
		}
		found = &Table{addr: s.addr + first, file: s.file + first}
		for k := range n {
			holder, ok1 := i.word(found.addr + 8*n + 16*k + 8)
			entry, ok2 := i.word(holder)
			if !ok1 || !ok2 || i.code(entry) == nil {
				return nil, errors.New("the core's table of direct calls has no code")
			}
			found.entries = append(found.entries, entry)
		}
	}
	if found == nil {
		return nil, errors.New("the core has no table of direct calls")
	}
	return found, nil
}

// Functions is how many functions the table has.
func (i *Image) Functions() int { return len(i.table.entries) }

// Write stores which functions are proven, in the table in the file. Until then, none is.
func (i *Image) Write(proven []bool) (err error) {
	f, err := os.OpenFile(i.path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	var words []byte
	for n, entry := range i.table.entries {
		distance := entry - i.table.addr
		if !proven[n] {
			distance = 0
		}
		words = binary.LittleEndian.AppendUint64(words, distance)
	}
	_, err = f.WriteAt(words, int64(i.table.file))
	return err
}
