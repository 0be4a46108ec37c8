package build

import (
	"fmt"
	"os"

	"gophersnake/internal/config"
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
	name := p.Metadata.Name
	if name == "" {
		importName := p.ImportName
		if importName == "" {
			goName, err := packageName(p)
			if err != nil {
				return nil, err
			}
			importName = Unshadowed(goName)
		}
		name = wheel.DistributionName(importName)
	}
	d, err := wheel.NewDistribution(name, p.Metadata.Version, p.Metadata, licenses)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", config.FileName, err)
	}
	return d, nil
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

// Wheel puts an extension and its metadata into dir and returns the wheel's
// path.
func (e *Extension) Wheel(d *wheel.Distribution, dir string) (string, error) {
	defer Step("packing the wheel")()
	w := &wheel.Wheel{Dist: d, Tag: wheel.Tag(e.Platform.Tag), Files: e.Files}
	return w.Write(dir)
}
