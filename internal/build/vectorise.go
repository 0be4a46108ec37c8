package build

import "os"

// vectorises says whether functions of numbers are translated to C. Tools that want to see what Go runs get builds
// without.
func (s *session) vectorises() bool {
	if word := os.Getenv("GOPHERSNAKE_VECTORISE"); word != "" {
		return word != "0" && !s.Race
	}
	return !s.Scalar && !s.Race
}

// fusesMultiplyAdd reports whether Go's compiler may compute x*y + z with one rounding on this machine. It does so where
// each processor has the instruction; which of them it fuses is nobody's business.
func (s *session) fusesMultiplyAdd() bool {
	if s.For.GoArch() != "amd64" {
		return true
	}
	switch s.injection.GOAMD64 {
	case "", "v1", "v2":
		return false
	}
	return true
}
