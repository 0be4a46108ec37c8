package main

import (
	"fmt"

	"golang.org/x/text/language"
)

func main() {
	matcher := language.NewMatcher([]language.Tag{language.English, language.German, language.MustParse("pt-BR")})
	for _, wanted := range []string{"de-AT", "pt", "fr"} {
		tag, index, confidence := matcher.Match(language.MustParse(wanted))
		fmt.Println(tag, index, confidence)
	}
	tags, weights, err := language.ParseAcceptLanguage("de;q=0.5, en-GB")
	fmt.Println(len(tags), tags[0], weights, err)
	base, confidence := language.MustParse("zh-Hant-TW").Base()
	fmt.Println(base, confidence, language.Make("EN") == language.English)
	best, at := language.MatchStrings(matcher, "fr, de")
	fmt.Println(best, at)
}
