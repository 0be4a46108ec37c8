// Command shout shouts.
package main

import (
	"fmt"
	"os"
	"strings"

	"example.com/mixed/texts"
)

func main() { fmt.Println(texts.Shout(strings.Join(os.Args[1:], " "))) }
