package main

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"time"
)

// A connection is one keep-alive connection, opened when it is needed.
type connection struct {
	addr    string
	timeout time.Duration
	conn    net.Conn
	reader  *bufio.Reader
}

// get returns the status of one request.
func (c *connection) get(path string) (int, error) {
	if c.conn == nil {
		conn, err := net.DialTimeout("tcp", c.addr, c.timeout)
		if err != nil {
			return 0, err
		}
		c.conn, c.reader = conn, bufio.NewReaderSize(conn, 512)
	}
	status, keep, err := c.exchange(path)
	if err != nil || !keep {
		c.close()
	}
	return status, err
}

func (c *connection) exchange(path string) (status int, keep bool, err error) {
	if err := c.conn.SetDeadline(time.Now().Add(c.timeout)); err != nil {
		return 0, false, err
	}
	if _, err := io.WriteString(c.conn, "GET "+path+" HTTP/1.1\r\nHost: localhost\r\n\r\n"); err != nil {
		return 0, false, err
	}
	answer, err := http.ReadResponse(c.reader, nil)
	if err != nil {
		return 0, false, err
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return 0, false, err
	}
	return answer.StatusCode, !answer.Close, nil
}

func (c *connection) close() {
	if c.conn != nil {
		c.conn.Close()
		c.conn = nil
	}
}
