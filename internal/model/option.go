package model

// An Option is a function that returns what a variadic parameter takes, as a keyword of the
// function with that parameter: of New(name string, opts ...Option), with_limit= is what
// WithLimit returns.
type Option struct {
	Python string
	Func   *Func
}

// Default is the Python literal that stands for an option that is not given.
func (o *Option) Default() string {
	if len(o.Func.Params) == 0 {
		return "False"
	}
	return "None"
}

// Hint is the hint of the keyword's value: that of the one argument, or a tuple of several.
func (o *Option) Hint(s *Scope) string {
	params := o.Func.Params
	switch {
	case len(params) == 0:
		return s.Hint("bool")
	case len(params) == 1 && params[0].Kind == Star:
		return params[0].Hint(s) + " | " + s.Hint("list[") + params[0].Hint(s) + "] | " + s.Hint("tuple[") + params[0].Hint(s) + ", ...] | None"
	case len(params) == 1:
		return orNone(params[0].Hint(s))
	}
	h, most := s.Hint("tuple["), ""
	for i, p := range params {
		if i > 0 {
			h += ", "
		}
		h += p.Hint(s)
		if p.Kind == Star || p.Kind == KeywordOnly || p.Default != "" { // as many as there are
			most = s.Hint("tuple[_typing.Any, ...] | dict[str, _typing.Any] | None")
		}
	}
	if most != "" {
		return most
	}
	return h + "] | None"
}

func orNone(hint string) string {
	if len(hint) >= 4 && hint[len(hint)-4:] == "None" || hint == "_typing.Any" {
		return hint
	}
	return hint + " | None"
}
