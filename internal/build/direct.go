package build

import (
	"fmt"
	"go/version"
	"os"
	"strings"

	"gophersnake/internal/machinecode"
	"gophersnake/internal/model"
)

// directCalls says which functions may be called with no crossing. Tools that want to see all calls
// and accesses get builds without.
func (s *session) directCalls() model.DirectCalls {
	proven := s.Direct
	if word := os.Getenv("GOPHERSNAKE_DIRECT"); word != "" {
		if word == "0" {
			return model.DirectOff
		}
		proven = true
	}
	switch {
	case !conventionKnown(s.golang.Version) || s.For.GoOS() != "linux" || s.For.GoArch() != "amd64" || s.Race || s.ABI.FreeThreaded():
		return model.DirectOff
	case proven:
		return model.DirectProven
	}
	return model.DirectAsked
}

// conventionKnown reports whether the proofs, and shim/call/direct.c, hold for the code of a Go release. Its
// internal calling convention may change with each: which registers have arguments, the g and zero. Before
// 1.26, the table of functions can't be found.
func conventionKnown(release string) bool {
	switch version.Lang(release) {
	case "go1.26", "go1.27":
		return true
	}
	return false
}

// proveDirect proves the functions of the core's table of direct calls, and marks there those that are.
// One that was asked for and isn't proven is an error.
func proveDirect(core string, m *model.Module) error {
	functions := m.Directs()
	if len(functions) == 0 {
		return nil
	}
	image, err := machinecode.Open(core)
	if err != nil {
		return err
	}
	if image.Functions() != len(functions) {
		return fmt.Errorf("the core has %d functions to be called directly, and not %d", image.Functions(), len(functions))
	}
	proven, n := make([]bool, len(functions)), 0
	var failed []string
	for i, f := range functions {
		refusal := image.Prove(i, f.DirectWords())
		if refusal == nil {
			proven[i] = true
			n++
			continue
		}
		f.Direct.Refusal = refusal.Error()
		if f.Direct.Asked {
			failed = append(failed, fmt.Sprintf("%s: //py:direct: %s can't be called directly: %v", f.Pos, f.Go, refusal))
		}
	}
	if failed != nil {
		return fmt.Errorf("%s", strings.Join(failed, "\n"))
	}
	Say(fmt.Sprintf("%d of %d functions that qualify are called directly, with no crossing into Go", n, len(functions)))
	if err := reportDirect(m); err != nil {
		return err
	}
	return image.Write(proven)
}

// reportDirect writes of each function whether it is called directly, and why not, to the file that
// GOPHERSNAKE_DIRECT_REPORT names.
func reportDirect(m *model.Module) error {
	file := os.Getenv("GOPHERSNAKE_DIRECT_REPORT")
	if file == "" {
		return nil
	}
	var b strings.Builder
	for _, f := range m.Funcs {
		switch {
		case f.Direct == nil && f.DirectReason != "" && f.Shape == model.Function:
			fmt.Fprintf(&b, "%s: %s: no: %s\n", f.Pos, f.Go, f.DirectReason)
		case f.Direct != nil && f.Direct.Refusal != "":
			fmt.Fprintf(&b, "%s: %s: no: %s\n", f.Pos, f.Go, f.Direct.Refusal)
		case f.Direct != nil:
			fmt.Fprintf(&b, "%s: %s: yes\n", f.Pos, f.Go)
		}
	}
	return os.WriteFile(file, []byte(b.String()), 0o644)
}
