package main

import (
	"fmt"
	"sort"
)

type byLength []string

func (b byLength) Len() int           { return len(b) }
func (b byLength) Less(i, j int) bool { return len(b[i]) < len(b[j]) }
func (b byLength) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

func main() {
	words := byLength{"three", "a", "four", "to"}
	sort.Sort(words)
	fmt.Println(words)
	sort.Sort(sort.Reverse(words))
	fmt.Println(words, sort.IsSorted(words))
	numbers := []int{3, 1, 2}
	sort.Ints(numbers)
	fmt.Println(numbers, sort.SearchInts(numbers, 2))
	fmt.Println(sort.Search(100, func(i int) bool { return i*i >= 50 }))
}
