"""A pattern is found and replaced, in text and in a file."""

import io

import regexp


def go(values):
    return "[" + " ".join(map(str, values)) + "]"


re = regexp.must_compile(r"(?P<year>\d{4})-(?P<month>\d{2})")
text = "from 2024-05 to 2025-11"
print(re.find_string(text), go(re.find_all_string(text, -1)), re.num_subexp(), go(re.subexp_names()))
print(re.replace_all_string(text, "${month}/${year}"))
print(re.replace_all_string_func(text, str.upper), go(re.find_string_submatch_index(text)))
print(str(re.match_reader(io.BytesIO(b"12 1999-01"))).lower())
try:
    regexp.compile("a(b")
except regexp.GoError as error:
    print(error)
