package timescase

import "time"

func Zone(t time.Time) string         { return t.Location().String() }
func Abbreviation(t time.Time) string { name, _ := t.Zone(); return name }
func NextDay(t time.Time) time.Time   { return t.AddDate(0, 0, 1) }
func SameZone(a, b time.Time) bool    { return a.Location() == b.Location() }
func In(t time.Time, zone string) (time.Time, error) {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		return time.Time{}, err
	}
	return t.In(loc), nil
}
func InFixed(t time.Time, name string, offset int) time.Time {
	return t.In(time.FixedZone(name, offset))
}

// InCustom is a zone of a name that only this program knows, or knows better.
func InCustom(t time.Time, name string, data []byte) (time.Time, error) {
	loc, err := time.LoadLocationFromTZData(name, data)
	if err != nil {
		return time.Time{}, err
	}
	return t.In(loc), nil
}
func InLocal(t time.Time) time.Time { return t.Local() }
func Date(y, m, d, h int, like time.Time) time.Time {
	return time.Date(y, time.Month(m), d, h, 0, 0, 0, like.Location())
}
func ByTime(m map[time.Time]int) map[time.Time]int           { return m }
func Ask(f func(time.Time) time.Time, t time.Time) time.Time { return f(t) }
func Nanosecond(t time.Time) int                             { return t.Nanosecond() }
