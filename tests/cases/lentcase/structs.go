package lentcase

// A Report has fields that share memory.
type Report struct {
	Title string
	Lines []string
	Next  *Report
}

// FillReport writes to what the report holds.
func FillReport(r Report) { r.Lines[0] = "filled" }

// FillNext writes behind a pointer.
func (p Place) FillNext(r Report) { r.Next.Title = "filled" }

// FillCopy writes to what is its own.
func FillCopy(r Report) []string {
	r.Title = "own"
	r.Lines = append([]string(nil), r.Lines...)
	r.Lines = append(r.Lines, r.Title)
	return r.Lines
}

// TitleReport writes to the report.
func TitleReport(r *Report) { r.Title = "filled" }
