package ndjson

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
	"unsafe"
)

// MostBytes is how much one parser takes until Reset: the offsets of its columns have 31 bits.
const MostBytes = 1 << 30

// A Bad line does not fit the type, or is no JSON.
type Bad struct {
	Line int64  // from 0, of those that the parser has read since Reset
	Why  string // what is wrong, and where
	Text string // the line, without its end
}

// A Parser parses lines into columns. It is not safe for several goroutines.
type Parser struct {
	Lines         int64   // read since Reset, empty and bad ones too
	Columns       *Column // a Struct: what has been read
	Bad           []Bad
	IgnoreUnknown bool // fields that the type does not have are left out; else a line with one is bad

	b    []byte
	i    int
	why  string
	read int // bytes since Reset
	room []byte
}

// NewParser returns a parser for lines of a type, which is a Struct.
func NewParser(t *Type) *Parser { return &Parser{Columns: NewColumn(t)} }

// Reset forgets what has been read, and keeps the memory.
func (p *Parser) Reset() {
	p.Columns.Reset()
	p.Lines, p.Bad, p.read = 0, nil, 0
}

// Parse reads whole lines: block ends with a line feed. Empty lines are left out, and bad ones are set aside. It keeps no
// part of the block.
func (p *Parser) Parse(block []byte) error {
	if len(block) == 0 {
		return nil
	}
	if block[len(block)-1] != '\n' {
		return errors.New("the block does not end with a line feed")
	}
	if p.read += len(block); p.read > MostBytes {
		return fmt.Errorf("a parser takes %d bytes at most", MostBytes)
	}
	p.b, p.i = block, 0
	for p.i < len(block) {
		start := p.i
		if !p.line() {
			p.Columns.truncate(p.rows())
			end := start + bytes.IndexByte(block[start:], '\n')
			text := bytes.TrimSuffix(block[start:end], []byte{'\r'})
			p.Bad = append(p.Bad, Bad{p.Lines, fmt.Sprintf("column %d: %s", p.i-start+1, p.why), string(text)})
			p.i = end + 1
		}
		p.Lines++
	}
	p.b = nil
	return nil
}

// SetAside counts a line that is not given to Parse, as a bad one.
func (p *Parser) SetAside(why string, text []byte) {
	p.Bad = append(p.Bad, Bad{p.Lines, why, string(text)})
	p.Lines++
}

func (p *Parser) rows() int { return p.Columns.Len }

// line reads one line with its end. A line feed is no part of any value, so nothing reads beyond it.
func (p *Parser) line() bool {
	p.space()
	switch p.b[p.i] {
	case '\n':
		p.i++
		return true
	case '{':
	default:
		return p.fail("a line is an object")
	}
	if !p.object(p.Columns) {
		return false
	}
	p.space()
	if p.b[p.i] != '\n' {
		// what was read is a row already
		p.Columns.truncate(p.rows() - 1)
		return p.fail("there is something behind the object")
	}
	p.i++
	return true
}

func (p *Parser) fail(why string) bool {
	p.why = why
	return false
}

func (p *Parser) space() {
	for p.b[p.i] <= ' ' {
		switch p.b[p.i] {
		case ' ', '\t', '\r':
			p.i++
		default:
			return
		}
	}
}

func (p *Parser) object(c *Column) bool {
	n, next, set := c.Len, 0, 0
	p.i++
	p.space()
	if p.b[p.i] == '}' {
		p.i++
	} else {
		for more := true; more; {
			f := next
			if next < len(c.keys) && p.has(c.keys[next]) {
				p.i += len(c.keys[next])
			} else if ok := p.key(c, &f); !ok {
				return false
			}
			p.space()
			switch {
			case f < 0:
				if !p.skip(0) {
					return false
				}
			case c.Fields[f].Len != n:
				return p.fail("the field " + strconv.Quote(c.Type.Fields[f].Name) + " is there twice")
			default:
				if !p.value(c.Fields[f]) {
					return false
				}
				set, next = set+1, f+1
			}
			p.space()
			switch p.b[p.i] {
			case ',':
				p.i++
				p.space()
			case '}':
				p.i++
				more = false
			default:
				return p.fail("expected a comma or the end of the object")
			}
		}
	}
	if set < len(c.Fields) {
		for _, f := range c.Fields {
			if f.Len == n {
				f.addNull()
			}
		}
	}
	c.added()
	return true
}

// has reports whether the text goes on with s.
func (p *Parser) has(s string) bool {
	return len(p.b)-p.i >= len(s) && string(p.b[p.i:p.i+len(s)]) == s
}

// key reads a name and the colon. f is the field's number, or -1 for one to leave out.
func (p *Parser) key(c *Column, f *int) bool {
	at := p.i
	if p.b[p.i] != '"' {
		return p.fail("expected the name of a field")
	}
	var ok bool
	if p.room, ok = p.text(p.room[:0]); !ok {
		return false
	}
	name := p.room
	p.space()
	if p.b[p.i] != ':' {
		return p.fail("expected a colon")
	}
	p.i++
	i, known := c.index[string(name)]
	switch {
	case known:
		*f = i
	case p.IgnoreUnknown:
		*f = -1
	default:
		p.i = at
		return p.fail("the schema has no field " + strconv.Quote(string(name)))
	}
	return true
}

