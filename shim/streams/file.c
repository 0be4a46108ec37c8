#include "streams/file.h"
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/argerror.h"
#include "call/call.h"
#include "core/extension.h"
#include "values/number.h"
#include "values/text.h"
#include "callbacks/any.h"
#include "callbacks/given.h"
#include "callbacks/operation.h"
#include "objects/implementation.h"
#include "streams/fileobject.h"
#include <stdint.h>
#include <sys/stat.h>

static PyObject *gs_text_io, *gs_any_io; /* io.TextIOBase, io.IOBase */
static PyObject *gs_io_classes[4]; /* BytesIO, FileIO, BufferedReader, BufferedRandom */

static const gs_type *gs_file_in_any(PyObject *v);

GS_COLD int gs_file_load(void) {
    PyObject *m = gs_text_io ? NULL : PyImport_ImportModule("io");
    static const char *const names[] = { "BytesIO", "FileIO", "BufferedReader", "BufferedRandom" };
    int bad = !m && !gs_text_io;
    for (int i = 0; m && !bad && i < 4; i++) bad = !(gs_io_classes[i] = PyObject_GetAttrString(m, names[i]));
    if (m && !bad && !gs_any_io) bad = !(gs_any_io = PyObject_GetAttrString(m, "IOBase"));
    if (m && !bad) gs_text_io = PyObject_GetAttrString(m, "TextIOBase");
    Py_XDECREF(m);
    if (bad || gs_fills_init()) return -1;
    gs_any_file_type = gs_file_in_any;
    return gs_text_io && !gs_io_type_init() ? 0 : -1;
}

static const gs_type gs_file_bytes = {
    .kind = GS_BYTES, .ops = &gs_bytes_ops, .n = -1, .expected = "a bytes-like object"
};

/* Whether the object has the methods that Go needs: GS_OK, GS_WRONG_TYPE, or GS_RAISED with an
   exception. */
static int gs_file_fits(const gs_type *ty, PyObject *v) {
    static const struct {
        int asked;
        const char *method;
    } methods[] = { { GS_FILE_READABLE, "read" }, { GS_FILE_WRITABLE, "write" }, { GS_FILE_SEEKABLE, "seek" } };
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        int has = ty->n & methods[i].asked ? gs_has(v, methods[i].method) : 1;
        if (has <= 0) return has ? GS_RAISED : GS_WRONG_TYPE;
    }
    return GS_OK;
}

/* What a method without parameters says of a file; -1 with an exception. */
static int gs_file_says(PyObject *v, const char *method) {
    PyObject *answer = PyObject_CallMethod(v, method, NULL);
    int says = answer ? PyObject_IsTrue(answer) : -1;
    Py_XDECREF(answer);
    return says;
}

/* Whether the object says that it can seek; -1 with an exception, such as that of a closed
   file. */
static int gs_file_seeks(const gs_type *ty, PyObject *v) {
    if (ty->n & GS_FILE_SEEKABLE) return 1;
    int has = gs_has(v, "seekable");
    if (has <= 0) return has;
    return gs_file_says(v, "seekable");
}

/* Whether a class has a method of its own; -1 with an exception. */
static int gs_file_own_method(PyObject *cls, const char *name) {
    PyObject *d = PyObject_GetAttrString(cls, "__dict__"), *key = d ? PyUnicode_FromString(name) : NULL;
    int own = key ? PySequence_Contains(d, key) : -1;
    Py_XDECREF(key);
    Py_XDECREF(d);
    return own;
}

/* Whether it has a read1() that is to be called: one that a class inherits knows nothing of the read() that the class
   has instead. -1 with an exception. */
static int gs_file_reads_at_once(PyObject *v) {
    PyObject *type = (PyObject *)Py_TYPE(v);
    for (int i = 0; i < 4; i++)
        if (type == gs_io_classes[i]) return i != 1; /* a FileIO has none */
    PyObject *mro = PyObject_GetAttrString(type, "__mro__");
    int known = mro ? 0 : -1, at_once = 0;
    for (Py_ssize_t i = 0, n = mro && PyTuple_Check(mro) ? PyTuple_Size(mro) : 0; !known && i < n; i++) {
        PyObject *cls = PyTuple_GetItem(mro, i);
        known = at_once = gs_file_own_method(cls, "read1");
        if (!known) known = gs_file_own_method(cls, "read");
    }
    Py_XDECREF(mro);
    return known ? known < 0 ? -1 : at_once : gs_has(v, "read1"); /* by __getattr__ */
}

/* Whether the class of an instance is derived in Python from one of this extension, and overrides a method by which Go
   uses the file; -1 with an exception. */
static int gs_file_overridden(PyObject *v) {
    static const char *const names[] = { "read", "read1", "write", "seek", "close" };
    for (int i = 0; i < gs_this.nclasses; i++) {
        const gs_class *c = gs_this.classes[i];
        if (c->file < 0 || !gs_is_of(c, v)) continue;
        int own = 0, lacks = 0, derived = Py_TYPE(v) != c->type && Py_TYPE(v) != c->aio;
        for (size_t k = 0; derived && k < sizeof names / sizeof *names; k++) {
            own = gs_method_overridden(c, v, names[k], &lacks);
            if (own < 0 || (own && !lacks)) return own;
        }
        return 0;
    }
    return 0;
}

