package callbackcase

import "reflect"

// Split is how bufio.SplitFunc divides its input.
type Split func(data []byte, atEnd bool) (token []byte, err error)

// AllOrNil is a Split whose empty tokens and missing ones differ.
func AllOrNil(data []byte, atEnd bool) ([]byte, error) {
	if atEnd {
		return nil, nil
	}
	return data, nil
}

// IsAllOrNil tells whether that function came itself.
func IsAllOrNil(f Split) bool {
	return reflect.ValueOf(f).Pointer() == reflect.ValueOf(AllOrNil).Pointer()
}

// TokenIsNil calls f at the end.
func TokenIsNil(f Split) bool {
	token, err := f(nil, true)
	return token == nil && err == nil
}

// KeepSplit keeps a function.
func KeepSplit(f Split) Split { return f }

// Splitter has one in a field.
type Splitter struct{ Split Split }

// IsOwn tells whether the field has AllOrNil.
func (s *Splitter) IsOwn() bool { return IsAllOrNil(s.Split) }

// Splits counts those that are AllOrNil.
func Splits(all ...Split) (n int) {
	for _, f := range all {
		if IsAllOrNil(f) {
			n++
		}
	}
	return n
}
