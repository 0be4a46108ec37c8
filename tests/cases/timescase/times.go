// Package timescase takes and returns times and durations.
package timescase

import "time"

func Time(t time.Time) time.Time                                    { return t }
func Unix(t time.Time) int64                                        { return t.UnixNano() }
func At(sec, nsec int64) time.Time                                  { return time.Unix(sec, nsec).UTC() }
func Offset(t time.Time) int                                        { _, o := t.Zone(); return o }
func Duration(d time.Duration) time.Duration                        { return d }
func Nanoseconds(d time.Duration) int64                             { return int64(d) }
func Times(t []time.Time) []time.Time                               { return t }
func Durations(m map[string]time.Duration) map[string]time.Duration { return m }
func Maybe(t *time.Time) *time.Time                                 { return t }
func Zero() time.Time                                               { return time.Time{} }

type Event struct {
	When time.Time
	For  time.Duration
}

const Tick = 1500 * time.Millisecond
