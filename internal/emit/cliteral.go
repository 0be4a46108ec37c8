package emit

import (
	"fmt"
	"strings"
)

func cStringOrNull(s string) string {
	if s == "" {
		return "NULL"
	}
	return cString(s)
}

// cString quotes text for C, byte by byte where it is not plain.
func cString(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\n':
			b.WriteString(`\n`)
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c == '?': // avoids trigraphs
			b.WriteString(`\?`)
		case c < ' ' || c >= 0x7f:
			fmt.Fprintf(&b, `\%03o`, c)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}
