package emit

import (
	"fmt"
	"strings"

	"gophersnake/internal/model"
)

// genProfile writes what the boundary profiler says of the core's functions, by number: their names
// in Python, and which of their arguments and results have a size (shim/call/profile.h).
func genProfile(w *writer, m *model.Module) {
	last := 0
	for _, f := range m.Funcs {
		last = max(last, f.ID)
	}
	names, sized := make([]string, last+1), make([]string, last+1)
	fields := map[*model.Func]string{}
	for _, c := range m.Classes {
		for _, f := range c.Fields {
			fields[f.Get], fields[f.Set] = f.Python, f.Python
		}
	}
	for _, f := range m.Funcs {
		names[f.ID] = profiledName(f, fields[f])
		values := sizedValues(f)
		sized[f.ID] = "NULL"
		if len(values) > 0 {
			sized[f.ID] = fmt.Sprintf("Z%d", f.ID)
			w.p("static const gs_sized Z%d[] = { %s, { 0, 0, 0 } };", f.ID, strings.Join(values, ", "))
		}
	}
	w.p("static const char *const gs_profiled_names[] = {")
	for _, name := range names {
		w.p("    %s,", cString(name))
	}
	w.p("};")
	w.p("static const gs_sized *const gs_profiled_sizes[] = {")
	for _, values := range sized {
		if values == "" {
			values = "NULL"
		}
		w.p("    %s,", values)
	}
	w.p("};")
}

// noNumber is GS_NO_FUNCTION.
const noNumber = -1

// profiledNumber is the function that a thunk crosses for, as far as that is known before its arguments are.
func profiledNumber(f *model.Func) int {
	if len(f.Overloads) > 0 {
		return noNumber
	}
	return f.ID
}

// slotNames are the names of what has none of its own.
var slotNames = map[model.Shape]string{
	model.Equal: "__eq__", model.Order: "__lt__", model.Hash: "__hash__", model.Copy: "__copy__", model.Encode: "__reduce__", model.Text: "__str__",
	model.Zero: "__new__", model.BoxMake: "__new__", model.FromText: "__new__", model.FromArray: "__new__", model.Format: "__format__", model.JSON: "to_json",
}

// profiledName is the Python name below the extension's: "sub.Point.scale". field: of what reads or writes one.
func profiledName(f *model.Func, field string) string {
	var parts []string
	if f.Package != nil && f.Package.Python != "" {
		parts = append(parts, f.Package.Python)
	}
	if f.Recv != nil {
		parts = append(parts, f.Recv.Python)
	}
	name, set := f.Python, ""
	if field != "" {
		name = field
	}
	if slot := slotNames[f.Shape]; slot != "" {
		name = slot
	}
	if f.Shape == model.FieldSet || f.Shape == model.VarSet {
		set = " ="
	}
	if name == "" { // of the runtime: items of streams, edits of containers
		return f.Go
	}
	return strings.Join(append(parts, name), ".") + set
}

// sizedValues are the entries of gs_sized: of what has its length in its second word.
func sizedValues(f *model.Func) []string {
	var values []string
	add := func(word, size int, flow string) {
		values = append(values, fmt.Sprintf("{ %d, %d, GS_FLOW_%s }", word, size, flow))
	}
	for i, p := range f.Params {
		way, t := p.Way(), p.Type.Plain()
		flow := "COPIED"
		if p.Passing == model.Borrowed || p.Passing == model.Writable || p.Passing == model.Written {
			flow = "BORROWED"
		}
		switch way {
		case model.ByText, model.ByTextOrBytes, model.ByBytes:
			add(f.ParamWords[i], 1, flow)
		case model.ByNumbers, model.ByWritable, model.ByLent:
			if !p.Type.IsPointer() {
				add(f.ParamWords[i], itemSize(t), flow)
			}
		case model.ByWire, model.ByLentWire:
			if !p.Type.IsPointer() {
				add(f.ParamWords[i], 1, "PACKED")
			}
		}
	}
	for i, t := range f.Results {
		switch plain := t.Plain(); t.ResultWay() {
		case model.ByText, model.ByBytes, model.ByWire:
			add(f.ResultWords[i], 1, "RESULT")
		case model.ByNumbers:
			add(f.ResultWords[i], itemSize(plain), "RESULT")
		}
	}
	return values
}

// numberSizes are the bytes of numbers, as gs_number_size in shim/values/number.h has them.
var numberSizes = [...]int{
	model.Bool: 1, model.Int8: 1, model.Int16: 2, model.Int32: 4, model.Int64: 8, model.Uint8: 1, model.Uint16: 2, model.Uint32: 4,
	model.Uint64: 8, model.Float32: 4, model.Float64: 8, model.Complex64: 8, model.Complex128: 16,
}

// itemSize is how many bytes an item of a list of numbers, or of bytes, has.
func itemSize(t *model.Type) int {
	if t.Kind != model.List || t.Elem == nil {
		return 1
	}
	return numberSizes[t.Elem.Kind]
}
