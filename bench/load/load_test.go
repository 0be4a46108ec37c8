package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func serve(t *testing.T, handler http.HandlerFunc) options {
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return options{
		addr: strings.TrimPrefix(server.URL, "http://"), path: "/heavy", light: "/light",
		connections: 20, requests: 5, every: time.Millisecond, timeout: time.Minute,
	}
}

func TestEveryRequestIsCounted(t *testing.T) {
	var heavy, light atomic.Int64
	// The first requests wait until all connections have one under way: they are at once.
	var atOnce atomic.Int64
	all := make(chan struct{})
	o := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/light" {
			light.Add(1)
			return
		}
		heavy.Add(1)
		if atOnce.Add(1) == 20 {
			close(all)
		}
		<-all
	})
	found, err := run(o)
	if err != nil {
		t.Fatal(err)
	}
	if found.Heavy.OK != 100 || heavy.Load() != 100 || found.Heavy.Errors != 0 || found.Heavy.Refused != 0 {
		t.Errorf("%d asked: %+v", heavy.Load(), found.Heavy)
	}
	// Each connection is opened by a light request.
	if found.Light.OK == 0 || int64(found.Light.OK) != light.Load()-20 {
		t.Errorf("%d light requests: %+v", light.Load(), found.Light)
	}
	if found.Heavy.P50 > found.Heavy.P99 || found.Heavy.P99 > found.Heavy.Max || found.Rate <= 0 {
		t.Errorf("%+v", found)
	}
}

func TestWhatIsRefusedOrFailsIsToldApart(t *testing.T) {
	var n atomic.Int64
	o := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/light" {
			return
		}
		switch n.Add(1) % 4 {
		case 0:
			w.WriteHeader(http.StatusServiceUnavailable)
		case 1:
			w.WriteHeader(http.StatusTeapot)
		case 2:
			panic(http.ErrAbortHandler) // breaks the connection, and the next request opens one
		}
	})
	found, err := run(o)
	if err != nil {
		t.Fatal(err)
	}
	if found.Heavy.OK != 25 || found.Heavy.Refused != 25 || found.Heavy.Errors != 50 || found.Heavy.First == "" {
		t.Errorf("%+v", found.Heavy)
	}
}

func TestProbesDoNotWaitForEachOther(t *testing.T) {
	// No light request is answered before several have come.
	var probes atomic.Int64
	several := make(chan struct{})
	var opened atomic.Int64
	o := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/light" {
			<-several
			return
		}
		if opened.Add(1) <= 1 {
			return // it opens the connection
		}
		if probes.Add(1) == 5 {
			close(several)
		}
		<-several
	})
	o.connections, o.requests = 1, 1
	found, err := run(o)
	if err != nil {
		t.Fatal(err)
	}
	if found.Light.OK < 5 {
		t.Errorf("%+v", found.Light)
	}
}
