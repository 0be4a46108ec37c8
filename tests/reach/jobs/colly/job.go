package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/gocolly/colly/v2"
)

func main() {
	pages := map[string]string{"/": `<a href="/b">b</a><h1>one</h1>`, "/b": `<h1>two</h1>`}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, pages[r.URL.Path])
	}))
	defer server.Close()
	c := colly.NewCollector(colly.MaxDepth(2))
	c.OnHTML("h1", func(e *colly.HTMLElement) { fmt.Println(e.Text, e.Request.URL.Path) })
	c.OnHTML("a[href]", func(e *colly.HTMLElement) { e.Request.Visit(e.Attr("href")) })
	c.OnResponse(func(r *colly.Response) { fmt.Println(r.StatusCode, len(r.Body), r.Headers.Get("Content-Type")) })
	fmt.Println(c.Visit(server.URL + "/"))
	c.Wait()
	fmt.Println(c.Visit(server.URL+"/") != nil)
}
