package main

import (
	"fmt"

	"github.com/go-playground/validator/v10"
)

func main() {
	v := validator.New()
	fmt.Println(v.Var("ann@example.org", "required,email"), v.Var(17, "gte=18") != nil)
	err := v.Var("nobody", "email")
	fmt.Println(err)
	for _, field := range err.(validator.ValidationErrors) {
		fmt.Println(field.Tag(), field.Value(), field.Param() == "")
	}
	fmt.Println(v.RegisterValidation("even", func(fl validator.FieldLevel) bool { return fl.Field().Int()%2 == 0 }))
	fmt.Println(v.Var(4, "even"), v.Var(5, "even"))
	found := v.ValidateMap(map[string]any{"name": "", "age": 3}, map[string]any{"name": "required", "age": "gt=2"})
	fmt.Println(len(found), found["name"])
}
