package model

import "testing"

func TestTheCoreImportsWhatIsInternalToItsFolder(t *testing.T) {
	m := &Module{Core: "example.com/a/geo"}
	for path, want := range map[string]bool{
		"net/url":                       true,
		"internal/abi":                  false,
		"example.com/a/internal/x":      true,
		"example.com/a/geo/internal":    true,
		"example.com/a/other/internal":  false,
		"example.com/a/geo2/internal/x": false,
		"example.com/b/internal/x":      false,
		"example.com/a/vendor/x":        false,
	} {
		if got := m.Importable(path); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
}
