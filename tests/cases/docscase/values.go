package docscase

// A Cache has a state that is hidden.
type Cache struct{ size int }

// NewCache makes one of a size.
func NewCache(size int) *Cache { return &Cache{size} }

// Size is how much it can keep.
func (c *Cache) Size() int { return c.size }
