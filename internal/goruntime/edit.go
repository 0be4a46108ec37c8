package goruntime

import (
	"bytes"
	"fmt"
)

// An edit replaces a text that a file has once, and adds declarations at its end.
type edit struct {
	file     string
	old, new string
	add      string
}

func (s *source) edit(edits []edit) error {
	for _, e := range edits {
		f, err := s.file(e.file)
		if err != nil {
			return err
		}
		if n := bytes.Count(f.text, []byte(e.old)); n != 1 {
			return fmt.Errorf("runtime/%s has %d places for a change instead of one: %q", e.file, n, e.old)
		}
		f.text = append(bytes.Replace(f.text, []byte(e.old), []byte(e.new), 1), e.add...)
		f.edited = true
	}
	return nil
}
