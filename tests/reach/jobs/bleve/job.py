"""Dicts are indexed and searched."""

import bleve

index = bleve.new_mem_only(bleve.new_index_mapping())
documents = {
    "a": {"title": "red apples", "year": 2001},
    "b": {"title": "green pears", "year": 2010},
    "c": {"title": "red cherries", "year": 2020},
}
for key, document in documents.items():
    print(index.index(key, document) or "<nil>")
print(index.doc_count(), "<nil>")
request = bleve.new_search_request(bleve.new_query_string_query("title:red"))
request.fields = ["year"]
request.sort_by(["_id"])
result = index.search(request)
print(result.total)
for hit in result.hits:
    print(hit.id, f"{hit.fields['year']:g}")
print(index.close() or "<nil>")
