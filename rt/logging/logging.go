//go:build go1.25

// Package logging hands what Go code logs by package log to Python's logging. The build imports it where
// a package of the extension depends on log, before that package's own initialization.
package logging

import "gophersnake/rt"

func init() { rt.TakeLogs() }
