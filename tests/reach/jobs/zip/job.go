package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
)

func main() {
	var packed bytes.Buffer
	w := zip.NewWriter(&packed)
	for _, name := range []string{"a.txt", "folder/b.txt"} {
		f, err := w.Create(name)
		if err != nil {
			panic(err)
		}
		io.WriteString(f, "this is "+name)
	}
	w.SetComment("two files")
	fmt.Println(w.Close())
	r, err := zip.NewReader(bytes.NewReader(packed.Bytes()), int64(packed.Len()))
	if err != nil {
		panic(err)
	}
	for _, f := range r.File {
		rc, err := f.Open()
		if err != nil {
			panic(err)
		}
		text, _ := io.ReadAll(rc)
		rc.Close()
		fmt.Println(f.Name, f.UncompressedSize64, string(text))
	}
	fmt.Println(r.Comment, len(r.File))
	if _, err := zip.NewReader(bytes.NewReader([]byte("no zip")), 6); err != nil {
		fmt.Println(err)
	}
}
