// Package loud can be imported from within its module only.
package loud

import "strings"

// Louder writes text in capitals.
func Louder(text string) string { return strings.ToUpper(text) + "!" }
