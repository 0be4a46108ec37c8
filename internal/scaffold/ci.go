package scaffold

import (
	"embed"
	"fmt"
	"slices"
	"strings"
)

//go:embed ci
var ciTemplates embed.FS

// A Pipeline is what a CI service is told of a project.
type Pipeline struct {
	Go        string // 1.26
	Folder    string // of the project, from the repository's
	Path      string // the same before a path: "" or "sub/"
	TagPrefix string // of tags of the Go module: "" or "sub/"
	Tests     string // the folder of Python tests; "" if there is none
	Elsewhere []Elsewhere
}

// Elsewhere is a machine whose wheels Linux builds, and where they are tested: of GitHub's.
type Elsewhere struct{ Target, Runner string }

// Machines are those of systems other than Linux, by the system.
var Machines = map[string][]Elsewhere{
	"macos":   {{"macos-arm64", "macos-latest"}, {"macos-x86_64", "macos-15-intel"}},
	"windows": {{"windows-x86_64", "windows-latest"}},
}

// Systems are the names of the systems of those machines.
func (p Pipeline) Systems() []string {
	var names []string
	for _, e := range p.Elsewhere {
		name := map[string]string{"macos": "macOS", "windows": "Windows"}[strings.Split(e.Target, "-")[0]]
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// Services are those that pipelines are written for, with the path of the file.
var Services = map[string]string{"github": ".github/workflows/wheels.yml", "gitlab": ".gitlab-ci.yml"}

// CI writes the pipeline for a service.
func (p Pipeline) CI(service string) ([]byte, error) {
	if _, ok := Services[service]; !ok {
		return nil, fmt.Errorf("%q is neither github nor gitlab", service)
	}
	name := service + ".yml.tmpl"
	text, err := ciTemplates.ReadFile("ci/" + name)
	if err != nil {
		return nil, err
	}
	return fill(name, text, p)
}
