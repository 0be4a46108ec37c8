package ndjson

// A Column has the values of one field, in the layout of Apache Arrow. A null has the zero value of its kind.
type Column struct {
	Type   *Type
	Len    int
	Nulls  int
	Valid  []byte // a bit for each value, the lowest first: 0 is null; nil: there is no null
	Ints   []int64
	Floats []float64
	Bits   []byte  // of Bool, as Valid
	Ends   []int32 // of String, JSON and List: 0, and the end of each value in Bytes or in Fields[0]
	Bytes  []byte
	Fields []*Column // of a Struct, one for each field; of a List, its items

	keys  []string // of a Struct: `"name":`, as most writers write it
	index map[string]int
}

// NewColumn returns a column without values.
func NewColumn(t *Type) *Column {
	c := &Column{Type: t}
	switch t.Kind {
	case String, JSON:
		c.Ends = []int32{0}
	case List:
		c.Ends = []int32{0}
		c.Fields = []*Column{NewColumn(t.Elem)}
	case Struct:
		c.index = map[string]int{}
		for i, f := range t.Fields {
			c.Fields = append(c.Fields, NewColumn(f.Type))
			c.keys = append(c.keys, `"`+f.Name+`":`)
			c.index[f.Name] = i
			if !plain(f.Name) {
				c.keys[i] = "\n" // which no line begins with: it is found by its name
			}
		}
	}
	return c
}

// plain reports whether a name has one form in JSON that needs no look at each byte.
func plain(name string) bool {
	for i := range len(name) {
		if c := name[i]; c < ' ' || c >= 0x80 || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

// Reset empties the column, and keeps its memory.
func (c *Column) Reset() { c.truncate(0) }

// IsNull reports whether value i is null.
func (c *Column) IsNull(i int) bool { return c.Valid != nil && c.Valid[i>>3]>>(i&7)&1 == 0 }

// added counts a value that is not null.
func (c *Column) added() {
	if c.Valid != nil {
		c.Valid = appendBit(c.Valid, c.Len, 1)
	}
	c.Len++
}

// addNull adds a null.
func (c *Column) addNull() {
	switch c.Type.Kind {
	case Int:
		c.Ints = append(c.Ints, 0)
	case Float:
		c.Floats = append(c.Floats, 0)
	case Bool:
		c.Bits = appendBit(c.Bits, c.Len, 0)
	case String, JSON, List:
		c.Ends = append(c.Ends, c.Ends[c.Len])
	case Struct:
		for _, f := range c.Fields {
			if f.Len == c.Len { // else it has its value already
				f.addNull()
			}
		}
	}
	if c.Valid == nil {
		c.Valid = ones(c.Len)
	}
	c.Valid = appendBit(c.Valid, c.Len, 0)
	c.Len++
	c.Nulls++
}

// truncate leaves the first n values.
func (c *Column) truncate(n int) {
	if c.Type.Kind == Struct { // a line that was left may have some of the fields
		for _, f := range c.Fields {
			f.truncate(n)
		}
	}
	if c.Type.Kind == List || c.Ends != nil {
		c.Ends = c.Ends[:n+1]
		if c.Type.Kind == List {
			c.Fields[0].truncate(int(c.Ends[n]))
		} else {
			c.Bytes = c.Bytes[:c.Ends[n]]
		}
	}
	if c.Len <= n {
		return
	}
	switch c.Type.Kind {
	case Int:
		c.Ints = c.Ints[:n]
	case Float:
		c.Floats = c.Floats[:n]
	case Bool:
		c.Bits = truncateBits(c.Bits, n)
	}
	if c.Valid != nil {
		for i := n; i < c.Len; i++ {
			if c.IsNull(i) {
				c.Nulls--
			}
		}
		c.Valid = truncateBits(c.Valid, n)
		if c.Nulls == 0 {
			c.Valid = nil
		}
	}
	c.Len = n
}

func appendBit(bits []byte, n int, bit byte) []byte {
	if n&7 == 0 {
		return append(bits, bit)
	}
	bits[n>>3] |= bit << (n & 7)
	return bits
}

// truncateBits leaves n bits; those behind them are 0.
func truncateBits(bits []byte, n int) []byte {
	bits = bits[:(n+7)/8]
	if n&7 != 0 {
		bits[n>>3] &= 1<<(n&7) - 1
	}
	return bits
}

func ones(n int) []byte {
	bits := make([]byte, (n+7)/8, max(64, n/4))
	for i := range bits {
		bits[i] = 0xff
	}
	return truncateBits(bits, n)
}
