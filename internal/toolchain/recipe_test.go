package toolchain

import "testing"

// What an earlier release compiled in its own way is not linked by a later one.
func TestAnotherRecipeCompilesAgain(t *testing.T) {
	cc := ofOwnCache(t)
	t.Setenv("GOPHERSNAKE_CFLAGS", "-DMORE=1")
	s := answers(t, "")
	build := func(want bool) {
		t.Helper()
		if built, err := BuildShim(t.Context(), cc, s); err != nil || built.Compiled != want {
			t.Errorf("built %v, want %v; %v", built, want, err)
		}
	}
	build(true)
	build(false)
	of := recipe
	t.Cleanup(func() { recipe = of })
	recipe = func() string { return "another" }
	build(true)
	build(false)
}

func TestKeysKeepPartsApart(t *testing.T) {
	cc := &Compiler{Version: "1"}
	if keyOf(cc, []string{"a"}, []string{"b"}) == keyOf(cc, []string{"a", "b"}, nil) {
		t.Error("parts that are divided in another way have one key")
	}
}