// value reads a value of the column's type, or null.
func (p *Parser) value(c *Column) bool {
	if p.b[p.i] == 'n' {
		if !p.literal("null") {
			return false
		}
		c.addNull()
		return true
	}
	switch c.Type.Kind {
	case Int:
		v, ok := p.int()
		if !ok {
			return false
		}
		c.Ints = append(c.Ints, v)
	case Float:
		v, ok := p.float()
		if !ok {
			return false
		}
		c.Floats = append(c.Floats, v)
	case Bool:
		bit, word := byte(1), "true"
		switch p.b[p.i] {
		case 't':
		case 'f':
			bit, word = 0, "false"
		default:
			return p.fail("expected a bool")
		}
		if !p.literal(word) {
			return false
		}
		c.Bits = appendBit(c.Bits, c.Len, bit)
	case String:
		if p.b[p.i] != '"' {
			return p.fail("expected a string")
		}
		var ok bool
		if c.Bytes, ok = p.text(c.Bytes); !ok {
			return false
		}
		c.Ends = append(c.Ends, int32(len(c.Bytes)))
	case JSON:
		start := p.i
		if !p.skip(0) {
			return false
		}
		c.Bytes = append(c.Bytes, p.b[start:p.i]...)
		c.Ends = append(c.Ends, int32(len(c.Bytes)))
	case List:
		if p.b[p.i] != '[' {
			return p.fail("expected a list")
		}
		if !p.list(c.Fields[0]) {
			return false
		}
		c.Ends = append(c.Ends, int32(c.Fields[0].Len))
	case Struct:
		if p.b[p.i] != '{' {
			return p.fail("expected an object")
		}
		return p.object(c) // which counts it
	}
	c.added()
	return true
}

func (p *Parser) list(items *Column) bool {
	p.i++
	p.space()
	if p.b[p.i] == ']' {
		p.i++
		return true
	}
	for {
		if !p.value(items) {
			return false
		}
		p.space()
		switch p.b[p.i] {
		case ',':
			p.i++
			p.space()
		case ']':
			p.i++
			return true
		default:
			return p.fail("expected a comma or the end of the list")
		}
	}
}

func (p *Parser) literal(word string) bool {
	if !p.has(word) || !ends(p.b[p.i+len(word)]) {
		return p.fail("expected a value")
	}
	p.i += len(word)
	return true
}

// ends reports whether a byte ends a number or a word.
func ends(c byte) bool { return c <= ' ' || c == ',' || c == '}' || c == ']' }

// int reads an integer of 64 bits.
func (p *Parser) int() (int64, bool) {
	b, i := p.b, p.i
	negative := b[i] == '-'
	if negative {
		i++
	}
	first, v := i, uint64(0)
	for d := b[i] - '0'; d <= 9; d = b[i] - '0' {
		v = v*10 + uint64(d)
		i++
	}
	n := i - first
	switch {
	case n == 0:
		return 0, p.fail("expected an integer")
	case b[first] == '0' && n > 1:
		return 0, p.fail("a number has no zeros in front")
	case !ends(b[i]):
		return 0, p.fail("expected an integer")
	case n > 18: // v may have gone over
		w, err := strconv.ParseInt(unsafe.String(&b[p.i], i-p.i), 10, 64)
		if err != nil {
			return 0, p.fail("the integer needs more than 64 bits")
		}
		p.i = i
		return w, true
	}
	p.i = i
	if negative {
		return -int64(v), true
	}
	return int64(v), true
}

// tens are the powers of ten that a float64 has exactly.
var tens = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// float reads a number.
func (p *Parser) float() (float64, bool) {
	start := p.i
	mantissa, exponent, exact, ok := p.number()
	if !ok {
		return 0, false
	}
	if exact && mantissa < 1<<53 && exponent >= -22 && exponent <= 22 {
		v := float64(mantissa)
		if exponent < 0 {
			v /= tens[-exponent]
		} else {
			v *= tens[exponent]
		}
		if p.b[start] == '-' {
			v = -v
		}
		return v, true
	}
	v, err := strconv.ParseFloat(unsafe.String(&p.b[start], p.i-start), 64)
	if err != nil {
		p.i = start
		return 0, p.fail("the number is too large for a float")
	}
	return v, true
}

