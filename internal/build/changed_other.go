//go:build !linux

package build

import (
	"io/fs"
	"time"
)

// changed is for Linux, where editable installs are.
func changed(info fs.FileInfo) time.Time { return info.ModTime() }
