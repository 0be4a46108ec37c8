/* harness.c: the C library without a Go core, for ctypes. Each function here calls
   into one layer of shim/ with what a test in Python gives it; all are called with
   the GIL (ctypes.PyDLL), and an exception that they set is raised by ctypes. */
#include "gophersnake.h"
#include "call/args.h"
#include "call/argerror.h"
#include "os/signals.h"
#include "os/stack.h"
#include "values/foreign.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define EXPORT __attribute__((visibility("default")))

/* ---- an extension with nothing in it ---- */
static const gs_removed no_settings[] = { { NULL, NULL, 0 } };
static int (*const no_preload[])(void) = { NULL };
static gs_package packages[] = { { .suffix = "" } };
static gs_class *const classes[] = { NULL };
static const gs_class_slots *const slots[] = { NULL };
static const gs_alias aliases[] = { { NULL, 0, NULL } };
static const gs_sentinel sentinels[] = { { .name = NULL } };
static const char *const functions[] = { "" };
static const char *const absent[] = { NULL };
static const gs_own_function own[] = { { NULL, NULL } };
const gs_extension gs_this = { .build = "harness", .core_file = "none", .removed = no_settings, .preload = no_preload, .functions = functions, .nfunctions = 1,
    .packages = packages, .classes = classes, .slots = slots, .aliases = aliases, .sentinels = sentinels, .absent = absent, .own = own };

/* What an import does for all below: an object that stands for the extension where there is no GIL. It stays. */
EXPORT void begin(PyObject *o) { gs_once_object = Py_NewRef(o); }

/* ---- call/: arguments ---- */
/* def f(a, /, b, c=3, *rest): of each kind one. */
static const gs_param params[] = { { "a", NULL, "int" }, { "b", NULL, "str" }, { "c", "3", "int" }, { "rest", NULL, "int" } };
static PyObject *names[4], *defaults[4];
static const gs_fn with_rest = { .name = "f", .params = params, .nparams = 4, .nposonly = 1, .npos = 3, .nrequired = 2, .star = 3, .names = names, .defaults = defaults };
/* def g(x, y): no more than that. */
static const gs_param pair[] = { { "x", NULL, "int" }, { "y", NULL, "int" } };
static PyObject *pair_names[2], *pair_defaults[2];
static const gs_fn plain = { .name = "g", .params = pair, .nparams = 2, .npos = 2, .nrequired = 2, .star = -1, .names = pair_names, .defaults = pair_defaults };
/* A struct's fields: all may be left out. */
static PyObject *field_names[2], *field_defaults[2];
static const gs_fn fields = { .name = "Point", .params = pair, .nparams = 2, .npos = 2, .star = -1, .optional = 1, .names = field_names, .defaults = field_defaults };

static PyObject *as_tuple(PyObject *const *v, int n) {
    PyObject *t = PyTuple_New(n);
    for (int i = 0; t && i < n; i++) PyTuple_SetItem(t, i, Py_NewRef(v[i] ? v[i] : Py_NotImplemented));
    return t;
}
static const gs_fn *const parsed[] = { &with_rest, &plain, &fields };
/* The arguments in the order of the parameters, as a fastcall passes them: first the
   positional ones, then those of the names in kwnames. NotImplemented: not given. */
EXPORT PyObject *parse_fastcall(int which, PyObject *args, PyObject *kwnames) {
    PyObject *given[16], *room[4];
    Py_ssize_t all = PyTuple_Size(args), named = kwnames == Py_None ? 0 : PyTuple_Size(kwnames);
    for (Py_ssize_t i = 0; i < all; i++) given[i] = PyTuple_GetItem(args, i);
    gs_cleanup star;
    gs_call c = { .fn = parsed[which] };
    PyObject *const *v = gs_args(&c, given, all - named, named ? kwnames : NULL, room, &star);
    PyObject *t = v ? as_tuple(v, c.fn->nparams) : NULL;
    gs_done(&c);
    return t;
}
EXPORT PyObject *parse_tuple(int which, PyObject *args, PyObject *kw) {
    PyObject *room[4];
    gs_cleanup star;
    gs_call c = { .fn = parsed[which] };
    PyObject *t = gs_args_tuple(&c, args, kw == Py_None ? NULL : kw, room, &star) ? NULL : as_tuple(room, c.fn->nparams);
    gs_done(&c);
    return t;
}
/* What a call gives back at its end: the references of n objects, and nothing twice. */
EXPORT PyObject *keep_and_give(PyObject *o, int n, int crossed) {
    gs_call c = { .fn = &plain };
    for (int i = 0; i < n; i++) {
        Py_INCREF(o);
        if (i % 2 ? gs_give(&c, o) : gs_keep(&c, o)) break;
    }
    gs_gave(&c, crossed ? 0 : -1);
    gs_done(&c);
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}

