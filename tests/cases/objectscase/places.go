package objectscase

// Steps is a box.
type Steps []int

// Add changes it.
func (s *Steps) Add(n int) { *s = append(*s, n) }

// A Part is embedded by its address.
type Part struct {
	In    Point
	Many  [2]Point
	Steps Steps
}

// Places has structs in all places that a field has.
type Places struct {
	*Part
	Table [2][2]Point
	Rows  [][2]Point
}

// Variables of the package.
var (
	FirstPoint Point
	PointRef   = &FirstPoint
	PointTable [2][2]Point
	StepsTaken Steps
)
