#include "module/module.h"
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "abi/imported.h"
#include "abi/inside.h"
#include "abi/typespec.h"
#include "os/library.h"
#include "core/core.h"
#include "core/extension.h"
#include "core/newerbuild.h"
#include "gil/context.h"
#include "gil/gil.h"
#include "gil/interpreter.h"
#include "gil/share.h"
#include "call/call.h"
#include "call/frame.h"
#include "call/guard.h"
#include "call/namesake.h"
#include "values/array.h"
#include "values/pointee.h"
#include "values/text.h"
#include "objects/absent.h"
#include "objects/class.h"
#include "objects/errorclass.h"
#include "objects/errors.h"
#include "objects/exceptionstate.h"
#include "objects/goerror.h"
#include "objects/holder.h"
#include "objects/interface.h"
#include "objects/jsonable.h"
#include "objects/live.h"
#include "objects/named.h"
#include "objects/object.h"
#include "objects/raisable.h"
#include "objects/tables.h"
#include "callbacks/callback.h"
#include "callbacks/function.h"
#include "callbacks/given.h"
#include "callbacks/pointer.h"
#include "streams/channel.h"
#include "streams/stream.h"
#include "async/aio.h"
#include "async/async.h"
#include "async/asyncfunction.h"
#include "batch/batch.h"
#include "batch/table.h"
#include "process/faulthandler.h"
#include "process/fork.h"
#include "process/info.h"
#include "process/load.h"
#include "process/profiler.h"
#include "process/records.h"
#include "call/tracing.h"
#include "process/subinterpreter.h"
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static PyObject *gs_info; /* __gophersnake__ */

/* The value of a constant, as a new reference. */
static GS_COLD PyObject *gs_const_value(const gs_const *c) {
    PyObject *v;
    switch (c->form) {
    case 'i': v = PyLong_FromString(c->text, NULL, 10); break;
    case 'f': v = PyFloat_FromDouble(c->number); break;
    case 's': v = gs_text(c->text, c->len); break;
    case 'b': v = Py_NewRef(c->text[0] == 't' ? Py_True : Py_False); break;
    default: v = gs_literal(c->text);
    }
    return c->cls ? gs_named_wrap(c->cls, v) : v;
}

/* __reduce__ of modules with a class of their own: they are pickled by name too. cloudpickle
   recognises modules by their exact type, so it treats these like any object. */
static PyObject *gs_module_reduce(PyObject *self, PyObject *unused) {
    (void)unused;
    PyObject *f = gs_import_attribute("importlib", "import_module");
    PyObject *name = f ? PyObject_GetAttrString(self, "__name__") : NULL;
    PyObject *args = name ? PyTuple_Pack(1, name) : NULL;
    PyObject *r = args ? PyTuple_Pack(2, f, args) : NULL;
    Py_XDECREF(args);
    Py_XDECREF(name);
    Py_XDECREF(f);
    return r;
}

static PyMethodDef gs_module_reduce_def = { "__reduce__", gs_module_reduce, METH_NOARGS, NULL };

/* Adds the variables: properties of a class that this module gets, which read and write Go's
   variable. Getters for the async API have a self, by which they know that instances need that
   API. */
static GS_COLD int gs_install_vars(PyObject *module, gs_var *vars, int api) {
    PyObject *ns = PyDict_New(), *t = NULL, *slots = PyTuple_New(0);
    int r = ns && slots ? PyDict_SetItemString(ns, "__slots__", slots) : -1;
    for (gs_var *v = vars; !r && v->name; v++) {
        PyObject *get = PyCFunction_NewEx(&v->get, api == GS_SYNC_API ? NULL : gs_native_module, NULL);
        PyObject *set = v->set.ml_meth ? PyCFunction_NewEx(&v->set, NULL, NULL) : Py_NewRef(Py_None);
        PyObject *p = get && set
            ? PyObject_CallFunction((PyObject *)&PyProperty_Type, "OOOs", get, set, Py_None, v->doc)
            : NULL;
        r = p ? PyDict_SetItemString(ns, v->name, p) : -1;
        Py_XDECREF(get);
        Py_XDECREF(set);
        Py_XDECREF(p);
    }
    if (!r) t = PyObject_CallFunction((PyObject *)&PyType_Type, "s(O)O", "module", (PyObject *)&PyModule_Type, ns);
    if (!r && t) r = gs_class_method(t, &gs_module_reduce_def, "__reduce__");
    if (!r) r = t ? PyObject_SetAttrString(module, "__class__", t) : -1;
    Py_XDECREF(t);
    Py_XDECREF(ns);
    Py_XDECREF(slots);
    return r;
}

