#include "abi/inside.h"

#if !defined GS_FREE_THREADED && !defined GS_ABI3T
int gs_inside_known, gs_text_at, gs_wide_at, gs_tuple_at, gs_ints_known;

enum { GS_INSIDE_FIRST = 0x030B0000, GS_INSIDE_NEXT = 0x030F0000 }; /* from CPython 3.11 on, and before 3.15 */

/* Whether the state of a string is what gs_ascii_inside() takes for an ASCII one, and its head ends at `at`. */
static int gs_inside_is(PyObject *o, int at, const char *text, size_t n) {
    const gs_known_text *t = (const gs_known_text *)(void *)o;
    return (t->state & GS_TEXT_ASCII) == GS_TEXT_ASCII && t->size == (Py_ssize_t)n && !memcmp((const char *)o + at, text, n + 1);
}

/* Where a tuple has its items: 0, or -1 with an exception. */
static GS_COLD int gs_inside_tuple(void) {
    enum { FIRST = 24, LATER = 32 }; /* before 3.14, which keeps the hash */
    PyObject *t = PyTuple_Pack(2, Py_None, Py_True);
    const int at = Py_Version < 0x030E0000 ? FIRST : LATER;
    if (!t) return -1;
    PyObject *const *items = (PyObject *const *)(const void *)((const char *)t + at);
    if (items[0] == Py_None && items[1] == Py_True) gs_tuple_at = at;
    Py_DECREF(t);
    return 0;
}

/* 0, or -1 with an exception. */
static GS_COLD int gs_inside_text(void) {
    static const char ascii[] = "where the text of a string lies", latin[] = "\xc3\xa9 is not ASCII", wide[] = "\xe2\x82\xac neither";
    enum { FIRST = 48, LATER = 40 }; /* 3.11; 3.12 and later */
    const int at = Py_Version < 0x030C0000 ? FIRST : LATER;
    PyObject *a = PyUnicode_FromString(ascii), *one = PyUnicode_FromString("x"), *none = PyUnicode_FromString(""), *l = PyUnicode_FromString(latin), *w = PyUnicode_FromString(wide);
    int r = a && one && none && l && w ? 0 : -1;
    if (!r && gs_inside_is(a, at, ascii, sizeof ascii - 1) && gs_inside_is(one, at, "x", 1) && gs_inside_is(none, at, "", 0) &&
        (((const gs_known_text *)(void *)l)->state & GS_TEXT_ASCII) != GS_TEXT_ASCII && (((const gs_known_text *)(void *)w)->state & GS_TEXT_ASCII) != GS_TEXT_ASCII)
        gs_text_at = at;
    Py_XDECREF(a);
    Py_XDECREF(one);
    Py_XDECREF(none);
    Py_XDECREF(l);
    Py_XDECREF(w);
    return r;
}

/* Looks at ints as gs_int_inside() does: 0, or -1 with an exception. */
static GS_COLD int gs_inside_ints(void) {
    static const int64_t small[] = { 0, 1, -1, 4000, -4000, (1 << 30) - 1, 1 - (1 << 30) },
                         large[] = { 1 << 30, -(1 << 30), INT64_MAX, INT64_MIN };
    int known = gs_ints_known = Py_Version < 0x030C0000 ? GS_INTS_COUNTED : GS_INTS_TAGGED;
    for (size_t i = 0; i < sizeof small / sizeof *small + sizeof large / sizeof *large; i++) {
        size_t n = sizeof small / sizeof *small;
        int64_t wanted = i < n ? small[i] : large[i - n], x = 0;
        PyObject *o = PyLong_FromLongLong(wanted);
        if (!o) return -1;
        if (gs_int_inside(o, &x) != (i < n) || (i < n && x != wanted)) known = GS_INTS_UNKNOWN;
        Py_DECREF(o);
    }
    gs_ints_known = known;
    return 0;
}

GS_COLD int gs_inside_init(void) {
    const double wanted = -1234.5678;
    if (Py_Version < GS_INSIDE_FIRST || Py_Version >= GS_INSIDE_NEXT) return 0;
    PyObject *l = PyList_New(2), *x = PyFloat_FromDouble(wanted);
    int r = l && x ? 0 : -1;
    if (!r) r = PyList_SetItem(l, 0, Py_NewRef(Py_None)) || PyList_SetItem(l, 1, Py_NewRef(x)) ? -1 : 0;
    if (!r) {
        const gs_known_list *list = (const gs_known_list *)(void *)l;
        int same = list->size == 2 && list->items && list->items[0] == Py_None && list->items[1] == x;
        gs_inside_known = same && !memcmp(&((const gs_known_float *)(void *)x)->value, &wanted, sizeof wanted);
    }
    Py_XDECREF(x);
    Py_XDECREF(l);
    if (!r) r = gs_inside_text();
    if (!r) r = gs_inside_ints();
    return r ? r : gs_inside_tuple();
}

/* Whether a string is found to be these characters, and then, once it has been asked for it, the UTF-8. */
static int gs_inside_finds(PyObject *o, const void *text, Py_ssize_t n, int unit) {
    gs_text_found t;
    Py_ssize_t size;
    if (!gs_text_find(o, &t) || t.unit != unit || t.n != n || memcmp(t.p, text, (size_t)n * (size_t)unit)) return 0;
    const char *p = PyUnicode_AsUTF8AndSize(o, &size);
    return p && gs_text_find(o, &t) && !t.unit && t.p == p && t.n == size;
}

GS_COLD int gs_inside_wide(void) {
    const int at = gs_text_at + (Py_Version < 0x030C0000 ? 3 : 2) * (int)sizeof(void *);
    if (!gs_text_at || gs_wide_at) return gs_wide_at != 0;
    static const uint8_t one[] = { 'a', 0xe9 };
    static const uint16_t two[] = { 'a', 0x20ac };
    static const uint32_t four[] = { 'a', 0x1f600 };
    PyObject *a = PyUnicode_FromString("a\xc3\xa9"), *b = PyUnicode_FromString("a\xe2\x82\xac"), *c = PyUnicode_FromString("a\xf0\x9f\x98\x80");
    PyObject *derived = PyObject_CallFunction((PyObject *)&PyType_Type, "s(O){}", "str", (PyObject *)&PyUnicode_Type);
    PyObject *d = a && derived ? PyObject_CallFunctionObjArgs(derived, a, NULL) : NULL, *text = PyUnicode_FromString("abc");
    PyObject *e = text && derived ? PyObject_CallFunctionObjArgs(derived, text, NULL) : NULL;
    int r = a && b && c && d && e ? 0 : -1;
    gs_text_found t;
    if (r) goto out;
    gs_wide_at = at;
    if (!(gs_inside_finds(d, one, 2, 1) && gs_inside_finds(a, one, 2, 1) && gs_inside_finds(b, two, 2, 2) && gs_inside_finds(c, four, 2, 4) &&
                  gs_text_find(e, &t) && !t.unit && t.n == 3 && !memcmp(t.p, "abc", 3)))
        gs_wide_at = 0;
out:
    PyErr_Clear();
    PyObject *all[] = { a, b, c, d, e, text, derived };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) Py_XDECREF(all[i]);
    return gs_wide_at != 0;
}
#endif