/* ---- values/: numbers and text ---- */
/* A number through its word and through memory of its own size, and back. */
EXPORT PyObject *number(int kind, PyObject *v) {
    uint64_t w[2] = { 0, 0 }, x[2] = { 0, 0 };
    char place[16];
    gs_path path = { NULL, GS_AT_ARG, "v", &plain, 0, NULL };
    int r = gs_number_in(kind, v, w);
    if (r) return gs_argerror_value(&path, r, r == GS_OUT_OF_RANGE ? gs_number_fits(kind) : "a number", v), NULL;
    gs_number_store(kind, place, w);
    gs_number_load(kind, place, x);
    return gs_number_out(kind, x);
}
/* A number of one kind as one of another, or None where it does not fit. */
EXPORT PyObject *number_cast(int kind, int from, PyObject *v) {
    uint64_t w[2] = { 0, 0 }, x[2] = { 0, 0 };
    char place[16];
    if (!gs_number_widens(kind, from)) return PyErr_Format(PyExc_TypeError, "%d does not widen to %d", from, kind);
    if (gs_number_in(from, v, w)) return PyErr_Format(PyExc_ValueError, "%R is not of the kind %d", v, from);
    if (gs_number_cast(kind, from, w, x)) return Py_NewRef(Py_None);
    gs_number_store(kind, place, x);
    gs_number_load(kind, place, x);
    return gs_number_out(kind, x);
}
EXPORT int format_kind(const char *format, Py_ssize_t itemsize) { return gs_format_kind(*format ? format : NULL, itemsize); }
/* The bytes that Go would see of a str, and the str that it would give back. */
EXPORT PyObject *text(PyObject *v) {
    uint64_t w[2];
    gs_call c = { .fn = &plain };
    gs_path path = { NULL, GS_AT_ARG, "v", &plain, 0, NULL };
    int r = gs_str_in(&c, v, w);
    PyObject *bytes = r ? NULL : PyBytes_FromStringAndSize((char *)(uintptr_t)w[0], (Py_ssize_t)w[1]);
    PyObject *back = bytes ? gs_text((char *)(uintptr_t)w[0], (Py_ssize_t)w[1]) : NULL, *both = back ? PyTuple_Pack(2, bytes, back) : NULL;
    if (r) gs_argerror_value(&path, r, "str", v);
    Py_XDECREF(bytes);
    Py_XDECREF(back);
    gs_done(&c);
    return both;
}

/* ---- values/: what is carried in one block ---- */
#define T(name, k, family, ...) static const gs_type name = { .kind = k, .ops = &gs_##family##_ops, __VA_ARGS__ }
T(t_int, GS_I64, number, .expected = "int");
T(t_byte, GS_U8, number, .expected = "int");
T(t_float, GS_F64, number, .expected = "float");
T(t_complex, GS_C128, number, .expected = "complex");
T(t_str, GS_STR, str, .expected = "str");
T(t_bytes, GS_BYTES, bytes, .n = -1, .expected = "bytes");
T(t_four, GS_BYTES, bytes, .n = 4, .expected = "bytes of length 4");
T(t_ints, GS_LIST, list, .elem = &t_int, .expected = "list[int]");
T(t_complexes, GS_LIST, list, .elem = &t_complex, .expected = "list[complex]");
T(t_strs, GS_LIST, list, .elem = &t_str, .expected = "list[str]");
T(t_three, GS_ARRAY, list, .elem = &t_float, .n = 3, .expected = "list[float]");
T(t_maybe, GS_OPT, optional, .elem = &t_int, .expected = "int");
T(t_maybes, GS_LIST, list, .elem = &t_maybe, .expected = "list[int | None]");
T(t_dict, GS_DICT, dict, .key = &t_str, .elem = &t_ints, .expected = "dict[str, list[int]]");
T(t_dicts, GS_LIST, list, .elem = &t_dict, .expected = "list[dict[str, list[int]]]");
T(t_set, GS_SET, set, .key = &t_byte, .expected = "set[int]");
T(t_time, GS_TIME, time, .expected = "datetime");
T(t_duration, GS_DURATION, duration, .expected = "timedelta");
T(t_times, GS_DICT, dict, .key = &t_duration, .elem = &t_time, .expected = "dict[timedelta, datetime]");
T(t_bigint, GS_BIGINT, bigint, .expected = "int");
T(t_bigints, GS_LIST, list, .elem = &t_bigint, .expected = "list[int]");
static const gs_type *const types[] = { &t_int, &t_byte, &t_float, &t_complex, &t_str, &t_bytes, &t_four, &t_ints, &t_complexes, &t_strs, &t_three, &t_maybe, &t_maybes, &t_dict, &t_dicts,
    &t_set, &t_time, &t_duration, &t_times, &t_bigint, &t_bigints };

