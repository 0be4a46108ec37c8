package fetch

import (
	"reflect"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for arg, want := range map[string][2]string{
		"github.com/a/b":                       {"github.com/a/b", ""},
		"github.com/a/b/@v1.2.3":               {"github.com/a/b", "v1.2.3"},
		"https://github.com/a/b":               {"github.com/a/b", ""},
		"https://github.com/a/b.git":           {"github.com/a/b", ""},
		"https://github.com/a/b/c@v1":          {"github.com/a/b/c", "v1"},
		"git@github.com:a/b.git":               {"github.com/a/b", ""},
		"git@github.com:a/b.git@v1.0.0":        {"github.com/a/b", "v1.0.0"},
		"ssh://git@example.com/a/b":            {"example.com/a/b", ""},
		"https://pkg.go.dev/github.com/a/b@v2": {"github.com/a/b", "v2"},
		"pkg.go.dev/github.com/a/b":            {"github.com/a/b", ""},
		"GitHub.com/A/b":                       {"github.com/A/b", ""},
		"example.com/a.git/sub":                {"example.com/a.git/sub", ""}, // names the version control in Go's own form
		"example.com/a.git":                    {"example.com/a.git", ""},
		"net/http":                             {"net/http", ""},
	} {
		pkg, version, err := parse(arg)
		if err != nil || [2]string{pkg, version} != want {
			t.Errorf("%s: %q %q %v, want %q", arg, pkg, version, err, want)
		}
	}
	for _, arg := range []string{"./a", "../a", "/a/b", "a b", "", "https://"} {
		if pkg, _, err := parse(arg); err == nil {
			t.Errorf("%q: %q", arg, pkg)
		}
	}
}

func TestVersionsWithoutV(t *testing.T) {
	newProxy(t).add("example.com/some", "v1.2.3", map[string]string{"go.mod": "module example.com/some\n", "s.go": "package some\n"})
	for version, want := range map[string]string{"1.2.3": "@v1.2.3", "1.2": "@v1.2 is the latest that begins so", "nothing": ""} {
		_, err := fetch(t, "example.com/some@"+version, Options{})
		if err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%s: %v", version, err)
		}
	}
}

func TestNotesOfAuthors(t *testing.T) {
	p := newProxy(t)
	p.add("example.com/old", "v1.0.0", map[string]string{"go.mod": "// Deprecated: use example.com/new.\nmodule example.com/old\n", "o.go": "package old\n"})
	p.add("example.com/bad", "v1.0.0", map[string]string{"go.mod": "module example.com/bad\n\nretract v1.0.0 // It loses data.\n", "b.go": "package bad\n"})
	for arg, want := range map[string][]string{
		"example.com/old":        {"module example.com/old is deprecated: use example.com/new."},
		"example.com/bad@v1.0.0": {"example.com/bad@v1.0.0: retracted by module author: It loses data."},
	} {
		s, err := fetch(t, arg, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(s.Notes, want) {
			t.Errorf("%s: %q, want %q", arg, s.Notes, want)
		}
	}
}
