package vectorise

import (
	"fmt"
	"math/rand"
	"strings"
)

// A sample is a function that the generator has written.
type sample struct {
	name            string
	params, results []string // types
}

// A generator writes Go functions that are to be translated, at random. Constants have variables beside them, so that
// Go does not compute them itself and finds an overflow.
type generator struct {
	*rand.Rand
	text    strings.Builder
	scope   map[string][]string // variables by type
	raw     []string            // parameters of type float64: all bits of these are known
	helpers []sample
	next    int
}

var (
	integers = []string{"int8", "int16", "int32", "int64", "int", "uint8", "uint16", "uint32", "uint64", "uint", "uintptr"}
	numbers  = append([]string{"float64", "float64", "float64", "float32", "float32", "Celsius", "Count"}, integers...)
	exactOf1 = []string{"Sqrt", "Floor", "Ceil", "Trunc", "Abs"}
)

// width is the size of a type, and whether it is a floating-point number or has a sign.
func width(t string) (bits int, float, signed bool) {
	switch t {
	case "float64", "Celsius":
		return 64, true, true
	case "float32":
		return 32, true, true
	case "int", "int64", "Count":
		return 64, false, true
	case "uint", "uint64", "uintptr":
		return 64, false, false
	}
	fmt.Sscanf(strings.TrimLeft(t, "uint"), "%d", &bits)
	return bits, false, !strings.HasPrefix(t, "u")
}

func (g *generator) one(of []string) string { return of[g.Intn(len(of))] }

func (g *generator) p(format string, args ...any) { fmt.Fprintf(&g.text, format+"\n", args...) }

// function writes one.
func (g *generator) function(name string, params, results []string) sample {
	g.scope, g.raw = map[string][]string{}, nil
	s := sample{name: name, params: params, results: results}
	var in []string
	for i, t := range params {
		v := fmt.Sprintf("a%d", i)
		in = append(in, v+" "+t)
		g.scope[t] = append(g.scope[t], v)
		if t == "float64" {
			g.raw = append(g.raw, v)
		}
	}
	g.p("func %s(%s) (%s) {", name, strings.Join(in, ", "), strings.Join(results, ", "))
	g.p("var k uint8 = %d\n_ = k", g.Intn(200)) // an integer, whatever the parameters are
	g.scope["uint8"] = append(g.scope["uint8"], "k")
	g.statements(results, 2)
	g.returns(results)
	g.p("}\n")
	return s
}

func (g *generator) returns(results []string) {
	var all []string
	for _, t := range results {
		all = append(all, g.value(t, 3))
	}
	g.p("return %s", strings.Join(all, ", "))
}

// statements writes some.
func (g *generator) statements(results []string, depth int) {
	for range 1 + g.Intn(3) {
		switch which := g.Intn(6); {
		case which < 3 || depth == 0:
			t := g.one(numbers)
			v := g.variable()
			g.p("var %s %s = %s", v, t, g.value(t, 3))
			g.p("_ = %s", v)
			g.scope[t] = append(g.scope[t], v)
		case which == 3:
			g.p("if %s {", g.condition(2))
			g.inner(func() { g.returns(results) })
			g.p("}")
		case which == 4: // a variable that two branches set
			t := g.one(numbers)
			v := g.variable()
			g.p("var %s %s\n_ = %s", v, t, v)
			g.p("if %s {", g.condition(2))
			g.inner(func() { g.statements(results, depth-1); g.p("%s = %s", v, g.value(t, 2)) })
			g.p("} else if %s {", g.condition(2))
			g.inner(func() { g.p("%s = %s", v, g.value(t, 2)) })
			g.p("}")
			g.scope[t] = append(g.scope[t], v)
		default:
			t := g.one(numbers)
			v := g.variable()
			g.p("%s := %s\n_ = %s", v, g.value(t, 1), v)
			g.p("switch {")
			for range 1 + g.Intn(3) {
				g.p("case %s:", g.condition(1))
				g.inner(func() { g.p("%s = %s", v, g.value(t, 2)) })
				if g.Intn(3) == 0 {
					g.p("fallthrough")
					g.p("case %s:", g.condition(1))
					g.inner(func() { g.p("%s += %s", v, g.value(t, 1)) })
				}
			}
			g.p("}")
			g.scope[t] = append(g.scope[t], v)
		}
	}
}

func (g *generator) variable() string { g.next++; return fmt.Sprintf("v%d", g.next) }

// inner writes a block, whose variables are seen nowhere else.
func (g *generator) inner(write func()) {
	before := map[string][]string{}
	for t, all := range g.scope {
		before[t] = all[:len(all):len(all)]
	}
	write()
	g.scope = before
}

// leaf is a variable of a type, or one of another type that is converted.
func (g *generator) leaf(t string) string {
	if all := g.scope[t]; len(all) > 0 {
		return g.one(all)
	}
	_, float, _ := width(t)
	var others []string
	for _, other := range numbers { // in order, so that a seed gives one text
		if _, from, _ := width(other); from && !float {
			continue
		}
		for _, v := range g.scope[other] {
			others = append(others, fmt.Sprintf("%s(%s)", t, v))
		}
	}
	if len(others) == 0 {
		return fmt.Sprintf("%s(%d)", t, g.Intn(100))
	}
	return g.one(others)
}

func (g *generator) constant(t string) string {
	bits, float, signed := width(t)
	switch {
	case float:
		return g.one([]string{"0.1", "1", "-2.5", "3", "1e-3", "0x1p-40", "1e10", "-7", "0.5", "1e-40", "16777217", "1e38"})
	case signed:
		return g.one([]string{"1", "-1", "2", "7", "-3", "10", "100", "-128", fmt.Sprint(int64(1)<<(bits-1) - 1), fmt.Sprint(-int64(1) << (bits - 1))})
	}
	return g.one([]string{"1", "2", "3", "7", "10", "100", "255", fmt.Sprint(uint64(1)<<(bits-1) + 1)})
}

