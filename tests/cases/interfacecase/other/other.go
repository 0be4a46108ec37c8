// Package other has an interface for its neighbour.
package other

// A Thing has a name.
type Thing interface{ ThingName() string }

type far struct{}

func (far) ThingName() string { return "far" }

// Far is one.
func Far() Thing { return far{} }
