package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"strings"
)

func main() {
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		panic(err)
	}
	w.Name = "poem.txt"
	text := strings.Repeat("so much depends upon\n", 1000)
	n, err := io.WriteString(w, text)
	fmt.Println(n, err, w.Close())
	r, err := gzip.NewReader(bytes.NewReader(packed.Bytes()))
	if err != nil {
		panic(err)
	}
	back, err := io.ReadAll(r)
	fmt.Println(r.Name, len(back), string(back) == text, err, packed.Len() < 200)
	lines := 0
	r.Reset(bytes.NewReader(packed.Bytes()))
	buf := make([]byte, 100)
	for {
		n, err := r.Read(buf)
		lines += bytes.Count(buf[:n], []byte("\n"))
		if err == io.EOF {
			break
		}
	}
	fmt.Println(lines)
}
