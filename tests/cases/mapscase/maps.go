// Package mapscase takes and returns maps and sets.
package mapscase

func Counts(m map[string]int) map[string]int                           { return m }
func ByNumber(m map[int8]float64) map[int8]float64                     { return m }
func ByFloat(m map[float64]bool) map[float64]bool                      { return m }
func Nested(m map[string]map[int][]string) map[string]map[int][]string { return m }
func Set(m map[string]struct{}) map[string]struct{}                    { return m }
func Numbers(m map[uint16]struct{}) map[uint16]struct{}                { return m }
func ByArray(m map[[2]byte]int) map[[2]byte]int                        { return m }
func IsNil(m map[string]int) bool                                      { return m == nil }
func IsNilSet(m map[string]struct{}) bool                              { return m == nil }
func Nil() (map[string]int, map[string]struct{})                       { return nil, nil }
func Len(m map[string]string) int {
	n := 0
	for k, v := range m {
		n += len(k) + len(v)
	}
	return n
}
