package bind

import (
	"fmt"
	"strings"
	"testing"
)

// What implements an interface, and as what instances of it go to Go.
func TestChoicesOfInterfaces(t *testing.T) {
	m, err := bound(t, Options{}, map[string]string{"m.go": `package m

type Shape interface {
	Area() float64
	unexported()
}
type Wide interface {
	Narrow
	// Walk goes on.
	Walk(self func(w Wide) bool, more ...Narrow) Wide
}
type Narrow interface{ Name() string }

type ByValue struct{}
type ByPointer struct{}
type GivenAsPointer struct{}
type Mixed struct{ n int }
type Text string
type Items []int
type Elsewhere struct{}
type Embeds struct{ *ByPointer }
type hidden struct{}

func (ByValue) Area() float64        { return 0 }
func (ByValue) unexported()          {}
func (*ByPointer) Area() float64     { return 0 }
func (*ByPointer) unexported()       {}
func (GivenAsPointer) Area() float64 { return 0 }
func (GivenAsPointer) unexported()   {}
func (Mixed) Area() float64          { return 0 }
func (Mixed) unexported()            {}
func (m *Mixed) Set(n int)           { m.n = n }
func (Text) Area() float64           { return 0 }
func (Text) unexported()             {}
func (Items) Area() float64          { return 0 }
func (Items) unexported()            {}
func (Elsewhere) Area() float64      { return 0 }
func (hidden) Area() float64         { return 0 }
func (hidden) unexported()           {}

func Find() (*GivenAsPointer, error) { return nil, nil }
`})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, c := range m.Classes {
		for _, choice := range c.Choices {
			got[c.Go] += fmt.Sprintf("%s:%s,%s ", choice.Type.Shown, choice.Value, choice.Pointer)
		}
	}
	want := "m.ByValue:p0.ByValue,*p0.ByValue *m.ByPointer:,*p0.ByPointer *m.GivenAsPointer:p0.GivenAsPointer,*p0.GivenAsPointer *m.Mixed:p0.Mixed,*p0.Mixed m.Text:p0.Text, m.Items:p0.Items,*p0.Items m.Embeds:p0.Embeds,*p0.Embeds "
	if got["Shape"] != want {
		t.Errorf("the choices of Shape are\n%s, want\n%s", got["Shape"], want)
	}
	if got["Wide"]+got["Narrow"] != "" {
		t.Errorf("nothing implements Wide, %s, and Narrow, %s", got["Wide"], got["Narrow"])
	}
	for name, signature := range map[string]string{
		"Shape.Area": "(self) -> float", "Wide.Name": "(self) -> str", "Wide.Walk": "(self, self_: _abc.Callable[[Wide], bool] | None, /, *more: Narrow | None) -> Wide | None",
	} {
		if s := symbol(t, m, name); !s.Bound || s.Signature != signature || s.Kind != "method" {
			t.Errorf("%s: %+v, want %s", name, s, signature)
		}
	}
	if s := symbol(t, m, "Wide.Walk"); s.Func == nil || !strings.Contains(s.Func.Doc, "Walk goes on") {
		t.Errorf("Wide.Walk: %+v has no doc comment", s)
	}
}
