// What bench/gopher does, in C++.

#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/unordered_map.h>
#include <nanobind/stl/vector.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace nb = nanobind;
using Strings = std::unordered_map<std::string, std::string>;

// Any buffer of bytes, as a Go function of a []byte takes.
using Buffer = nb::ndarray<const uint8_t, nb::ndim<1>, nb::c_contig>;

struct Point {
    double x, y;
    double norm() const { return std::sqrt(x * x + y * y); }
};

struct Note {
    std::string text;
    bool operator==(const Note &o) const { return text == o.text; }
};

NB_MODULE(bench_nanobind, m) {
    m.def("noop", [] {});
    m.def("add", [](int64_t a, int64_t b) { return a + b; });
    m.def("str_len", [](std::string_view s) { return s.size(); });
    m.def("greet", [](std::string_view name) {
        std::string text;
        text.reserve(name.size() + 8);
        text += "Hello, ";
        text += name;
        text += '!';
        return text;
    });
    m.def("bytes_len", [](Buffer b) { return b.size(); });
    m.def("only_bytes_len", [](nb::bytes b) { return b.size(); });
    m.def("dot", [](const std::vector<double> &a, const std::vector<double> &b) {
        double sum = 0;
        for (size_t i = 0; i < a.size() && i < b.size(); i++) sum += a[i] * b[i];
        return sum;
    });
    m.def("hamming", [](std::string_view a, std::string_view b) -> int64_t {
        if (a.size() != b.size()) return -1;
        int64_t n = 0;
        for (size_t i = 0; i < a.size(); i++) n += a[i] != b[i];
        return n;
    });
    m.def("sum_floats", [](const std::vector<double> &v) {
        double sum = 0;
        for (double x : v) sum += x;
        return sum;
    });
    m.def("range", [](int64_t n) {
        std::vector<int64_t> v(n);
        for (int64_t i = 0; i < n; i++) v[i] = i;
        return v;
    });
    m.def("total_len", [](const Strings &strings) {
        size_t total = 0;
        for (const auto &[k, v] : strings) total += k.size() + v.size();
        return total;
    });
    m.def("invert", [](const Strings &strings) {
        Strings inverse;
        inverse.reserve(strings.size());
        for (const auto &[k, v] : strings) inverse[v] = k;
        return inverse;
    });
    m.def("fail", [](int64_t n) {
        if (n < 0) throw nb::value_error("negative number");
        return n;
    });
    m.def("sum_of", [](const nb::callable &f, int64_t n) {
        int64_t sum = 0;
        for (int64_t i = 0; i < n; i++) sum += nb::cast<int64_t>(f(i));
        return sum;
    });
    m.def("new_point", [](double x, double y) { return Point{x, y}; });
    nb::class_<Note>(m, "Note")
        .def(nb::init<std::string>())
        .def_rw("text", &Note::text)
        .def("__eq__", [](const Note &a, const Note &b) { return a == b; })
        .def("same", [](const Note &a, Note b) { return a == b; });
    nb::class_<Point>(m, "Point")
        .def(nb::init<double, double>())
        .def_rw("x", &Point::x)
        .def_rw("y", &Point::y)
        .def("norm", &Point::norm);
}
