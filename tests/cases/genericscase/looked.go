package genericscase

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Describe asks a value for its type.
func Describe[T any](v T) string {
	switch x := any(v).(type) {
	case int:
		return fmt.Sprint("int ", x)
	case string:
		return "string " + x
	case []byte:
		return fmt.Sprint("bytes ", len(x))
	case Weekday:
		return "day " + x.String()
	case error:
		return "error " + x.Error()
	}
	return fmt.Sprintf("%T", v)
}

// Described passes a value on to what does.
func Described[T any](vs ...T) (all []string) {
	for _, v := range vs {
		all = append(all, Describe(v))
	}
	return all
}

// Add adds what are numbers; the first says what comes out.
func Add[T any](a, b T) (T, error) {
	if x, ok := any(a).(float64); ok {
		if y, ok := any(b).(float64); ok {
			return any(x + y).(T), nil
		}
	}
	return a, fmt.Errorf("%T is no number", b)
}

// Said asks for an interface alone, so that values are as they are.
func Said[T any](v T) (T, string) {
	if x, ok := any(v).(fmt.Stringer); ok {
		return v, x.String()
	}
	return v, ""
}

// FromJSON decodes.
func FromJSON[T any](text string) (v T, err error) {
	err = json.Unmarshal([]byte(text), &v)
	return
}

// ReadJSON decodes by a method.
func ReadJSON[T any](text string) (*T, error) {
	v := new(T)
	return v, json.NewDecoder(strings.NewReader(text)).Decode(v)
}

// A Bin holds values of several types.
type Bin struct{ values map[string]any }

// NewBin has some of Go's.
func NewBin() *Bin { return &Bin{map[string]any{"n": 3, "list": []int{1, 2}, "day": Tuesday}} }

// Put keeps a value.
func Put[T any](b *Bin, name string, v T) { b.values[name] = v }

// Taken is a value if it is of the type.
func Taken[T any](b *Bin, name string) (T, bool) {
	v, ok := b.values[name].(T)
	return v, ok
}
