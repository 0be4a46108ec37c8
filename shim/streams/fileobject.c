#include "streams/fileobject.h"
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "abi/imported.h"
#include "abi/typespec.h"
#include "core/extension.h"
#include "call/argerror.h"
#include "call/frame.h"
#include "call/interrupt.h"
#include "values/text.h"
#include "objects/errors.h"
#include "objects/object.h"
#include "callbacks/given.h"
#include "streams/file.h"
#include "streams/stream.h"
#include <stdint.h>
#include <string.h>

PyTypeObject *gs_io_type;

/* ---- crossings ---- */

typedef struct gs_io_frame {
    gs_frame h;
    uint64_t w[GS_FILE_WORDS];
    char scratch[512];
} gs_io_frame;

GS_INLINE int gs_is_io(PyObject *o) { return gs_io_type && PyType_IsSubtype(Py_TYPE(o), gs_io_type); }

/* The function of the core that does it. */
static int gs_io_function(PyObject *self) {
    if (gs_is_io(self)) return gs_this.file;
    for (int i = 0; i < gs_this.nclasses; i++) {
        const gs_class *c = gs_this.classes[i];
        if (c->file >= 0 && PyType_IsSubtype(Py_TYPE(self), c->type)) return c->file;
    }
    return GS_NO_FN;
}

static int gs_io_closed_error(void) {
    PyErr_SetString(PyExc_ValueError, "I/O operation on closed file.");
    return -1;
}

/* How an operation ended: 0, or -1 with an exception. r: what the crossing gave. */
static int gs_io_end(gs_io_frame *f, int r) {
    if (GS_UNLIKELY(r)) gs_raise(r, f->w + (r == GS_CODE_ERROR ? GS_FILE_ERROR : 0), NULL);
    if (GS_UNLIKELY(f->h.nfree < 0)) gs_raise_panic(&f->h, NULL);
    return PyErr_Occurred() ? -1 : 0;
}

/* Writes what is to be done to a frame. 0, or -1 with an exception. */
static int gs_io_begin(PyObject *self, gs_io_frame *f, int what, uint64_t a, uint64_t b, uint64_t leaving) {
    if (GS_STALE(self)) return gs_object_refuse(self);
    if (gs_is_io(self) && ((gs_io *)self)->closed && what != GS_FILE_DROP) return gs_io_closed_error();
    f->h.scratch = f->scratch;
    f->h.room = sizeof f->scratch;
    f->h.nfree = 0;
    f->w[0] = gs_show(self);
    f->w[1] = (uint64_t)what;
    f->w[2] = a;
    f->w[3] = b;
    f->w[GS_FILE_LEAVING] = leaving;
    return 0;
}

/* 0, or -1 with an exception. */
static int gs_io_do(PyObject *self, gs_io_frame *f, int what, uint64_t a, uint64_t b, int hold) {
    int fn = gs_io_function(self);
    if (gs_io_begin(self, f, what, a, b, 0)) return -1;
    return gs_io_end(f, gs_enter(&f->h, fn, hold));
}

/* Gives the file what was read and nobody gets, since a handler's exception comes first. */
static GS_COLD void gs_io_give_back(PyObject *self, const void *p, uint64_t n) {
    PyObject *t, *v, *b;
    gs_io_frame f;
    PyErr_Fetch(&t, &v, &b);
    if (n && gs_io_do(self, &f, GS_FILE_GIVE_BACK, (uint64_t)(uintptr_t)p, n, GS_RELEASE)) PyErr_Clear(); /* the file is closed */
    PyErr_Restore(t, v, b);
}

/* The address in a word of a frame that was copied, of the scratch memory of the one it is a copy of, is that of its own. */
static void gs_io_moved(gs_io_frame *f, const gs_io_frame *from, int word) {
    const uint64_t at = f->w[word] - (uint64_t)(uintptr_t)from->scratch;
    if (at < sizeof f->scratch) f->w[word] = (uint64_t)(uintptr_t)f->scratch + at;
}

