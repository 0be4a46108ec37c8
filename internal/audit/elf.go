// Package audit reads what a built extension asks of the machine that loads
// it, and says for which platforms its wheel may be tagged.
package audit

import (
	"bytes"
	"debug/elf"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"

	"gophersnake/internal/failures"
)

// A Library is what one file needs and shows.
type Library struct {
	Path      string
	System    string   // as Go names it: darwin, windows; "" is Linux
	Arch      string   // as in a wheel's tag: x86_64, aarch64; arm64; amd64
	Needed    []string // shared libraries: libc.so.6
	Search    []string // the folders in which it has them looked for first: $ORIGIN/../libs
	Glibc     Version  // the newest GLIBC_ version that a symbol asks for
	Witness   []string // the symbols that ask for it
	Exports   []string // symbols that others can see
	Other     []string // symbol versions of other libraries: GCC_3.0
	Defines   []string // symbol versions of its own; where there are none, symbols
	Oldest    Version  // the oldest macOS that it is for
	Signed    bool     // on macOS: it has a signature
	Undefined []string // on macOS and Windows: symbols of others
	Anywhere  []string // on macOS: those that any library of the process may have

	Symbols bool // it carries a table of symbols for debuggers: it is not stripped

	constants []byte // .rodata
}

// mostConstants is how large a section of constants is kept: that of a core is not needed.
const mostConstants = 1 << 20

// Contains reports whether a text is among the constants of a small library.
func (l *Library) Contains(text string) bool { return bytes.Contains(l.constants, []byte(text)) }

// A Version of glibc.
type Version struct{ Major, Minor int }

func (v Version) String() string { return fmt.Sprintf("%d.%d", v.Major, v.Minor) }

// Less reports whether a version is known and older than another.
func (v Version) Less(w Version) bool { return v != (Version{}) && v.less(w) }

func (v Version) less(w Version) bool {
	return v.Major < w.Major || v.Major == w.Major && v.Minor < w.Minor
}

var arches = map[elf.Machine]string{
	elf.EM_X86_64:  "x86_64",
	elf.EM_AARCH64: "aarch64",
}

// Read reads a library or a program.
func Read(path string) (*Library, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return ReadFrom(path, f)
}

