package bind

import "testing"

func TestWhatDocCommentsSayOfNil(t *testing.T) {
	for text, says := range map[string]bool{
		"Get returns nil if the key is missing.":                                   true,
		"Returns a nil value if the key does not exist or if the key is a bucket.": true,
		"If the cursor is at the end then a nil key and value are returned.":       true,
		"When passed a nil dst, a new slice is returned.":                          false,
		"Find finds a match. A return value of nil indicates no match.":            true,
		"Find finds a match. Nil means that there is none.":                        true,
		"Value is nil when nothing was set.":                                       true,
		"A nil slice is returned for what is missing.":                             true,
		"Encode encodes src. If dst is nil, a new slice is returned.":              false,
		"Encode returns dst if src is nil.":                                        false,
		"It is valid to pass a nil dst.":                                           false,
		"Read returns nil and an error if the file is missing.":                    false,
		"Read never returns nil.":                                                  false,
		"Read returns a non-nil slice.":                                            false,
		"Read does not return nil.":                                                false,
		"Encode encodes.":                                                          false,
		"Bytes returns what is held; nil if the buffer was never written.":         true,
		"Lookup returns the value, or nil.":                                        true,
		"Sum appends the hash to b and returns the slice. b may be nil.":           false,
	} {
		if got := saysNil(text); got != says {
			t.Errorf("%q: %v", text, got)
		}
	}
}