/* gs_io_do() of a read. Where Python runs its signal handlers, one that has to wait is made by
   a worker, in a frame that the worker frees if a handler raises. */
static int gs_io_wait(PyObject *self, gs_io_frame *f, int what, uint64_t a, uint64_t b) {
    const int fn = gs_io_function(self), into = what == GS_FILE_READ_INTO;
    const int known = gs_is_io(self) && ((gs_io *)self)->can & GS_FILE_AT_ONCE;
    if (known || !gs_is_main_thread()) return gs_io_do(self, f, what, a, b, GS_RELEASE);
    if (gs_io_begin(self, f, what, a, b, GS_FILE_IF_AT_ONCE)) return -1;
    int r = gs_enter(&f->h, fn, GS_RELEASE);
    if (r || f->w[GS_FILE_LEAVING] != GS_FILE_IF_AT_ONCE || f->h.nfree < 0) return gs_io_end(f, r);
    gs_io_frame *own = malloc(sizeof *own);
    if (!own) {
        PyErr_NoMemory();
        return -1;
    }
    r = gs_io_begin(self, own, what, a, b, 0);
    if (!r) r = gs_enter_leaving(&own->h, fn, &own->w[GS_FILE_LEAVING]);
    if (r == GS_CALL_LEFT) return -1;
    memcpy(f, own, sizeof *f);
    f->h.scratch = f->scratch;
    f->h.room = 0;
    gs_io_moved(f, own, GS_FILE_NUMBER);
    if (r == GS_CODE_ERROR) gs_io_moved(f, own, GS_FILE_ERROR);
    free(own);
    if (GS_LIKELY(!PyErr_Occurred())) return gs_io_end(f, r);
    if (r) return -1;
    if (into) gs_io_give_back(self, (const void *)(uintptr_t)a, f->w[GS_FILE_NUMBER]);
    else {
        gs_io_give_back(self, (const void *)(uintptr_t)f->w[GS_FILE_NUMBER], f->w[GS_FILE_NUMBER + 1]);
        gs_handle_free((int32_t)f->w[GS_FILE_NUMBER + 2], f->w[GS_FILE_NUMBER + 1] >= GS_LARGE);
    }
    return -1;
}

/* The same for an operation that gives a number. */
static PyObject *gs_io_number(PyObject *self, int what, uint64_t a, uint64_t b) {
    gs_io_frame f;
    return gs_io_do(self, &f, what, a, b, GS_RELEASE) ? NULL : PyLong_FromLongLong((int64_t)f.w[GS_FILE_NUMBER]);
}

/* The same for a read that gives bytes. */
static PyObject *gs_io_bytes_of(PyObject *self, int what, uint64_t a) {
    gs_io_frame f;
    return gs_io_wait(self, &f, what, a, 0) ? NULL : gs_bytes_out(f.w + GS_FILE_NUMBER);
}

/* The same for one that gives nothing. */
static PyObject *gs_io_nothing(PyObject *self, int what) {
    gs_io_frame f;
    return gs_io_do(self, &f, what, 0, 0, GS_RELEASE) ? NULL : Py_NewRef(Py_None);
}

/* What Go's value can do; -1 with an exception. */
static int gs_io_can(PyObject *self) {
    if (gs_is_io(self)) {
        if (((gs_io *)self)->closed) return gs_io_closed_error();
        return ((gs_io *)self)->can;
    }
    gs_io_frame f;
    return gs_io_do(self, &f, GS_FILE_ASK, 0, 0, GS_HOLD) ? -1 : (int)f.w[GS_FILE_NUMBER];
}

/* ---- methods ---- */