/* There and back: what was written is read as it is, since these types have one form
   for both ways; and once more, read over. SystemError where not all was read. */
EXPORT PyObject *carry(int which, PyObject *v) {
    const gs_type *ty = types[which];
    gs_call c = { .fn = &plain };
    gs_path path = { NULL, GS_AT_ARG, "v", &plain, 0, NULL };
    gs_encoder t;
    gs_encoder_init(&t, &c);
    PyObject *o = NULL;
    if (!gs_encode(&t, ty, v, &path)) {
        gs_decoder taken = { .p = t.p, .api = GS_SYNC_API }, skipped = { .p = t.p, .api = GS_SYNC_API };
        o = gs_decode(&taken, ty);
        gs_decode_skip(&skipped, ty);
        if (taken.p != t.p + t.len || skipped.p != t.p + t.len || t.len < ty->ops->least) {
            Py_XDECREF(o);
            o = PyErr_Format(PyExc_SystemError, "%zd bytes: %zd were read, %zd read over, %zd at least", (Py_ssize_t)t.len, (Py_ssize_t)(taken.p - t.p), (Py_ssize_t)(skipped.p - t.p),
                (Py_ssize_t)ty->ops->least);
        }
    }
    gs_done(&c);
    return o;
}

/* ---- os/: signals ---- */
static volatile sig_atomic_t earlier, later, faults;
static void handler_before(int sig, siginfo_t *info, void *context) {
    (void)sig, (void)info, (void)context;
    earlier++;
}
static void handler_of_go(int sig, siginfo_t *info, void *context) {
    (void)sig, (void)info, (void)context;
    later++;
}
static void handler_of_faults(int sig, siginfo_t *info, void *context) {
    (void)sig, (void)info, (void)context;
    faults++;
}
static void install(int sig, void (*f)(int, siginfo_t *, void *)) {
    struct sigaction a = { .sa_sigaction = f, .sa_flags = SA_SIGINFO | SA_ONSTACK };
    sigaction(sig, &a, NULL);
}
/* Two cores that are no more than a handler: SIGURG goes to each that lives and to
   the handler that was there, SIGFPE that a process sends itself to that handler alone.
   As a tuple: of Go's, the earlier one's, of faults. */
EXPORT PyObject *dispatch(int raised, int dead) {
    static gs_signal_core cores[2];
    static int begun;
    if (gs_signals_find()) return NULL;
    if (!begun) {
        install(SIGURG, handler_before);
        install(SIGFPE, handler_of_faults);
        for (int i = 0; i < 2; i++) {
            gs_the_signals->begin(gs_the_signals);
            install(SIGURG, handler_of_go);
            cores[i].lo = (uintptr_t)handler_of_go; /* all of its code */
            cores[i].hi = cores[i].lo + 1;
            gs_the_signals->join(gs_the_signals, &cores[i]);
            gs_signals_started(&cores[i]);
        }
        begun = 1;
    }
    for (int i = 0; i < 2; i++)
        for (int s = 0; s < GS_SIGNALS; s++) GS_ATOMIC_SET(&cores[i].live[s], cores[i].go[s].sa_sigaction == handler_of_go && i >= dead);
    earlier = later = faults = 0;
    raise(raised);
    return PyObject_CallFunction((PyObject *)&PyTuple_Type, "((iii))", (int)later, (int)earlier, (int)faults);
}

/* ---- os/: stacks ---- */
static int descend(int n) {
    volatile char level[512];
    level[0] = (char)n;
    if (gs_stack_deep("a value")) return n;
    return descend(n + 1) + (level[0] != (char)n);
}
/* How many levels fit before RecursionError. */
EXPORT int depth(void) {
    int n = descend(0);
    PyErr_Clear();
    return n;
}
