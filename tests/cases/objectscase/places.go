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

type sides struct{ Left, Right int }

// A Mixed embeds a pointer, and behind it a struct that is not exported.
type Mixed struct {
	*Link
	sides
	Z int
}

type lost struct{ Found bool }

// A Losing embeds a pointer that Python can't set.
type Losing struct {
	*lost
	M int
}

type inside struct{ Name string }

// A Shadowing has another field in front of one that it embeds.
type Shadowing struct {
	inside
	Name string
}
