package analysis

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gophersnake/internal/model"
)

const oneThreadCure = "lock a mutex around it; or, if all calls of it keep the GIL, say //py:gil hold or [tool.gophersnake] threads = \"one\", which exclude them from each other where there is no GIL"

// unsynchronised lists the functions that write variables of packages, and the methods that
// write what they are called on, without a lock: what several threads of Python must not call at
// the same time. It sees what shared sees.
func unsynchronised(ctx context.Context, m *model.Module, src *source) ([]model.Note, error) {
	src.left = manyPackages
	for {
		s := newShared(src, true)
		notes := s.notes(m)
		if more, err := src.more(ctx); err != nil || !more {
			return notes, err
		}
	}
}

func (s *shared) notes(m *model.Module) []model.Note {
	var notes []model.Note
	written := map[*model.Class][]string{}
	var classes []*model.Class
	for _, f := range m.Funcs {
		if f.Object == nil || f.Shape != model.Function && f.Shape != model.Method {
			continue
		}
		if v := s.variable(f.Object); v != "" {
			notes = append(notes, model.Note{Pos: f.Pos, Cure: oneThreadCure,
				Text: fmt.Sprintf("%s writes the variable %s without a lock: two threads that call it at the same time race, and the process ends if they write a map", f.Go, v)})
		}
		if f.Shape == model.Method && f.Recv != nil && s.own(f.Recv.Object.Pkg()) && s.writesReceiver(f.Object) {
			if written[f.Recv] == nil {
				classes = append(classes, f.Recv)
			}
			if !slices.Contains(written[f.Recv], f.Object.Name()) { // overloads have one
				written[f.Recv] = append(written[f.Recv], f.Object.Name())
			}
		}
	}
	for _, c := range classes {
		notes = append(notes, model.Note{Pos: c.Pos, Cure: oneThreadCure,
			Text: fmt.Sprintf("methods of %s write to it without a lock (%s): an instance is for one thread at a time", c.Go, strings.Join(written[c], ", "))})
	}
	return notes
}
