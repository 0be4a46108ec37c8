//go:build go1.25

package rt

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"time"
)

// Time zones, which cross by their names. Twin: shim/values/zone.h. A zone that a name
// alone does not tell, or that would not have the offset that the other side
// saw, is one of a fixed offset: the instant and the offset are always right.

// zoneFixed says of a name in a wire buffer that it is that of a fixed offset, beside
// its length.
const zoneFixed = 1

type zoneKey struct {
	name   string
	offset int
}

// Locations that Python's zones have become. time.Time's == compares them by
// address, so one zone is one Location. What a program makes up does not fill it.
var zones = struct {
	sync.RWMutex
	named map[string]*time.Location // nil: there is none of that name
	fixed map[zoneKey]*time.Location
}{named: map[string]*time.Location{}, fixed: map[zoneKey]*time.Location{}}

const mostZones = 4096

func zoneNamed(name []byte) *time.Location {
	zones.RLock()
	loc, ok := zones.named[string(name)]
	zones.RUnlock()
	if ok {
		return loc
	}
	text := string(name)
	if text != "Local" {
		loc, _ = time.LoadLocation(text)
	}
	zones.Lock()
	defer zones.Unlock()
	if other, ok := zones.named[text]; ok { // loaded by two at once
		return other
	}
	if len(zones.named) < mostZones {
		zones.named[text] = loc
	}
	return loc
}

func zoneOf(name []byte, offset int) *time.Location {
	zones.RLock()
	loc := zones.fixed[zoneKey{string(name), offset}]
	zones.RUnlock()
	if loc != nil {
		return loc
	}
	key := zoneKey{string(name), offset}
	zones.Lock()
	defer zones.Unlock()
	if loc = zones.fixed[key]; loc != nil {
		return loc
	}
	loc = time.FixedZone(key.name, offset)
	if len(zones.fixed) < mostZones {
		zones.fixed[key] = loc
	}
	return loc
}

// zoneIn puts an instant into a Python zone. It reads name and form as
// shim/values/zone.h writes them.
func zoneIn(t time.Time, offset int, form uint64, name []byte) time.Time {
	if form&zoneFixed == 0 && len(name) > 0 {
		if loc := zoneNamed(name); loc != nil {
			in := t.In(loc)
			if _, off := in.Zone(); off == offset || skipped(t, loc, time.Duration(offset-off)*time.Second, offset) {
				return in
			}
		}
		name = nil // it is another's, or Go does not know it
	}
	if offset == 0 && len(name) == 0 {
		return t.UTC()
	}
	return t.In(zoneOf(name, offset))
}

// skipped reports whether an offset belongs to a local time that the clock skips: it is
// the offset on the other side of a change by exactly that difference.
func skipped(t time.Time, loc *time.Location, by time.Duration, offset int) bool {
	_, before := t.Add(-by.Abs()).In(loc).Zone()
	_, after := t.Add(by.Abs()).In(loc).Zone()
	return before == offset || after == offset
}

// zoneName is the name of t's zone for Python; "" for a fixed offset, and for UTC.
func zoneName(loc *time.Location, abbreviation string, offset int) (name string, fixed bool) {
	name = loc.String()
	switch {
	case name == "":
		return "", true
	case name == "Local":
		return localName(), false
	case name == "UTC" && offset == 0:
		return "", true
	case strings.HasPrefix(name, "/"): // TZ was the path of a file
		return zoneOfPath(name), false
	case name == abbreviation && reflect.DeepEqual(loc, time.FixedZone(name, offset)):
		return name, true // and not EST, which is a zone too
	}
	return name, false
}

// zoneOfPath is the name of the zone in a file of a time zone database.
func zoneOfPath(path string) string {
	_, name, _ := strings.Cut(path, "zoneinfo/")
	if strings.HasPrefix(name, "right/") { // which counts leap seconds
		return ""
	}
	return strings.TrimPrefix(name, "posix/")
}

// localName is the name of this machine's zone, which Go does not tell; "" if it has
// none, or is UTC.
var localName = sync.OnceValue(func() string {
	const local = "/etc/localtime"
	name := ""
	if link, err := os.Readlink(local); err == nil {
		name = zoneOfPath(link)
	} else if text, err := os.ReadFile("/etc/timezone"); err == nil { // Debian's; local is a copy then, or should be
		name = string(bytes.TrimSpace(text))
		is, err := os.ReadFile(local)
		said, err2 := os.ReadFile(filepath.Join("/usr/share/zoneinfo", name))
		if err != nil || err2 != nil || !bytes.Equal(is, said) {
			name = ""
		}
	}
	if name == "UTC" || strings.HasSuffix(name, "/UTC") {
		return ""
	}
	return name
})
