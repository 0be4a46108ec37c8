package build

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"gophersnake/internal/load"
	"gophersnake/internal/model"
)

func TestRefuseNothing(t *testing.T) {
	program := &load.Program{Main: []*packages.Package{{PkgPath: "example.com/m"}}}
	m := &model.Module{}
	add := func(n int, reason string) {
		for range n {
			m.Symbols = append(m.Symbols, model.Symbol{Reason: reason})
		}
	}
	add(2, "parameter r: no readers")
	add(1, "result 1: no readers")
	add(1, "its type is not bound: no readers")
	add(5, "a generic function")
	err := refuseNothing(program, m, false)
	want := "nothing of example.com/m can be bound, so nothing is built; of its 9 exported symbols:\n" +
		"     5  a generic function\n     4  no readers\n`gophersnake check` lists all of them, and what could be done"
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
	if err := refuseNothing(program, m, true); err == nil || !strings.Contains(err.Error(), "`gophersnake check example.com/m`") {
		t.Error(err)
	}
	for i := range 20 {
		add(1, fmt.Sprint("reason ", i))
	}
	if err := refuseNothing(program, m, false); err == nil || !strings.Contains(err.Error(), "\n    14  for other reasons\n") {
		t.Error(err)
	}
	m.Symbols = append(m.Symbols, model.Symbol{Bound: true})
	if err := refuseNothing(program, m, false); err != nil {
		t.Error(err)
	}
}
