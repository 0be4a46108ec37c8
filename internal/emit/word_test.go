package emit

import "testing"

func TestAWordIsNoPartOfAnother(t *testing.T) {
	for _, c := range []struct {
		text string
		has  bool
	}{
		{"", false},
		{"_Int", true},
		{"x: _Int, y: str", true},
		{"_Int8 | _Int16", false},
		{"a_Int | my._Int_", false},
		{"_Int8 | m._Int", true},
		{"é_Int", true}, // as \b has it, which knows ASCII alone
	} {
		if hasWord(c.text, "_Int") != c.has {
			t.Errorf("%q: want %v", c.text, c.has)
		}
	}
}
