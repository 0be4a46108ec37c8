package sharedcase

import (
	"iter"
	"time"
)

// A hiddenNote is embedded; generated code can't name it.
type hiddenNote struct{ Text string }

// TextTorn and TextAfter have value receivers.
func (h hiddenNote) TextTorn() bool { return !wholeText(h.Text) }
func (h hiddenNote) TextAfter(ms int) string {
	time.Sleep(time.Duration(ms) * time.Millisecond)
	return h.Text
}

type hiddenPart struct{ *hiddenNote }

// A Hidden embeds through an unexported struct and an unexported pointer.
type Hidden struct{ hiddenPart }

// NewHidden makes one.
func NewHidden() *Hidden { return &Hidden{hiddenPart{&hiddenNote{}}} }

// Insides gives away what lies inside of itself, in every form that Python reads
// when the call is over.
type Insides struct {
	Text  string
	Words [200]string
	Big   [200]complex128
}

func (i *Insides) Pointer() *string               { return &i.Text }
func (i *Insides) Pointers() map[string]*string   { return map[string]*string{"": &i.Text} }
func (i *Insides) Slice() []string                { return i.Words[:] }
func (i *Insides) Slices() [][]string             { return [][]string{i.Words[:]} }
func (i *Insides) Numbers() []complex128          { return i.Big[:] }
func (i *Insides) NumbersIn() [][]complex128      { return [][]complex128{i.Big[:]} }
func (i *Insides) Tell(f func(*string) bool) bool { return f(&i.Text) }

// Stream gives pointers for ever.
func (i *Insides) Stream() iter.Seq[*string] {
	return func(yield func(*string) bool) {
		for yield(&i.Text) {
		}
	}
}
