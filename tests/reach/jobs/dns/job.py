"""Records are made and read, and a server in Python answers."""

import socket
import threading

import dns

rr = dns.new_rr("example.org. 300 IN MX 10 mail.example.org.")
assert isinstance(rr, dns.MX)
print(rr.preference, rr.mx, rr.header().name, rr.header().ttl)


def answer(w, r):
    reply = dns.Msg()
    reply.set_reply(r)
    header = dns.RR_Header(name=r.question[0].name, rrtype=dns.TYPE_A, class_=dns.CLASS_INET, ttl=60)
    reply.answer = [dns.A(hdr=header, a="192.0.2.7"), rr]
    w.write_msg(reply)


with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
    free.bind(("127.0.0.1", 0))
    address = "127.0.0.1:%d" % free.getsockname()[1]
started = threading.Event()
server = dns.Server(addr=address, net="udp", handler=answer, notify_started_func=started.set)
thread = threading.Thread(target=server.listen_and_serve)
thread.start()
started.wait()
query = dns.Msg()
query.set_question("example.org.", dns.TYPE_A)
reply, _ = dns.Client().exchange(query, address)
for record in reply.answer:
    print(record)
print(reply.answer[0].a, dns.rcode_to_string[reply.rcode])
server.shutdown()
thread.join()
try:
    dns.new_rr("nonsense")
except dns.GoError:
    print("true")
