package convert

import (
	"go/types"

	"gophersnake/internal/model"
)

// location is a time zone. Go passes pointers to them.
func (tab *Table) location(*types.Named) (*model.Type, error) {
	m := zone()
	m.NotZero, m.Read, m.Write = notZero, "rt.ReadLocationValue", "rt.WriteLocationValue"
	return m, nil
}

func (tab *Table) locationPointer(*types.Named) (*model.Type, error) {
	m := zone()
	m.Read, m.Write, m.OfOther = "rt.ReadLocation", "rt.WriteLocation", true
	return m, nil
}

func zone() *model.Type {
	return &model.Type{Kind: model.Location, HintIn: "_datetime.tzinfo | str | None", HintOut: "_datetime.tzinfo | None",
		Expected: "a time zone (ZoneInfo, datetime.timezone), its name or None", Hashable: true, NotZero: notNil,
		StubImports: []string{"datetime"}, Loads: []string{loadTime}, GoImports: []string{"time/tzdata"}}
}
