package emit

import (
	"fmt"
	"go/types"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"gophersnake/internal/model"
)

// genFunctionNames lists the names of functions for crash reports, by number.
func genFunctionNames(w *writer, m *model.Module) {
	names := map[int]string{}
	last := 0
	for _, f := range m.Funcs {
		names[f.ID] = f.Go
		if f.Object != nil {
			names[f.ID] += strings.TrimPrefix(types.TypeString(f.GoSignature(), (*types.Package).Name), "func")
		}
		last = max(last, f.ID)
	}
	w.p("")
	w.p("static const char *const gs_function_names[] = {")
	for id := range last + 1 {
		w.p("    %s,", cString(names[id]))
	}
	w.p("};")
}

func genTables(w *writer, m *model.Module) {
	for i, p := range m.Packages {
		w.p("")
		w.p("/* package %s */", p.Path)
		genAsyncList(w, fmt.Sprintf("P%d_async", i), p.Funcs)
		genMethods(w, fmt.Sprintf("P%d_funcs", i), p.Funcs, "")
		if len(p.Funcs) == 0 {
			w.p("static PyMethodDef P%d_funcs[] = { { NULL, NULL, 0, NULL } };", i)
		}
		w.p("static const gs_const P%d_consts[] = {", i)
		for _, c := range p.Consts {
			genConst(w, c)
		}
		w.p("    { NULL, 0, NULL, 0, 0, NULL },")
		w.p("};")
		w.p("static gs_var P%d_vars[] = {", i)
		for _, v := range p.Vars {
			set := "NULL"
			if v.Set != nil {
				set = "(PyCFunction)(void (*)(void))" + thunkName(v.Set)
			}
			w.p("    { %s, %s, { %s, %s, METH_O, NULL }, { %s, %s, METH_FASTCALL, NULL } },", cString(v.Python), cString(v.Doc),
				cString(v.Python), thunkName(v.Get), cString(v.Python), set)
		}
		w.p("    { NULL, NULL, { NULL, NULL, 0, NULL }, { NULL, NULL, 0, NULL } },")
		w.p("};")
	}
	genFunctionNames(w, m)
	genProfile(w, m)
	w.p("")
	w.p("static gs_package gs_packages[] = {")
	for i, p := range m.Packages {
		suffix := ""
		if p.Python != "" {
			suffix = "." + p.Python
		}
		w.p("    { %s, P%d_funcs, P%d_consts, P%d_vars, P%d_async },", cString(suffix), i, i, i, i)
	}
	w.p("};")
	w.p("static gs_class *const gs_classes[] = {")
	for _, c := range m.Classes {
		w.p("    &C%d,", c.ID)
	}
	w.p("    NULL,")
	w.p("};")
	w.p("static const gs_class_slots *const gs_classes_slots[] = {")
	for _, c := range m.Classes {
		if c.Kind == model.Interface {
			w.p("    NULL,")
			continue
		}
		w.p("    &C%d_slots,", c.ID)
	}
	w.p("    NULL,")
	w.p("};")
	w.p("static const gs_alias gs_aliases[] = {")
	for _, c := range m.Classes {
		for _, a := range c.Aliases {
			w.p("    { %s, %d, &C%d },", cString(a.Python), a.Package.Index, c.ID)
		}
	}
	w.p("    { NULL, 0, NULL },")
	w.p("};")
	w.p("static const gs_sentinel gs_sentinel_table[] = {")
	for _, s := range m.Sentinels {
		base := "NULL"
		if s.Base != nil {
			base = fmt.Sprintf("&C%d", s.Base.ID)
		}
		w.p("    { %s, %s, %d, %s, %s },", cString(s.Python), cString(s.Doc), s.Package.Index, base, cStringOrNull(s.Raises))
	}
	w.p("    { NULL, NULL, 0, NULL, NULL },")
	w.p("};")
}

// genAbsent lists the attributes of all classes that an AttributeError explains.
func genAbsent(w *writer, m *model.Module) {
	names := map[string]bool{}
	for _, a := range m.Absent {
		if strings.Contains(a.Place, ":") {
			maps.Insert(names, maps.All(present(a.Spelled)))
			maps.Insert(names, maps.All(present(a.Why)))
		}
	}
	w.p("static const char *const gs_absent_names[] = {")
	for _, name := range slices.Sorted(maps.Keys(names)) {
		w.p("    %s,", cString(name))
	}
	w.p("    NULL,")
	w.p("};")
}

