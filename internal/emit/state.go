package emit

import (
	"fmt"

	"gophersnake/internal/model"
)

// genState writes what a value of a class consists of.
func genState(w *writer, c *model.Class) {
	s, fields := c.State, "NULL"
	if len(s.Fields) > 0 {
		fields = fmt.Sprintf("C%d_state_fields", c.ID)
		w.p("static const gs_state_field %s[] = {", fields)
		for _, f := range s.Fields {
			w.p("    { %d, %d, %d },", f.Field, f.Form, f.Place)
		}
		w.p("};")
	}
	w.p("static gs_state C%d_state = { .install = gs_state_install, .cls = &C%d, .fields = %s, .n = %d, .hidden = %s, .links = %d, .value = %d, .copies = %d, .deep = %d,", c.ID, c.ID, fields, len(s.Fields),
		cStringOrNull(s.Hidden), oneIf(s.Links), oneIf(s.Value), oneIf(s.Copies), oneIf(s.Deep))
	w.p("    .encode = %s, .decode = %s, .copy = %s, .locked = %s };", index(s.Encode), index(s.Decode), index(s.Copy), cStringOrNull(s.Locked))
}