// value is an expression of a type.
func (g *generator) value(t string, depth int) string {
	bits, float, _ := width(t)
	if depth == 0 || g.Intn(8) == 0 {
		return g.leaf(t)
	}
	x := func() string { return g.value(t, depth-1) }
	switch which := g.Intn(12); {
	case which < 4:
		ops := []string{"+", "-", "*"}
		y := x()
		if g.Intn(4) == 0 {
			y = g.constant(t)
		}
		return fmt.Sprintf("(%s %s %s)", x(), g.one(ops), y)
	case which == 4 && float:
		return fmt.Sprintf("(%s / %s)", x(), x())
	case which == 4:
		return fmt.Sprintf("(%s %s %s)", g.leaf(t), g.one([]string{"/", "%"}), g.constant(t))
	case which == 5:
		return "(-" + x() + ")"
	case which == 6 && len(g.helpers) > 0:
		h := g.helpers[g.Intn(len(g.helpers))]
		var args []string
		for _, p := range h.params {
			args = append(args, g.value(p, depth-1))
		}
		call := fmt.Sprintf("%s(%s)", h.name, strings.Join(args, ", "))
		if _, from, _ := width(h.results[0]); from && !float || len(h.results) > 1 {
			return x()
		}
		return fmt.Sprintf("%s(%s)", t, call)
	case which == 7:
		return fmt.Sprintf("%s(%s, %s, %s)", g.one([]string{"min", "max"}), x(), x(), g.one([]string{x(), g.constant(t)}))
	case which == 8 && t == "float64":
		return fmt.Sprintf("math.%s(%s)", g.one(exactOf1), x())
	case which == 9 && t == "float64":
		switch g.Intn(4) {
		case 0:
			return fmt.Sprintf("math.%s(%s, %s)", g.one([]string{"Max", "Min"}), x(), x())
		case 1:
			return fmt.Sprintf("math.Inf(int(%s))", g.leaf(g.one(integers)))
		case 2:
			if len(g.raw) > 0 {
				return fmt.Sprintf("math.Copysign(%s, %s)", x(), g.one(g.raw))
			}
		}
		return fmt.Sprintf("math.Float64frombits(%s)", g.value("uint64", depth-1))
	case which == 10 && t == "uint64" && len(g.raw) > 0:
		return fmt.Sprintf("math.Float64bits(%s)", g.one(g.raw))
	case float:
		from := g.one(numbers)
		return fmt.Sprintf("%s(%s)", t, g.value(from, depth-1))
	case which == 10:
		return "(^" + x() + ")"
	case which == 11:
		count := fmt.Sprintf("(%s %% %d)", g.leaf(g.one([]string{"uint8", "uint16", "uint64"})), bits+3)
		if g.Intn(2) == 0 {
			count = fmt.Sprint(g.Intn(bits + 2))
		}
		return fmt.Sprintf("(%s %s %s)", g.leaf(t), g.one([]string{"<<", ">>"}), count)
	case which == 8:
		return fmt.Sprintf("(%s %s %s)", x(), g.one([]string{"&", "|", "^", "&^"}), x())
	}
	return fmt.Sprintf("%s(%s)", t, g.value(g.one(integers), depth-1))
}

func (g *generator) condition(depth int) string {
	if depth > 0 && g.Intn(3) == 0 {
		switch g.Intn(3) {
		case 0:
			return "!(" + g.condition(depth-1) + ")"
		default:
			return fmt.Sprintf("(%s %s %s)", g.condition(depth-1), g.one([]string{"&&", "||"}), g.condition(depth-1))
		}
	}
	if all := g.scope["bool"]; len(all) > 0 && g.Intn(3) == 0 {
		return g.one(all)
	}
	if g.Intn(6) == 0 {
		return g.one([]string{
			fmt.Sprintf("math.IsNaN(%s)", g.value("float64", 1)),
			fmt.Sprintf("math.IsInf(%s, %d)", g.value("float64", 1), g.Intn(3)-1),
		})
	}
	t := g.one(numbers)
	return fmt.Sprintf("%s %s %s", g.value(t, 2), g.one([]string{"==", "!=", "<", "<=", ">", ">="}), g.one([]string{g.value(t, 2), g.constant(t)}))
}

// program writes a package with functions, and their samples.
func program(seed int64, functions int) (text string, all []sample) {
	g := &generator{Rand: rand.New(rand.NewSource(seed))}
	g.p("package main\n\nimport \"math\"\n\nvar _ = math.Pi\n\ntype Celsius float64\n\ntype Count int64\n")
	some := func(most int) []string {
		types := make([]string, 1+g.Intn(most))
		for i := range types {
			types[i] = g.one(append(numbers, "bool"))
		}
		return types
	}
	for i := range functions {
		params, results := some(4), some(2)
		if i%4 == 0 { // columns of one type, which are those that are run most
			params, results = []string{"float64", "float64"}, []string{"float64"}
		}
		for k, t := range results {
			if t == "bool" {
				results[k] = "float64"
			}
		}
		s := g.function(fmt.Sprintf("F%d", i), params, results)
		all = append(all, s)
		if len(results) == 1 && len(g.helpers) < 12 && i%3 == 0 {
			withoutBool := true
			for _, t := range params {
				withoutBool = withoutBool && t != "bool"
			}
			if withoutBool {
				g.helpers = append(g.helpers, s)
			}
		}
	}
	return g.text.String(), all
}