/* The API that a module name stands for: the package itself, or its aio. -1 if it is neither;
   -2 with an exception. */
static GS_COLD int gs_module_api(int package, PyObject *name) {
    char *plain = gs_module_name(package), *aio = plain ? gs_qualify(plain, "aio") : NULL;
    int api = -1;
    if (!aio) api = -2;
    else if (!PyUnicode_CompareWithASCIIString(name, plain)) api = GS_SYNC_API;
    else if (!PyUnicode_CompareWithASCIIString(name, aio)) api = GS_ASYNC_API;
    free(plain);
    free(aio);
    return api;
}

/* Adds the functions and classes of a package to the dict d, with one of its APIs. */
static GS_COLD int gs_install_api(PyObject *native, PyObject *name, PyObject *d, int at, int api) {
    gs_package *p = &gs_this.packages[at];
    int plain = api == GS_SYNC_API, r = 0, async = !plain;
    for (gs_async_function *const *a = p->async; *a; a++) async |= (*a)->plain;
    for (int i = 0; i < gs_this.nclasses; i++)
        for (gs_async_function *const *a = gs_this.classes[i]->async; a && *a && gs_this.classes[i]->package == at; a++)
            async |= (*a)->plain;
    if (async && gs_aio_init()) return -1;
    for (PyMethodDef *f = p->funcs; plain && !r && f->ml_name; f++) {
        PyObject *o = PyCFunction_NewEx(f, native, name);
        if (o) gs_uncounted(o); /* threads call it at once */
        r = o ? PyDict_SetItemString(d, f->ml_name, o) : -1;
        Py_XDECREF(o);
    }
    /* some of them replace plain functions */
    if (!r && async) r = gs_functions_async_put(d, PyDict_SetItemString, p->async, name, plain);
    for (int i = 0; !r && i < gs_this.nclasses; i++) {
        gs_class *c = gs_this.classes[i];
        if (c->package != at) continue;
        if (plain && async) r = gs_functions_async_put((PyObject *)c->type, PyObject_SetAttrString, c->async, name, 1);
        PyTypeObject *shown = c->error ? c->exception : !plain && c->aio ? c->aio : c->type;
        if (!r) r = PyDict_SetItemString(d, c->name, (PyObject *)shown);
    }
    if (!r && !at && gs_pointer_type) r = PyDict_SetItemString(d, gs_this.pointer.name, (PyObject *)gs_pointer_type);
    if (!r && !at && gs_this.json) r = gs_json_install(d, native, name);
    for (const gs_alias *a = gs_this.aliases; !r && a->name; a++)
        if (a->package == at) {
            PyTypeObject *shown = a->cls->error ? a->cls->exception : !plain && a->cls->aio ? a->cls->aio : a->cls->type;
            r = PyDict_SetItemString(d, a->name, (PyObject *)shown);
        }
    return r;
}

/* install(name): adds what Go exports to the module of that name. */
static PyObject *gs_install(PyObject *native, PyObject *name) {
    int at = -1, api = -1;
    for (int i = 0; at < 0 && i < gs_this.npackages; i++) {
        if ((api = gs_module_api(i, name)) == -2) return NULL;
        if (api >= 0) at = i;
    }
    if (at < 0) return PyErr_Format(PyExc_ImportError, "%R is not a module of this extension", name);
    PyObject *all = gs_import_attribute("sys", "modules");
    PyObject *module = all ? PyObject_GetItem(all, name) : NULL;
    Py_XDECREF(all);
    if (!module) return NULL;
    PyObject *d = PyModule_GetDict(module);
    gs_package *p = &gs_this.packages[at];
    /* Python may be reloading the module, but this process cannot switch to another build. */
    int r = *gs_newer_build || gs_newer_build_replaced(gs_core_path) ? gs_old_build() : 0;
    if (!r) r = gs_install_api(native, name, d, at, api);
    for (int i = 0; !r && i < gs_this.nsentinels; i++)
        if (gs_this.sentinels[i].package == at) r = PyDict_SetItemString(d, gs_this.sentinels[i].name, gs_sentinels[i]);
    for (const gs_const *c = p->consts; !r && c->name; c++) {
        PyObject *o = gs_const_value(c);
        r = o ? PyDict_SetItemString(d, c->name, o) : -1;
        Py_XDECREF(o);
    }
    if (!r) r = PyDict_SetItemString(d, "GoError", gs_GoError);
    if (!r) r = PyDict_SetItemString(d, "PanicError", gs_PanicError);
    if (!r) r = PyDict_SetItemString(d, "__gophersnake__", gs_info);
    if (!r && p->vars->name) r = gs_install_vars(module, p->vars, api);
    Py_DECREF(module);
    return r ? NULL : Py_NewRef(Py_None);
}

