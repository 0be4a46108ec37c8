package main

import (
	"fmt"
	"maps"
	"slices"
)

func main() {
	ages := map[string]int{"ann": 30, "bob": 25}
	fmt.Println(slices.Sorted(maps.Keys(ages)), slices.Sorted(maps.Values(ages)))
	other := maps.Clone(ages)
	fmt.Println(maps.Equal(ages, other))
	maps.DeleteFunc(other, func(name string, age int) bool { return age < 30 })
	fmt.Println(other, maps.Equal(ages, other))
	maps.Copy(other, map[string]int{"cleo": 41})
	fmt.Println(other, maps.Collect(maps.All(other)))
}
