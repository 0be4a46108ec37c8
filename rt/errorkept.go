//go:build go1.25

package rt

import (
	"errors"
	"fmt"
	"reflect"
	"unsafe"
)

// An exception keeps the Go error that it was: the two words in which Go has it, and a handle for what the second one
// points to. Twin: shim/objects/goerror.h.

// Of an error that is in the words of a frame and is written nowhere else: a bit of the first word; one of the third,
// whose lower half is the handle; and where the class begins in there.
const (
	errorKept   = 1
	keptResults = 1 << 32
	keptClass   = 33
)

// errorWords is an error as Go has it: where its type is described, and the address of its data.
type errorWords struct {
	kind uintptr
	data unsafe.Pointer
}

func wordsOf(err error) errorWords { return *(*errorWords)(unsafe.Pointer(&err)) }

// A knownText is a variable whose error errors.New or fmt.Errorf has made.
type knownText struct {
	class     int            // of the sentinel that it is, or plainError
	sentinels int            // how many it is
	standard  *standardError // what it is as a variable of the standard library, or nil
}

// knownTexts finds these by the address of their data. Go's heap does not move, and what a call makes rarely lies
// between what Go's init functions have made.
type knownTexts struct {
	at      map[uintptr]*knownText
	between [2]uintptr
}

var texts = func() *knownTexts {
	k := &knownTexts{at: map[uintptr]*knownText{}}
	for i := range standardVariables {
		if v := &standardVariables[i]; textual(kindOf(v.err)) {
			k.add(v.err).standard = &v.is
		}
	}
	return k
}()

func (k *knownTexts) add(err error) *knownText {
	at := uintptr(wordsOf(err).data)
	if k.at[at] == nil {
		k.at[at] = &knownText{}
	}
	if k.between[0] == 0 || at < k.between[0] {
		k.between[0] = at
	}
	k.between[1] = max(k.between[1], at)
	return k.at[at]
}

func (k *knownTexts) addSentinels(sentinels []error) {
	for i, s := range sentinels {
		if s != nil && textual(kindOf(s)) {
			is := k.add(s)
			is.class = firstSentinel + i
			is.sentinels++
		}
	}
}

// find returns nil for an error that is none.
func (k *knownTexts) find(err error) *knownText {
	at := uintptr(wordsOf(err).data)
	if at < k.between[0] || at > k.between[1] || !textual(kindOf(err)) {
		return nil
	}
	return k.at[at]
}

// textual reports whether errors of a type are made by errors.New or fmt.Errorf and wrap at most one. Their texts
// never change.
func textual(kind uintptr) bool { return kind == textError || kind == wrappingError }

// keptLayout says whether the data of such errors begin with the text, as the shim reads it.
var keptLayout = func() bool {
	for _, err := range []error{errors.New("text"), fmt.Errorf("a text: %w", ErrClosed)} {
		t := reflect.TypeOf(err)
		if t.Kind() != reflect.Pointer || t.Elem().Kind() != reflect.Struct || t.Elem().NumField() == 0 {
			return false
		}
		if t.Elem().Field(0).Type.Kind() != reflect.String || *(*string)(wordsOf(err).data) != err.Error() {
			return false
		}
	}
	return true
}()

// writesWrapping reports whether there is more to write of what fmt.Errorf has made around another: it implements an
// interface that has a class.
func writesWrapping(interfaces func(*Encoder, error)) bool {
	if interfaces == nil {
		return false
	}
	var w Encoder
	interfaces(&w, fmt.Errorf("%w", ErrClosed))
	return len(w.buf) > 0
}

// keptAs returns the class of an error whose text never changes, and of which its class says all. That needs no code of
// the user's.
func keptAs(err error) (class int, ok bool) {
	class = plainError
	for range 8 {
		kind := kindOf(err)
		if !textual(kind) || !keptLayout {
			break
		}
		if is := texts.find(err); is != nil {
			if is.standard != nil || is.sentinels > 1 || class != plainError {
				break
			}
			class = is.class
		}
		if kind == textError {
			return class, true
		}
		if core.wrapsRaised {
			break
		}
		err = errors.Unwrap(err)
	}
	return plainError, false
}

// failKept writes such an error.
func (f *Frame) failKept(i int, err error, class int, results bool) {
	e := wordsOf(err)
	f.code = codeError
	*f.word(i) = uint64(e.kind) | errorKept
	*f.word(i + 1) = uint64(uintptr(e.data))
	*f.word(i + 2) = f.hold(e.data) | bit(results)*keptResults | uint64(class)<<keptClass
}

// writeKept writes an error that an exception keeps, or that it keeps none.
func writeKept(w *Encoder, err error) {
	if err == nil {
		w.word(0)
		w.word(0)
		w.word(noHandle)
		return
	}
	e := wordsOf(err)
	w.word(uint64(e.kind))
	writePointer(w, e.data)
}
