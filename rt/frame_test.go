//go:build go1.25

package rt

import (
	"reflect"
	"testing"
	"unsafe"
)

// A pointer type in a frame would run Go's write barrier over C memory.
func TestFramesHoldNoPointers(t *testing.T) {
	var walk func(reflect.Type, string)
	walk = func(ty reflect.Type, path string) {
		switch ty.Kind() {
		case reflect.Struct:
			for i := range ty.NumField() {
				walk(ty.Field(i).Type, path+"."+ty.Field(i).Name)
			}
		case reflect.Array:
			walk(ty.Elem(), path+"[]")
		case reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		default:
			t.Errorf("%s is a %s", path, ty)
		}
	}
	walk(reflect.TypeFor[Frame](), "Frame")
}

// shim/call/frame.h has the same layout: code, nfree, how, freed[5], room, scratch, context, measured, w.
func TestFrameLayout(t *testing.T) {
	var f Frame
	for name, got := range map[string][2]uintptr{"how": {unsafe.Offsetof(f.how), 6}, "freed": {unsafe.Offsetof(f.freed), 8},
		"room": {unsafe.Offsetof(f.room), 28}, "scratch": {unsafe.Offsetof(f.scratch), 32}, "context": {unsafe.Offsetof(f.pyContext), 40}, "measured": {unsafe.Offsetof(f.measured), 48}, "w": {unsafe.Offsetof(f.w), 56}} {
		if got[0] != got[1] {
			t.Errorf("%s at %d, want %d", name, got[0], got[1])
		}
	}
}

func TestHandlesAreUsedAgain(t *testing.T) {
	var s handleTable
	x := new(int)
	a, b := s.hold(unsafe.Pointer(x)), s.hold(unsafe.Pointer(x))
	s.drop([]int32{int32(a)})
	if c := s.hold(unsafe.Pointer(x)); c != a || s.begun.Load() != 2 || s.used() != 2 {
		t.Errorf("handles %d, %d, then %d of %d, %d in use", a, b, c, s.begun.Load(), s.used())
	}
	s.drop([]int32{int32(a), int32(b)})
	for i := range int32(2) {
		if s.get(i) != nil {
			t.Error("a dropped handle still holds memory")
		}
	}
	if s.used() != 0 {
		t.Errorf("%d handles in use after the last was dropped", s.used())
	}
}

// frameWords is how long a frame is without its words.
const frameWords = int(unsafe.Offsetof(Frame{}.w)) / 8

// scratchFrame is a frame as a thunk makes it, with n words and scratch memory.
func scratchFrame(mem []uint64, words, room int) *Frame {
	f := (*Frame)(unsafe.Pointer(&mem[0]))
	f.scratch = uintptr(unsafe.Pointer(&mem[frameWords+words]))
	f.room = uint32(room)
	return f
}

func TestEncodersMoveToTheHeapWhenTheyOutgrowTheFrame(t *testing.T) {
	for _, n := range []int{0, 1, 5, 200} {
		mem := make([]uint64, frameWords+3+16)
		f := scratchFrame(mem, 3, 16*8)
		w := f.PutWire(0)
		WriteList(w, make([]string, n), WriteStr[string])
		w.Done()
		inFrame := *f.word(2) == noHandle
		if want := n < 16; inFrame != want {
			t.Errorf("%d items: in the frame is %v", n, inFrame)
		}
		r := &Decoder{p: f.pointer(0)}
		if got := ReadList[[]string](r, ReadStr[string]); len(got) != n {
			t.Errorf("%d items came back as %d", n, len(got))
		}
		if !inFrame {
			handles.drop([]int32{int32(*f.word(2))})
		}
	}
}

func TestStacksShowTheUsersFramesAlone(t *testing.T) {
	in := "goroutine 17 [running, locked to thread]:\nruntime/debug.Stack()\n\tstack.go:26\ngophersnake/rt.(*Frame).guard(0x1)\n\tfail.go:1\npanic({0x1?, 0x2?})\n\tpanic.go:860\n" +
		"user.Boom(...)\n\tuser.go:3\nmain.f9(0x0?)\n\tcore.go:139 +0x25\ngophersnake/rt.gophersnake_enter(0x9)\n\tboot.go:70\n"
	if got, want := string(trimStack([]byte(in))), "Go stack:\nuser.Boom(...)\n\tuser.go:3"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
