package doctor

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"gophersnake/internal/audit"
	"gophersnake/internal/interpreter"
)

// A machine is what a library needs of the one that it is loaded on. What is not known is
// zero, and then nothing is said of it.
type machine struct {
	glibc     audit.Version
	python    *interpreter.Python
	suffixes  []string        // the ends of the names of extension modules
	base      string          // the folder of the Python that environments are made of
	libraries map[string]bool // what the loader knows, by name; nil: not known
}

// ask prints what an interpreter says of itself.
const ask = "import importlib.machinery as m, json, sys; print(json.dumps({'suffixes': m.EXTENSION_SUFFIXES, 'base': sys.base_prefix}))"

func thisMachine(ctx context.Context, project string) *machine {
	m := &machine{}
	if out, err := exec.CommandContext(ctx, "getconf", "GNU_LIBC_VERSION").Output(); err == nil {
		if _, version, ok := strings.Cut(strings.TrimSpace(string(out)), " "); ok {
			m.glibc, _ = audit.ParseVersion(version)
		}
	}
	if py, err := interpreter.Find(ctx, "", project); err == nil {
		m.python = py
		if out, err := exec.CommandContext(ctx, py.Path, "-c", ask).Output(); err == nil {
			var said struct {
				Suffixes []string
				Base     string
			}
			if json.Unmarshal(out, &said) == nil {
				m.suffixes, m.base = said.Suffixes, said.Base
			}
		}
	}
	for _, ldconfig := range []string{"ldconfig", "/sbin/ldconfig", "/usr/sbin/ldconfig"} {
		out, err := exec.CommandContext(ctx, ldconfig, "-p").Output()
		if err != nil {
			continue
		}
		m.libraries = map[string]bool{}
		for line := range strings.Lines(string(out)) {
			if fields := strings.Fields(line); len(fields) > 3 {
				m.libraries[fields[0]] = true
			}
		}
		break
	}
	return m
}

// missing are the libraries that a library needs and that are neither on this machine nor
// where it, or the wheel that it is in, has them.
func (m *machine) missing(lib *audit.Library, in *audit.Report) []string {
	var all []string
	for _, need := range lib.Needed {
		packed := slices.ContainsFunc(in.Libraries, func(other *audit.Library) bool { return filepath.Base(other.Path) == need })
		if m.libraries == nil || m.libraries[need] || packed || strings.HasPrefix(need, "ld-linux") {
			continue
		}
		folders := append(slices.Clone(lib.Search), filepath.SplitList(os.Getenv("LD_LIBRARY_PATH"))...)
		if m.python != nil { // which has loaded its own before it loads others
			folders = append(folders, filepath.Join(m.base, "lib"))
		}
		if !slices.ContainsFunc(folders, func(dir string) bool {
			return isFile(filepath.Join(strings.ReplaceAll(strings.ReplaceAll(dir, "${ORIGIN}", "$ORIGIN"), "$ORIGIN", filepath.Dir(lib.Path)), need))
		}) {
			all = append(all, need)
		}
	}
	return all
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}
