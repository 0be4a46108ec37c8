//go:build go1.25

package rt

import "C" // for the export

import "unsafe"

// What gophersnake_cause is asked for: GS_ASKS_* in shim/call/frame.h.
const (
	asksCause    = iota // of the error at the address in word 1
	asksSentinel        // the sentinel with the number in word 1
	asksText            // what the error at the address in word 1 says
)

// gophersnake_cause writes an error as a value: __cause__ of an exception, when somebody
// wants it, or what a sentinel's class is made of; or the text of one.
//
//export gophersnake_cause
func gophersnake_cause(_ int32, p unsafe.Pointer) {
	raceEnter()
	defer raceLeave()
	f := (*Frame)(p)
	f.drop()
	defer f.guard()
	what, about := *f.word(0), f.pointer(1)
	f.code, f.how, f.room = 0, 0, 0
	if what == asksText {
		text := (*(*error)(about)).Error()
		w := f.PutWire(0)
		WriteStr(w, text)
		w.Done()
		return
	}
	var err error
	switch what {
	case asksCause:
		err = causeOf(*(*error)(about))
	case asksSentinel:
		err = core.sentinels[uintptr(about)]
	}
	w := f.PutWire(0)
	WriteError(w, err)
	w.Done()
}
