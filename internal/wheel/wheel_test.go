package wheel

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gophersnake/internal/config"
)

func distribution(t *testing.T, name, version string) *Distribution {
	t.Helper()
	d, err := NewDistribution(name, version, config.Metadata{
		Description:  "Counts words",
		License:      "MIT",
		Authors:      []config.Person{{Name: "A"}, {Name: "B", Email: "b@example.com"}},
		Readme:       "# Words\n",
		ReadmeType:   "text/markdown",
		Dependencies: []string{"numpy>=2"},
		Extras:       map[string][]string{"Fast_IO": {"x; python_version < '3.13'", "y"}},
		Scripts:      map[string]string{"words": "words.cli:main"},
		URLs:         []config.Link{{Label: "Source", URL: "https://example.com"}},
	}, map[string][]byte{"LICENSE": []byte("free\n")})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestMetadata(t *testing.T) {
	want := `Metadata-Version: 2.4
Name: Word.Count
Version: 1.0rc1
Summary: Counts words
Author: A
Author-email: B <b@example.com>
License-Expression: MIT
License-File: LICENSE
Project-URL: Source, https://example.com
Requires-Python: >=3.11
Requires-Dist: numpy>=2
Provides-Extra: fast-io
Requires-Dist: x; (python_version < '3.13') and extra == 'fast-io'
Requires-Dist: y; extra == 'fast-io'
Description-Content-Type: text/markdown; charset=UTF-8

# Words
`
	if got := string(distribution(t, "Word.Count", "1.0-RC1").METADATA()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestWheel(t *testing.T) {
	write := func(dir string) (string, []byte) {
		w := &Wheel{Dist: distribution(t, "Word.Count", "1.0"), Tag: Tag("cp311-abi3", "manylinux_2_17_x86_64"), Files: map[string][]byte{
			"words/__init__.py":     []byte("pass\n"),
			"words/_native.abi3.so": []byte("\x7fELF"),
		}}
		path, err := w.Write(dir)
		if err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return path, data
	}
	path, first := write(t.TempDir())
	_, second := write(t.TempDir())
	if string(first) != string(second) {
		t.Error("two wheels of the same content differ")
	}
	if name := filepath.Base(path); name != "word_count-1.0-cp311-abi3-manylinux_2_17_x86_64.whl" {
		t.Errorf("the wheel is named %s", name)
	}
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	content := map[string][]byte{}
	var last string
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		content[f.Name], last = data, f.Name
		if f.Modified.UTC().Year() != 1980 {
			t.Errorf("%s is of %v", f.Name, f.Modified)
		}
		if want := strings.HasSuffix(f.Name, ".so"); (f.Mode()&0o111 != 0) != want {
			t.Errorf("%s has mode %v", f.Name, f.Mode())
		}
	}
	const record = "word_count-1.0.dist-info/RECORD"
	if last != record {
		t.Errorf("the last file is %s, not RECORD", last)
	}
	rows, err := csv.NewReader(strings.NewReader(string(content[record]))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(content) {
		t.Errorf("RECORD has %d rows for %d files", len(rows), len(content))
	}
	for _, row := range rows {
		if row[0] == record {
			continue
		}
		sum := sha256.Sum256(content[row[0]])
		want := "sha256=" + base64.RawURLEncoding.EncodeToString(sum[:])
		if row[1] != want || row[2] != fmt.Sprint(len(content[row[0]])) {
			t.Errorf("RECORD of %s is wrong: %v", row[0], row)
		}
	}
	if got := string(content["word_count-1.0.dist-info/entry_points.txt"]); got != "[console_scripts]\nwords = words.cli:main\n\n" {
		t.Errorf("entry points: %q", got)
	}
}

func TestSourceDate(t *testing.T) {
	for epoch, want := range map[string]int64{"": fixedDate.Unix(), "0": fixedDate.Unix(), "1700000000": 1700000000, "soon": -1} {
		t.Setenv("SOURCE_DATE_EPOCH", epoch)
		at, err := sourceDate()
		if want < 0 {
			if err == nil {
				t.Errorf("%q is taken for a date", epoch)
			}
		} else if err != nil || at.Unix() != want {
			t.Errorf("%q: got %v, %v", epoch, at, err)
		}
	}
}

func TestTag(t *testing.T) {
	for abi, want := range map[string][]string{
		"cp311-abi3":       {"Tag: cp311-abi3-linux_x86_64"},
		"cp313-cp313t":     {"Tag: cp313-cp313t-linux_x86_64"},
		"cp315-abi3.abi3t": {"Tag: cp315-abi3-linux_x86_64", "Tag: cp315-abi3t-linux_x86_64"},
	} {
		tag := Tag(abi, "linux_x86_64")
		if tag != abi+"-linux_x86_64" {
			t.Errorf("%q: %s", abi, tag)
		}
		if got := strings.Split(strings.TrimSpace(string(wheelFile(tag))), "\n")[3:]; !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", abi, got, want)
		}
	}
}

func TestInstallEditable(t *testing.T) {
	site := t.TempDir()
	install := func(version string) bool {
		changed, err := EditableInstall{
			Dist: distribution(t, "Word.Count", version), ImportName: "word.count", Root: "/cache/site", Project: "/home/a b", Tag: Tag("cp311-abi3", "linux_x86_64"),
			Data: map[string][]byte{"scripts/go-words": []byte("\x7fELF"), "data/share/words.txt": []byte("text")},
		}.Install(Environment{Python: "/venv/bin/python", Site: site, Scripts: filepath.Join(site, "../bin"), Prefix: filepath.Join(site, "..")})
		if err != nil {
			t.Fatal(err)
		}
		return changed
	}
	// What an installer put there before, under another spelling, goes.
	old := map[string]string{
		"words/__init__.py":                   "",
		"words/__pycache__/__init__.pyc":      "",
		"single.py":                           "",
		"__pycache__/single.cpython-311.pyc":  "",
		"__pycache__/singles.cpython-311.pyc": "",
		"words/data.txt":                      "",
		"Word_Count-0.1.dist-info/METADATA":   "",
		"Word_Count-0.1.dist-info/INSTALLER":  "pip\n",
		"Word_Count-0.1.dist-info/RECORD":     "single.py,,\nwords/__init__.py,,\nwords/data.txt,,\nWord_Count-0.1.dist-info/METADATA,,\n../outside.txt,,\n../bin/old,,\n",
		"../outside.txt":                      "",
		"../bin/old":                          "",
		"word_counter-1.dist-info/RECORD":     "",
	}
	site = filepath.Join(site, "site")
	for name, text := range old {
		path := filepath.Join(site, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if !install("1.0") || install("1.0") {
		t.Error("the first install changes something, the second nothing")
	}
	for name, want := range map[string]bool{
		"words": false, "single.py": false, "__pycache__/single.cpython-311.pyc": false, "__pycache__/singles.cpython-311.pyc": true, "Word_Count-0.1.dist-info": false,
		"../outside.txt": true, "word_counter-1.dist-info": true,
		"../bin/words": true, "../bin/go-words": true, "../share/words.txt": true, "../bin/old": false,
		"__editable__.word_count.pth": true, "_gophersnake_editable_word_count.py": true, "word_count-1.0.dist-info/RECORD": true,
	} {
		if _, err := os.Stat(filepath.Join(site, name)); (err == nil) != want {
			t.Errorf("%s: %v", name, err)
		}
	}
	direct, err := os.ReadFile(filepath.Join(site, "word_count-1.0.dist-info", "direct_url.json"))
	if err != nil || string(direct) != `{"dir_info":{"editable":true},"url":"file:///home/a%20b"}` {
		t.Errorf("direct_url.json: %s, %v", direct, err)
	}
	install("2.0")
	if _, err := os.Stat(filepath.Join(site, "word_count-1.0.dist-info")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the old version is still there: %v", err)
	}
}

func TestNoValueBeginsAField(t *testing.T) {
	for _, end := range []string{"\n", "\r", "\r\n", "\v", "\f", "\u0085", "\u2028"} {
		d := distribution(t, "words", "1.0")
		d.Metadata.License, d.Metadata.LicenseText = "", "free"+end+"Evil: yes"
		if text := string(d.METADATA()); !strings.Contains(text, "License: free\n        Evil: yes\n") {
			t.Errorf("%q: %s", end, text)
		}
	}
}

func TestNames(t *testing.T) {
	for name, ok := range map[string]bool{"a": true, "a.b-c_d": true, "A1": true, "": false, "-a": false, "a-": false, "ä": false, "a b": false} {
		if err := CheckName(name); (err == nil) != ok {
			t.Errorf("%q: %v", name, err)
		}
	}
	if got := DistributionName("uuid_go"); got != "uuid-go" {
		t.Errorf("uuid_go: %s", got)
	}
	if !sameName("Word.Count", "word_count") || sameName("word", "words") {
		t.Error("names are compared by their normal form")
	}
}
