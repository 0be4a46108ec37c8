// Package thumbnails makes small pictures of large ones that lie on a server.
package thumbnails

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
)

// ErrNoPicture is the error of a name that the server does not know.
var ErrNoPicture = errors.New("no such picture")

// A picture that is larger is refused, in bytes.
const largest = 16 << 20

// A Gallery is a server of pictures.
type Gallery struct {
	origin *url.URL
	client *http.Client
}

// NewGallery returns the gallery at a URL.
func NewGallery(origin string) (*Gallery, error) {
	u, err := url.Parse(origin)
	if err != nil {
		return nil, err
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("%q is not the URL of a web server", origin)
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	// Enough to keep the processors busy; what comes on top waits here and not at
	// the server, which may be somebody else's.
	transport.MaxConnsPerHost = 64
	transport.MaxIdleConnsPerHost = 64
	return &Gallery{origin: u, client: &http.Client{Transport: transport}}, nil
}

// Thumbnail fetches a picture and makes it as wide as asked, if it is wider. The
// answer is a JPEG.
func (g *Gallery) Thumbnail(ctx context.Context, name string, width int) ([]byte, error) {
	picture, err := g.fetch(ctx, name)
	if err != nil {
		return nil, err
	}
	return Shrink(picture, width)
}

func (g *Gallery) fetch(ctx context.Context, name string) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, g.origin.JoinPath(url.PathEscape(name)).String(), nil)
	if err != nil {
		return nil, err
	}
	answer, err := g.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	switch answer.StatusCode {
	case http.StatusOK:
	case http.StatusNotFound:
		return nil, fmt.Errorf("%w: %s", ErrNoPicture, name)
	default:
		return nil, fmt.Errorf("the server of pictures says %s", answer.Status)
	}
	picture, err := io.ReadAll(io.LimitReader(answer.Body, largest+1))
	if err == nil && len(picture) > largest {
		err = fmt.Errorf("%s has more than %d bytes", name, largest)
	}
	return picture, err
}
