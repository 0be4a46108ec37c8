package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/zstd"
)

func main() {
	text := strings.Repeat("a line of text\n", 2000)
	var packed bytes.Buffer
	w, err := zstd.NewWriter(&packed, zstd.WithEncoderLevel(zstd.SpeedBestCompression))
	if err != nil {
		panic(err)
	}
	n, err := io.Copy(w, strings.NewReader(text))
	fmt.Println(n, err, w.Close())
	r, err := zstd.NewReader(bytes.NewReader(packed.Bytes()))
	if err != nil {
		panic(err)
	}
	back, err := io.ReadAll(r)
	r.Close()
	fmt.Println(len(back), string(back) == text, packed.Len() < 200, err)
	all, _ := zstd.NewReader(nil)
	one, err := all.DecodeAll(packed.Bytes(), nil)
	fmt.Println(len(one), err)
	_, err = all.DecodeAll([]byte("not packed"), nil)
	fmt.Println(err)
}
