//go:build go1.25 && !race

package rt

// Twins of those in race.go, for builds without the race detector.
func raceEnter() {}
func raceLeave() {}

// storeBelow stores a word that others may read meanwhile, by an atomic load. An atomic store would
// cost as much as a compare-and-swap, and the one that follows is what orders it.
func storeBelow(p *uint64, v uint64) { *p = v }
