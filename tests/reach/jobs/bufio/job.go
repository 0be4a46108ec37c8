package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
)

func main() {
	s := bufio.NewScanner(strings.NewReader("one two\nthree\n"))
	s.Split(bufio.ScanWords)
	for s.Scan() {
		fmt.Println(s.Text())
	}
	fmt.Println(s.Err())
	s = bufio.NewScanner(strings.NewReader("a,b,c"))
	s.Split(func(data []byte, atEOF bool) (int, []byte, error) {
		if i := bytes.IndexByte(data, ','); i >= 0 {
			return i + 1, data[:i], nil
		}
		if atEOF && len(data) > 0 {
			return len(data), data, nil
		}
		return 0, nil, nil
	})
	for s.Scan() {
		fmt.Print(s.Text(), ";")
	}
	fmt.Println()
	r := bufio.NewReader(strings.NewReader("first line\nrest"))
	line, err := r.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
	peeked, _ := r.Peek(2)
	fmt.Println(string(peeked), r.Buffered())
	rest, err := r.ReadString('\n')
	fmt.Printf("%q %v\n", rest, err == io.EOF)
	var out bytes.Buffer
	w := bufio.NewWriter(&out)
	w.WriteString("kept until flushed")
	fmt.Println(out.Len(), w.Buffered())
	w.Flush()
	fmt.Println(out.String())
}
