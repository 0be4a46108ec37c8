package sbom

import (
	"bytes"
	"testing"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

func TestJSON(t *testing.T) {
	b := Bill{Name: "words", Version: "1.0", License: "MIT", Go: "go1.26.8", GoLicenses: []string{"free"}, Compiler: "cc 1", Modules: []Module{
		{Path: "example.com/b", Version: "v1.2.3+incompatible", Sum: "h1:x"}, {Path: "example.com/a", Licenses: []string{"a\xff", "b"}}, {Path: "example.com/a"},
	}}
	first, err := b.JSON()
	if err != nil {
		t.Fatal(err)
	}
	if second, err := b.JSON(); err != nil || !bytes.Equal(first, second) {
		t.Errorf("two of one bill differ (%v)", err)
	}
	var bom cdx.BOM
	if err := cdx.NewBOMDecoder(bytes.NewReader(first), cdx.BOMFileFormatJSON).Decode(&bom); err != nil {
		t.Fatal(err)
	}
	want := []string{"pkg:golang/example.com/a", "pkg:golang/example.com/b@v1.2.3+incompatible", "pkg:golang/std@1.26.8", "pkg:pypi/gophersnake@"}
	if len(*bom.Components) != len(want) {
		t.Fatalf("%s", first)
	}
	for i, c := range *bom.Components {
		if c.PackageURL != want[i] {
			t.Errorf("got %s, want %s", c.PackageURL, want[i])
		}
	}
	if l := *(*bom.Components)[0].Licenses; len(l) != 2 || l[0].License.Text.Content != "a?" {
		t.Errorf("licences: %+v", l)
	}
	if d := (*bom.Dependencies)[0]; d.Ref != "pkg:pypi/words@1.0" || len(*d.Dependencies) != len(want) {
		t.Errorf("dependencies: %+v", d)
	}
}
