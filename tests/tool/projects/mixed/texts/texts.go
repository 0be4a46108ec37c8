// Package texts changes texts. It has a command, too.
package texts

import (
	"fmt"
	"strings"
)

// Version is what the wheel says.
const Version = "v1.4.0-rc.2"

// Shout returns the text in capitals.
func Shout(text string) string { return strings.ToUpper(text) }

// Main prints a greeting.
func Main() { fmt.Println(Shout("go")) }
