package main

import (
	"fmt"
	"time"

	"github.com/dgraph-io/ristretto/v2"
)

func main() {
	cache, err := ristretto.NewCache(&ristretto.Config[string, any]{NumCounters: 1000, MaxCost: 1000, BufferItems: 64})
	if err != nil {
		panic(err)
	}
	fmt.Println(cache.Set("a", []int{1, 2}, 1), cache.SetWithTTL("b", "two", 1, time.Hour))
	cache.Wait()
	value, found := cache.Get("a")
	fmt.Println(value, found)
	cache.Del("a")
	cache.Wait()
	_, found = cache.Get("a")
	left, there := cache.GetTTL("b")
	fmt.Println(found, left > time.Minute, there, cache.MaxCost())
	cache.Close()
}
