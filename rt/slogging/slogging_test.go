//go:build go1.25

package slogging

import (
	"errors"
	"log/slog"
	"reflect"
	"testing"
	"time"

	"gophersnake/rt"
)

func TestPythonLevels(t *testing.T) {
	for level, want := range map[slog.Level]int{-8: 5, slog.LevelDebug: 10, slog.LevelInfo: 20, 2: 25, slog.LevelWarn: 30,
		slog.LevelError: 40, 12: 50, -100: 1} {
		if got := pythonLevel(level); got != want {
			t.Errorf("%v is %d, want %d", level, got, want)
		}
	}
}

type secret string

func (secret) LogValue() slog.Value { return slog.StringValue("***") }

type named struct{ name string }

func (n *named) String() string { return n.name }

type label string

type breaks struct{}

func (*breaks) String() string { panic("no") }

func TestAttributes(t *testing.T) {
	self := map[string]any{}
	self["m"] = []any{self}
	for _, c := range []struct {
		attr slog.Attr
		want []rt.LogAttr
	}{
		{slog.Int("n", 3), []rt.LogAttr{{Key: "n", Value: int64(3)}}},
		{slog.Any("p", (*named)(nil)), []rt.LogAttr{{Key: "p"}}},
		{slog.Any("s", secret("x")), []rt.LogAttr{{Key: "s", Value: "***"}}},
		{slog.Group("g", "a", 1, slog.Group("h", "b", true)), []rt.LogAttr{
			{Groups: []string{"g"}, Key: "a", Value: int64(1)}, {Groups: []string{"g", "h"}, Key: "b", Value: true}}},
		{slog.Group("", "a", 1), []rt.LogAttr{{Key: "a", Value: int64(1)}}},
		{slog.Group("g"), nil},
		{slog.Attr{}, nil},
		{slog.Duration("d", time.Second), []rt.LogAttr{{Key: "d", Kind: rt.LogDuration, Value: int64(1e9)}}},
		{slog.Any("of", label(`a "b"`)), []rt.LogAttr{{Key: "of", Value: `a "b"`}}},
		{slog.Any("m", map[string]int{"a": 1}), []rt.LogAttr{{Key: "m", Kind: rt.LogJSON, Value: `{"a":1}`}}},
		{slog.Any("err", errors.New("lost")), []rt.LogAttr{{Key: "err", Kind: rt.LogError, Value: "*errors.errorString\nlost"}}},
		{slog.Any("c", make(chan int, 0)), nil},
		{slog.Any("m", self), []rt.LogAttr{{Key: "m", Value: "!ERROR:json: unsupported value: encountered a cycle via map[string]interface {}"}}},
		{slog.Any("p", new(breaks)), []rt.LogAttr{{Key: "p", Value: "!PANIC: no"}}},
	} {
		got := appendAttr(nil, nil, c.attr)
		if c.attr.Key == "c" { // an address
			if len(got) != 1 || got[0].Kind != rt.LogPlain {
				t.Errorf("a channel is %v", got)
			}
			continue
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%v is %v, want %v", c.attr, got, c.want)
		}
	}
}