/* batch(name): the functions over columns of the module of that name, and the methods of its classes. */
static PyObject *gs_batch_of(PyObject *native, PyObject *name) {
    for (int i = 0; i < gs_this.npackages; i++) {
        int api = gs_module_api(i, name);
        if (api == -2) return NULL;
        if (api == GS_SYNC_API) return gs_batch_functions(native, i);
    }
    return PyErr_Format(PyExc_ImportError, "%R is not a module of this extension", name);
}

static PyObject *gs_array_of_module(PyObject *native, PyObject *unused) {
    (void)native, (void)unused;
    return Py_XNewRef(gs_array_class());
}

/* See call/namesake.h. */
static GS_COLD int gs_module_namesake(const char *name, PyTypeObject *t, int alone, PyObject **module) {
    const gs_class *found = NULL;
    int several = 0;
    for (int i = 0; i < gs_this.nclasses; i++) {
        const gs_class *c = gs_this.classes[i];
        int same = c->type == t || c->aio == t;
        if (same && !alone) return 0; /* it may be an item of the expected type */
        if (same || strcmp(c->name, name)) continue;
        several = found != NULL;
        found = c;
    }
    if (!found || several) return 1;
    *module = PyObject_GetAttrString((PyObject *)found->type, "__module__");
    return *module ? 1 : -1;
}

/* The atexit hook: closes the gate. */
static PyObject *gs_at_exit(PyObject *self, PyObject *unused) {
    (void)self, (void)unused;
    gs_gate_close();
    gs_subinterpreter_leave();
    return Py_NewRef(Py_None);
}

static PyMethodDef gs_at_exit_def = { "_close_callbacks", gs_at_exit, METH_NOARGS,
    "At exit: let no goroutine into Python any more." };

/* A tuple of classes of exceptions and, if a directive names one, a class of Python's: a new reference. */
static GS_COLD PyObject *gs_module_bases(PyObject *bases, const char *raises) {
    PyObject *builtins = PyEval_GetBuiltins(), *own = raises && builtins ? PyDict_GetItemString(builtins, raises) : NULL;
    for (Py_ssize_t i = 0; own && i < PyTuple_Size(bases); i++)
        if (PyType_IsSubtype((PyTypeObject *)PyTuple_GetItem(bases, i), (PyTypeObject *)own)) own = NULL;
    if (!own) return Py_NewRef(bases);
    PyObject *all = PyTuple_New(PyTuple_Size(bases) + 1);
    for (Py_ssize_t i = 0; all && i < PyTuple_Size(bases); i++) PyTuple_SetItem(all, i, Py_NewRef(PyTuple_GetItem(bases, i)));
    if (all) PyTuple_SetItem(all, PyTuple_Size(bases), Py_NewRef(own));
    return all;
}

/* Makes the exceptions' class of one whose Go type is an error, after those that it is derived from. */
static GS_COLD int gs_module_raisable(PyObject *native, gs_class *c) {
    if (c->exception) return 0;
    Py_ssize_t n = 0;
    int r = 0;
    for (; c->error_bases && c->error_bases[n] && !r; n++) r = gs_module_raisable(native, c->error_bases[n]);
    PyObject *bases = r ? NULL : PyTuple_New(n ? n : 1);
    if (!bases) return -1;
    PyTuple_SetItem(bases, 0, Py_NewRef(n ? (PyObject *)c->error_bases[0]->exception : gs_GoError));
    for (Py_ssize_t i = 1; i < n; i++) PyTuple_SetItem(bases, i, Py_NewRef((PyObject *)c->error_bases[i]->exception));
    PyObject *all = gs_module_bases(bases, c->raises);
    char *module = all ? gs_module_name(c->package) : NULL;
    r = module ? gs_raisable_make(native, module, c, all) : -1;
    free(module);
    Py_XDECREF(all);
    Py_DECREF(bases);
    return r;
}

