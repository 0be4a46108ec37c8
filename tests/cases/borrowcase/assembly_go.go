//go:build purego || !amd64

package borrowcase

func firstOf(b []byte) byte { return b[0] }
func overwrite(b []byte)    { b[0] = 'X' }
func lastOf(b []byte) byte  { return b[len(b)-1] }
