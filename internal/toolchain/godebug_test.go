package toolchain

import (
	"reflect"
	"testing"

	"gophersnake/internal/model"
)

// The forms that the table of Go 1.27.0 has.
const table = `package godebugs

type RemovedInfo struct {
	Name    string
	Removed int
	Old     func(string) bool
}

var All = []Info{{Name: "decoratemappings", Package: "runtime"}}

var Removed = []RemovedInfo{
	{Name: "x509sha1", Removed: 24, Old: one}, // Old: "1"
	{Name: "gotypesalias", Removed: 27, Old: zero},
	{Name: "asynctimerchan", Removed: 27, Old: func(s string) bool { return s == "1" || s == "2" }},
	{Name: "later", Removed: 31, Old: one},
}

func zero(s string) bool { return s == "0" }
func one(s string) bool  { return s == "1" }
`

func TestTableOfRemovedSettings(t *testing.T) {
	got, err := parseRemoved([]byte(table))
	want := []model.RemovedSetting{{Name: "x509sha1", Values: []string{"1"}, Release: 24}, {Name: "gotypesalias", Values: []string{"0"}, Release: 27},
		{Name: "asynctimerchan", Values: []string{"1", "2"}, Release: 27}, {Name: "later", Values: []string{"1"}, Release: 31}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("%v, %v", got, err)
	}
	for _, other := range []string{"package godebugs", "not Go", "package p; var Removed = []R{{Name: \"x\", Removed: 25}}", "package p; var Removed = []R{{\"x\", 27, one}}"} {
		if got, err := parseRemoved([]byte(other)); err == nil {
			t.Errorf("%s: %v", other, got)
		}
	}
}

func TestRemovedSettingsOfThisGo(t *testing.T) {
	g, err := FindGo(t.Context())
	if err != nil {
		t.Skip(err)
	}
	got, err := g.RemovedSettings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if minor, ok := g.minor(); ok && (minor >= fatalRemoved) != (len(got) > 0) {
		t.Errorf("%s: %v", g.Version, got)
	}
	if got, err := (&Go{Path: g.Path, Version: "devel"}).RemovedSettings(t.Context()); err != nil || len(got) == 0 {
		t.Errorf("of a version that has no number, of which all is to be expected: %v, %v", got, err)
	}
}
