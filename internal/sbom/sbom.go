// Package sbom writes the software bill of materials of a wheel (PEP 770): which Go
// modules, which Go and which gophersnake are in it, in the form of CycloneDX.
package sbom

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

// ToolVersion is gophersnake's own, whose runtime is in each wheel.
var ToolVersion = ""

// A Module is a Go module that was linked.
type Module struct {
	Path, Version string
	Sum           string   // of go.sum; "" for a folder
	Licenses      []string // the texts of its licence files
}

// A Bill is what a wheel was made of.
type Bill struct {
	Name, Version string // the distribution
	License       string // its SPDX expression
	Go            string // "go1.26.8"
	GoLicenses    []string
	Compiler      string // what the C compiler says of itself
	Library       string // the same of that of the C library, if it came with gophersnake; else ""
	Modules       []Module
}

// JSON writes it. The same bill has the same bytes: there is no time and no random
// number in it.
func (b Bill) JSON() ([]byte, error) {
	bom := cdx.NewBOM()
	root := cdx.Component{BOMRef: "pkg:pypi/" + b.Name + "@" + b.Version, Type: cdx.ComponentTypeLibrary, Name: b.Name, Version: b.Version}
	root.PackageURL = root.BOMRef
	if b.License != "" {
		root.Licenses = &cdx.Licenses{{Expression: b.License}}
	}
	tools := []cdx.Component{
		{Type: cdx.ComponentTypeApplication, Name: "gophersnake", Version: ToolVersion},
		{Type: cdx.ComponentTypeApplication, Name: "go", Version: b.Go},
		{Type: cdx.ComponentTypeApplication, Name: "C compiler", Version: b.Compiler},
	}
	if b.Library != "" {
		tools = append(tools, cdx.Component{Type: cdx.ComponentTypeApplication, Name: "C compiler of gophersnake's library", Version: b.Library})
	}
	bom.Metadata = &cdx.Metadata{Component: &root, Tools: &cdx.ToolsChoice{Components: &tools}}
	components := []cdx.Component{
		component("pkg:pypi/gophersnake@"+ToolVersion, "gophersnake", ToolVersion, nil),
		component("pkg:golang/std@"+strings.TrimPrefix(b.Go, "go"), "std", b.Go, b.GoLicenses),
	}
	for _, m := range b.Modules {
		c := component(purl(m), m.Path, m.Version, m.Licenses)
		if m.Sum != "" {
			c.Properties = &[]cdx.Property{{Name: "go.sum", Value: m.Sum}}
		}
		components = append(components, c)
	}
	slices.SortFunc(components, func(a, b cdx.Component) int { return strings.Compare(a.BOMRef, b.BOMRef) })
	components = slices.CompactFunc(components, func(a, b cdx.Component) bool { return a.BOMRef == b.BOMRef })
	bom.Components = &components
	var refs []string
	for _, c := range components {
		refs = append(refs, c.BOMRef)
	}
	bom.Dependencies = &[]cdx.Dependency{{Ref: root.BOMRef, Dependencies: &refs}}
	var out bytes.Buffer
	err := cdx.NewBOMEncoder(&out, cdx.BOMFileFormatJSON).SetPretty(true).EncodeVersion(bom, cdx.SpecVersion1_6)
	return out.Bytes(), err
}

func component(ref, name, version string, licenses []string) cdx.Component {
	c := cdx.Component{BOMRef: ref, PackageURL: ref, Type: cdx.ComponentTypeLibrary, Name: name, Version: version}
	if len(licenses) > 0 {
		all := cdx.Licenses{}
		for _, text := range licenses {
			all = append(all, cdx.LicenseChoice{License: &cdx.License{
				Name: "as in the text", Text: &cdx.AttachedText{ContentType: "text/plain", Content: strings.ToValidUTF8(text, "?")},
			}})
		}
		c.Licenses = &all
	}
	return c
}

// purl is the package URL of a module, as cyclonedx-gomod writes it.
func purl(m Module) string {
	parts := strings.Split(m.Path, "/")
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	ref := "pkg:golang/" + strings.Join(parts, "/")
	if m.Version != "" {
		ref += "@" + url.PathEscape(m.Version)
	}
	return ref
}
