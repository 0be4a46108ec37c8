package scaffold

import (
	"embed"
	"fmt"
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
