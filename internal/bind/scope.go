package bind

import "fmt"

// A scope assigns the names of one Python module or class. The first symbol in source
// order keeps a name; later ones get their Go spelling.
type scope struct {
	taken map[string]string // Python name -> Go name
}

func newScope(reserved ...string) *scope {
	s := &scope{taken: map[string]string{}}
	for _, r := range reserved {
		s.taken[r] = ""
	}
	return s
}

// give returns the Python name for a Go name. If the wanted one was taken, clash says
// by which symbol.
func (s *scope) give(want, goName string) (name, clash string) {
	for _, name := range []string{want, goName, goName + "_"} {
		other, taken := s.taken[name]
		if !taken {
			s.taken[name] = goName
			return name, clash
		}
		if clash == "" {
			clash = fmt.Sprintf("the name %s is taken by %s", want, other)
			if other == "" {
				clash = fmt.Sprintf("the name %s is taken by gophersnake", want)
			}
		}
	}
	for i := 2; ; i++ {
		name := fmt.Sprintf("%s%d", want, i)
		if _, taken := s.taken[name]; !taken {
			s.taken[name] = goName
			return name, clash
		}
	}
}
