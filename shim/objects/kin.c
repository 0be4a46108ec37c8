#include "objects/kin.h"
#include "call/argerror.h"
#include "call/frame.h"
#include "objects/errors.h"
#include "values/text.h"

/* Whether v is an instance of a class of a module; 0 if nobody has imported the module; -1 with
   an exception. */
static int gs_kin_of(PyObject *v, const char *module, const char *name) {
    PyObject *m = gs_dict_named(PyImport_GetModuleDict(), module);
    if (!m) return 0;
    PyObject *cls = PyObject_GetAttrString(m, name);
    int r = cls ? PyObject_IsInstance(v, cls) : -1;
    Py_XDECREF(cls);
    Py_DECREF(m);
    return r;
}

/* The text of a re.Pattern, with its flags as Go writes them. */
static PyObject *gs_kin_pattern(PyObject *v) {
    enum { IGNORECASE = 2, MULTILINE = 8, DOTALL = 16, VERBOSE = 64 };
    PyObject *text = PyObject_GetAttrString(v, "pattern"), *flags = text ? PyObject_GetAttrString(v, "flags") : NULL;
    long f = flags ? PyLong_AsLong(flags) : -1;
    Py_XDECREF(flags);
    if (f == -1 && PyErr_Occurred()) {
        Py_XDECREF(text);
        return NULL;
    }
    if (PyUnicode_Check(text) && f & (IGNORECASE | MULTILINE | DOTALL | VERBOSE)) {
        PyObject *plain = text;
        text = NULL;
        if (f & VERBOSE) PyErr_SetString(PyExc_ValueError, "a Go regular expression can't be verbose (re.VERBOSE)");
        else
            text = PyUnicode_FromFormat("(?%s%s%s)%U", f & IGNORECASE ? "i" : "", f & MULTILINE ? "m" : "",
                f & DOTALL ? "s" : "", plain);
        Py_DECREF(plain);
    }
    return text;
}

/* The path of a file, or a text that stands for its descriptor: rt/fromtext.go. What Python has
   buffered is written before. */
static PyObject *gs_kin_file(PyObject *v) {
    int described = gs_has(v, "fileno"), flushes = described > 0 ? gs_has(v, "flush") : 0;
    if (described < 0 || flushes < 0) return NULL;
    if (!described) return gs_has((PyObject *)Py_TYPE(v), "__fspath__") > 0 ? PyOS_FSPath(v) : NULL;
    PyObject *flushed = flushes ? PyObject_CallMethod(v, "flush", NULL) : Py_NewRef(Py_None);
    PyObject *fd = flushed ? PyObject_CallMethod(v, "fileno", NULL) : NULL;
    PyObject *text = fd ? PyUnicode_FromFormat("\001fd %S", fd) : NULL;
    Py_XDECREF(flushed);
    Py_XDECREF(fd);
    return text;
}

/* The text of v, a new reference; NULL without an exception if v is nothing of the kind. */
static PyObject *gs_kin_text(int kin, PyObject *v) {
    static const struct {
        int kin;
        const char *module, *name, *attribute;
    } all[] = {
        { GS_KIN_UUID, "uuid", "UUID", NULL },
        { GS_KIN_NUMBER, "decimal", "Decimal", NULL },
        { GS_KIN_NUMBER, "fractions", "Fraction", NULL },
        { GS_KIN_ADDRESS, "ipaddress", "IPv4Address", NULL },
        { GS_KIN_ADDRESS, "ipaddress", "IPv6Address", NULL },
        { GS_KIN_PATTERN, "re", "Pattern", NULL },
        { GS_KIN_NETWORK, "ipaddress", "IPv4Network", NULL },
        { GS_KIN_NETWORK, "ipaddress", "IPv6Network", NULL },
        { GS_KIN_NETWORK, "ipaddress", "IPv4Interface", NULL },
        { GS_KIN_NETWORK, "ipaddress", "IPv6Interface", NULL },
        { GS_KIN_ZONE, "zoneinfo", "ZoneInfo", "key" },
    };
    if (PyUnicode_Check(v)) return Py_NewRef(v);
    if (kin == GS_KIN_FILE) return gs_kin_file(v);
    if (kin == GS_KIN_NUMBER && PyLong_Check(v) && !gs_is(v, PyBool_Type)) return PyNumber_ToBase(v, 10);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (all[i].kin != kin) continue;
        int is = gs_kin_of(v, all[i].module, all[i].name);
        if (is < 0) return NULL;
        if (is && kin == GS_KIN_PATTERN) return gs_kin_pattern(v);
        if (is) return all[i].attribute ? PyObject_GetAttrString(v, all[i].attribute) : PyObject_Str(v);
    }
    return NULL;
}

GS_NOINLINE int gs_kin_in(gs_call *c, gs_class *cls, PyObject *v, uint64_t *w) {
    enum { ERROR = 4 }; /* after the words of the text and of the result */
    PyObject *text = gs_kin_text(cls->kin, v), *o = NULL;
    if (!text) return PyErr_Occurred() ? GS_RAISED : GS_WRONG_TYPE;
    if (!PyUnicode_Check(text)) { /* a pattern of bytes, a zone of a file */
        Py_DECREF(text);
        return GS_WRONG_TYPE;
    }
    GS_FRAME(f, 7, 256);
    int r = gs_keep(c, text) ? GS_RAISED : gs_str_in(c, text, f.w);
    if (r) return r;
    r = gs_enter(&f.h, cls->from_text, GS_RELEASE);
    if (r) {
        gs_raise(r, f.w + (r == GS_CODE_ERROR ? ERROR : 0), NULL);
        return GS_RAISED;
    }
    o = gs_object_out(cls, f.w + 2, GS_SYNC_API);
    if (!o) return GS_RAISED;
    if (o == Py_None) { /* which no parser should give */
        Py_DECREF(o);
        return GS_WRONG_TYPE;
    }
    w[0] = gs_show(o);
    return gs_keep(c, o) ? GS_RAISED : GS_OK;
}
