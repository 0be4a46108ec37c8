package toolchain

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"runtime"
	"sync"
)

// LoopFlags are for loops that were translated from Go: what the compiler needs to run several rows at
// once, and what it has to leave undone so that results are those of Go, also if $GOPHERSNAKE_CFLAGS says
// otherwise. The flags of floating point that it may disregard are no result, in Go neither.
var LoopFlags = []string{"-O3", "-fno-fast-math", "-ffp-contract=off", "-fno-math-errno", "-fno-trapping-math",
	"-w"} // what is translated may have variables that nobody uses

// loops compiles files of such loops, or takes their objects from the cache, in the order of the files. Of many, an edit
// of one function changes one.
func (l *library) loops(ctx context.Context, cc *Compiler, flags []string, files [][]byte) ([]string, error) {
	dir, err := objectsDir()
	if err != nil {
		return nil, err
	}
	var (
		all     sync.WaitGroup
		headers = l.content(l.named(".h"))
		objects = make([]string, len(files))
		failed  = make([]error, len(files))
		turns   = make(chan struct{}, runtime.NumCPU()) // there may be hundreds
	)
	for i, file := range files {
		key := keyOf(cc, flags, headers, []string{string(file)})
		all.Go(func() {
			turns <- struct{}{}
			defer func() { <-turns }()
			objects[i], _, failed[i] = l.compileOnce(ctx, cc, flags, file, stem(dir, key))
		})
	}
	all.Wait()
	return objects, cmp.Or(failed...)
}

// objectsDir is where the cache has objects that extensions are linked with.
func objectsDir() (string, error) {
	cache, err := CacheDir()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(cache, "objects")
	return dir, os.MkdirAll(dir, 0o755)
}
