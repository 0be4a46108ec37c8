//go:build go1.25

package rt

import (
	"io/fs"
	"os"
)

// Folder is what stands in a wire buffer for an fs.FS that is given by the path of a folder:
// GS_CHOICE_FOLDER in shim/objects/interface.h.
const Folder = 1 << 20

// ReadFolder reads the path.
func ReadFolder(r *Decoder) fs.FS { return os.DirFS(ReadStr[string](r)) }

// FileText is the content of a file as text.
func FileText(folder fs.FS, name string) (string, error) {
	b, err := fs.ReadFile(folder, name)
	return string(b), err
}
