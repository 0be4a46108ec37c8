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

// An Oracle answers, or refuses.
type Oracle interface {
	Answer(what string) (string, *Refusal)
}

// A Sage is an Oracle.
type Sage struct{ Name string }

// Answer is the Sage's.
func (s *Sage) Answer(what string) (string, *Refusal) {
	answer, refused := Ask(what)
	return s.Name + " says: " + answer, refused
}

// Consult asks an Oracle, and then what to do with a refusal.
func Consult(o Oracle, what string, refused func(*Refusal) string) (string, *Refusal) {
	answer, why := o.Answer(what)
	if why != nil && refused != nil {
		return refused(why), nil
	}
	return answer, why
}

// AskBy asks by a function.
func AskBy(ask func(string) (string, *Refusal), what string) (string, *Refusal) { return ask(what) }

// DialBy dials by a function.
func DialBy(dial func(string) (int, NetError), host string) (int, NetError) { return dial(host) }

// Asking is Ask.
func Asking() func(string) (string, *Refusal) {
	return func(what string) (string, *Refusal) { return Ask(what) }
}

type grumble struct{ text string }

func (g *grumble) Error() string { return g.text }

// Grumble returns an error whose type is not exported.
func Grumble(n float64) (float64, *grumble) {
	if n < 0 {
		return n, &grumble{"below zero"}
	}
	return n, nil
}

// Grumbler has a method that only Go can have, since its type can't be named.
type Grumbler interface {
	Grumble(n float64) (float64, *grumble)
}

type grumbler struct{}

func (grumbler) Grumble(n float64) (float64, *grumble) { return Grumble(-n) }

// AGrumbler is one.
func AGrumbler() Grumbler { return grumbler{} }

// HearGrumbler asks one.
func HearGrumbler(g Grumbler, n float64) (float64, *grumble) { return g.Grumble(n) }

// GrumbleBy calls a function of Grumble's type.
func GrumbleBy(f func(float64) (float64, *grumble)) bool {
	_, grumbled := f(-1)
	return grumbled != nil
}

// Nudge has a callable without an error among its results.
func Nudge(by func(int) int, n int) int { return by(n) }

// Examine returns a list that is an error, and may have nothing in it.
func Examine(words ...string) (int, Problems) {
	problems := Problems{}
	for _, w := range words {
		if w == "" {
			problems = append(problems, "an empty word")
		}
	}
	return len(words), problems
}
