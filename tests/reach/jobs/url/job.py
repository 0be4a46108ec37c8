"""A URL is parsed, its query changed, and another found from there."""

import url

u = url.parse("https://ann:secret@example.org:8443/a%20b?q=2&p=1&q=3#top")
print(u.scheme, u.hostname(), u.port(), u.path, u.fragment, u.user.username())
query = u.query()
query.set("z", "last")
print(query.get("p"), "[" + " ".join(query["q"]) + "]", query.encode())
u.raw_query = query.encode()
print(u.redacted())
print(u.parse("../c?x=y"), "<nil>")
try:
    url.parse("http://[::1")
except url.GoError as error:
    assert isinstance(error.value, url.Error)
    print(error)
