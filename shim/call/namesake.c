#include "call/namesake.h"
#include "abi/attributes.h"
#include <stddef.h>
#include <string.h>

int (*gs_class_namesake)(const char *name, PyTypeObject *t, int alone, PyObject **module);

static int gs_is_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '.' ||
        (c & 0x80);
}

/* The first occurrence of a name in a text as a whole word, or NULL. */
static GS_COLD const char *gs_word_in(const char *text, const char *name) {
    size_t n = strlen(name);
    for (const char *p = text; (p = strstr(p, name)); p += n)
        if ((p == text || !gs_is_word(p[-1])) && !gs_is_word(p[n])) return p;
    return NULL;
}

/* The file of the native module that defines a type, as a new str. NULL without an exception if
   there is none. */
static GS_COLD PyObject *gs_type_file(PyTypeObject *t) {
    PyObject *m = (PyType_GetFlags(t) & Py_TPFLAGS_HEAPTYPE) ? PyType_GetModule(t) : NULL;
    PyObject *file = m ? PyModule_GetFilenameObject(m) : NULL;
    if (PyErr_Occurred()) PyErr_Clear();
    return file;
}

/* Adds the modules to both names, if the classes differ. */
static GS_COLD int gs_type_names_apart(const char *expected, const char *at, const char *name, PyTypeObject *t,
    PyObject **wanted, PyObject **got) {
    PyObject *module = NULL, *own = PyObject_GetAttrString((PyObject *)t, "__module__");
    if (!own || !PyUnicode_Check(own)) {
        PyErr_Clear(); /* a class without a module */
        Py_XDECREF(own);
        return 0;
    }
    int r = gs_class_namesake ? gs_class_namesake(name, t, at == expected, &module) : 0;
    if (r > 0 && (module || PyUnicode_CompareWithASCIIString(own, "builtins"))) {
        int same = module && !PyUnicode_Compare(own, module);
        PyObject *file = same ? gs_type_file(t) : NULL, *plain = *got;
        *got = !same ? PyUnicode_FromFormat("%U.%U", own, plain)
               : file ? PyUnicode_FromFormat("%U.%U of another copy of it (%U)", own, plain, file)
                      : PyUnicode_FromFormat("another class %U.%U", own, plain);
        Py_DECREF(plain);
        Py_XDECREF(file);
        if (!*got) r = -1;
    }
    if (r > 0 && module) {
        PyObject *before = PyUnicode_FromStringAndSize(expected, at - expected), *plain = *wanted;
        *wanted = before ? PyUnicode_FromFormat("%U%U.%s", before, module, at) : NULL;
        Py_XDECREF(before);
        Py_DECREF(plain);
        if (!*wanted) r = -1;
    }
    Py_DECREF(own);
    Py_XDECREF(module);
    return r < 0 ? -1 : 0;
}

GS_COLD int gs_type_names(const char *expected, PyObject *v, PyObject **wanted, PyObject **got) {
    *wanted = PyUnicode_FromString(expected);
    *got = v == Py_None ? PyUnicode_FromString("None") : PyType_GetQualName(Py_TYPE(v));
    if (!*wanted || !*got) return -1;
    PyObject *name = PyType_GetName(Py_TYPE(v));
    const char *text = name ? PyUnicode_AsUTF8AndSize(name, NULL) : NULL;
    const char *at = text ? gs_word_in(expected, text) : NULL;
    int r = !text ? -1 : at ? gs_type_names_apart(expected, at, text, Py_TYPE(v), wanted, got) : 0;
    Py_XDECREF(name);
    return r;
}
