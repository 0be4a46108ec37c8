package build

import (
	"path/filepath"

	"gophersnake/internal/config"
	"gophersnake/internal/fetch"
	"gophersnake/internal/wheel"
)

// OfSource makes a target of a package that was fetched.
func OfSource(s *fetch.Source) Target {
	t := Target{Dir: s.Root, Patterns: s.Paths, Fetched: true}
	if s.Module != "" {
		t.Version = s.Version
	}
	return t
}

// SourceDistribution is the metadata of the wheel of a fetched package, by the names of the
// distribution and of what Python imports.
func SourceDistribution(s *fetch.Source, name, imported string) (*wheel.Distribution, error) {
	version, err := sourceVersion(s)
	if err != nil {
		return nil, err
	}
	m := config.Metadata{
		Description: s.Doc,
		URLs:        []config.Link{{Label: "Documentation", URL: "https://pkg.go.dev/" + s.Package}},
	}
	licenses, err := licenseFiles(s)
	if err != nil {
		return nil, err
	}
	addHook(&m, imported)
	return wheel.NewDistribution(name, version, m, licenses)
}

func sourceVersion(s *fetch.Source) (string, error) {
	if s.Module == "" {
		return s.Version, nil // Go's own is a Python version already
	}
	return wheel.VersionOfGo(s.Version)
}

// licenseFiles adds the licence of the code in the wheel.
func licenseFiles(s *fetch.Source) (map[string][]byte, error) {
	root := s.Dir
	if s.Module == "" {
		root = filepath.Dir(s.Dir) // GOROOT
	}
	return licensesIn(root)
}
