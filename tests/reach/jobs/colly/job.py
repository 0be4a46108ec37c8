"""A site on the loopback interface is walked, with callbacks."""

import http.server
import threading

import colly

PAGES = {"/": b'<a href="/b">b</a><h1>one</h1>', "/b": b"<h1>two</h1>"}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = PAGES.get(self.path, b"")
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever).start()
url = f"http://127.0.0.1:{server.server_port}/"
c = colly.new_collector(colly.max_depth(2))
c.on_html("h1", lambda e: print(e.text, e.request.url.path))
c.on_html("a[href]", lambda e: e.request.visit(e.attr("href")))
c.on_response(lambda r: print(r.status_code, len(r.body), r.headers.get("Content-Type")))
print(c.visit(url) or "<nil>")
c.wait()
try:
    c.visit(url)
except colly.GoError:
    print("true")
server.shutdown()
server.server_close()
