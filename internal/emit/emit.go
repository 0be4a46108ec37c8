// Package emit writes a model down: the core's Go source, the shim's C source,
// and the Python files around them. It decides nothing.
//
//	core.go     main package of the core: one function a crossing
//	wire.go    Go functions that read and write composite types
//	callback.go  func types, in both sources
//	shim.go     tables and thunks of the shim
//	async.go    tables of the async API
//	vector.go   loops of functions that were translated to C
//	stub.go     .pyi
//	package.go  __init__.py and the other Python files
package emit

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"go/format"
	"io/fs"

	"gophersnake"
	"gophersnake/internal/model"
)

// Output is everything that is generated for a module.
type Output struct {
	ID     string            // of this build: the same in shim and core
	CoreGo []byte            // package main, one file
	ShimC  []byte            // one file, which includes gophersnake.h of shim/
	LoopsC [][]byte          // files of some loops each, which include batch/vector.h of shim/; none if no function is translated to C
	Files  map[string][]byte // below the Python package's folder
}

const idPlace = "0000000000000000000000000000000000000000" // 40 digits, replaced when all is written

// Emit writes the model. The same model gives the same bytes.
func Emit(m *model.Module) (*Output, error) {
	core, err := format.Source(coreSource(m))
	if err != nil {
		return nil, fmt.Errorf("generated Go: %w", err)
	}
	o := &Output{CoreGo: core, ShimC: shimSource(m), LoopsC: loopsSources(m), Files: pythonFiles(m)}
	id, err := o.identify()
	if err != nil {
		return nil, err
	}
	o.ID = id
	o.CoreGo = replaceID(o.CoreGo, id)
	o.ShimC = replaceID(o.ShimC, id)
	return o, nil
}

// identify hashes what shim and core must agree on: both sources and both runtimes.
// Bodies of the user's functions are not included, but for those that are translated to C.
func (o *Output) identify() (string, error) {
	h := sha256.New()
	h.Write(o.CoreGo)
	h.Write(o.ShimC)
	for _, loops := range o.LoopsC {
		h.Write(loops)
	}
	for _, tree := range []fs.FS{gophersnake.Shim, gophersnake.Runtime} {
		err := fs.WalkDir(tree, ".", func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(tree, path)
			fmt.Fprintf(h, "%s %d\n", path, len(data))
			h.Write(data)
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil))[:len(idPlace)], nil
}
