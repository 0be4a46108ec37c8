package classescase

import (
	"fmt"
	"strings"
	"sync"
)

// A Server is made with functional options.
type Server struct {
	name, text string
}

// An Option sets something of a Server.
type Option func(*Server)

// WithLimit sets a number.
func WithLimit(n int) Option { return func(s *Server) { s.text += fmt.Sprintf(" limit=%d", n) } }

// WithPair sets two.
func WithPair(a int, b string) Option {
	return func(s *Server) { s.text += fmt.Sprintf(" pair=%d,%s", a, b) }
}

// WithTags sets any number.
func WithTags(tags ...string) Option {
	return func(s *Server) { s.text += " tags=" + strings.Join(tags, "+") }
}

// WithFormat sets a function.
func WithFormat(f func(string) string) Option {
	return func(s *Server) { s.text += " format=" + f(s.name) }
}

// Verbose sets nothing but itself.
func Verbose() Option { return func(s *Server) { s.text += " verbose" } }

// WithName has the name of a parameter.
func Name(n string) Option { return func(s *Server) { s.text += " name=" + n } }

// NewServer makes one.
func NewServer(name string, opts ...Option) *Server {
	s := &Server{name: name}
	return s.With(opts...)
}

// With applies more options.
func (s *Server) With(more ...Option) *Server {
	for _, o := range more {
		o(s)
	}
	return s
}

// Text has all of them.
func (s *Server) Text() string { return s.name + s.text }

// A Setting is an interface.
type Setting interface{ set(*[]string) }

type named string

func (n named) set(to *[]string) { *to = append(*to, string(n)) }

// WithSetting is a Setting.
func WithSetting(name string) Setting { return named(name) }

// Plain is none by its name.
func Plain() Setting { return named("plain") }

// Settings takes some.
func Settings(all ...Setting) (names []string) {
	for _, s := range all {
		s.set(&names)
	}
	return
}

// A Handler is no option.
type Handler func() string

// Hello is a handler.
func Hello() Handler { return func() string { return "hello" } }

// Chain calls them.
func Chain(all ...Handler) (s string) {
	for _, h := range all {
		s += h()
	}
	return
}

// ---- embedded structs ----

// Meta is embedded.
type Meta struct {
	Tags  []string
	Title string
	By    Point
}

// Deep is embedded by a pointer.
type Deep struct{ Depth int }

// A Document embeds both, and a lock.
type Document struct {
	sync.RWMutex
	Meta
	*Deep
	Text  string
	Color Color
	When  map[string]int
	Seen  map[string]struct{}
}

// Color is an enum.
type Color int

const (
	Red Color = iota
	Green
)

// Locked works with the lock.
func (d *Document) Locked(f func()) string {
	d.Lock()
	defer d.Unlock()
	if f != nil {
		f()
	}
	return d.Title
}

// A Door is a lock of our own.
type Door struct{ n int }

// Lock is bound.
func (d *Door) Lock() { d.n++ }

// Unlock is bound.
func (d *Door) Unlock() { d.n-- }

// Locks is how often.
func (d *Door) Locks() int { return d.n }

// A House embeds a Door.
type House struct{ Door }

// ---- what may be nil ----

// Each tells of its progress, if anybody wants to know.
func Each(n int, progress func(i int)) int {
	for i := range n {
		if progress != nil {
			progress(i)
		}
	}
	return n
}

// Through passes it on.
func Through(n int, progress func(i int)) int { return Each(n, progress) }

// Config is what a Tool is made with.
type Config struct{ Size int }

// A Tool has a log.
type Tool struct {
	log  func(string)
	next *Tool
	size int
}

// NewTool has optional parameters.
func NewTool(size int, next *Tool, log func(string)) *Tool {
	return &Tool{log: log, next: next, size: size}
}

// Run logs.
func (t *Tool) Run() int {
	if t.log != nil {
		t.log("run")
	}
	if t.next == nil {
		return t.size
	}
	return t.size + t.next.Run()
}

// Open has a config that may be nil.
func Open(path string, c *Config, vars map[string]string, opts ...Option) string {
	if c == nil {
		c = &Config{Size: 7}
	}
	if vars == nil {
		vars = map[string]string{"a": "b"}
	}
	return fmt.Sprint(path, c.Size, len(vars), len(opts))
}

// Must refuses nil.
func Must(c *Config) (int, error) {
	if c == nil {
		return 0, fmt.Errorf("no config")
	}
	return c.Size, nil
}

// Panics refuses it too.
func Panics(n int, f func()) int {
	if f == nil {
		panic("no function")
	}
	return n
}

// Needs never asks.
func Needs(c *Config, f func()) int {
	f()
	return c.Size
}

// Between has a parameter behind that is needed.
func Between(f func(), n int) int {
	if f != nil {
		f()
	}
	return n
}

// Later asks in another goroutine.
func Later(f func(int)) int {
	done := make(chan int)
	go func() {
		if f != nil {
			f(3)
		}
		done <- 3
	}()
	return <-done
}
