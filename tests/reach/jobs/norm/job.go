package main

import (
	"bytes"
	"fmt"
	"io"

	"golang.org/x/text/unicode/norm"
)

func main() {
	fmt.Println(len(norm.NFC.String("e\u0301")), len(norm.NFD.String("\u00e9")), norm.NFC.IsNormalString("abc"))
	text, err := io.ReadAll(norm.NFC.Reader(bytes.NewReader([]byte("cafe\u0301"))))
	fmt.Println(string(text), err)
	var out bytes.Buffer
	w := norm.NFD.Writer(&out)
	w.Write([]byte("\u00e9"))
	fmt.Println(w.Close(), out.Len())
}
