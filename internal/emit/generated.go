package emit

import (
	"fmt"
	"go/format"
	"strings"

	"gophersnake/internal/model"
)

// Generated is the generated code of one crossing: its function in the core, and its
// thunk in the shim, which is empty if the shim needs none.
func Generated(f *model.Func) (core, shim string, err error) {
	var w writer
	genCoreFunc(&w, f)
	formatted, err := format.Source(w.Bytes())
	if err != nil {
		return "", "", fmt.Errorf("generated Go: %w", err)
	}
	var c writer
	genThunk(&c, f, newFieldForms())
	return strings.TrimSpace(string(formatted)), strings.TrimSpace(c.String()), nil
}
