package load

import (
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// A Local is a package whose files may be edited: of the main module, of one of
// the workspace, or of one that a folder replaces.
type Local struct {
	Dir    string
	Files  []string // all that a build reads, and the go.mod
	Others []string // files that their names or constraints leave out
	Embeds bool     // files below the folder are embedded, by patterns
}

// Local lists the packages of the program, and those that they depend on, that lie
// in folders of the user's. Those to bind come first.
func (p *Program) Local() []Local {
	var all []*packages.Package
	packages.Visit(p.asked, nil, func(l *packages.Package) {
		if isLocal(l.Module) && len(l.GoFiles) > 0 {
			all = append(all, l)
		}
	})
	slices.SortFunc(all, func(a, b *packages.Package) int { return strings.Compare(a.PkgPath, b.PkgPath) })
	var first, others []Local
	for _, l := range all {
		local := Local{Dir: filepath.Dir(l.GoFiles[0]), Files: slices.Concat(l.GoFiles, l.OtherFiles, l.EmbedFiles, []string{moduleFile(l.Module)}),
			Others: l.IgnoredFiles, Embeds: len(l.EmbedFiles) > 0}
		if slices.Contains(p.asked, l) {
			first = append(first, local)
		} else {
			others = append(others, local)
		}
	}
	return append(first, others...)
}

func isLocal(m *packages.Module) bool {
	return m != nil && (m.Main || m.Replace != nil && m.Replace.Version == "")
}

// moduleFile is where the module says what it needs. That of the main module may
// be one of ours, which has the place of the author's.
func moduleFile(m *packages.Module) string { return filepath.Join(m.Dir, "go.mod") }
