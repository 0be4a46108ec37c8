package main

import (
	"fmt"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

type long struct{}

func (long) Match(n *html.Node) bool            { return n.Data == "li" && len(n.FirstChild.Data) > 3 }
func (long) MatchAll(n *html.Node) []*html.Node { return nil }
func (m long) Filter(ns []*html.Node) []*html.Node {
	var kept []*html.Node
	for _, n := range ns {
		if m.Match(n) {
			kept = append(kept, n)
		}
	}
	return kept
}

func main() {
	page := `<html><body><h1 id="t">Fruit</h1><ul><li class="a">fig</li><li>pear</li><li class="a">apple</li></ul><a href="/x">x</a></body></html>`
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(page))
	if err != nil {
		panic(err)
	}
	fmt.Println(doc.Find("h1").Text(), doc.Find("li").Length())
	doc.Find("li.a").Each(func(i int, s *goquery.Selection) { fmt.Println(i, s.Text()) })
	href, there := doc.Find("a").Attr("href")
	fmt.Println(href, there)
	fmt.Println(doc.Find("li").FilterMatcher(long{}).Map(func(i int, s *goquery.Selection) string { return strings.ToUpper(s.Text()) }))
	doc.Find("ul").AppendHtml("<li>lime</li>").Children().First().Remove()
	text, err := doc.Find("ul").Html()
	fmt.Println(text, err)
	fmt.Println(doc.Find("h1").Get(0).Attr[0].Val, doc.Find("h1").Is("h1"))
}
