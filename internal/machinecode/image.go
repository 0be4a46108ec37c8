package machinecode

import (
	"cmp"
	"debug/elf"
	"debug/gosym"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"slices"
	"sort"
	"strings"
)

// An Image is a linked core for Linux on x86-64.
type Image struct {
	path      string
	segments  []segment         // what is mapped, by address
	relocated map[uint64]uint64 // words that the dynamic linker writes: the addresses that they get
	table     *Table
	functions []gosym.Func // by address
	line      func(pc uint64) (file string, line int)
}

// A segment is a part of the file that is mapped.
type segment struct {
	addr, size uint64
	data       []byte // shorter than size, if the rest is zero
	file       uint64 // where data begins in the file
	flags      elf.ProgFlag
}

// Open reads a core that has a table (see Table).
func Open(path string) (*Image, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	f, err := elf.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if f.Machine != elf.EM_X86_64 || f.Class != elf.ELFCLASS64 {
		return nil, fmt.Errorf("%s is for %s", path, f.Machine)
	}
	i := &Image{path: path, relocated: map[uint64]uint64{}}
	for _, p := range f.Progs {
		if p.Type != elf.PT_LOAD {
			continue
		}
		if p.Off > uint64(len(raw)) || p.Filesz > uint64(len(raw))-p.Off {
			return nil, fmt.Errorf("%s is shorter than its header says", path)
		}
		i.segments = append(i.segments, segment{p.Vaddr, p.Memsz, raw[p.Off : p.Off+p.Filesz], p.Off, p.Flags})
	}
	if err := i.readRelocations(f); err != nil {
		return nil, err
	}
	if i.table, err = i.findTable(); err != nil {
		return nil, err
	}
	return i, i.readFunctions(f)
}

// readRelocations reads what the dynamic linker adds the address of the core to.
func (i *Image) readRelocations(f *elf.File) error {
	for _, s := range f.Sections {
		if s.Type != elf.SHT_RELA || s.Flags&elf.SHF_ALLOC == 0 {
			continue
		}
		data, err := s.Data()
		if err != nil {
			return err
		}
		for ; len(data) >= 24; data = data[24:] {
			word, info, addend := binary.LittleEndian.Uint64(data), binary.LittleEndian.Uint64(data[8:]), binary.LittleEndian.Uint64(data[16:])
			if elf.R_X86_64(elf.R_TYPE64(info)) == elf.R_X86_64_RELATIVE {
				i.relocated[word] = addend
			}
		}
	}
	return nil
}

// readFunctions reads Go's own table of functions. The table counts from the beginning of Go's code,
// which the functions of the core's table tell.
func (i *Image) readFunctions(f *elf.File) error {
	var section *elf.Section
	for _, s := range f.Sections {
		if strings.HasSuffix(s.Name, ".gopclntab") {
			section = s
		}
	}
	if section == nil {
		return errors.New("the core has no table of its functions")
	}
	data, err := section.Data()
	if err != nil {
		return err
	}
	relative, err := gosym.NewTable(nil, gosym.NewLineTable(data, 0))
	if err != nil {
		return err
	}
	first := relative.LookupFunc(firstFunction)
	if first == nil {
		return fmt.Errorf("the core has no function %s", firstFunction)
	}
	symbols, err := gosym.NewTable(nil, gosym.NewLineTable(data, i.table.entries[0]-first.Entry))
	if err != nil {
		return err
	}
	i.functions = symbols.Funcs
	i.line = func(pc uint64) (string, int) {
		file, line, _ := symbols.PCToLine(pc)
		return file, line
	}
	if !slices.IsSortedFunc(i.functions, func(a, b gosym.Func) int { return cmp.Compare(a.Entry, b.Entry) }) {
		return errors.New("the core's table of functions is not sorted")
	}
	for n, entry := range i.table.entries {
		if fn := i.function(entry); fn == nil || fn.Entry != entry {
			return fmt.Errorf("entry %d of the core's table of direct calls is no function", n)
		}
	}
	return nil
}

// segmentAt is the segment that holds an address; nil if nothing is mapped there.
func (i *Image) segmentAt(addr uint64) *segment {
	for n := range i.segments {
		if s := &i.segments[n]; addr >= s.addr && addr-s.addr < s.size {
			return s
		}
	}
	return nil
}

// word is the 8 bytes at an address, as they are when the core is loaded.
func (i *Image) word(addr uint64) (uint64, bool) {
	if to, ok := i.relocated[addr]; ok {
		return to, true
	}
	s := i.segmentAt(addr)
	if s == nil || addr-s.addr+8 > uint64(len(s.data)) {
		return 0, false
	}
	return binary.LittleEndian.Uint64(s.data[addr-s.addr:]), true
}

// code is what stands at an address that can run; nil if nothing does.
func (i *Image) code(addr uint64) []byte {
	s := i.segmentAt(addr)
	if s == nil || s.flags&elf.PF_X == 0 || s.flags&elf.PF_W != 0 || addr-s.addr >= uint64(len(s.data)) {
		return nil
	}
	return s.data[addr-s.addr:]
}

// isStatic reports whether static data is at an address: readable, and no code.
func (i *Image) isStatic(addr uint64) bool {
	s := i.segmentAt(addr)
	return s != nil && s.flags&elf.PF_R != 0 && s.flags&elf.PF_X == 0
}

// function is the Go function at an address; nil if there is none.
func (i *Image) function(addr uint64) *gosym.Func {
	n := sort.Search(len(i.functions), func(n int) bool { return i.functions[n].Entry > addr }) - 1
	if n < 0 || addr >= i.functions[n].End {
		return nil
	}
	return &i.functions[n]
}

// compiled reports whether a function was made by the Go compiler, and not written in assembly.
func (i *Image) compiled(fn *gosym.Func) bool {
	file, _ := i.line(fn.Entry)
	return strings.HasSuffix(file, ".go") || file == "<autogenerated>"
}
