package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /hello/{name}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Name", r.PathValue("name"))
		w.WriteHeader(http.StatusAccepted)
		io.WriteString(w, "hello "+r.PathValue("name")+" "+r.URL.RawQuery)
	})
	mux.HandleFunc("POST /echo", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		w.Write([]byte(strings.ToUpper(string(body))))
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	response, err := http.Get(server.URL + "/hello/ann?x=1")
	if err != nil {
		panic(err)
	}
	body, _ := io.ReadAll(response.Body)
	response.Body.Close()
	fmt.Println(response.StatusCode, response.Header.Get("X-Name"), string(body))
	response, err = http.Post(server.URL+"/echo", "text/plain", strings.NewReader("loud"))
	if err != nil {
		panic(err)
	}
	body, _ = io.ReadAll(response.Body)
	fmt.Println(response.Status, string(body))
}
