package main

import (
	"fmt"

	"github.com/valyala/fastjson"
)

func main() {
	var p fastjson.Parser
	v, err := p.Parse(`{"name":"Ann","tags":["a","b"],"n":1.5,"deep":{"x":[1,2,{"y":true}]}}`)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(v.GetStringBytes("name")), v.GetFloat64("n"), v.GetBool("deep", "x", "2", "y"))
	for _, tag := range v.GetArray("tags") {
		fmt.Print(tag, " ")
	}
	fmt.Println(v.Exists("gone"), v.Get("deep").Type())
	var a fastjson.Arena
	o := a.NewObject()
	o.Set("k", a.NewNumberInt(7))
	fmt.Println(string(o.MarshalTo(nil)))
	v.GetObject().Visit(func(key []byte, value *fastjson.Value) { fmt.Print(string(key), "=", value.Type(), " ") })
	fmt.Println()
	_, err = p.Parse("{")
	fmt.Println(err)
}
