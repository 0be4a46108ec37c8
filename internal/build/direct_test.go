package build

import "testing"

func TestReleasesWithDirectCalls(t *testing.T) {
	for release, want := range map[string]bool{
		"go1.26": true, "go1.26.8": true, "go1.27rc1": true, "go1.27.1": true,
		"go1.25.9": false, "go1.28rc1": false, "go1.28": false, "go1.30.2": false, "go2.26": false, "devel go1.28-3ab5": false, "": false,
	} {
		if got := conventionKnown(release); got != want {
			t.Errorf("%q: %v", release, got)
		}
	}
}
