//go:build go1.25

package rt

import "runtime"

// The operations on Python objects; shim/callbacks/operation.h has the same list.
const (
	_ = iota // a callback
	opImport
	opMake
	opCall
	opAttr
	opSetAttr
	opItem
	opSetItem
	opLen
	opIter
	opNext
	opValue
	opStr
	opRepr
	opType
	opTrue
	opException
	opIterOf      // of an iterable that is an argument, and
	opItemOf      // of its iterator: iterable.go
	opMethodValue // the value of what a method gives: file.go
	opFill        // a method fills Go's memory: file.go
)

// operate does something with an object, under the GIL, on any thread.
func operate(op int64, self Object, operands ...any) (any, error) {
	k := calls.Get().(*Call)
	k.c.operation = cInt64(op)
	if self.ref != nil {
		k.c.object = cUintptr(self.ref.object)
	}
	k.Args.word(uint64(len(operands)))
	for _, v := range operands {
		if err := writeValue(&k.Args, v); err != nil {
			k.End()
			return nil, deepError(err)
		}
	}
	err := k.Run()
	runtime.KeepAlive(self)
	runtime.KeepAlive(operands)
	if err != nil {
		return nil, err
	}
	v := readValue(&k.Results)
	k.End()
	return v, nil
}

// operateObject is operate where the result is an object.
func operateObject(op int64, self Object, operands ...any) (Object, error) {
	v, err := operate(op, self, operands...)
	o, _ := v.(Object)
	return o, err
}
