package docscase

import "context"

// Fetch gets a page.
func Fetch(ctx context.Context, url string) (string, error) {
	return "the page " + url, ctx.Err()
}
