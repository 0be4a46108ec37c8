package docscase

import "gophersnake/py"

// Filter returns the numbers that keep wants.
func Filter(keep func(n int) bool, numbers []int) []int {
	kept := []int{}
	for _, n := range numbers {
		if keep(n) {
			kept = append(kept, n)
		}
	}
	return kept
}

var watchers []func(path string) error

// Watch calls changed for every change, until the process ends.
func Watch(changed func(path string) error) { watchers = append(watchers, changed) }

// Change tells those who watch of a change.
func Change(path string) error {
	for _, changed := range watchers {
		if err := changed(path); err != nil {
			return err
		}
	}
	return nil
}

// Title is the title of a document.
func Title(doc py.Object) (string, error) {
	title, err := doc.Attr("title")
	if err != nil {
		return "", err // the AttributeError, as it was raised
	}
	return title.Text()
}

// Parse finds nothing.
func Parse(text string) error { return py.Raise("ValueError", "line 3: no such thing") }
