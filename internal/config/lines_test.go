package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A value of [project] becomes a line of METADATA or of entry_points.txt. None may
// become two.
func TestValuesOfOneLine(t *testing.T) {
	for _, lineEnd := range []string{`\n`, `\r`, `\r\n`, `\f`, `\u0085`, `\u2028`, `\u0000`, `\u001e`} {
		bad := `"a` + lineEnd + `Evil: b"`
		for _, line := range []string{
			"description = " + bad, "requires-python = " + bad, "license = " + bad, "keywords = [" + bad + "]", "classifiers = [" + bad + "]", "dependencies = [" + bad + "]",
			"authors = [{name = " + bad + "}]", "maintainers = [{email = " + bad + "}]", "readme = {text = \"x\", content-type = " + bad + "}",
			"[project.urls]\nx = " + bad, "[project.urls]\n" + bad + " = \"x\"", "[project.optional-dependencies]\nx = [" + bad + "]", "[project.optional-dependencies]\n" + bad + " = []",
			"[project.scripts]\nx = " + bad, "[project.scripts]\n" + bad + " = \"x:y\"", "[project.gui-scripts]\nx = " + bad, "[project.gui-scripts]\n" + bad + " = \"x:y\"",
			"[project.entry-points.g]\nx = " + bad, "[project.entry-points.g]\n" + bad + " = \"x:y\"", "[project.entry-points." + bad + "]\nx = \"x:y\"",
		} {
			_, err := Read(project(t, map[string]string{"x.go": "package x", "pyproject.toml": "[project]\nname = \"a\"\nversion = \"1\"\n" + line}))
			if err == nil {
				t.Errorf("%s was taken", line)
			} else if strings.Contains(err.Error(), "\n") {
				t.Errorf("%s: an error of two lines: %v", line, err)
			}
		}
	}
}

func TestEntryPoints(t *testing.T) {
	for line, want := range map[string]string{
		"scripts = {run = \"x\"}":                              `run = "x" names no function`,
		"scripts = {run = \"x y:z\"}":                          "names no function",
		"scripts = {run = \"x:\"}":                             "names no function",
		"scripts = {\"../run\" = \"x:y\"}":                     `"../run" can't be the name of a command`,
		"scripts = {\"a/b\" = \"x:y\"}":                        "name of a command",
		"gui-scripts = {\"a = b\" = \"x:y\"}":                  "name of a command",
		"scripts = {\"\" = \"x:y\"}":                           "name of a command",
		"entry-points = {\"a]\" = {x = \"y\"}}":                "name of a group",
		"entry-points = {g = {\"[x]\" = \"y\"}}":               "name of an entry point",
		"entry-points = {g = {\"a=b\" = \"y\"}}":               "name of an entry point",
		"entry-points = {g = {x = \"y = z\"}}":                 "names no object",
		"entry-points = {console_scripts = {x = \"y:z\"}}":     "use [project.scripts]",
		"optional-dependencies = {\"a' or 'b\" = [\"numpy\"]}": "name of an extra",
		"scripts = {run = \"x.y:z.run\", \"a-b.c\" = \"x:é\"}": "",
		"entry-points = {\"a.b\" = {\"x y\" = \"z [more]\"}}":  "",
		"entry-points = {pytest11 = {x = \"x.plugin\"}}":       "",
	} {
		_, err := Read(project(t, map[string]string{"x.go": "package x", "pyproject.toml": "[project]\nname = \"a\"\nversion = \"1\"\n" + line}))
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s\ngot  %v\nwant %s", line, err, want)
		}
	}
}

func TestFilesOutsideOfTheProject(t *testing.T) {
	secret := project(t, map[string]string{"secret": "secret", "folder/LICENSE": "secret"})
	for line, links := range map[string]map[string]string{
		`readme = "../%s/secret"`:                            nil,
		`readme = {file = "../%s/secret", content-type="a"}`: nil,
		`readme = "README.md"`:                               {"README.md": "secret"},
		`readme = "docs/secret.md"`:                          {"docs": "."},
		`license = {file = "../%s/secret"}`:                  nil,
		`license = {file = "COPY"}`:                          {"COPY": "secret"},
		`license-files = ["../%s/s*"]`:                       nil,
		`license-files = ["sub/*"]`:                          {"sub": "folder"},
		`keywords = ["LICENSE alone"]`:                       {"LICENSE": "secret"},
		`keywords = ["NOTICE alone"]`:                        {"NOTICE": "folder/LICENSE"},
	} {
		dir := project(t, map[string]string{"x.go": "package x"})
		rel, err := filepath.Rel(filepath.Dir(dir), secret)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(secret, "secret.md"), []byte("secret"), 0o644); err != nil {
			t.Fatal(err)
		}
		text := "[project]\nname = \"a\"\nversion = \"1\"\n" + strings.ReplaceAll(line, "%s", rel)
		if err := os.WriteFile(filepath.Join(dir, FileName), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		for link, to := range links {
			if err := os.Symlink(filepath.Join(secret, to), filepath.Join(dir, link)); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := Read(dir); err == nil || !strings.Contains(err.Error(), "lies outside of the project") {
			t.Errorf("%s: %v", line, err)
		}
	}
}

func TestLinksInsideOfTheProjectAndProjectsBehindLinks(t *testing.T) {
	dir := project(t, map[string]string{
		"x.go": "package x", "docs/text.md": "# X\n", "legal/MIT": "free",
		"pyproject.toml": "[project]\nname = \"a\"\nversion = \"1\"\nreadme = \"README.md\"\n",
	})
	for link, to := range map[string]string{"README.md": "docs/text.md", "LICENSE": "legal/MIT"} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	behind := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(dir, behind); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{dir, behind} {
		p, err := Read(dir)
		if err != nil || p.Metadata.Readme != "# X\n" || len(p.Metadata.LicenseFiles) != 1 {
			t.Errorf("%+v, %v", p, err)
		}
	}
}
