package docscase

import (
	"bufio"
	"iter"
	"os"
	"strings"
)

// Lines gives the lines of a file.
func Lines(path string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		f, err := os.Open(path)
		if err != nil {
			yield("", err)
			return
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		for lines.Scan() {
			if !yield(lines.Text(), nil) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield("", err)
		}
	}
}

// A Pool works.
type Pool struct {
	Jobs    chan string
	Results chan string
}

// NewPool makes a pool of one worker.
func NewPool() *Pool {
	p := &Pool{make(chan string), make(chan string, 8)}
	go func() {
		defer close(p.Results)
		for job := range p.Jobs {
			p.Results <- strings.ToUpper(job)
		}
	}()
	return p
}