/* The one optional argument, a size: -1 if there is none, or it is None. */
static int gs_io_size_in(PyObject *const *args, Py_ssize_t n, int64_t *size) {
    *size = -1;
    if (n > 1) {
        PyErr_SetString(PyExc_TypeError, "expected at most 1 argument");
        return -1;
    }
    if (!n || args[0] == Py_None) return 0;
    *size = PyLong_AsLongLong(args[0]);
    return *size == -1 && PyErr_Occurred() ? -1 : 0;
}

static PyObject *gs_io_readinto(PyObject *self, PyObject *buffer) {
    Py_buffer b;
    if (PyObject_GetBuffer(buffer, &b, PyBUF_WRITABLE)) {
        if (PyErr_ExceptionMatches(PyExc_BufferError) || PyErr_ExceptionMatches(PyExc_TypeError)) {
            PyErr_Clear();
            PyErr_SetString(PyExc_TypeError, "readinto() argument: expected a writable bytes-like object, such as a bytearray");
        }
        return NULL;
    }
    gs_io_frame f;
    int r = gs_io_wait(self, &f, GS_FILE_READ_INTO, (uint64_t)(uintptr_t)b.buf, (uint64_t)b.len);
    PyBuffer_Release(&b);
    return r ? NULL : PyLong_FromLongLong((int64_t)f.w[GS_FILE_NUMBER]);
}

static PyObject *gs_io_read(PyObject *self, PyObject *const *args, Py_ssize_t n) {
    int64_t size;
    if (n == 1 && PyObject_CheckBuffer(args[0])) return gs_io_readinto(self, args[0]); /* as Go's Read */
    return gs_io_size_in(args, n, &size) ? NULL : gs_io_bytes_of(self, GS_FILE_READ, (uint64_t)size);
}

static PyObject *gs_io_read1(PyObject *self, PyObject *const *args, Py_ssize_t n) {
    int64_t size;
    return gs_io_size_in(args, n, &size) ? NULL : gs_io_bytes_of(self, GS_FILE_READ_ONCE, (uint64_t)size);
}

static PyObject *gs_io_readline(PyObject *self, PyObject *const *args, Py_ssize_t n) {
    int64_t size;
    return gs_io_size_in(args, n, &size) ? NULL : gs_io_bytes_of(self, GS_FILE_READ_LINE, (uint64_t)size);
}

static PyObject *gs_io_readall(PyObject *self, PyObject *unused) {
    (void)unused;
    return gs_io_bytes_of(self, GS_FILE_READ, (uint64_t)-1);
}

static PyObject *gs_io_next(PyObject *self) {
    PyObject *line = gs_io_bytes_of(self, GS_FILE_READ_LINE, (uint64_t)-1);
    if (line && PyBytes_Size(line)) return line;
    Py_XDECREF(line);
    return NULL;
}

static PyObject *gs_io_readlines(PyObject *self, PyObject *const *args, Py_ssize_t n) {
    int64_t size, got = 0;
    PyObject *all = gs_io_size_in(args, n, &size) ? NULL : PyList_New(0);
    while (all && (size <= 0 || got < size)) {
        PyObject *line = gs_io_next(self);
        if (!line) break;
        got += PyBytes_Size(line);
        int r = PyList_Append(all, line);
        Py_DECREF(line);
        if (r) break;
    }
    if (!PyErr_Occurred()) return all;
    Py_XDECREF(all);
    return NULL;
}

static PyObject *gs_io_write(PyObject *self, PyObject *data) {
    Py_buffer b;
    if (PyUnicode_Check(data)) {
        PyErr_SetString(PyExc_TypeError, "a bytes-like object is required, not 'str'");
        return NULL;
    }
    if (PyObject_GetBuffer(data, &b, PyBUF_SIMPLE)) return NULL;
    PyObject *n = gs_io_number(self, GS_FILE_WRITE, (uint64_t)(uintptr_t)b.buf, (uint64_t)b.len);
    PyBuffer_Release(&b);
    return n;
}

