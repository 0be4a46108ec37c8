package toolchain

import (
	"embed"
	"maps"
	"slices"
	"strings"
	"sync"
)

// A key of the cache has all that decides a file's bytes. That is also the way in which this package calls the
// compiler: the name of a temporary file is in the symbol table, the order of objects in the layout. Nobody would
// think of a key at each change of that, so its source is in all of them. Without it, what an earlier release of the
// tool had compiled was linked by a later one, whose wheel then differed from that of an empty cache.

//go:embed *.go
var ownSource embed.FS

// recipe is a hash of this package's source.
var recipe = sync.OnceValue(func() string {
	files, err := readTree(ownSource, ".")
	if err != nil {
		panic(err) // of what lies in this program
	}
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !strings.HasSuffix(name, "_test.go") {
			parts = append(parts, name, string(files[name]))
		}
	}
	return hashStrings(parts...)
})

// keyOf is the key of what is made of parts by a compiler.
func keyOf(cc *Compiler, parts ...[]string) string {
	all := []string{recipe(), cc.Version}
	for _, part := range append([][]string{cc.Args}, parts...) {
		all = append(all, hashStrings(part...))
	}
	return hashStrings(all...)
}
