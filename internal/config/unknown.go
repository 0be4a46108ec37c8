package config

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"gophersnake/internal/naming"
)

// refuseUnknownKeys reports the first unknown key of [tool.gophersnake] or [project]: to
// ignore a misspelt key would lose what it says silently.
func refuseUnknownKeys(data []byte) error {
	var strict struct {
		Project *projectTable `toml:"project"`
		Tool    struct {
			Gophersnake toolTable `toml:"gophersnake"`
		} `toml:"tool"`
	}
	err := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields().Decode(&strict)
	var missing *toml.StrictMissingError
	if !errors.As(err, &missing) {
		return nil // what else is wrong has been reported
	}
	for _, e := range missing.Errors {
		key := e.Key()
		row, _ := e.Position()
		switch {
		case len(key) > 2 && key[0] == "tool" && key[1] == "gophersnake":
			unknown := strings.Join(key[2:], ".")
			if instead := maturinKeys[key[2]]; instead != "" {
				return fmt.Errorf("line %d: [tool.gophersnake] has no key %q, which is maturin's: %s", row, unknown, instead)
			}
			return fmt.Errorf("line %d: [tool.gophersnake] has no key %q%s; it knows %s", row, unknown, naming.Meant(unknown, toolKeys()), strings.Join(toolKeys(), ", "))
		case len(key) > 1 && key[0] == "project":
			unknown := strings.Join(key[1:], ".")
			return fmt.Errorf("line %d: [project] has no key %q%s; it knows %s", row, unknown, naming.Meant(unknown, projectKeys()), strings.Join(projectKeys(), ", "))
		}
	}
	return nil
}

// maturinKeys are keys of [tool.maturin] that a project may bring along, with what is done here instead.
var maturinKeys = map[string]string{
	"bindings":      "leave it out, there is one kind of bindings",
	"features":      "write Go build tags, as tags = [...]",
	"manifest-path": "name the folder of the Go package, as package = \"./textstats\"",
	"profile":       "leave it out, Go has one kind of build",
	"strip":         "pass --strip to `gophersnake build`, or strip=true as a config setting of pip",
	"compatibility": "pass --compatibility to `gophersnake build`, or compatibility=... as a config setting of pip",
	"sdist-include": "write include = [{ path = \"...\", format = \"sdist\" }]",
	"locked":        "leave it out, Go always keeps to go.sum",
	"frozen":        "leave it out, Go always keeps to go.sum",
}

func projectKeys() []string {
	var keys []string
	t := reflect.TypeFor[projectTable]()
	for i := range t.NumField() {
		keys = append(keys, t.Field(i).Tag.Get("toml"))
	}
	return keys
}

// refuseEncoding refuses what some editors and shells write instead of UTF-8, of which no
// parser says what is wrong.
func refuseEncoding(data []byte) error {
	for mark, name := range map[string]string{"\xef\xbb\xbf": "with a byte order mark", "\xff\xfe": "in UTF-16", "\xfe\xff": "in UTF-16"} {
		if bytes.HasPrefix(data, []byte(mark)) {
			return fmt.Errorf("line 1: the file is %s, which TOML does not allow: save it as UTF-8 without a mark", name)
		}
	}
	return nil
}
