package wheel

import (
	"bytes"
	"fmt"
	"sort"
	"strings"

	"gophersnake/internal/config"
)

// Generator is what the WHEEL file names as its maker.
var Generator = "gophersnake"

// OldestPython is the first that any wheel is for.
const OldestPython = "3.11"

// A Distribution is what a wheel says about itself.
type Distribution struct {
	Name     string
	Version  string // normalised
	Metadata config.Metadata
	// LicenseFiles holds their content, by path.
	LicenseFiles map[string][]byte
}

// NewDistribution checks a name and a version and puts them beside the rest
// of the metadata.
func NewDistribution(name, version string, m config.Metadata, licenses map[string][]byte) (*Distribution, error) {
	if err := CheckName(name); err != nil {
		return nil, err
	}
	if version == "" {
		version = "0.0.0"
	}
	normal, err := NormalizeVersion(version)
	if err != nil {
		return nil, err
	}
	return &Distribution{Name: name, Version: normal, Metadata: m, LicenseFiles: licenses}, nil
}

// Stem is how its file names begin: textstats-1.0.
func (d *Distribution) Stem() string { return fileName(d.Name) + "-" + d.Version }

// DistInfo is the folder of its metadata.
func (d *Distribution) DistInfo() string { return d.Stem() + ".dist-info" }

// DataFolder is the folder of files that are installed elsewhere than among packages.
func (d *Distribution) DataFolder() string { return d.Stem() + ".data" }

// METADATA writes the core metadata.
func (d *Distribution) METADATA() []byte {
	m := d.Metadata
	var b strings.Builder
	field := func(name, value string) {
		if value != "" {
			// A line that does not begin with a space would begin a field.
			fmt.Fprintf(&b, "%s: %s\n", name, strings.Join(lines(value), "\n        "))
		}
	}
	if m.ImportNames == nil && m.Namespaces == nil {
		field("Metadata-Version", "2.4")
	} else {
		field("Metadata-Version", "2.5") // which has the fields of PEP 794
	}
	field("Name", d.Name)
	field("Version", d.Version)
	field("Summary", m.Description)
	people(field, "Author", m.Authors)
	people(field, "Maintainer", m.Maintainers)
	field("Keywords", strings.Join(m.Keywords, ","))
	if m.License != "" {
		field("License-Expression", m.License)
	} else {
		field("License", m.LicenseText)
	}
	for _, name := range sortedKeys(d.LicenseFiles) {
		field("License-File", name)
	}
	for _, c := range m.Classifiers {
		field("Classifier", c)
	}
	for _, u := range m.URLs {
		field("Project-URL", u.Label+", "+u.URL)
	}
	for _, name := range m.ImportNames {
		field("Import-Name", name)
	}
	for _, name := range m.Namespaces {
		field("Import-Namespace", name)
	}
	requires := m.RequiresPython
	if requires == "" {
		requires = ">=" + OldestPython
	}
	field("Requires-Python", requires)
	for _, dep := range m.Dependencies {
		field("Requires-Dist", dep)
	}
	for _, extra := range sortedKeys(m.Extras) {
		name := strings.ToLower(nameRuns.ReplaceAllString(extra, "-"))
		field("Provides-Extra", name)
		for _, dep := range m.Extras[extra] {
			field("Requires-Dist", withExtra(dep, name))
		}
	}
	if m.Readme != "" {
		kind := m.ReadmeType
		if !strings.Contains(kind, "charset") {
			kind += "; charset=UTF-8"
		}
		field("Description-Content-Type", kind)
		b.WriteString("\n" + m.Readme)
		if !strings.HasSuffix(m.Readme, "\n") {
			b.WriteString("\n")
		}
	}
	return []byte(b.String())
}

// lines splits a text, of a licence that stands in the metadata, at whatever
// ends a line.
func lines(text string) []string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\x1c", "\n", "\x1d", "\n", "\x1e", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n").Replace(text)
	return strings.Split(text, "\n")
}

// people splits persons into the fields for those with an address and those
// without.
func people(field func(name, value string), kind string, persons []config.Person) {
	var names, mails []string
	for _, p := range persons {
		switch {
		case p.Email == "":
			names = append(names, p.Name)
		case p.Name == "":
			mails = append(mails, p.Email)
		default:
			mails = append(mails, fmt.Sprintf("%s <%s>", p.Name, p.Email))
		}
	}
	field(kind, strings.Join(names, ", "))
	field(kind+"-email", strings.Join(mails, ", "))
}

// withExtra adds the condition of an extra to a requirement, which may have
// one of its own.
func withExtra(dep, extra string) string {
	condition := fmt.Sprintf("extra == '%s'", extra)
	req, marker, found := strings.Cut(dep, ";")
	if !found {
		return strings.TrimSpace(req) + "; " + condition
	}
	return fmt.Sprintf("%s; (%s) and %s", strings.TrimSpace(req), strings.TrimSpace(marker), condition)
}

// entryPoints writes entry_points.txt; nil if there are none.
func (d *Distribution) entryPoints() []byte {
	groups := map[string]map[string]string{}
	for name, entries := range d.Metadata.EntryPoints {
		groups[name] = entries
	}
	groups["console_scripts"] = d.Metadata.Scripts
	groups["gui_scripts"] = d.Metadata.GUIScripts
	var b strings.Builder
	for _, group := range sortedKeys(groups) {
		if len(groups[group]) == 0 {
			continue
		}
		fmt.Fprintf(&b, "[%s]\n", group)
		for _, name := range sortedKeys(groups[group]) {
			fmt.Fprintf(&b, "%s = %s\n", name, groups[group][name])
		}
		b.WriteString("\n")
	}
	if b.Len() == 0 {
		return nil
	}
	return []byte(b.String())
}

// wheelFile has a line for each tag that a file name stands for: "cp315-abi3.abi3t-linux_x86_64" is two.
func wheelFile(tag string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "Wheel-Version: 1.0\nGenerator: %s\nRoot-Is-Purelib: false\n", Generator)
	python, rest, _ := strings.Cut(tag, "-")
	abi, platform, _ := strings.Cut(rest, "-")
	for _, p := range strings.Split(python, ".") {
		for _, a := range strings.Split(abi, ".") {
			for _, m := range strings.Split(platform, ".") {
				fmt.Fprintf(&b, "Tag: %s-%s-%s\n", p, a, m)
			}
		}
	}
	return b.Bytes()
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
