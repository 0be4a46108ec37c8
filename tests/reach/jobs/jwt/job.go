package main

import (
	"fmt"

	"github.com/golang-jwt/jwt/v5"
)

func main() {
	key := []byte("a key that is long enough for this")
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": "ann", "admin": true, "n": 3})
	signed, err := token.SignedString(key)
	fmt.Println(signed, err)
	parsed, err := jwt.Parse(signed, func(t *jwt.Token) (any, error) { return key, nil }, jwt.WithValidMethods([]string{"HS256"}))
	if err != nil {
		panic(err)
	}
	claims := parsed.Claims.(jwt.MapClaims)
	subject, err := claims.GetSubject()
	fmt.Println(parsed.Valid, subject, err, claims["admin"], claims["n"], parsed.Header["alg"])
	typed, err := jwt.ParseWithClaims(signed, &jwt.RegisteredClaims{}, func(t *jwt.Token) (any, error) { return key, nil })
	fmt.Println(typed.Claims.(*jwt.RegisteredClaims).Subject, err)
	_, err = jwt.Parse(signed, func(t *jwt.Token) (any, error) { return []byte("another key"), nil })
	fmt.Println(err)
}