static PyObject *gs_io_writelines(PyObject *self, PyObject *lines) {
    PyObject *all = PyObject_GetIter(lines), *line;
    if (!all) return NULL;
    while ((line = PyIter_Next(all))) {
        PyObject *n = gs_io_write(self, line);
        Py_DECREF(line);
        Py_XDECREF(n);
        if (!n) break;
    }
    Py_DECREF(all);
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}

static PyObject *gs_io_seek(PyObject *self, PyObject *const *args, Py_ssize_t n) {
    if (n < 1 || n > 2) {
        PyErr_SetString(PyExc_TypeError, "seek() expected an offset, and whence");
        return NULL;
    }
    long long at = PyLong_AsLongLong(args[0]), whence = 0;
    if (at == -1 && PyErr_Occurred()) return NULL;
    if (n == 2) whence = PyLong_AsLongLong(args[1]);
    if (whence == -1 && PyErr_Occurred()) return NULL;
    return gs_io_number(self, GS_FILE_SEEK, (uint64_t)at, (uint64_t)whence);
}

static PyObject *gs_io_tell(PyObject *self, PyObject *unused) {
    (void)unused;
    return gs_io_number(self, GS_FILE_SEEK, 0, 1);
}

static PyObject *gs_io_truncate(PyObject *self, PyObject *const *args, Py_ssize_t n) {
    int64_t size;
    if (gs_io_size_in(args, n, &size)) return NULL;
    if (size < 0) {
        gs_io_frame f;
        if (gs_io_do(self, &f, GS_FILE_SEEK, 0, 1, GS_RELEASE)) return NULL;
        size = (int64_t)f.w[GS_FILE_NUMBER];
    }
    return gs_io_number(self, GS_FILE_TRUNCATE, (uint64_t)size, 0);
}

static PyObject *gs_io_flush(PyObject *self, PyObject *unused) {
    (void)unused;
    return gs_io_nothing(self, GS_FILE_FLUSH);
}

static PyObject *gs_io_close(PyObject *self, PyObject *unused) {
    (void)unused;
    if (!gs_is_io(self)) return gs_io_nothing(self, GS_FILE_CLOSE);
    gs_io *file = (gs_io *)self;
    if (file->closed) return Py_NewRef(Py_None);
    PyObject *r = gs_io_nothing(self, GS_FILE_CLOSE);
    file->closed = 1;
    return r;
}

static PyObject *gs_io_fileno(PyObject *self, PyObject *unused) {
    (void)unused;
    return gs_io_number(self, GS_FILE_DESCRIPTOR, 0, 0);
}

static PyObject *gs_io_is(PyObject *self, int what) {
    int can = gs_io_can(self);
    return can < 0 ? NULL : PyBool_FromLong((can & what) != 0);
}

static PyObject *gs_io_readable(PyObject *self, PyObject *unused) { return (void)unused, gs_io_is(self, GS_FILE_READS); }
static PyObject *gs_io_writable(PyObject *self, PyObject *unused) { return (void)unused, gs_io_is(self, GS_FILE_WRITES); }
static PyObject *gs_io_seekable(PyObject *self, PyObject *unused) {
    return (void)unused, gs_io_is(self, GS_FILE_CAN_SEEK);
}

static PyObject *gs_io_isatty(PyObject *self, PyObject *unused) {
    (void)self, (void)unused;
    return Py_NewRef(Py_False);
}

static PyObject *gs_io_enter(PyObject *self, PyObject *unused) {
    (void)unused;
    return Py_NewRef(self);
}

/* close() of the instance, which may be Go's own. */
static PyObject *gs_io_exit(PyObject *self, PyObject *args) {
    (void)args;
    return PyObject_CallMethod(self, "close", NULL);
}

static PyObject *gs_io_get_closed(PyObject *self, void *unused) {
    (void)unused;
    return PyBool_FromLong(gs_is_io(self) && ((gs_io *)self)->closed);
}

