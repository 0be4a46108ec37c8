package emit

import (
	"fmt"
	"strconv"
	"strings"
)

// An initializer gathers the members of a C struct that are not zero: what C leaves out of one is.
type initializer struct {
	members []string
}

// set sets a member to a C expression.
func (i *initializer) set(member, value string) {
	if value != "NULL" && value != "0" {
		i.members = append(i.members, fmt.Sprintf(".%s = %s", member, value))
	}
}

func (i *initializer) number(member string, n int) { i.set(member, strconv.Itoa(n)) }

func (i *initializer) flag(member string, on bool) { i.number(member, oneIf(on)) }

// write writes the members, some to a line.
func (i *initializer) write(w *writer) {
	const line = 6
	for start := 0; start < len(i.members); start += line {
		w.p("    %s,", strings.Join(i.members[start:min(start+line, len(i.members))], ", "))
	}
}
