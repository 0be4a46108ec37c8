package audit

import (
	"bytes"
	"debug/macho"
	"encoding/binary"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

var machoArches = map[macho.Cpu]string{macho.CpuAmd64: "x86_64", macho.CpuArm64: "arm64"}

// Load commands that debug/macho does not know; mach-o/loader.h.
const (
	lcVersionMin    = 0x24
	lcBuildVersion  = 0x32
	lcCodeSignature = 0x1d
)

// readMachO reads one file of macOS, for one processor.
func readMachO(name string, content io.ReaderAt) (*Library, error) {
	f, err := macho.NewFile(content)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	lib := &Library{Path: name, System: "darwin", Arch: machoArches[f.Cpu]}
	if lib.Arch == "" {
		return nil, fmt.Errorf("%s: no wheels are made for the processor %v", name, f.Cpu)
	}
	if lib.Needed, err = f.ImportedLibraries(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	for _, load := range f.Loads {
		raw := load.Raw()
		at := map[uint32]int{lcBuildVersion: 12, lcVersionMin: 8}[f.ByteOrder.Uint32(raw)]
		if at > 0 && len(raw) >= at+4 {
			v := f.ByteOrder.Uint32(raw[at:])
			lib.Oldest = Version{int(v >> 16), int(v >> 8 & 0xff)}
		}
		lib.Signed = lib.Signed || f.ByteOrder.Uint32(raw) == lcCodeSignature
	}
	if f.Symtab == nil {
		return lib, nil
	}
	const external, kind, anywhere = 0x01, 0x0e, 0xfe
	for _, s := range f.Symtab.Syms {
		symbol := strings.TrimPrefix(s.Name, "_") // of each name in C
		switch {
		case s.Type&external == 0:
			lib.Symbols = true
		case s.Type&kind == 0:
			lib.Undefined = append(lib.Undefined, symbol)
			if s.Desc>>8 == anywhere {
				lib.Anywhere = append(lib.Anywhere, symbol)
			}
		default:
			lib.Exports = append(lib.Exports, symbol)
		}
	}
	lib.Defines = lib.Exports
	slices.Sort(lib.Exports)
	slices.Sort(lib.Undefined)
	return lib, nil
}

func isMachO(data []byte) bool {
	return len(data) >= 4 && binary.LittleEndian.Uint32(data) == macho.Magic64 || bytes.HasPrefix(data, []byte{0xca, 0xfe, 0xba, 0xbe, 0, 0, 0})
}

// platformOfMachO takes the tag from files of macOS: the newest that one of them asks for.
func platformOfMachO(libs []*Library, own map[string]bool) (Platform, error) {
	p := Platform{system: "darwin", arch: libs[0].Arch}
	for _, lib := range libs {
		if p.oldest.less(lib.Oldest) {
			p.oldest = lib.Oldest
		}
		for _, symbol := range lib.Anywhere {
			if !strings.HasPrefix(strings.TrimPrefix(symbol, "_"), "Py") && p.Reason == "" {
				p.Reason = fmt.Sprintf("%s needs %s, which no library that it is linked with has", path.Base(lib.Path), symbol)
				p.Cure = "link it with the library that has it"
			}
		}
		for _, needed := range lib.Needed {
			switch base := path.Base(needed); {
			case strings.HasPrefix(base, "libpython") || base == "Python":
				return Platform{}, libpython(lib, needed)
			case strings.HasPrefix(needed, "/usr/lib/"), strings.HasPrefix(needed, "/System/Library/"), own[base]:
			case p.Reason == "":
				p.Reason = fmt.Sprintf("%s needs %s, which is not a part of macOS", path.Base(lib.Path), needed)
				p.Cure = "repair the wheel with delocate, which copies the library into it, or link it statically"
			}
		}
	}
	p.Tag = macOSTag(p.oldest, p.arch)
	return p, nil
}

func macOSTag(v Version, arch string) string {
	return fmt.Sprintf("macosx_%d_%d_%s", v.Major, v.Minor, arch)
}