static PyObject *gs_io_get_mode(PyObject *self, void *unused) {
    (void)unused;
    int can = gs_is_io(self) ? ((gs_io *)self)->can : gs_io_can(self);
    if (can < 0) return NULL;
    return PyUnicode_FromString(!(can & GS_FILE_WRITES) ? "rb" : can & GS_FILE_READS ? "rb+" : "wb");
}

static PyObject *gs_io_get_name(PyObject *self, void *unused) {
    (void)unused;
    gs_io_frame f;
    if (gs_io_do(self, &f, GS_FILE_NAME, 0, 0, GS_RELEASE)) return NULL;
    PyObject *name = gs_str_out(f.w + GS_FILE_NUMBER);
    if (!name || PyUnicode_CompareWithASCIIString(name, "")) return name;
    Py_DECREF(name);
    PyErr_SetString(PyExc_AttributeError, "name");
    return NULL;
}

#define GS_FAST(name) (PyCFunction)(void (*)(void))name, METH_FASTCALL
static PyMethodDef gs_io_methods[] = {
    { "read", GS_FAST(gs_io_read), "read($self, size=-1, /)\n--\n\nRead size bytes, fewer only at the end; or all." },
    { "read1", GS_FAST(gs_io_read1), "read1($self, size=-1, /)\n--\n\nRead at most size bytes by one Read of Go." },
    { "readinto", gs_io_readinto, METH_O,
        "readinto($self, buffer, /)\n--\n\nRead into a buffer by one Read of Go: how many bytes, 0 at the end." },
    { "readall", gs_io_readall, METH_NOARGS, "readall($self, /)\n--\n\nRead to the end." },
    { "readline", GS_FAST(gs_io_readline), "readline($self, size=-1, /)\n--\n\nRead a line, of at most size bytes." },
    { "readlines", GS_FAST(gs_io_readlines), "readlines($self, hint=-1, /)\n--\n\nRead the lines that are left." },
    { NULL, NULL, 0, NULL },
};
static PyMethodDef gs_io_write_methods[] = {
    { "write", gs_io_write, METH_O, "write($self, data, /)\n--\n\nWrite bytes: how many." },
    { "writelines", gs_io_writelines, METH_O, "writelines($self, lines, /)\n--\n\nWrite each of several bytes." },
    { NULL, NULL, 0, NULL },
};
static PyMethodDef gs_io_other_methods[] = {
    { "seek", GS_FAST(gs_io_seek), "seek($self, offset, whence=0, /)\n--\n\nMove to another place, and return it." },
    { "tell", gs_io_tell, METH_NOARGS, "tell($self, /)\n--\n\nWhere the next read or write takes place." },
    { "truncate", GS_FAST(gs_io_truncate), "truncate($self, size=None, /)\n--\n\nChange the size." },
    { "flush", gs_io_flush, METH_NOARGS, "flush($self, /)\n--\n\nCall Flush of Go, if there is one." },
    { "close", gs_io_close, METH_NOARGS, "close($self, /)\n--\n\nCall Close of Go, if there is one." },
    { "fileno", gs_io_fileno, METH_NOARGS, "fileno($self, /)\n--\n\nThe file descriptor, if there is one." },
    { "readable", gs_io_readable, METH_NOARGS, "readable($self, /)\n--\n\nWhether Go's value can be read." },
    { "writable", gs_io_writable, METH_NOARGS, "writable($self, /)\n--\n\nWhether Go's value can be written." },
    { "seekable", gs_io_seekable, METH_NOARGS, "seekable($self, /)\n--\n\nWhether Go's value can seek." },
    { "isatty", gs_io_isatty, METH_NOARGS, "isatty($self, /)\n--\n\nFalse." },
    { "__enter__", gs_io_enter, METH_NOARGS, NULL },
    { "__exit__", gs_io_exit, METH_VARARGS, NULL },
    { NULL, NULL, 0, NULL },
};
static PyGetSetDef gs_io_getset[] = {
    { "closed", gs_io_get_closed, NULL, "Whether close() was called.", NULL },
    { "mode", gs_io_get_mode, NULL, "'rb', 'wb' or 'rb+'.", NULL },
    { "name", gs_io_get_name, NULL, "What Name of Go says.", NULL },
    { NULL, NULL, NULL, NULL, NULL },
};