// readELF reads one file of Linux.
func readELF(path string, content io.ReaderAt) (*Library, error) {
	f, err := elf.NewFile(content)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	lib := &Library{Path: path, Arch: arches[f.Machine]}
	if lib.Arch == "" {
		return nil, fmt.Errorf("%s: no wheels are made for the processor %v", path, f.Machine)
	}
	if lib.Needed, err = f.ImportedLibraries(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	for _, tag := range []elf.DynTag{elf.DT_RUNPATH, elf.DT_RPATH} {
		all, err := f.DynString(tag)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		for _, list := range all {
			lib.Search = append(lib.Search, strings.Split(list, ":")...)
		}
	}
	symbols, err := f.DynamicSymbols()
	if err != nil && !errors.Is(err, elf.ErrNoSymbols) { // a program that is linked statically has none
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	lib.Symbols = f.Section(".symtab") != nil
	if f.SectionByType(elf.SHT_GNU_VERDEF) != nil {
		versions, err := f.DynamicVersions()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		for _, v := range versions {
			lib.Defines = append(lib.Defines, v.Name)
		}
	}
	if s := f.Section(".rodata"); s != nil && s.Size < mostConstants {
		if lib.constants, err = s.Data(); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	witness := map[Version][]string{}
	other := map[string]bool{}
	for _, s := range symbols {
		if s.Section != elf.SHN_UNDEF {
			lib.Exports = append(lib.Exports, s.Name)
			continue
		}
		if s.Version == "" {
			continue
		}
		v, ok := parseGlibc(s.Version)
		if !ok {
			other[s.Version] = true
			continue
		}
		witness[v] = append(witness[v], s.Name)
		if lib.Glibc.less(v) {
			lib.Glibc = v
		}
	}
	lib.Witness = witness[lib.Glibc]
	for v := range other {
		lib.Other = append(lib.Other, v)
	}
	sort.Strings(lib.Witness)
	sort.Strings(lib.Exports)
	sort.Strings(lib.Other)
	return lib, nil
}

// IsELF reports whether this is the content of a program or a library of Linux.
func IsELF(data []byte) bool { return bytes.HasPrefix(data, []byte(elf.ELFMAG)) }

// ParseVersion reads 2.36.
func ParseVersion(text string) (Version, bool) { return parseGlibc("GLIBC_" + text) }

// parseGlibc reads GLIBC_2.17 and GLIBC_2.3.2; the third number never
// decides.
func parseGlibc(version string) (Version, bool) {
	rest, ok := strings.CutPrefix(version, "GLIBC_")
	if !ok {
		return Version{}, false
	}
	parts := strings.Split(rest, ".")
	if len(parts) < 2 {
		return Version{}, false
	}
	major, err1 := strconv.Atoi(parts[0])
	minor, err2 := strconv.Atoi(parts[1])
	return Version{major, minor}, err1 == nil && err2 == nil
}

// Platform is the platform part of a wheel's tag, with what stands behind it.
type Platform struct {
	Tag    string // manylinux_2_34_x86_64, linux_x86_64
	Reason string // why it is not more portable, "" if it could not be
	Cure   string // what would make it so
	system string // "" is Linux
	arch   string
	glibc  Version // the oldest that has all symbols; zero if a library is missing elsewhere
	oldest Version // the oldest macOS
}

// oldest is the lowest tag given: what runs on glibc 2.17 and before is not
// told apart, since Go itself asks for kernels of that time.
var oldest = Version{2, 17}

// PlatformOf takes the tag from all files of an extension.
func PlatformOf(libs ...*Library) (Platform, error) {
	if len(libs) == 0 {
		return Platform{}, fmt.Errorf("no files to audit")
	}
	arch, newest := libs[0].Arch, oldest
	own := map[string]bool{} // a wheel may bring libraries along
	for _, lib := range libs {
		own[filepath.Base(lib.Path)] = true
	}
	for _, lib := range libs {
		if lib.System != libs[0].System {
			return Platform{}, fmt.Errorf("%s and %s are for different systems", libs[0].Path, lib.Path)
		}
		if lib.Arch != arch {
			return Platform{}, fmt.Errorf("%s is for %s and %s for %s", libs[0].Path, arch, lib.Path, lib.Arch)
		}
	}
	switch libs[0].System {
	case "darwin":
		return platformOfMachO(libs, own)
	case "windows":
		return platformOfPE(libs, own)
	}
	var reason string
	for _, lib := range libs {
		for _, needed := range lib.Needed {
			if strings.HasPrefix(needed, "libpython") {
				return Platform{}, libpython(lib, needed)
			}
			if strings.HasPrefix(needed, "ld-musl") || strings.HasPrefix(needed, "libc.musl") {
				return Platform{}, failures.MuslObject.Error("object", filepath.Base(lib.Path))
			}
			if !slices.Contains(policy, needed) && !own[needed] {
				return Platform{
					arch:   arch,
					Tag:    "linux_" + arch,
					Reason: fmt.Sprintf("%s needs %s, which is not on every Linux", filepath.Base(lib.Path), needed),
					Cure:   "repair the wheel with auditwheel, which copies the library into it, or link it statically",
				}, nil
			}
		}
		system := slices.DeleteFunc(slices.Clone(lib.Needed), func(needed string) bool { return own[needed] })
		for _, version := range lib.Other {
			glibc, known, some := glibcFor(version, system)
			if known && !some {
				return Platform{
					arch:   arch,
					Tag:    "linux_" + arch,
					Reason: fmt.Sprintf("%s asks for %s, which is newer than all tags know", filepath.Base(lib.Path), version),
					Cure:   "build on an older system, or link the library statically",
				}, nil
			}
			if newest.less(glibc) {
				newest = glibc
				reason = fmt.Sprintf("%s asks for %s", filepath.Base(lib.Path), version)
			}
		}
		if newest.less(lib.Glibc) {
			newest = lib.Glibc
			reason = fmt.Sprintf("%s asks for GLIBC_%s (%s)", filepath.Base(lib.Path), lib.Glibc, strings.Join(firstFew(lib.Witness), ", "))
		}
	}
	p := Platform{arch: arch, glibc: newest, Tag: fmt.Sprintf("manylinux_%d_%d_%s", newest.Major, newest.Minor, arch), Reason: reason}
	if reason != "" {
		p.Cure = fmt.Sprintf("for glibc %s and later, build with zig: pip install ziglang, then `gophersnake build --zig`", oldest)
	}
	return p, nil
}

func firstFew(names []string) []string {
	if len(names) > 3 {
		return append(names[:3:3], "…")
	}
	return names
}