static GS_COLD int gs_module_fill(PyObject *m) {
    static int done;
    if (done) {
        PyErr_SetString(PyExc_ImportError, GS_IMPORTED_ONCE);
        return -1;
    }
    done = 1;
    gs_native_module = gs_once_object = m;
    if (!(gs_one_thread = PyObject_CallNoArgs((PyObject *)&PyBaseObject_Type)) || gs_inside_init()) return -1;
    gs_load_init();
    gs_class_namesake = gs_module_namesake;
    gs_boxes_init();
    PyObject *name = PyObject_GetAttrString(m, "__name__");
    const char *s = name ? PyUnicode_AsUTF8AndSize(name, NULL) : NULL;
    if (!s) return -1;
    const char *dot = strrchr(s, '.');
    size_t n = dot ? (size_t)(dot - s) : strlen(s);
    gs_import_name = malloc(n + 1);
    if (!gs_import_name) {
        PyErr_NoMemory();
        return -1;
    }
    memcpy(gs_import_name, s, n);
    gs_import_name[n] = 0;
    int failed = gs_errors_init(gs_import_name, m, s);
    Py_DECREF(name);
    if (failed) return -1;

    PyType_Slot block[] = { { Py_tp_dealloc, (void *)gs_object_dealloc }, { Py_tp_members, gs_object_members },
        { 0, NULL } };
    PyType_Spec spec = { "_native.Block", sizeof(gs_object), 0, Py_TPFLAGS_DEFAULT, block };
    gs_block = gs_type_new(m, &spec, NULL);
    if (!gs_block || gs_holders_init(m) || gs_lives_init(m)) return -1;
    if (gs_goerrors_init(m) || gs_errorclass_init(m) || gs_raisables_init(m) || gs_exception_state_init(m)) return -1;
    gs_callback_init();
    if (gs_gil_init()) {
        PyErr_NoMemory();
        return -1;
    }
    if (gs_absent_init(m) || gs_interfaces_init(m)) return -1;
    if (gs_share_init() || gs_contexts_init() || gs_given_init(m)) return -1;
    if (gs_functions_init(m, gs_import_name) || gs_streams_init(m) || gs_channels_init(m) || !(gs_info = gs_info_make(m)) ||
        gs_exit_hook(&gs_at_exit_def))
        return -1;
    for (int i = 0; i < gs_this.nclasses; i++) {
        gs_class *c = gs_this.classes[i];
        char *module = gs_module_name(c->package);
        if (!module) return -1;
        int r = c->what == GS_CLASS_INTERFACE ? gs_class_interface(module, c)
                : c->what <= GS_CLASS_BOX     ? gs_class_object(m, module, c, gs_this.slots[i])
                                              : gs_class_named(gs_import_name, module, c);
        free(module);
        if (r) return -1;
    }
    for (int i = 0; i < gs_this.nclasses; i++)
        if (gs_this.classes[i]->error && gs_module_raisable(m, gs_this.classes[i])) return -1;
    gs_sentinels = calloc((size_t)gs_this.nsentinels + 1, sizeof *gs_sentinels);
    if (!gs_sentinels) {
        PyErr_NoMemory();
        return -1;
    }
    for (int i = 0; i < gs_this.nsentinels; i++) {
        char *module = gs_module_name(gs_this.sentinels[i].package);
        char *q = module ? gs_qualify(module, gs_this.sentinels[i].name) : NULL;
        free(module);
        PyObject *base = (PyObject *)(gs_this.sentinels[i].base ? gs_this.sentinels[i].base->exception : NULL);
        PyObject *one = q ? PyTuple_Pack(1, base ? base : gs_GoError) : NULL;
        PyObject *bases = one ? gs_module_bases(one, gs_this.sentinels[i].raises) : NULL;
        Py_XDECREF(one);
        gs_sentinels[i] = bases ? PyErr_NewExceptionWithDoc(q, gs_this.sentinels[i].doc, bases, NULL) : NULL;
        Py_XDECREF(bases);
        if (!gs_sentinels[i]) return -1;
    }
    if (gs_records_init() || gs_profiler_init() || gs_trace_init() || gs_fork_init() || (!gs_subinterpreter.interpreter && gs_faulthandler_init())) return -1;
    for (int (*const *load)(void) = gs_this.preload; *load; load++)
        if ((*load)()) return -1; /* now, for the reason given in faulthandler.h */
    const char *guard = getenv("GOPHERSNAKE_GUARD");
    gs_guarding = guard && *guard && strcmp(guard, "0");
    const char *eager = getenv("GOPHERSNAKE_EAGER");
    return eager && *eager && strcmp(eager, "0") ? gs_core_load() : 0;
}

/* Fills the native module, in the shim that serves the interpreter (subinterpreter.h). Once per
   shim. Python's collector rests meanwhile: what is made here stays, and it would look at all of
   it again and again. */
static GS_COLD int gs_module_make(PyObject *m) {
    int collects = PyGC_Disable(), r = gs_module_fill(m);
    if (collects) PyGC_Enable();
    return r;
}

