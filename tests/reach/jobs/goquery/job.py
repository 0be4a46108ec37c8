"""A page is read, searched and changed; one matcher is Python's."""

import io

import goquery

page = (
    b'<html><body><h1 id="t">Fruit</h1><ul><li class="a">fig</li><li>pear</li><li class="a">apple</li></ul>'
    b'<a href="/x">x</a></body></html>'
)


class Long:
    def match(self, node):
        return node.data == "li" and len(node.first_child.data) > 3

    def match_all(self, node):
        return []

    def filter(self, nodes):
        return [node for node in nodes if self.match(node)]


doc = goquery.new_document_from_reader(io.BytesIO(page))
print(doc.find("h1").text(), doc.find("li").length())
doc.find("li.a").each(lambda i, s: print(i, s.text()))
href = doc.find("a").attr("href")
print(href, str(href is not None).lower())
print("[" + " ".join(doc.find("li").filter_matcher(Long()).map(lambda i, s: s.text().upper())) + "]")
doc.find("ul").append_html("<li>lime</li>").children().first().remove()
print(doc.find("ul").html(), "<nil>")
print(doc.find("h1").get(0).attr[0].val, str(doc.find("h1").is_("h1")).lower())
