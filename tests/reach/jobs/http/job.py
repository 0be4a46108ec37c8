"""A server whose handlers are Python, and a client, on the loopback interface."""

import socket
import threading

import http_go as http


class Echo:
    def serve_http(self, w, r):
        w.write(r.body.read().upper())


def hello(w, r):
    w.header().set("X-Name", r.path_value("name"))
    w.write_header(http.STATUS_ACCEPTED)
    w.write(f"hello {r.path_value('name')} {r.url.raw_query}".encode())


mux = http.new_serve_mux()
mux.handle_func("GET /hello/{name}", hello)
mux.handle("POST /echo", Echo())
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    address = "127.0.0.1:%d" % free.getsockname()[1]
server = http.Server(addr=address, handler=mux)


def serve():
    try:
        server.listen_and_serve()
    except http.GoError as error:
        assert "closed" in str(error), error


thread = threading.Thread(target=serve)
thread.start()
while True:  # until it listens
    try:
        response = http.get(f"http://{address}/hello/ann?x=1")
        break
    except (http.GoError, OSError):
        pass
with response.body as body:
    print(response.status_code, response.header.get("X-Name"), body.read().decode())
response = http.post(f"http://{address}/echo", "text/plain", b"loud")
print(response.status, response.body.read().decode())
server.close()
thread.join()
