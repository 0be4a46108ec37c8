package main

import (
	"errors"
	"slices"
	"testing"

	"gophersnake/internal/build"
)

func TestInstancesOfTheFlagAreDirectives(t *testing.T) {
	own := map[string][]string{"Cache": {"//py:name Store"}}
	target := build.Target{Bind: own}
	if err := instantiate(&target, []string{"Cache K=string, V=int", " Max T=float64"}); err != nil {
		t.Fatal(err)
	}
	if got := target.Bind["Cache"]; !slices.Equal(got, []string{"//py:name Store", "//py:instantiate K=string, V=int"}) {
		t.Error(got)
	}
	if got := target.Bind["Max"]; !slices.Equal(got, []string{"//py:instantiate T=float64"}) {
		t.Error(got)
	}
	if len(own["Cache"]) != 1 {
		t.Error("the project's own directives have changed:", own)
	}
	var usage usageError
	if err := instantiate(&target, []string{"Cache"}); !errors.As(err, &usage) {
		t.Error("a symbol without type arguments:", err)
	}
}
