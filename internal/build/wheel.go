package build

import (
	"fmt"
	"maps"
	"os"
	"strings"

	"gophersnake/internal/config"
	"gophersnake/internal/contents"
	"gophersnake/internal/emit"
	"gophersnake/internal/wheel"
)

// Distribution is the metadata of a project's wheel. It is known before the build, and
// the same after it.
func Distribution(p *config.Project) (*wheel.Distribution, error) {
	licenses := map[string][]byte{}
	for _, name := range p.Metadata.LicenseFiles {
		file, err := config.Inside(p.Dir, name)
		if err != nil {
			return nil, err
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		licenses[name] = data
	}
	m := p.Metadata
	name := m.Name
	if name == "" {
		imported, err := importName(p)
		if err != nil {
			return nil, err
		}
		name = wheel.DistributionName(imported)
	}
	version, err := versionOf(p)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", config.FileName, err)
	}
	if m.DocSummary {
		pkg, err := goPackage(p)
		if err != nil {
			return nil, err
		}
		m.Description = pkg.Doc
	}
	if err := importNames(p, &m); err != nil {
		return nil, fmt.Errorf("%s: [project] %w", config.FileName, err)
	}
	imported, err := importName(p)
	if err != nil {
		return nil, err
	}
	addHook(&m, imported)
	d, err := wheel.NewDistribution(name, version, m, licenses)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", config.FileName, err)
	}
	return d, nil
}

// addHook lets PyInstaller find the package's hook, unless the project has one of its own.
func addHook(m *config.Metadata, imported string) {
	const group = "pyinstaller40"
	if len(m.EntryPoints[group]) > 0 {
		return
	}
	all := maps.Clone(m.EntryPoints)
	if all == nil {
		all = map[string]map[string]string{}
	}
	all[group] = map[string]string{"hook-dirs": imported + "." + emit.HookFolder + ":hook_dirs"}
	m.EntryPoints = all
}

// CheckDescription checks a project's name and version before the build, so that a
// mistake is reported at once. A project without a [project] table has them from its Go
// package, and they are correct.
func CheckDescription(p *config.Project) error {
	if !p.Described {
		return nil
	}
	_, err := Distribution(p)
	return err
}

// importNames finds or checks what the wheel lets Python import (PEP 794).
func importNames(p *config.Project, m *config.Metadata) error {
	if !m.FindNames && m.ImportNames == nil && m.Namespaces == nil {
		return nil
	}
	imported, err := importName(p)
	if err != nil {
		return err
	}
	files, err := contents.OfWheel(p, imported)
	if err != nil {
		return err
	}
	names, namespaces := files.ImportNames(imported)
	if m.FindNames {
		m.ImportNames, m.Namespaces = names, namespaces
		return nil
	}
	for key, given := range map[string][]string{"import-names": m.ImportNames, "import-namespaces": m.Namespaces} {
		for _, entry := range given {
			name, _, _ := strings.Cut(entry, ";")
			if name = strings.TrimSpace(name); !files.Has(name, imported) {
				return fmt.Errorf("%s: there is no %s in the wheel, which has %s", key, name, strings.Join(names, ", "))
			}
		}
	}
	return nil
}

// Wheel puts an extension and its metadata into dir and returns the wheel's
// path.
func (e *Extension) Wheel(d *wheel.Distribution, dir string) (string, error) {
	defer Step("packing the wheel")()
	w := &wheel.Wheel{Dist: d, Tag: wheel.Tag(e.ABI.Tag(), e.Platform.Tag), Files: maps.Clone(e.Files)}
	maps.Copy(w.Files, e.Python)
	for name, data := range e.Data {
		w.Files[d.DataFolder()+"/"+name] = data
	}
	bill := *e.Bill
	bill.Name, bill.Version, bill.License = d.Name, d.Version, d.Metadata.License
	var err error
	if w.Files[d.DistInfo()+"/sboms/gophersnake.cdx.json"], err = bill.JSON(); err != nil {
		return "", err
	}
	return w.Write(dir)
}