/* ---- the type ---- */

static void gs_io_dealloc(PyObject *self) {
    gs_io *file = (gs_io *)self;
    if (file->can & (GS_FILE_HELD | GS_FILE_OWNED) && !file->closed && !GS_STALE(self)) {
        PyObject *t, *v, *b;
        gs_io_frame f;
        PyErr_Fetch(&t, &v, &b);
        if (gs_io_do(self, &f, file->can & GS_FILE_OWNED ? GS_FILE_CLOSE : GS_FILE_DROP, 0, 0, GS_RELEASE)) PyErr_Clear(); /* there is nobody to report it to */
        PyErr_Restore(t, v, b);
    }
    gs_object_dealloc(self);
}

/* Adds methods that a type does not have; 0, or -1 with an exception. */
static GS_COLD int gs_io_add(PyTypeObject *t, PyMethodDef *methods) {
    for (PyMethodDef *m = methods; m->ml_name; m++) {
        int has = gs_has((PyObject *)t, m->ml_name);
        if (has < 0) return -1;
        if (has) continue;
        PyObject *f = PyDescr_NewMethod(t, m);
        int r = f ? PyObject_SetAttrString((PyObject *)t, m->ml_name, f) : -1;
        Py_XDECREF(f);
        if (r) return -1;
    }
    return 0;
}

/* Makes a type one of io's by registration. */
static GS_COLD int gs_io_register(PyTypeObject *t) {
    PyObject *base = gs_import_attribute("io", "RawIOBase");
    PyObject *r = base ? PyObject_CallMethod(base, "register", "O", (PyObject *)t) : NULL;
    Py_XDECREF(r);
    Py_XDECREF(base);
    return r ? 0 : -1;
}

GS_COLD int gs_io_type_init(void) {
    if (gs_io_type) return 0;
    PyType_Slot slots[] = { { Py_tp_dealloc, (void *)gs_io_dealloc }, { Py_tp_iter, (void *)PyObject_SelfIter },
        { Py_tp_iternext, (void *)gs_io_next }, { Py_tp_methods, gs_io_other_methods },
        { Py_tp_getset, gs_io_getset }, { Py_tp_doc, "A file object over a Go reader or writer." }, { 0, NULL } };
    PyType_Spec spec = { "_native.File", sizeof(gs_io), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, slots };
    PyTypeObject *t = gs_type_new(NULL, &spec, NULL);
    if (!t) return -1;
    if (gs_io_add(t, gs_io_methods) || gs_io_add(t, gs_io_write_methods) || gs_io_register(t)) {
        Py_DECREF((PyObject *)t);
        return -1;
    }
    gs_io_type = t;
    return 0;
}

/* __next__ as a method. */
static PyObject *gs_io_dunder_next(PyObject *self, PyObject *unused) {
    (void)unused;
    PyObject *line = gs_io_next(self);
    if (!line && !PyErr_Occurred()) PyErr_SetNone(PyExc_StopIteration);
    return line;
}

static PyMethodDef gs_io_iteration[] = {
    { "__next__", gs_io_dunder_next, METH_NOARGS, NULL },
    { "__iter__", gs_io_enter, METH_NOARGS, NULL },
    { NULL, NULL, 0, NULL },
};

/* Adds the attributes that a class does not have. */
static GS_COLD int gs_io_add_attributes(PyTypeObject *t) {
    for (PyGetSetDef *g = gs_io_getset; g->name; g++) {
        int has = gs_has((PyObject *)t, g->name);
        if (has < 0) return -1;
        if (has) continue;
        PyObject *a = PyDescr_NewGetSet(t, g);
        int r = a ? PyObject_SetAttrString((PyObject *)t, g->name, a) : -1;
        Py_XDECREF(a);
        if (r) return -1;
    }
    return 0;
}

