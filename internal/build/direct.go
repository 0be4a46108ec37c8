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
// and accesses get builds without, and so does Go before 1.26, whose table of functions can't be found.
func (s *session) directCalls() model.DirectCalls {
	proven := s.Direct
	if word := os.Getenv("GOPHERSNAKE_DIRECT"); word != "" {
		if word == "0" {
			return model.DirectOff
		}
		proven = true
	}
	switch {
	case version.Compare(s.golang.Version, "go1.26") < 0 || s.For.GoOS() != "linux" || s.For.GoArch() != "amd64" || s.Race || s.ABI.FreeThreaded():
		return model.DirectOff
	case proven:
		return model.DirectProven
	}
	return model.DirectAsked
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
	say(fmt.Sprintf("%d of %d functions that qualify are called directly, with no crossing into Go", n, len(functions)))
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
