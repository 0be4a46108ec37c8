//go:build !unix

package doctor

// freeSpace is not known.
func freeSpace(string) (free uint64, known bool) { return 0, false }
