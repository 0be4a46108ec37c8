package convert

import (
	"go/types"

	"gophersnake/internal/model"
)

// standard converts the named types of Go's standard library that have a
// counterpart in Python's; nil for all others.
func (tab *Table) standard(t *types.Named) *model.Type {
	obj := t.Obj()
	if m := tab.pyObject(obj); m != nil {
		return m
	}
	if obj.Pkg() == nil || obj.Pkg().Path() != "time" {
		return nil
	}
	switch obj.Name() {
	case "Time":
		return &model.Type{Kind: model.Time, HintIn: "_datetime.datetime", HintOut: "_datetime.datetime", Expected: "datetime", Hashable: true,
			Read: "rt.ReadTime", Write: "rt.WriteTime"}
	case "Duration":
		return &model.Type{Kind: model.Duration, HintIn: "_datetime.timedelta | float", HintOut: "_datetime.timedelta", Expected: "timedelta or a number of seconds",
			Hashable: true, Direct: true, InWords: 1, OutWords: 1, Read: "rt.ReadInt[" + tab.Spell(t) + "]", Write: "rt.WriteInt[" + tab.Spell(t) + "]"}
	}
	return nil
}

// Deadline is the type of the timeout parameter.
func Deadline() *model.Type {
	return &model.Type{ID: -1, Kind: model.Timeout, HintIn: "_datetime.timedelta | float | None", Expected: "timedelta, a number of seconds or None", Direct: true, InWords: 1}
}
