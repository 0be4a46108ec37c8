package scoring

import (
	"context"
	"errors"
	"slices"
	"testing"
)

func TestScore(t *testing.T) {
	s := NewSession("someone")
	one, err := s.Score("a b")
	if other, _ := s.Score(" a  b "); err != nil || one != other || one < 0 || one >= 1 {
		t.Error(one, other, err)
	}
	if _, err := s.Score(" "); !errors.Is(err, ErrEmpty) {
		t.Error(err)
	}
}

func TestCompute(t *testing.T) {
	if n, err := Compute(context.Background(), 1000); n != 168 || err != nil {
		t.Error(n, err)
	}
	if got := slices.Collect(Lines(context.Background(), 2)); !slices.Equal(got, []string{"line 0\n", "line 1\n"}) {
		t.Error(got)
	}
}
