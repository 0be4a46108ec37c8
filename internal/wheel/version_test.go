package wheel

import "testing"

func TestNormalizeVersion(t *testing.T) {
	for version, want := range map[string]string{
		"1.0":              "1.0",
		"v1.02.3":          "1.2.3",
		"1.0-alpha1":       "1.0a1",
		"1.0.beta":         "1.0b0",
		"1.0c2":            "1.0rc2",
		"1.0-1":            "1.0.post1",
		"1.0.rev3":         "1.0.post3",
		"1.0.dev":          "1.0.dev0",
		"1!2.0":            "1!2.0",
		"0!2.0":            "2.0",
		"1.0+Ubuntu-01":    "1.0+ubuntu.1",
		"1.0a1.post2.dev3": "1.0a1.post2.dev3",
		"":                 "",
		"1.0.x":            "",
		"1.0+":             "",
		"not a version":    "",
		"2024.01.05":       "2024.1.5",
	} {
		got, err := NormalizeVersion(version)
		if got != want || (err != nil) != (want == "") {
			t.Errorf("%q: got %q, %v; want %q", version, got, err, want)
		}
	}
}

func TestVersionOfGo(t *testing.T) {
	for version, want := range map[string]string{
		"v1.2.3":                                   "1.2.3",
		"v2.0.0+incompatible":                      "2.0.0",
		"v1.0.0-rc.1":                              "1.0.0rc1",
		"v1.0.0-beta2":                             "1.0.0b2",
		"v0.3.0-alpha":                             "0.3.0a0",
		"v0.0.0-20191222071949-0ab0b6f1e6e5":       "0.0.0.dev20191222071949",
		"v1.2.4-0.20191222071949-0ab0b6f1e6e5":     "1.2.4.dev20191222071949",
		"v1.2.3-pre.0.20191222071949-0ab0b6f1e6e5": "1.2.3.dev20191222071949",
		"v1.0.0-snapshot.7":                        "1.0.0.dev7+snapshot.7",
		"":                                         "0.0.0",
		"(devel)":                                  "0.0.0",
		"latest":                                   "",
	} {
		got, err := VersionOfGo(version)
		if got != want || (err != nil) != (want == "") {
			t.Errorf("%q: got %q, %v; want %q", version, got, err, want)
		}
	}
}
