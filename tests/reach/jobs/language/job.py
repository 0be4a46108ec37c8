"""The best of the languages that there are is found."""

import language

matcher = language.new_matcher([language.english, language.german, language.must_parse("pt-BR")])
for wanted in ("de-AT", "pt", "fr"):
    tag, index, confidence = matcher.match(language.must_parse(wanted))
    print(tag, index, confidence)
tags, weights = language.parse_accept_language("de;q=0.5, en-GB")
print(len(tags), tags[0], "[" + " ".join(f"{w:g}" for w in weights) + "]", "<nil>")
base, confidence = language.must_parse("zh-Hant-TW").base()
print(base, confidence, str(language.make("EN") == language.english).lower())
best, at = language.match_strings(matcher, "fr, de")
print(best, at)
