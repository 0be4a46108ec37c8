package shapescase

// Aliases that are not exported stand in what is.
type (
	count = int
	tally = map[string]count
	query = func(tally, []count) count
)

// Tallies doubles them.
func Tallies(all []tally, ask query) []tally {
	for _, t := range all {
		for k := range t {
			t[k] *= 2
		}
		if ask != nil {
			t["asked"] = ask(t, []count{1, 2})
		}
	}
	return all
}
