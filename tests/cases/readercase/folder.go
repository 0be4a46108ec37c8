package readercase

import (
	"embed"
	"io/fs"
)

//go:embed reader.go go.mod
var Sources embed.FS

// Names lists the files of a folder.
func Names(folder fs.FS) ([]string, error) { return fs.Glob(folder, "*") }

// Content reads a file of a folder.
func Content(folder fs.FS, name string) ([]byte, error) { return fs.ReadFile(folder, name) }

// Folder gives one.
func Folder() fs.FS { return Sources }

// First opens a file.
func First(folder fs.FS, name string) (fs.File, error) { return folder.Open(name) }

// Tree has a field that is one.
type Tree struct{ Root fs.FS }

func (t *Tree) Size(name string) (int64, error) {
	info, err := fs.Stat(t.Root, name)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}
