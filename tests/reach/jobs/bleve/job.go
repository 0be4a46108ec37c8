package main

import (
	"fmt"

	"github.com/blevesearch/bleve/v2"
)

func main() {
	index, err := bleve.NewMemOnly(bleve.NewIndexMapping())
	if err != nil {
		panic(err)
	}
	documents := map[string]map[string]any{
		"a": {"title": "red apples", "year": 2001}, "b": {"title": "green pears", "year": 2010}, "c": {"title": "red cherries", "year": 2020},
	}
	for _, id := range []string{"a", "b", "c"} {
		fmt.Println(index.Index(id, documents[id]))
	}
	count, err := index.DocCount()
	fmt.Println(count, err)
	request := bleve.NewSearchRequest(bleve.NewQueryStringQuery("title:red"))
	request.Fields = []string{"year"}
	request.SortBy([]string{"_id"})
	result, err := index.Search(request)
	if err != nil {
		panic(err)
	}
	fmt.Println(result.Total)
	for _, hit := range result.Hits {
		fmt.Println(hit.ID, hit.Fields["year"])
	}
	fmt.Println(index.Close())
}
