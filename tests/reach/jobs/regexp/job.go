package main

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"
)

func main() {
	re := regexp.MustCompile(`(?P<year>\d{4})-(?P<month>\d{2})`)
	text := "from 2024-05 to 2025-11"
	fmt.Println(re.FindString(text), re.FindAllString(text, -1), re.NumSubexp(), re.SubexpNames())
	fmt.Println(re.ReplaceAllString(text, "${month}/${year}"))
	fmt.Println(re.ReplaceAllStringFunc(text, strings.ToUpper), re.FindStringSubmatchIndex(text))
	fmt.Println(re.MatchReader(bytes.NewReader([]byte("12 1999-01"))))
	var _ io.RuneReader = strings.NewReader("")
	_, err := regexp.Compile("a(b")
	fmt.Println(err)
}
