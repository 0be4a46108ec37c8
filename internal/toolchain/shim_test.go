package toolchain

import (
	"path/filepath"
	"testing"
	"testing/fstest"
)

func TestBuildShimWithFlagsOfOnesOwn(t *testing.T) {
	cc, err := FindC(t.Context())
	if err != nil {
		t.Skip(err)
	}
	t.Setenv("GOPHERSNAKE_CACHE", t.TempDir())
	s := Shim{
		Source:  []byte("#include \"answer.h\"\nint PyInit__native(void) { return ANSWER + MORE; }\n"),
		Headers: fstest.MapFS{"shim/answer.h": {Data: []byte("#define ANSWER 42\n")}},
		Out:     filepath.Join(t.TempDir(), "shim.so"),
	}
	for _, c := range []struct {
		flags string
		built bool
	}{{"-DMORE=1 -g", true}, {"-DMORE=1 -g", false}, {"-DMORE=2 -g", true}} {
		t.Setenv("GOPHERSNAKE_CFLAGS", c.flags)
		if built, err := BuildShim(t.Context(), cc, s); err != nil || built != c.built {
			t.Errorf("%s: built %v, want %v; %v", c.flags, built, c.built, err)
		}
	}
	t.Setenv("GOPHERSNAKE_CFLAGS", "")
	if _, err := BuildShim(t.Context(), cc, s); err == nil {
		t.Error("flags that are no longer asked for were used")
	}
}
