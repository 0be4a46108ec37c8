package main

import (
	"fmt"

	"github.com/samber/lo"
)

func main() {
	words := []string{"fig", "pear", "apple", "kiwi"}
	fmt.Println(lo.Map(words, func(w string, i int) int { return len(w) + i }))
	fmt.Println(lo.Filter(words, func(w string, _ int) bool { return len(w) == 4 }))
	groups := lo.GroupBy(words, func(w string) int { return len(w) })
	fmt.Println(groups[4], len(groups), lo.Uniq([]int{1, 2, 1, 3, 2}))
	fmt.Println(lo.Reduce(words, func(sum int, w string, _ int) int { return sum + len(w) }, 0))
	fmt.Println(lo.Chunk([]int{1, 2, 3, 4, 5}, 2), lo.Sum([]int{1, 2, 3}), lo.Max([]float64{1.5, 2.5}))
	found, ok := lo.Find(words, func(w string) bool { return w[0] == 'a' })
	fmt.Println(found, ok, lo.Contains(words, "kiwi"), lo.Ternary(true, "yes", "no"))
	left, right := lo.Difference([]int{1, 2, 3}, []int{2, 4})
	fmt.Println(left, right, lo.Invert(map[string]int{"a": 1})[1], lo.PascalCase("two words"))
}
