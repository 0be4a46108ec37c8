package main

import (
	"fmt"
	"net/url"
)

func main() {
	u, err := url.Parse("https://ann:secret@example.org:8443/a%20b?q=2&p=1&q=3#top")
	if err != nil {
		panic(err)
	}
	fmt.Println(u.Scheme, u.Hostname(), u.Port(), u.Path, u.Fragment, u.User.Username())
	query := u.Query()
	query.Set("z", "last")
	fmt.Println(query.Get("p"), query["q"], query.Encode())
	u.RawQuery = query.Encode()
	fmt.Println(u.Redacted())
	next, err := u.Parse("../c?x=y")
	fmt.Println(next, err)
	_, err = url.Parse("http://[::1")
	fmt.Println(err)
}