/* How Go can read it without a copy in between, as GS_FILE_* of gs_file_put_object(); *fd: its
   descriptor. -1 with an exception. */
static int gs_file_shortcut(PyObject *v, int *fd) {
    PyObject *type = (PyObject *)Py_TYPE(v);
    struct stat st;
    if (type == gs_io_classes[0]) return GS_FILE_FILLS;
    if (type == gs_io_classes[1]) {
        PyObject *reads = PyObject_CallMethod(v, "readable", NULL);
        PyObject *n = reads ? PyObject_CallMethod(v, "fileno", NULL) : NULL;
        int yes = n ? PyObject_IsTrue(reads) : -1;
        if (n) *fd = (int)PyLong_AsLongLong(n);
        Py_XDECREF(reads);
        Py_XDECREF(n);
        if (yes <= 0) return yes;
        return GS_FILE_FILLS | (!fstat(*fd, &st) && S_ISREG(st.st_mode) ? GS_FILE_OF_SYSTEM : 0);
    }
    if (type != gs_io_classes[2] && type != gs_io_classes[3]) return 0;
    PyObject *raw = PyObject_GetAttrString(v, "raw");
    int fills = raw && (PyObject *)Py_TYPE(raw) == gs_io_classes[1] ? GS_FILE_FILLS_AT_ONCE : 0;
    if (!raw) PyErr_Clear();
    Py_XDECREF(raw);
    return fills;
}

static int gs_file_put_object(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    int text = PyObject_IsInstance(v, gs_text_io);
    if (text > 0)
        return gs_argerror(path, PyExc_TypeError,
            "expected a file object of bytes, got one of text (open it with 'b' in its mode, or pass its %s)", "buffer",
            NULL);
    int r = text ? GS_RAISED : gs_file_fits(ty, v);
    int seeks = r ? 0 : gs_file_seeks(ty, v);
    int at_once = r || seeks < 0 ? 0 : gs_file_reads_at_once(v);
    int overridden = r || seeks < 0 || at_once < 0 ? 0 : gs_file_overridden(v);
    if (r || seeks < 0 || at_once < 0 || overridden < 0) return gs_argerror_value(path, r ? r : GS_RAISED, ty->expected, v);
    PyObject *given = gs_given_new(t->call, v); /* its methods will run in the context of the call */
    if (!given) return -1;
    uint64_t can = (seeks ? GS_FILE_SEEKS : 0) | (at_once ? GS_FILE_READS_AT_ONCE : 0);
    if (gs_give(t->call, given)) return -1;
    int fd = -1, shortcut = ty->n & GS_FILE_READABLE ? gs_file_shortcut(v, &fd) : 0;
    if (shortcut < 0) return gs_argerror_value(path, GS_RAISED, ty->expected, v);
    can |= (uint64_t)shortcut;
    PyObject *go = overridden ? NULL : gs_io_of(v);
    if (go ? gs_keep(t->call, go) : PyErr_Occurred() != NULL) return -1;
    return gs_encoder_word(t, go ? GS_FILE_GO : GS_FILE_OBJECT) || (go && gs_encoder_word(t, gs_show(go))) ||
            gs_encoder_word(t, (uint64_t)(uintptr_t)given) || gs_encoder_word(t, can) ||
            gs_encoder_word(t, (uint64_t)(int64_t)fd)
        ? -1
        : 0;
}

static int gs_file_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    if (v == Py_None) return gs_encoder_word(t, GS_FILE_NONE);
    if (gs_file_load()) return -1;
    int r = 0;
    Py_INCREF(v); /* the questions below run code */
    int reads = PyObject_CheckBuffer(v) && !(ty->n & GS_FILE_WRITABLE) ? gs_has(v, "read") : 1;
    if (reads < 0) r = gs_argerror_value(path, GS_RAISED, ty->expected, v);
    else if (reads) r = gs_file_put_object(t, ty, v, path);
    else r = gs_encoder_word(t, GS_FILE_BYTES) || gs_encode(t, &gs_file_bytes, v, path) ? -1 : 0;
    Py_DECREF(v);
    return r;
}

static const gs_type *gs_file_in_any(PyObject *v) {
    static const gs_type types[] = {
        { .kind = GS_FILE, .ops = &gs_file_ops, .n = GS_FILE_READABLE, .expected = "a binary file object" },
        { .kind = GS_FILE, .ops = &gs_file_ops, .n = GS_FILE_WRITABLE, .expected = "a binary file object" },
        { .kind = GS_FILE, .ops = &gs_file_ops, .n = 3, .expected = "a binary file object" }, /* both */
    };
    int is = PyObject_IsInstance(v, gs_any_io), text = is > 0 ? PyObject_IsInstance(v, gs_text_io) : 0;
    if (is <= 0 || text) return NULL;
    int reads = gs_file_says(v, "readable"), writes = reads < 0 ? -1 : gs_file_says(v, "writable");
    if (writes < 0) { /* it is closed, and an object as all others */
        if (PyErr_ExceptionMatches(PyExc_ValueError)) PyErr_Clear();
        return NULL;
    }
    return reads || writes ? &types[reads - 1 + 2 * writes] : NULL;
}

GS_OPS(file, gs_file_put, gs_io_take, gs_io_skip, gs_decode_items, gs_decode_skip_items, 8);
