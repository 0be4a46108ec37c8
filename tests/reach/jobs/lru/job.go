package main

import (
	"fmt"

	lru "github.com/hashicorp/golang-lru/v2"
)

func main() {
	cache, err := lru.NewWithEvict(2, func(key string, value any) { fmt.Println("out", key, value) })
	if err != nil {
		panic(err)
	}
	cache.Add("a", 1)
	cache.Add("b", "two")
	value, ok := cache.Get("a")
	fmt.Println(value, ok)
	cache.Add("c", 3)
	_, ok = cache.Get("b")
	fmt.Println(ok, cache.Len(), cache.Keys(), cache.Contains("c"))
	cache.Remove("a")
	cache.Purge()
	fmt.Println(cache.Len())
	_, err = lru.New[string, int](-1)
	fmt.Println(err)
}
