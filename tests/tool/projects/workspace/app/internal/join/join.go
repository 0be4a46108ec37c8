// Package join can be imported from within its module only.
package join

import "strings"

// With joins parts with sep between them.
func With(sep string, parts []string) string { return strings.Join(parts, sep) }
