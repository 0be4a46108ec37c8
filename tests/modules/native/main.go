// Command native is the Go side of the differential test: it calls a module's
// own functions with generated inputs and writes what they answer.
//
//	native PLAN INPUTS
//
// It is copied, beside a generated file that fills the table, into a scratch
// module that requires the module under test. values.md says how values are
// written. Answers go to standard output as soon as they are there: a Go
// program that hangs or dies tells by its last line which input did it.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
)

// table holds the functions under their names in the plan, methods as method
// expressions of the pointer. The generated file fills it.
var table = map[string]reflect.Value{}

// A plan is what both sides know of the functions and classes beforehand.
type plan struct {
	Functions map[string]function `json:"functions"`
	Classes   map[string]class    `json:"classes"`
}

type function struct {
	Method   bool `json:"method"`
	Variadic bool `json:"variadic"`
	CommaOK  bool `json:"comma_ok"`
	Zero     bool `json:"zero"`
}

type class struct {
	Fields []struct {
		Go string `json:"go"`
	} `json:"fields"`
}

type input struct {
	ID       int     `json:"id"`
	Function string  `json:"function"`
	Args     []value `json:"args"` // of a method, the receiver first
}

type answer struct {
	ID       int   `json:"id"`
	Out      value `json:"out"`
	Receiver value `json:"receiver,omitempty"` // of a method, after the call
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: native PLAN INPUTS")
		os.Exit(2)
	}
	var p plan
	text, err := os.ReadFile(os.Args[1])
	check(err)
	check(json.Unmarshal(text, &p))
	inputs, err := os.Open(os.Args[2])
	check(err)
	lines := bufio.NewReader(inputs)
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		var in input
		check(json.Unmarshal(line, &in))
		check(out.Encode(p.run(in)))
	}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run calls the function of one input.
func (p plan) run(in input) (a answer) {
	a.ID = in.ID
	defer func() {
		switch r := recover().(type) {
		case nil:
		case notBuilt:
			a.Out = value{"unbuilt"}
		default:
			a.Out = value{"panic", fmt.Sprint(r)}
		}
	}()
	args := p.arguments(in.Function, in.Args)
	f := p.Functions[in.Function]
	if f.Method {
		// Also after a panic: what the method has done by then stays done.
		defer func() { a.Receiver = p.encode(args[0], 0) }()
	}
	results := p.call(in.Function, args)
	if n := len(results); n > 0 && results[n-1].Type() == errorType {
		if err := results[n-1]; !err.IsNil() {
			a.Out = value{"error", err.Interface().(error).Error()}
			return a
		}
		results = results[:n-1]
	} else if f.CommaOK {
		if !results[n-1].Bool() {
			a.Out = value{"n"}
			for _, r := range results[:n-1] {
				if f.Zero && !empty(r) {
					a.Out = value{"lost", fmt.Sprint(r)}
				}
			}
			return a
		}
		results = results[:n-1]
	}
	switch len(results) {
	case 0:
		a.Out = value{"n"}
	case 1:
		a.Out = p.encode(results[0], 0)
	default:
		items := make([]value, len(results))
		for i, r := range results {
			items[i] = p.encode(r, 0)
		}
		a.Out = value{"t", items}
	}
	return a
}

// empty reports whether a value has nothing to tell: it is zero, or without items.
func empty(v reflect.Value) bool {
	return v.IsZero() || (v.Kind() == reflect.Slice || v.Kind() == reflect.Map) && v.Len() == 0
}

var (
	errorType   = reflect.TypeFor[error]()
	contextType = reflect.TypeFor[context.Context]()
)

// arguments decodes what a function is given, its context included.
func (p plan) arguments(name string, values []value) []reflect.Value {
	t := table[name].Type()
	args := make([]reflect.Value, 0, t.NumIn())
	for i := range t.NumIn() {
		if t.In(i) == contextType {
			args = append(args, reflect.ValueOf(context.Background()))
			continue
		}
		args = append(args, p.decode(values[0], t.In(i)))
		values = values[1:]
	}
	return args
}

func (p plan) call(name string, args []reflect.Value) []reflect.Value {
	if p.Functions[name].Variadic {
		return table[name].CallSlice(args)
	}
	return table[name].Call(args)
}
