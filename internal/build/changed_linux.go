package build

import (
	"io/fs"
	"syscall"
	"time"
)

// changed is when a file's content or its times were last written, which nobody can set: a file that was
// put back with its time differs in it.
func changed(info fs.FileInfo) time.Time {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return time.Unix(stat.Ctim.Unix())
	}
	return info.ModTime()
}