// number reads a number of JSON's grammar: its digits without a sign, and the power of ten. exact: they are all of it.
func (p *Parser) number() (mantissa uint64, exponent int, exact, ok bool) {
	b, i := p.b, p.i
	if b[i] == '-' {
		i++
	}
	first := i
	for d := b[i] - '0'; d <= 9; d = b[i] - '0' {
		mantissa = mantissa*10 + uint64(d)
		i++
	}
	n := i - first
	if n == 0 {
		return 0, 0, false, p.fail("expected a number")
	}
	if b[first] == '0' && n > 1 {
		return 0, 0, false, p.fail("a number has no zeros in front")
	}
	if b[i] == '.' {
		i++
		dot := i
		for d := b[i] - '0'; d <= 9; d = b[i] - '0' {
			mantissa = mantissa*10 + uint64(d)
			i++
		}
		if i == dot {
			return 0, 0, false, p.fail("expected a digit behind the point")
		}
		n += i - dot
		exponent = dot - i
	}
	if b[i] == 'e' || b[i] == 'E' {
		i++
		negative := b[i] == '-'
		if negative || b[i] == '+' {
			i++
		}
		at, e := i, 0
		for d := b[i] - '0'; d <= 9; d = b[i] - '0' {
			e = min(e*10+int(d), math.MaxInt32)
			i++
		}
		if i == at {
			return 0, 0, false, p.fail("expected a digit in the exponent")
		}
		if negative {
			e = -e
		}
		exponent += e
	}
	if !ends(b[i]) {
		return 0, 0, false, p.fail("expected the end of the number")
	}
	p.i = i
	return mantissa, exponent, n <= 19, true
}

const (
	eachByte = 0x0101010101010101
	eachHigh = 0x8080808080808080
)

// zeros marks the bytes that are 0, by their highest bits. The lowest mark is right; those above it may not be.
func zeros(w uint64) uint64 { return (w - eachByte) &^ w & eachHigh }

// special marks the bytes that end a run of plain text: quote, backslash, and what is below a space. The lowest mark is right.
func special(w uint64) uint64 {
	return zeros(w^'"'*eachByte) | zeros(w^'\\'*eachByte) | (w-' '*eachByte)&^w&eachHigh
}

// text reads a string and appends it to dst.
func (p *Parser) text(dst []byte) ([]byte, bool) {
	b, i := p.b, p.i+1
	start, high, from := i, uint64(0), len(dst)
	for {
		for len(b)-i >= 8 {
			w := binary.LittleEndian.Uint64(b[i:])
			m := special(w)
			if m != 0 {
				n := bits.TrailingZeros64(m) >> 3
				high |= w & (1<<(8*n) - 1)
				i += n
				break
			}
			high |= w
			i += 8
		}
		for b[i] >= ' ' && b[i] != '"' && b[i] != '\\' { // near the end of the block
			high |= uint64(b[i])
			i++
		}
		dst = append(dst, b[start:i]...)
		switch b[i] {
		case '"':
			p.i = i + 1
			if high&eachHigh != 0 && !utf8.Valid(dst[from:]) {
				return dst, p.fail("the string is no UTF-8")
			}
			return dst, true
		case '\\':
			p.i = i
			var ok bool
			if dst, ok = p.escape(dst); !ok {
				return dst, false
			}
			i = p.i
			start = i
		default:
			p.i = i
			return dst, p.fail("a string has no control characters, and ends with a quote")
		}
	}
}

var escapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// escape reads what begins with a backslash.
func (p *Parser) escape(dst []byte) ([]byte, bool) {
	c := p.b[p.i+1]
	if plain := escapes[c]; plain != 0 {
		p.i += 2
		return append(dst, plain), true
	}
	r, ok := p.unit()
	if !ok {
		return dst, p.fail("there is no such escape")
	}
	if utf16.IsSurrogate(r) {
		low, ok := rune(0), p.b[p.i] == '\\'
		if ok {
			low, ok = p.unit()
		}
		if r = utf16.DecodeRune(r, low); !ok || r == utf8.RuneError {
			return dst, p.fail("half a surrogate pair")
		}
	}
	return utf8.AppendRune(dst, r), true
}

// unit reads \uXXXX.
func (p *Parser) unit() (rune, bool) {
	if len(p.b)-p.i < 6 || p.b[p.i+1] != 'u' {
		return 0, false
	}
	r := rune(0)
	for _, c := range p.b[p.i+2 : p.i+6] {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	p.i += 6
	return r, true
}

// mostDeep is how deep values may be that no column has.
const mostDeep = 1000

// skip reads any value.
func (p *Parser) skip(depth int) bool {
	if depth > mostDeep {
		return p.fail("the value is too deep")
	}
	var ok bool
	switch p.b[p.i] {
	case '"':
		p.room, ok = p.text(p.room[:0])
		return ok
	case 't':
		return p.literal("true")
	case 'f':
		return p.literal("false")
	case 'n':
		return p.literal("null")
	case '[', '{':
		return p.skipMembers(depth, p.b[p.i] == '{')
	}
	_, _, _, ok = p.number()
	return ok
}

func (p *Parser) skipMembers(depth int, object bool) bool {
	end := byte(']')
	if object {
		end = '}'
	}
	p.i++
	p.space()
	if p.b[p.i] == end {
		p.i++
		return true
	}
	for {
		if object {
			if p.b[p.i] != '"' {
				return p.fail("expected the name of a field")
			}
			if !p.skip(depth) {
				return false
			}
			p.space()
			if p.b[p.i] != ':' {
				return p.fail("expected a colon")
			}
			p.i++
			p.space()
		}
		if !p.skip(depth + 1) {
			return false
		}
		p.space()
		switch p.b[p.i] {
		case ',':
			p.i++
			p.space()
		case end:
			p.i++
			return true
		default:
			return p.fail("expected a comma or an end")
		}
	}
}
