package config

import "testing"

func TestTakesPython(t *testing.T) {
	for _, c := range []struct {
		requires, release string
		want              bool
	}{
		{"", "3.11.0", true},
		{">=3.11", "3.11.0", true},
		{">=3.12", "3.11.9", false},
		{">= 3.11, <3.14", "3.13.1", true},
		{">=3.11,<3.13", "3.13.0", false},
		{"==3.12.*", "3.12.4", true},
		{"==3.12.*", "3.13.0", false},
		{"!=3.12.*,>=3.11", "3.12.4", false},
		{"!=3.12.*,>=3.11", "3.13.4", true},
		{"~=3.11", "3.14.0", true},
		{"~=3.11.2", "3.12.0", false},
		{"~=3.11.2", "3.11.4", true},
		{"<=3.12", "3.12.1", false}, // as PEP 440 has it
		{">3.11", "3.11.1", true},
		{">3.11", "3.11.0", false},
		{"==3.12", "3.12.0", true},
		{"===3.12", "3.11.0", true}, // text, of which installers decide
		{">=3.15.0b1", "3.15.0", true},
	} {
		if got := (Metadata{RequiresPython: c.requires}).TakesPython(c.release); got != c.want {
			t.Errorf("%q takes %s: %v", c.requires, c.release, got)
		}
	}
}