/* Executes the module: in a subinterpreter, a copy of the shim does the rest. */
static GS_COLD int gs_native_exec(PyObject *m) {
    int64_t interpreter = PyInterpreterState_GetID(PyInterpreterState_Get());
    if (gs_exclusion_init(gs_process_symbol) || gs_core_check()) return -1;
    gs_subinterpreter_hold();
    if (interpreter) return interpreter < 0 ? -1 : gs_subinterpreter_admit(m, interpreter);
    return gs_module_make(m);
}

static PyMethodDef gs_native_methods[] = { { "install", gs_install, METH_O, "Fill the module of that name." },
    { "array", gs_array_of_module, METH_NOARGS, "The class Array." },
    { "column_items", gs_batch_items, METH_O, "The items of a column as a new list." },
    { "column_depth", gs_batch_depth, METH_O, "How deep the lists of a column of Arrow's are nested, itself one; -1 where it does not say." },
    { "table", gs_table_of, METH_VARARGS, "A Table of instances of a class." },
    { "batch", gs_batch_of, METH_O, "The functions over columns of the module of that name." },
    { "profiling", gs_profiler_switch, METH_O, GS_PROFILER_SWITCH_DOC },
    { "profiled", gs_profiler_read, METH_NOARGS, GS_PROFILER_READ_DOC },
    { "sample", gs_profiler_sample, METH_O, GS_PROFILER_SAMPLE_DOC },
    { "symbols", gs_profiler_symbols, METH_O, GS_PROFILER_SYMBOLS_DOC },
    { NULL, NULL, 0, NULL } };

GS_EXPORT int gophersnake_subinterpreter(PyObject *m, const gs_host *host) {
    return gs_subinterpreter_begin(host) || PyModule_AddFunctions(m, gs_native_methods) || gs_exclusion_init(gs_process_symbol) || gs_module_make(m) ? -1 : 0;
}

#ifdef GS_ABI3T
static PyABIInfo gs_native_abi = { 1, 0, GS_ABI_STABLE | GS_ABI_GIL | GS_ABI_FREE_THREADED, GS_ABI_VERSION, GS_ABI_VERSION };
static PySlot gs_native_slots[] = { { Py_mod_abi, PySlot_STATIC, 0, { &gs_native_abi } },
    { Py_mod_name, PySlot_STATIC, 0, { "_native" } }, { Py_mod_methods, PySlot_STATIC, 0, { gs_native_methods } },
    { Py_mod_exec, 0, 0, { .func = (void (*)(void))gs_native_exec } }, { Py_mod_gil, PySlot_INTPTR, 0, { Py_MOD_GIL_NOT_USED } },
    { Py_mod_multiple_interpreters, PySlot_INTPTR, 0, { Py_MOD_PER_INTERPRETER_GIL_SUPPORTED } }, { 0, 0, 0, { NULL } } };

GS_EXPORT PySlot *PyModExport__native(void) { return gs_native_slots; }
#else
static PyModuleDef_Slot gs_native_slots[] = { { Py_mod_exec, (void *)gs_native_exec },
#ifdef GS_FREE_THREADED
    { Py_mod_gil, Py_MOD_GIL_NOT_USED }, /* its importing does not switch the GIL on */
#endif
    { 0, NULL }, { 0, NULL } };
enum { GS_SLOT_FREE = sizeof gs_native_slots / sizeof *gs_native_slots - 2 };
static PyModuleDef gs_native = { PyModuleDef_HEAD_INIT, "_native", NULL, 0, gs_native_methods, gs_native_slots, NULL,
    NULL, NULL };

#ifndef GS_FREE_THREADED
/* Whether this Python has no GIL: it finds extensions of the stable ABI (3.13 and 3.14), but its objects are others than that says. */
static GS_COLD int gs_python_is_free_threaded(void) {
    PyObject *flags = PySys_GetObject("abiflags"); /* borrowed */
    const char *s = flags ? PyUnicode_AsUTF8AndSize(flags, NULL) : NULL;
    if (!s) PyErr_Clear();
    return s && strchr(s, 't');
}
#endif

GS_EXPORT PyObject *PyInit__native(void) {
#ifndef GS_FREE_THREADED
    if (gs_python_is_free_threaded()) {
        PyErr_SetString(PyExc_ImportError,
            "this is a free-threaded Python, which loads no extension of the stable ABI: install the wheel for it, whose name has "
            "cp314t or, from Python 3.15 on, abi3t, or build that (gophersnake build --python PYTHON), or use the build of Python that has a GIL");
        return NULL;
    }
#endif
    if (Py_Version >= 0x030C0000)
        gs_native_slots[GS_SLOT_FREE] = (PyModuleDef_Slot){ Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED };
    return PyModuleDef_Init(&gs_native);
}
#endif