func present(m map[string]string) map[string]bool {
	names := map[string]bool{}
	for name := range m {
		names[name] = true
	}
	return names
}

// genExtension writes gs_this, the description of this extension for the library in
// shim/.
func genExtension(w *writer, m *model.Module) {
	genAbsent(w, m)
	genOwnFuncTable(w, ownFuncs(m))
	w.p("static const gs_removed gs_removed_settings[] = {")
	for _, r := range m.Removed {
		for _, v := range r.Values {
			w.p("    { %s, %s, %d },", cString(r.Name), cString(v), r.Release)
		}
	}
	w.p("#ifdef GS_REMOVED /* more of them, for the tests */")
	w.p("    GS_REMOVED")
	w.p("#endif")
	w.p("    { NULL, NULL, 0 },")
	w.p("};")
	preload := m.Needs(func(t *model.Type) []string { return t.Loads })
	if slices.ContainsFunc(m.Classes, func(c *model.Class) bool { return c.File != nil }) {
		preload = append(preload, "gs_io_classes_init")
	}
	preload = append(preload, "NULL")
	if m.ToJSON != "" {
		w.p("static const gs_jsonable gs_jsonables[] = {")
		for _, c := range m.Classes {
			if c.Protocols != nil && c.Protocols.JSON != nil {
				w.p("    { &C%d, %s },", c.ID, thunkName(c.Protocols.JSON))
			}
		}
		w.p("    { NULL, NULL },")
		w.p("};")
	}
	w.p("static int (*const gs_preload[])(void) = { %s };", strings.Join(preload, ", "))
	w.p("#ifndef GS_RACE")
	w.p("#define GS_RACE 0")
	w.p("#endif")
	w.p("const gs_extension gs_this = { .build = \"%s\", .core_file = %s, .race = GS_RACE, .logs = %d, .traces = %d, .removed = gs_removed_settings, .preload = gs_preload,", idPlace, cString(m.CoreFile), min(int(m.Logs), 1), oneIf(m.Traces.Spans != ""))
	w.p("    .functions = gs_function_names, .names = gs_profiled_names, .sized = gs_profiled_sizes, .nfunctions = sizeof gs_function_names / sizeof *gs_function_names,")
	w.p("    .npackages = %d, .nclasses = %d, .nsentinels = %d, .packages = gs_packages, .classes = gs_classes, .slots = gs_classes_slots,", len(m.Packages), len(m.Classes), len(m.Sentinels))
	w.p("    .aliases = gs_aliases, .sentinels = gs_sentinel_table, .absent = gs_absent_names, .object = &gs_any_object, .errors = gs_error_choices, .own = gs_own_functions, .file = %s, .batch = %s,", index(m.File), index(m.Batch))
	if values, _ := anyTypes(m); len(values) > 0 {
		w.p("    .any = &T%d, .pointer = { %s, %s, %s },", values[0].ID, cString(m.Pointer.Python), index(m.Pointer.Make), index(m.Pointer.Value))
	}
	if m.ToJSON != "" {
		w.p("    .json = gs_jsonables, .to_json = %s,", cString(m.ToJSON))
	}
	w.p("    .held = { %s, %s, %s, %s, %s } };", index(m.Held.Equal), index(m.Held.Hash), index(m.Held.Text), index(m.Held.Describe), index(m.Held.IsError))
}

func genConst(w *writer, c *model.Const) {
	cls := "NULL"
	if c.Class != nil {
		cls = fmt.Sprintf("&C%d", c.Class.ID)
	}
	number := strconv.FormatFloat(c.Number, 'x', -1, 64)
	if math.IsInf(c.Number, 0) {
		number = "__builtin_inf()"
		if c.Number < 0 {
			number = "-" + number
		}
	}
	w.p("    { %s, '%c', %s, %d, %s, %s },", cString(c.Python), c.Form, cString(c.Text), len(c.Text), number, cls)
}
