package build

import (
	"context"
	"strings"

	"gophersnake/internal/analysis"
	"gophersnake/internal/emit"
)

// Stubs writes the type stubs of a target without building it, by path from
// the package's folder.
func Stubs(ctx context.Context, t Target) (importName string, files map[string][]byte, err error) {
	s, err := open(ctx, t)
	if err != nil {
		return "", nil, err
	}
	defer s.close()
	_, m, err := s.analyse(ctx, analysis.Decide)
	if err != nil {
		return "", nil, err
	}
	out, err := emit.Emit(m)
	if err != nil {
		return "", nil, err
	}
	files = map[string][]byte{}
	for name, data := range out.Files {
		if strings.HasSuffix(name, ".pyi") || strings.HasSuffix(name, "py.typed") {
			files[name] = data
		}
	}
	return m.ImportName, files, nil
}
