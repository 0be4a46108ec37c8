package audit

import (
	"bytes"
	"debug/pe"
	"encoding/binary"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

var peArches = map[uint16]string{pe.IMAGE_FILE_MACHINE_AMD64: "amd64", pe.IMAGE_FILE_MACHINE_ARM64: "arm64"}

// readPE reads one file of Windows.
func readPE(name string, content io.ReaderAt) (*Library, error) {
	f, err := pe.NewFile(content)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	lib := &Library{Path: name, System: "windows", Arch: peArches[f.Machine]}
	if lib.Arch == "" {
		return nil, fmt.Errorf("%s: no wheels are made for the processor %#x", name, f.Machine)
	}
	imported, err := f.ImportedSymbols() // "GetLastError:KERNEL32.dll"
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	for _, s := range imported {
		symbol, library, _ := strings.Cut(s, ":")
		lib.Undefined = append(lib.Undefined, symbol)
		if library = strings.ToLower(library); !slices.Contains(lib.Needed, library) {
			lib.Needed = append(lib.Needed, library)
		}
	}
	if lib.Exports, err = peExports(f); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	lib.Defines = lib.Exports
	slices.Sort(lib.Needed)
	slices.Sort(lib.Undefined)
	return lib, nil
}

// peExports reads the names of the export table, which debug/pe does not.
func peExports(f *pe.File) ([]string, error) {
	header, ok := f.OptionalHeader.(*pe.OptionalHeader64)
	if !ok || header.NumberOfRvaAndSizes == 0 || header.DataDirectory[pe.IMAGE_DIRECTORY_ENTRY_EXPORT].Size == 0 {
		return nil, nil
	}
	at := header.DataDirectory[pe.IMAGE_DIRECTORY_ENTRY_EXPORT].VirtualAddress
	for _, s := range f.Sections {
		if at < s.VirtualAddress || at-s.VirtualAddress >= s.Size {
			continue
		}
		data, err := s.Data()
		if err != nil {
			return nil, err
		}
		bad := fmt.Errorf("the export table is damaged")
		from := func(address uint32) []byte {
			if address < s.VirtualAddress || address-s.VirtualAddress > uint32(len(data)) {
				return nil
			}
			return data[address-s.VirtualAddress:]
		}
		table := from(at)
		if len(table) < 40 {
			return nil, bad
		}
		count, list := binary.LittleEndian.Uint32(table[24:]), from(binary.LittleEndian.Uint32(table[32:]))
		if uint64(len(list)) < 4*uint64(count) {
			return nil, bad
		}
		var names []string
		for ; count > 0; count, list = count-1, list[4:] {
			name, _, ok := bytes.Cut(from(binary.LittleEndian.Uint32(list)), []byte{0})
			if !ok {
				return nil, bad
			}
			names = append(names, string(name))
		}
		slices.Sort(names)
		return names, nil
	}
	return nil, nil
}

func isPE(data []byte) bool {
	if len(data) < 0x40 || data[0] != 'M' || data[1] != 'Z' {
		return false
	}
	at := binary.LittleEndian.Uint32(data[0x3c:])
	return uint64(at)+4 <= uint64(len(data)) && string(data[at:at+4]) == "PE\x00\x00"
}

// ofWindows are libraries that each Windows has, and each Python: python3.dll.
var ofWindows = []string{
	"advapi32.dll", "bcrypt.dll", "bcryptprimitives.dll", "crypt32.dll", "dbghelp.dll", "dnsapi.dll", "gdi32.dll", "iphlpapi.dll", "kernel32.dll",
	"mswsock.dll", "ncrypt.dll", "netapi32.dll", "ntdll.dll", "ole32.dll", "oleaut32.dll", "powrprof.dll", "psapi.dll", "rpcrt4.dll", "secur32.dll",
	"shell32.dll", "shlwapi.dll", "ucrtbase.dll", "user32.dll", "userenv.dll", "version.dll", "winmm.dll", "ws2_32.dll", "wtsapi32.dll", "python3.dll",
}

// platformOfPE takes the tag from files of Windows.
func platformOfPE(libs []*Library, own map[string]bool) (Platform, error) {
	p := Platform{system: "windows", arch: libs[0].Arch, Tag: "win_" + libs[0].Arch}
	for _, lib := range libs {
		for _, needed := range lib.Needed {
			switch {
			case strings.HasPrefix(needed, "python3") && needed != "python3.dll":
				return Platform{}, libpython(lib, needed)
			case slices.Contains(ofWindows, needed), strings.HasPrefix(needed, "api-ms-win-"), own[needed]:
			case p.Reason == "":
				p.Reason = fmt.Sprintf("%s needs %s, which is not a part of Windows", path.Base(lib.Path), needed)
				p.Cure = "repair the wheel with delvewheel, which copies the library into it, or link it statically"
			}
		}
	}
	return p, nil
}
