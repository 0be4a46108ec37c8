package docscase

// A Row is one of a page.
type Row struct{ Name string }

// A Page has all that can be changed.
type Page struct {
	Tags  []string
	Index map[string]int
	Grid  [][]float64
	Rows  []Row
	Seen  map[string]struct{}
	Data  map[string]any
}

// NewPage has a little of each.
func NewPage() *Page {
	return &Page{
		Tags:  []string{"old"},
		Index: map[string]int{},
		Grid:  [][]float64{{1}, {2}},
		Rows:  []Row{{"a"}, {"b"}},
		Seen:  map[string]struct{}{},
		Data:  map[string]any{"server": map[string]any{"port": 80}},
	}
}

// Table is a variable.
var Table = map[string]int{"a": 1}
