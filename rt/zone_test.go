//go:build go1.25

package rt

import (
	"testing"
	"time"
)

func TestZoneNames(t *testing.T) {
	load := func(name string) *time.Location {
		loc, err := time.LoadLocation(name)
		if err != nil {
			t.Skip(err)
		}
		return loc
	}
	for _, c := range []struct {
		loc   *time.Location
		name  string
		fixed bool
	}{
		{time.UTC, "", true},
		{load("America/Chicago"), "America/Chicago", false},
		{load("Europe/London"), "Europe/London", false},
		{load("Etc/GMT+5"), "Etc/GMT+5", false},
		{load("CET"), "CET", false},
		{load("EST"), "EST", false},
		{time.FixedZone("CET", 3600), "CET", true},
		{time.FixedZone("EST", -5*3600), "EST", true},
		{time.FixedZone("", 3600), "", true},
		{time.FixedZone("UTC", 0), "", true},
	} {
		for _, month := range []time.Month{1, 7} {
			abbreviation, off := time.Date(2024, month, 1, 0, 0, 0, 0, c.loc).Zone()
			name, fixed := zoneName(c.loc, abbreviation, off)
			if name != c.name || name != "" && fixed != c.fixed {
				t.Errorf("%v in month %d: %q, fixed: %v", c.loc, month, name, fixed)
			}
		}
	}
	for path, want := range map[string]string{"/usr/share/zoneinfo/Europe/Paris": "Europe/Paris", "../usr/share/zoneinfo/posix/UTC": "UTC", "/usr/share/zoneinfo/right/UTC": "", "/etc/mine": ""} {
		if got := zoneOfPath(path); got != want {
			t.Errorf("%s: %q", path, got)
		}
	}
}

func TestZonesAreOneLocationEach(t *testing.T) {
	at := time.Unix(1_700_000_000, 0)
	same := func(a, b time.Time) {
		t.Helper()
		if a != b {
			t.Errorf("%v and %v are two", a, b)
		}
	}
	same(zoneIn(at, -6*3600, 15<<1, []byte("America/Chicago")), zoneIn(at, -6*3600, 15<<1, []byte("America/Chicago")))
	same(zoneIn(at, -1234, 0, nil), zoneIn(at, -1234, 0, nil))
	same(zoneIn(at, 3600, 1<<1|zoneFixed, []byte("X")), zoneIn(at, 3600, 1<<1|zoneFixed, []byte("X")))
	if in := zoneIn(at, 3600, 15<<1, []byte("America/Chicago")); in.Location().String() != "" || in.Format("-0700") != "+0100" {
		t.Error("a zone that has another offset then was believed:", in)
	}
	if in := zoneIn(at, 0, 5<<1, []byte("Local")); in.Location() != time.UTC {
		t.Error("Local is no name of a zone:", in)
	}
}
