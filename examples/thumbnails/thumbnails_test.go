package thumbnails

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// halves is a picture whose left half is red and whose right half is blue.
func halves(t *testing.T, width, height int) []byte {
	t.Helper()
	p := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			c := color.RGBA{R: 255, A: 255}
			if x >= width/2 {
				c = color.RGBA{B: 255, A: 255}
			}
			p.SetRGBA(x, y, c)
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, p); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestShrink(t *testing.T) {
	for _, test := range []struct{ width, height, asked, wide, high int }{
		{320, 200, 64, 64, 40},
		{320, 200, 1000, 320, 200}, // never larger
		{300, 1, 100, 100, 1},
		{100, 64, 33, 33, 21}, // not a whole part
	} {
		small, err := Shrink(halves(t, test.width, test.height), test.asked)
		if err != nil {
			t.Fatal(err)
		}
		p, format, err := image.Decode(bytes.NewReader(small))
		if err != nil || format != "jpeg" {
			t.Fatal(format, err)
		}
		if p.Bounds().Dx() != test.wide || p.Bounds().Dy() != test.high {
			t.Errorf("%+v: %v", test, p.Bounds())
		}
		red, _, _, _ := p.At(test.wide/8, test.high/2).RGBA()
		_, _, blue, _ := p.At(test.wide*7/8, test.high/2).RGBA()
		if red>>8 < 200 || blue>>8 < 200 {
			t.Errorf("%+v: the left is %d red, the right %d blue", test, red>>8, blue>>8)
		}
	}
}

func TestShrinkRefuses(t *testing.T) {
	if _, err := Shrink([]byte("no picture"), 10); !errors.Is(err, image.ErrFormat) {
		t.Error(err)
	}
	if _, err := Shrink(halves(t, 10, 10), 0); err == nil {
		t.Error("no width is taken")
	}
}

func TestThumbnail(t *testing.T) {
	stuck := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/red and blue":
			w.Write(halves(t, 100, 100))
		case "/broken":
			w.WriteHeader(http.StatusBadGateway)
		case "/slow":
			close(stuck)
			<-r.Context().Done()
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	g, err := NewGallery(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	if small, err := g.Thumbnail(t.Context(), "red and blue", 10); err != nil || len(small) == 0 {
		t.Error(err)
	}
	// A name is one part of a path, whatever stands in it.
	for _, name := range []string{"other", "../red and blue/x"} {
		if _, err := g.Thumbnail(t.Context(), name, 10); !errors.Is(err, ErrNoPicture) {
			t.Error(name, err)
		}
	}
	if _, err := g.Thumbnail(t.Context(), "broken", 10); err == nil || !strings.Contains(err.Error(), "502") {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-stuck
		cancel()
	}()
	if _, err := g.Thumbnail(ctx, "slow", 10); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := NewGallery("file:///etc"); err == nil {
		t.Error("that is no server")
	}
}
