package bind

import "gophersnake/internal/model"

// bindStreams adds the crossings by which Python requests items of each stream type and
// ends it.
func (b *binder) bindStreams() {
	for _, t := range b.types.Types {
		if t.Flow == nil {
			continue
		}
		crossing := func(shape model.Shape) *model.Func {
			f := &model.Func{Shape: shape, Package: b.m.Packages[0], Go: t.Go, Context: -1, GIL: model.Release, GILReason: "the producer runs"}
			b.add(f)
			return f
		}
		t.Flow.Next, t.Flow.Stop = crossing(model.Next), crossing(model.Stop)
	}
}