GS_COLD int gs_io_classes_init(void) {
    for (int i = 0; i < gs_this.nclasses; i++) {
        const gs_class *c = gs_this.classes[i];
        if (c->file < 0) continue;
        PyTypeObject *t = c->type;
        int iterates = gs_has((PyObject *)t, "__iter__");
        if (iterates < 0 || gs_io_add(t, gs_io_other_methods) || gs_io_add_attributes(t) || gs_io_register(t)) return -1;
        if (c->reads ? gs_io_add(t, gs_io_methods) || (!iterates && gs_io_add(t, gs_io_iteration)) : 0) return -1;
        if (gs_has((PyObject *)t, "write") > 0 && gs_io_add(t, gs_io_write_methods)) return -1;
    }
    return 0;
}

PyObject *gs_io_of(PyObject *v) {
    if (gs_io_type && gs_is_io(v)) return ((gs_io *)v)->closed || GS_STALE(v) ? NULL : Py_NewRef(v);
    if (gs_io_function(v) < 0) return NULL;
    gs_io_frame f;
    if (gs_io_do(v, &f, GS_FILE_WRAP, 0, 0, GS_HOLD)) return NULL;
    gs_io *o = (gs_io *)gs_object_new(gs_io_type, (char *)(uintptr_t)f.w[GS_FILE_NUMBER], (int32_t)f.w[GS_FILE_NUMBER + 1], NULL);
    if (o) {
        o->can = 0;
        o->closed = 0;
    }
    return (PyObject *)o;
}

/* ---- in a wire buffer ---- */

PyObject *gs_io_take(gs_decoder *r, const gs_type *ty) {
    uint64_t what = gs_decoder_word(r);
    if (what == GS_FILE_NONE) return Py_NewRef(Py_None);
    int async = r->api == GS_ASYNC_API && ty->flow;
    char *at = (char *)(uintptr_t)gs_decoder_word(r);
    int32_t handle = (int32_t)gs_decoder_word(r);
    uint64_t can = gs_decoder_word(r);
    PyObject *home = what == GS_FILE_OBJECT ? gs_decode(r, gs_this.object) : NULL;
    if (home && !async) {
        PyObject *inner = Py_NewRef(gs_given_inner(home));
        Py_DECREF(home);
        gs_handle_free(handle, 0);
        return inner;
    }
    if (what == GS_FILE_INSTANCE) {
        gs_class *cls = gs_this.classes[gs_decoder_word(r)];
        uint64_t instance[2];
        instance[0] = gs_decoder_word(r);
        instance[1] = gs_decoder_word(r);
        gs_handle_free(async ? (int32_t)instance[1] : handle, 0);
        if (!async) return gs_object_out(cls, instance, GS_SYNC_API);
    }
    Py_XDECREF(home);
    if (what == GS_FILE_OBJECT && !home) {
        gs_handle_free(handle, 0);
        return NULL;
    }
    if (async) return gs_stream_new_over(at, handle, ty, r->api);
    gs_io *file = (gs_io *)gs_object_new(gs_io_type, at, handle, NULL);
    if (!file) return NULL;
    file->can = (uint16_t)can;
    file->closed = 0;
    return (PyObject *)file;
}

void gs_io_skip(gs_decoder *r, const gs_type *ty) {
    (void)ty;
    uint64_t what = gs_decoder_word(r);
    if (what == GS_FILE_NONE) return;
    gs_decode_skip_handle(r, ty);
    gs_decoder_word(r);
    if (what == GS_FILE_OBJECT) gs_decode_skip(r, gs_this.object);
    if (what == GS_FILE_INSTANCE) {
        gs_decoder_word(r);
        gs_decode_skip_handle(r, ty);
    }
}
