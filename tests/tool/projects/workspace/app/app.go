// Package app needs a module that only the workspace knows.
package app

import (
	"example.com/workspace/app/internal/join"
	"example.com/workspace/lib/words"
)

// Sentence joins the words of the other module.
func Sentence() string { return join.With(" ", words.All()) }
