package textstats

import "os"

// MeasureFile measures the text in the file at path. Only the name crosses
// from Python: the text is read, and stays, in Go.
func MeasureFile(path string) (Stats, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return Stats{}, err
	}
	return Measure(string(text))
}
