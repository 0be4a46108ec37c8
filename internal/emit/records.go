package emit

import "gophersnake/internal/model"

// recordsSource is the module that takes what the Go code logs: shim/records.py, and which of
// the Go packages have which names in Python.
func recordsSource(m *model.Module) []byte {
	w := &writer{}
	w.Write(ownFile("records.py"))
	w.p("")
	w.p("")
	w.p("MODULE = %s", pythonText(m.GoModule))
	w.p("PACKAGES = {")
	for _, p := range m.Packages {
		w.p("    %s: %s,", pythonText(p.Path), pythonText(p.Python))
	}
	w.p("}")
	return w.Bytes()
}
