package anycase

import "fmt"

// LookedFor says which of the types it knows a value is of.
func LookedFor(v any) string {
	switch v := v.(type) {
	case []Point:
		return fmt.Sprint("points ", len(v))
	case []float64, []string:
		return fmt.Sprintf("%T %v", v, v)
	case [][]int:
		return fmt.Sprint("rows ", v)
	case map[string]string:
		return fmt.Sprint("texts ", len(v))
	case map[int]Point:
		return fmt.Sprint("points by number ", v)
	case int64:
		return fmt.Sprint("a long ", v)
	default:
		return elsewhere(v)
	}
}

func elsewhere(other any) string {
	if p, ok := other.(Person); ok {
		return "a person by value: " + p.Name
	}
	return fmt.Sprintf("%T", other)
}

// EachLookedFor does so with several.
func EachLookedFor(first string, values ...any) []string {
	all := []string{first}
	for _, v := range values {
		all = append(all, LookedFor(v))
	}
	return append(all, fmt.Sprintf("%T", values))
}

// FirstLookedFor looks at what it has another name for.
func FirstLookedFor(values ...any) string {
	rest := values[1:]
	one := rest[0]
	if list, ok := one.([]error); ok {
		return fmt.Sprint("errors ", len(list))
	}
	return fmt.Sprintf("%T %T", values[0], one)
}

// KnowsPlain knows a list of anything too.
func KnowsPlain(v any) string {
	switch v.(type) {
	case []string, []any, map[string]any, map[string]int, int, int64, Person, *Person:
		return fmt.Sprintf("%T", v)
	}
	return "unknown"
}

// Classes are looked at by their methods.
type Classes []any

// NewClasses keeps some.
func NewClasses(all ...any) Classes { return Classes(all) }

// Text says what they are.
func (c Classes) Text() (text string) {
	for _, class := range c {
		text += classText(class) + ";"
	}
	return text
}

func classText(class any) string {
	switch class := class.(type) {
	case string:
		return class
	case []string, map[string]bool:
		return fmt.Sprint(class)
	}
	return fmt.Sprintf("?%T", class)
}

// A Record keeps values in fields.
type Record struct {
	value  any
	args   []any
	fields map[string]any
}

// NewRecord keeps one.
func NewRecord(value any) *Record { return &Record{value: value} }

// Add keeps more.
func (r *Record) Add(args ...any) *Record {
	r.args = append(r.args, args...)
	return r
}

// Set keeps one by its name.
func (r *Record) Set(name string, value any) {
	if r.fields == nil {
		r.fields = map[string]any{}
	}
	r.fields[name] = value
}

// Text says what they are.
func (r *Record) Text() string {
	text := "?"
	if v, ok := r.value.([]float64); ok {
		text = fmt.Sprint(len(v), " numbers")
	}
	for _, arg := range r.args {
		switch arg.(type) {
		case []int64:
			text += " integers"
		case int64:
			text += " integer"
		default:
			text += fmt.Sprintf(" ?%T", arg)
		}
	}
	for name, v := range r.fields {
		if texts, ok := v.(map[string][]string); ok {
			text += fmt.Sprint(" ", name, " ", texts)
		}
	}
	return text
}
