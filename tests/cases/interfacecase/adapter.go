package interfacecase

// A Loader loads what a key stands for.
type Loader interface {
	Load(key string) (string, error)
	Reload(key, old string) (string, error)
}

// LoaderFunc makes a Loader of a function.
type LoaderFunc func(key string) (string, error)

// Load calls f.
func (f LoaderFunc) Load(key string) (string, error) { return f(key) }

// Reload calls f.
func (f LoaderFunc) Reload(key, old string) (string, error) { return f(key) }

// LoadBy loads by a Loader, twice.
func LoadBy(l Loader, key string) (string, error) {
	old, err := l.Load(key)
	if err != nil {
		return "", err
	}
	return l.Reload(key, old)
}

// A Source has rows of anything.
type Source interface{ Rows() (string, []any) }

// Sources are some.
type Sources []Source

// Count is how many rows they have.
func (s Sources) Count() (n int) {
	for _, source := range s {
		_, rows := source.Rows()
		n += len(rows)
	}
	return n
}
