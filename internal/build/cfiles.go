package build

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// What C compilers and linkers read for a package that uses cgo, go list does not list: headers and C
// files in other folders, and libraries, which its flags name by ${SRCDIR}.

var includeLine = regexp.MustCompile(`(?m)^[ \t]*(?://)?[ \t]*#[ \t]*include[ \t]*(?:"([^"\n]+)"|<([^>\n]+)>)`)

// cFiles lists the files of C that a package reads, by their paths. Those are among them that lie in
// folders which a path from the package's own leads to: others are the machine's. A file that a condition
// of the preprocessor leaves out is listed all the same.
func (p *listedPackage) cFiles() []string {
	if len(p.CgoFiles) == 0 {
		return nil
	}
	compile := slices.Concat(p.CgoCFLAGS, p.CgoCPPFLAGS, p.CgoCXXFLAGS, p.CgoFFLAGS)
	folders := p.named(compile, "-I", "-iquote", "-isystem", "-idirafter")
	found := map[string]bool{}
	var read func(file string)
	read = func(file string) {
		if found[file] {
			return
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return // the build says it
		}
		found[file] = true
		for _, m := range includeLine.FindAllStringSubmatch(string(text), -1) {
			in := folders
			if m[1] != "" {
				in = append([]string{filepath.Dir(file)}, folders...)
			}
			for _, folder := range in {
				if at := filepath.Join(folder, filepath.FromSlash(m[1]+m[2])); isFile(at) {
					read(at)
					break
				}
			}
		}
	}
	for _, name := range slices.Concat(p.CgoFiles, p.CFiles, p.CXXFiles, p.MFiles, p.HFiles, p.FFiles, p.SFiles) {
		read(filepath.Join(p.Dir, name))
	}
	for _, file := range p.named(compile, "-include", "-imacros") {
		read(file)
	}
	for _, file := range p.libraries() {
		found[file] = true
	}
	return slices.Sorted(maps.Keys(found))
}

// libraries are those that the package's flags name: by a folder and a name, or by their paths.
func (p *listedPackage) libraries() []string {
	var all []string
	folders := p.named(p.CgoLDFLAGS, "-L")
	for _, flag := range p.CgoLDFLAGS {
		name, library := strings.CutPrefix(flag, "-l")
		for _, part := range strings.Split(flag, ",") { // of -Wl,
			if file, ok := p.path(part); ok && isFile(file) {
				all = append(all, file)
			}
		}
		if !library {
			continue
		}
		exact, isExact := strings.CutPrefix(name, ":")
		for _, folder := range folders {
			entries, _ := os.ReadDir(folder) // the linker looks elsewhere, too
			for _, entry := range entries {
				file := filepath.Join(folder, entry.Name())
				fits := strings.HasPrefix(entry.Name(), "lib"+name+".") // .a, .so.1, .dylib
				if (fits || isExact && entry.Name() == exact) && isFile(file) {
					all = append(all, file)
				}
			}
		}
	}
	return all
}

// named are the paths that flags name, as -Ifolder or -I folder.
func (p *listedPackage) named(flags []string, names ...string) []string {
	var all []string
	for i, flag := range flags {
		for _, name := range names {
			value, ok := strings.CutPrefix(flag, name)
			if ok && value == "" && i+1 < len(flags) {
				value = flags[i+1]
			}
			if path, own := p.path(value); ok && own {
				all = append(all, path)
			}
		}
	}
	return all
}

// path is where a path in a flag leads, if it begins in the package's folder.
func (p *listedPackage) path(value string) (string, bool) {
	switch {
	case value == "" || strings.HasPrefix(value, "-"):
		return "", false
	case !filepath.IsAbs(value):
		return filepath.Join(p.Dir, value), true
	}
	return filepath.Clean(value), value == p.Dir || strings.HasPrefix(value, p.Dir+string(filepath.Separator))
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
