package convert

import (
	"go/types"

	"gophersnake/internal/model"
)

// loadTime imports what shim/values/time.h needs of datetime.
const loadTime = "gs_time_load"

func (tab *Table) time(*types.Named) (*model.Type, error) {
	return &model.Type{Kind: model.Time, HintIn: "_datetime.datetime", HintOut: "_datetime.datetime", Expected: "datetime", Hashable: true,
		NotZero: "!%s.IsZero()", Read: "rt.ReadTime", Write: "rt.WriteTime", StubImports: []string{"datetime"}, Loads: []string{loadTime},
		GoImports: []string{"time/tzdata"}}, nil // zones come by their names, and are the same on a machine without a database of them
}

func (tab *Table) duration(t *types.Named) (*model.Type, error) {
	m := &model.Type{Kind: model.Duration, HintIn: "_datetime.timedelta | float", HintOut: "_datetime.timedelta", Expected: "timedelta or a number of seconds",
		Hashable: true, Direct: true, InWords: 1, OutWords: 1, Way: model.ByDuration, NotZero: "%s != 0", StubImports: []string{"datetime"}, Loads: []string{loadTime}}
	numbers[types.Int64].functions(m, tab.Spell(t))
	return m, nil
}

// Deadline is the type of the timeout parameter.
func Deadline() *model.Type {
	return &model.Type{ID: -1, Kind: model.Timeout, HintIn: "_datetime.timedelta | float | None", Expected: "timedelta, a number of seconds or None", Direct: true, InWords: 1,
		Way: model.ByTimeout, StubImports: []string{"datetime"}, Loads: []string{loadTime}}
}
