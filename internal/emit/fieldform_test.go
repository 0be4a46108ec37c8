package emit

import (
	"regexp"
	"slices"
	"testing"

	"gophersnake/internal/model"
)

func TestWhatDiffersBetweenFieldsIsNoPartOfTheirForm(t *testing.T) {
	of := func(id int) *model.Func { return &model.Func{ID: id, Shape: model.FieldGet} }
	one, tables := formOf(of(7), "r = gs_enter(&f.h, 7, GS_HOLD);\nout = gs_wire_out(&T3, f.w + 1, x);\n")
	other, others := formOf(of(77), "r = gs_enter(&f.h, 77, GS_HOLD);\nout = gs_wire_out(&T31, f.w + 1, x);\n")
	if one != other {
		t.Errorf("two forms:\n%s%s", one, other)
	}
	if !slices.Equal(tables, []string{"&T3"}) || !slices.Equal(others, []string{"&T31"}) {
		t.Error(tables, others)
	}
	if _, found := formOf(of(7), "f(&T1, &C2, &T1, &T3)"); !slices.Equal(found, []string{"&T1", "&C2"}) {
		t.Error("a field has room for two tables; the third is a part of the form:", found)
	}
	held, _ := formOf(of(7), "r = gs_enter(&f.h, 7, GS_RELEASE);\nout = gs_wire_out(&T3, f.w + 1, x);\n")
	if held == one {
		t.Error("a form has two ways with the GIL")
	}
}

var fieldBody = regexp.MustCompile(`(?ms)^GS_INLINE PyObject \*b\d+(\(gs_call \*c, const gs_field .*?^\}\nGS_\w+)`)

// fieldsShareFunctions checks that no two getters or setters of a module are alike.
func fieldsShareFunctions(t *testing.T, shim []byte) {
	t.Helper()
	seen := map[string]bool{}
	for _, body := range fieldBody.FindAllSubmatch(shim, -1) {
		if seen[string(body[1])] {
			t.Errorf("written twice:\n%s", body[0])
		}
		seen[string(body[1])] = true
	}
}
