package analysis

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"gophersnake/internal/bind"
	"gophersnake/internal/load"
	"gophersnake/internal/model"
)

func TestParametersInWhichGoInsistsOnAPointer(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module example.com/m\n\ngo 1.25\n", "m.go": `package m

import (
	"encoding/json"
	"errors"
	"reflect"
)

func ByValue(v any) error {
	rv := reflect.ValueOf(v)
	if rv.Kind() != reflect.Pointer || rv.IsNil() {
		return errors.New("no pointer")
	}
	return nil
}

func ByType(n int, v interface{}) {
	if t := reflect.TypeOf(v); v == nil || t.Kind() != reflect.Ptr {
		panic("no pointer")
	}
}

func Inline(v any) {
	if reflect.ValueOf(v).Kind() != reflect.Ptr {
		panic("no pointer")
	}
}

func PassedOn(a, v any)              { other(v, 1) }
func other(v any, n int)             { ByType(n, v) }
func Decode(b []byte, v any) error   { return json.Unmarshal(b, v) }
func Itself(v any, n int) error      { if n > 0 { return Itself(v, n-1) }; return ByValue(v) }

func Tolerant(v any) error {
	if list, ok := v.([]any); ok && list != nil {
		return nil
	}
	return ByValue(v)
}

func Follows(v any) reflect.Value {
	rv := reflect.ValueOf(v)
	if rv.Kind() != reflect.Pointer {
		rv = reflect.ValueOf(1)
	}
	return rv
}

func Unmarshal(b []byte, v any) { unmarshal(b, v) }

func unmarshal(b []byte, v any) {
	rv := reflect.ValueOf(v)
	if rv.Kind() == reflect.Ptr && !rv.IsNil() {
		rv = rv.Elem()
	}
	rv.SetLen(len(b))
}

func Marshal(v any) int {
	rv := reflect.ValueOf(v)
	if rv.Kind() == reflect.Ptr && !rv.IsNil() {
		rv = rv.Elem()
	}
	return rv.Len()
}

func Struct(v any) error {
	if reflect.ValueOf(v).Kind() != reflect.Struct {
		return errors.New("no struct")
	}
	return nil
}

type Settings struct{ target any }

// What it does with a target, another module says.
func (s *Settings) Unmarshal(v any) error             { s.target = v; return nil }
func (s *Settings) UnmarshalKey(k string, v any) error { s.target = v; return nil }
func (s *Settings) DecodeWith(v any, o ...func()) error { s.target = v; return nil }
func (s *Settings) DecodeTo(v any, n int) error { s.target = v; return nil }
func (s *Settings) DecodeValue(v any) (any, error) { s.target = v; return nil, nil }
func (s *Settings) DecodePlain(v any) error { s.target, _ = v.(map[string]any); return nil }

func (s *Settings) DecodeReflected(v reflect.Value) error { s.target = v; return nil }

func Another(v, w any) error { return ByValue(w) }
func Rest(v ...any) error    { return ByValue(v) }
`} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	program, err := load.Load(t.Context(), load.Options{Dir: dir, Patterns: []string{"."}})
	if err != nil {
		t.Fatal(err)
	}
	m, err := bind.Bind(program, bind.Options{ImportName: "m"})
	if err != nil {
		t.Fatal(err)
	}
	if err := Decide(t.Context(), program, m, func(context.Context, string, []byte, string, string) (string, error) { return "", nil }); err != nil {
		t.Fatal(err)
	}
	want := map[string][]bool{
		"ByValue": {true}, "ByType": {false, true}, "Inline": {true}, "PassedOn": {false, true}, "Decode": {false, true}, "Itself": {true, false},
		"Tolerant": {false}, "Follows": {false}, "Struct": {false}, "Another": {false, true}, "Rest": {false},
		"Unmarshal": {false, true}, "Marshal": {false},
		"Settings.Unmarshal": {true}, "Settings.UnmarshalKey": {false, true}, "Settings.DecodeWith": {true, false}, "Settings.DecodeTo": {false, false},
		"Settings.DecodeValue": {false}, "Settings.DecodePlain": {false}, "Settings.DecodeReflected": {false},
	}
	for name, all := range want {
		at := slices.IndexFunc(m.Funcs, func(f *model.Func) bool {
			return f.Go == name && (f.Shape == model.Function || f.Shape == model.Method)
		})
		if at < 0 {
			t.Errorf("%s is not bound", name)
			continue
		}
		for i, p := range m.Funcs[at].Params {
			if got := p.Type.Kind == model.Any && p.Passing == model.CopiedBack; got != all[i] {
				t.Errorf("%s, parameter %s: %v", name, p.Go, got)
			}
		}
	}
}
