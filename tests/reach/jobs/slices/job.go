package main

import (
	"fmt"
	"slices"
	"strings"
)

func main() {
	fmt.Println(slices.Contains([]string{"a", "b"}, "b"), slices.Index([]int{5, 6, 7}, 7), slices.Max([]float64{1.5, 9.25, 3}))
	numbers := []int{3, 1, 2}
	slices.Sort(numbers)
	fmt.Println(numbers, slices.IsSorted(numbers))
	words := []string{"pear", "fig", "apple"}
	slices.SortFunc(words, func(a, b string) int { return len(a) - len(b) })
	fmt.Println(words)
	i, found := slices.BinarySearch(numbers, 3)
	fmt.Println(i, found, slices.Compact([]int{1, 1, 2, 2, 1}), slices.Equal(numbers, []int{1, 2, 3}))
	fmt.Println(slices.IndexFunc(words, func(w string) bool { return strings.HasPrefix(w, "a") }))
	for part := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(part, " ")
	}
	fmt.Println(slices.Collect(slices.Values(words)), slices.Concat(numbers, []int{9}), slices.Repeat([]string{"x"}, 3))
}
