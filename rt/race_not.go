//go:build go1.25 && !race

package rt

// Twins of those in race.go, for builds without the race detector.
func raceEnter() {}
func raceLeave() {}
