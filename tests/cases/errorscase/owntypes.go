package errorscase

// A Refusal is what Ask and others return beside their values, in place of an error.
type Refusal struct{ Reason string }

func (r *Refusal) Error() string { return "refused: " + r.Reason }

// Ask returns a pointer that is an error: beside a value, it is the function's failure.
func Ask(what string) (string, *Refusal) {
	if what == "" {
		return "", &Refusal{"nothing is asked"}
	}
	return "so be it: " + what, nil
}

// AskAll returns what it has got so far, too.
func AskAll(what ...string) ([]string, int, *Refusal) {
	var all []string
	for i, w := range what {
		answer, refused := Ask(w)
		if refused != nil {
			return all, i, refused
		}
		all = append(all, answer)
	}
	return all, len(what), nil
}

// Dial returns an interface of errors.
func Dial(host string) (int, NetError) {
	if host == "near" {
		return 1, &lost{host}
	}
	return len(host), nil
}

// Halve is a function of numbers.
func Halve(n float64) (float64, *Refusal) {
	if n < 0 {
		return 0, &Refusal{"below zero"}
	}
	return n / 2, nil
}

// Named has results of types without a name.
func Named(what string) (struct{ Name string }, *Refusal) {
	answer, refused := Ask(what)
	return struct{ Name string }{answer}, refused
}

// Tried returns both, which its author has said.
//
//py:tuple
func Tried(what string) (string, *Refusal) { return Ask(what) }

// LastRefusal gives one alone: it is what is asked for.
func LastRefusal() *Refusal { return &Refusal{"at last"} }
