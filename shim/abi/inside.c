#include "abi/inside.h"

#if !defined GS_FREE_THREADED && !defined GS_ABI3T
int gs_inside_known, gs_text_at;

enum { GS_INSIDE_FIRST = 0x030B0000, GS_INSIDE_NEXT = 0x030F0000 }; /* from CPython 3.11 on, and before 3.15 */

/* Whether the state of a string is what gs_ascii_inside() takes for an ASCII one, and its head ends at `at`. */
static int gs_inside_is(PyObject *o, int at, const char *text, size_t n) {
    const gs_known_text *t = (const gs_known_text *)(void *)o;
    return (t->state & GS_TEXT_ASCII) == GS_TEXT_ASCII && t->size == (Py_ssize_t)n && !memcmp((const char *)o + at, text, n + 1);
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
    return r ? r : gs_inside_text();
}
#endif
