/* thunk.h: the steps of a thunk, one macro for each way in which an argument crosses. A
   generated thunk is a list of these. Every kind and word is a constant, so the compiler
   specialises each step. The macros use the names f (frame), c (call), v (arguments), r (int)
   and the label done.

   arg: the index of the argument. word: its first word in the frame. */
#ifndef GS_MODULE_THUNK_H
#define GS_MODULE_THUNK_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/argerror.h"
#include "call/args.h"
#include "call/call.h"
#include "call/guard.h"
#include "values/lent.h"
#include "values/list.h"
#include "values/number.h"
#include "values/text.h"
#include "values/time.h"
#include "values/wire.h"
#include "values/writable.h"
#include "objects/fieldkeywords.h"
#include "objects/holder.h"
#include "objects/live.h"
#include "objects/object.h"
#include "objects/subclass.h"
#include "callbacks/callback.h"
#include <stdint.h>
#include <string.h>

/* After a conversion: raises its error, if r says so. fits: the range, for an overflow. */
#define GS_ARG_FAILS(arg, fits)                         \
    if (GS_UNLIKELY(r)) {                               \
        gs_argerror_param(c->fn, arg, r, v[arg], fits); \
        goto done;                                      \
    }

/* The receiver, whose type Python has checked. */
#define GS_SELF(word)           \
    if (GS_STALE(self)) {       \
        gs_object_refuse(self); \
        goto done;              \
    }                           \
    f.w[word] = gs_show(self)

/* The same for a getter or setter: generated code alone sees the value. */
#define GS_SELF_FIELD(word)     \
    if (GS_STALE(self)) {       \
        gs_object_refuse(self); \
        goto done;              \
    }                           \
    f.w[word] = (uint64_t)(uintptr_t)GS_PTR(self)

#define GS_ARG_NUMBER(arg, word, kind)            \
    r = gs_number_in(kind, v[arg], f.w + (word)); \
    GS_ARG_FAILS(arg, gs_number_fits(kind))

#define GS_ARG_STR(arg, word)               \
    r = gs_str_in(c, v[arg], f.w + (word)); \
    GS_ARG_FAILS(arg, NULL)

#define GS_ARG_TEXT(arg, word)                        \
    gs_cleanup u##arg;                                \
    r = gs_text_in(c, v[arg], f.w + (word), &u##arg); \
    GS_ARG_FAILS(arg, NULL)

#define GS_ARG_BYTES(arg, word)                        \
    gs_cleanup u##arg;                                 \
    r = gs_bytes_in(c, v[arg], f.w + (word), &u##arg); \
    GS_ARG_FAILS(arg, NULL)

#define GS_ARG_NUMBERS(arg, word, type) \
    gs_cleanup u##arg;                  \
    if (GS_UNLIKELY(gs_numbers_in(c, arg, type, v[arg], f.w + (word), &u##arg))) goto done

/* A buffer that Go writes to; never a copy. */
#define GS_ARG_WRITABLE(arg, word, kind) \
    gs_cleanup u##arg;                   \
    if (GS_UNLIKELY(gs_writable_in(c, arg, kind, v[arg], f.w + (word), &u##arg))) goto done

/* A slice that Go may write. flags: GS_LENT_*. */
#define GS_ARG_LENT(arg, word, type, flags) \
    gs_lent u##arg;                         \
    if (GS_UNLIKELY(gs_lent_in(c, arg, type, v[arg], f.w + (word), &u##arg, flags))) goto done

#define GS_ARG_LENT_WIRE(arg, word, type, flags) \
    gs_encoder u##arg;                           \
    gs_lent l##arg;                              \
    if (GS_UNLIKELY(gs_lent_wire_in(c, arg, type, v[arg], f.w + (word), &u##arg, &l##arg, flags))) goto done

/* In guard mode: replaces a borrowed argument by a protected copy. */
#define GS_GUARD(arg, word, size, writable) \
    if (GS_UNLIKELY(gs_guarding) && gs_guard_borrow(c, arg, f.w + (word), size, writable)) goto done

#define GS_ARG_OBJECT(arg, word, cls, flags)               \
    r = gs_object_in(c, cls, v[arg], f.w + (word), flags); \
    GS_ARG_FAILS(arg, NULL)

#define GS_ARG_DURATION(arg, word)            \
    r = gs_duration_in(v[arg], f.w + (word)); \
    GS_ARG_FAILS(arg, "time.Duration (about 292 years)")

/* traced: the span of the call comes with it. */
#define GS_ARG_TIMEOUT(arg, word, traced)                                                                    \
    if (traced && GS_UNLIKELY(gs_trace_in(c, f.w + (word) + 1))) goto done;                                  \
    r = v[arg] == Py_None ? (f.w[word] = (uint64_t)INT64_MIN, GS_OK) : gs_duration_in(v[arg], f.w + (word)); \
    GS_ARG_FAILS(arg, "time.Duration (about 292 years)")

/* A callable that Go does not keep; the caller holds it during the call. */
#define GS_ARG_CALLABLE(arg, word, type)            \
    r = gs_callable_in(type, v[arg], f.w + (word)); \
    GS_ARG_FAILS(arg, NULL)

#define GS_ARG_WIRE(arg, word, type) \
    gs_encoder u##arg;               \
    if (GS_UNLIKELY(gs_wire_in(c, arg, type, v[arg], f.w + (word), &u##arg))) goto done

/* At the beginning of a function that Python calls: if calls are measured, it is called once more, and measured.
   The test is all that this costs otherwise. */
#define GS_MEASURE(how, ...)                                                  \
    if (GS_PROFILING) {                                                       \
        gs_profile_thread *measures = gs_profile_outside();                   \
        if (measures) return gs_profile_##how(measures, __VA_ARGS__);         \
    }

/* The functions that Python calls: they convert Python's calling convention to that of a body
   (call, self, arguments). F: the gs_fn. N: the number of parameters. */
#define GS_FASTCALL(name, F, body, N)                                                          \
    static PyObject *name(PyObject *self, PyObject *const *args, Py_ssize_t n, PyObject *kw) { \
        GS_MEASURE(fast, &F, name, self, args, n, kw)                                          \
        PyObject *room[(N) ? (N) : 1];                                                         \
        gs_cleanup star;                                                                       \
        gs_call c = { .fn = &F, .binds = 1 };                                                  \
        PyObject *const *v = gs_args(&c, args, n, kw, room, &star);                            \
        if (GS_UNLIKELY(!v)) {                                                                 \
            gs_done(&c);                                                                       \
            return NULL;                                                                       \
        }                                                                                      \
        return body(&c, self, v);                                                              \
    }

/* A function of overloads: call(self, arguments) chooses one. */
#define GS_OVERLOADED(name, F, call, N)                                                        \
    static PyObject *name(PyObject *self, PyObject *const *args, Py_ssize_t n, PyObject *kw) { \
        GS_MEASURE(fast, &F, name, self, args, n, kw)                                          \
        PyObject *room[N], *out = NULL;                                                        \
        gs_cleanup star;                                                                       \
        gs_call c = { .fn = &F };                                                              \
        PyObject *const *v = gs_args(&c, args, n, kw, room, &star);                            \
        if (v == args) memcpy(room, args, sizeof room);                                        \
        if (v) out = call(self, room);                                                         \
        gs_done(&c);                                                                           \
        return out;                                                                            \
    }

#define GS_NOARGS(name, F, body)                              \
    static PyObject *name(PyObject *self, PyObject *unused) { \
        GS_MEASURE(plain, &F, name, self, unused)             \
        gs_call c = { .fn = &F };                             \
        return body(&c, self, NULL);                          \
    }

/* The same for a function of a module. Python calls it without the checks that METH_NOARGS brings
   where the function is no method, which take 7 ns. */
#define GS_NOARGS_FAST(name, F)                                                               \
    __attribute__((unused)) static PyObject *name##_fast(PyObject *self, PyObject *const *args, Py_ssize_t n) { \
        (void)args;                                                                          \
        if (GS_UNLIKELY(n)) return gs_args_none(&F, n);                                      \
        return name(self, NULL);                                                             \
    }

/* The beginning of tp_new, of class C. */
#define GS_NEW_SUBCLASS(C)                                                 \
        if (GS_UNLIKELY(t && t != C.type)) {                               \
            PyObject *o;                                                   \
            if (gs_subclass_new(&C, t, &o)) return o;                      \
        }

/* Keywords of a constructor's call that are fields. */
#define GS_NEW_FIELD_KEYWORDS(name, C)                                     \
        if (GS_UNLIKELY(kw) && C.fields && gs_field_keywords(&C, kw))      \
            return gs_field_keywords_new(&C, name, t, args, kw);

/* tp_new that calls a Go constructor, of class C. */
#define GS_NEW_CALL(name, F, body, N, C)                                   \
    static PyObject *name(PyTypeObject *t, PyObject *args, PyObject *kw) { \
        GS_NEW_SUBCLASS(C)                                                 \
        GS_NEW_FIELD_KEYWORDS(name, C)                                     \
        GS_MEASURE(new, &F, name, t, args, kw)                             \
        PyObject *room[(N) ? (N) : 1];                                     \
        gs_cleanup star;                                                   \
        gs_call c = { .fn = &F, .binds = 1 };                              \
        if (gs_args_tuple(&c, args, kw, room, &star)) {                    \
            gs_done(&c);                                                   \
            return gs_object_refused(&C, args, kw);                        \
        }                                                                  \
        return gs_object_as(t, &C, body(&c, NULL, room));                  \
    }

/* The same for a box over an array: several arguments are its items. */
#define GS_NEW_ITEMS(name, F, body, N, C)                                  \
    GS_NEW_CALL(name##_of, F, body, N, C)                                  \
    static PyObject *name(PyTypeObject *t, PyObject *args, PyObject *kw) { \
        if (kw || PyTuple_Size(args) < 2) return name##_of(t, args, kw);   \
        PyObject *value = PyTuple_Pack(1, args);                           \
        PyObject *o = value ? name##_of(t, value, NULL) : NULL;            \
        Py_XDECREF(value);                                                 \
        return o;                                                          \
    }

/* tp_new of a generic type with several classes: the arguments choose one. Those of a subclass are
   of its own. */
#define GS_NEW_OVERLOADED(name, F, call, body, N, C)                       \
    static PyObject *name(PyTypeObject *t, PyObject *args, PyObject *kw) { \
        GS_NEW_SUBCLASS(C)                                                 \
        GS_NEW_FIELD_KEYWORDS(name, C)                                     \
        GS_MEASURE(new, &F, name, t, args, kw)                             \
        PyObject *room[(N) ? (N) : 1], *out = NULL;                        \
        gs_cleanup star;                                                   \
        gs_call c = { .fn = &F, .binds = 1 };                              \
        int bad = gs_args_tuple(&c, args, kw, room, &star);                \
        if (!bad && t != C.type) return gs_object_as(t, &C, body(&c, NULL, room)); \
        if (!bad) out = call(NULL, room);                                  \
        gs_done(&c);                                                       \
        return out;                                                        \
    }

/* tp_new that sets fields. */
#define GS_NEW_FIELDS(name, F, N, C)                                                                 \
    static PyObject *name(PyTypeObject *t, PyObject *args, PyObject *kw) {                           \
        GS_NEW_SUBCLASS(C)                                                                           \
        PyObject *room[(N) ? (N) : 1];                                                               \
        gs_cleanup star;                                                                             \
        gs_call c = { .fn = &F };                                                                    \
        PyObject *o = gs_args_tuple(&c, args, kw, room, &star) ? NULL : gs_object_make(&C, t, room); \
        gs_done(&c);                                                                                 \
        return o;                                                                                    \
    }

/* Getters and setters of fields: one of each form. What is the field's own is in the closure. */
#define GS_GETTER(name, body)                              \
    static PyObject *name(PyObject *self, void *closure) { \
        const gs_field *field = closure;                   \
        GS_MEASURE(get, field->get, name, self, closure)   \
        gs_call c = { .fn = field->get };                  \
        return body(&c, field, self, NULL);                \
    }

#define GS_SETTER(thunk, body) GS_SETTER_OF(thunk, body, 0)

/* A setter of a field that holds containers: p.x += [1] has changed Go already. */
#define GS_SETTER_LIVE(thunk, body) GS_SETTER_OF(thunk, body, gs_live_assigned(field->live, self, value))

#define GS_SETTER_OF(thunk, body, assigned)                                     \
    static int thunk(PyObject *self, PyObject *value, void *closure) {          \
        const gs_field *field = closure;                                        \
        GS_MEASURE(set, field->set, thunk, self, value, closure)                \
        gs_call c = { .fn = field->set, .rows = ((gs_object *)self)->of_dict }; \
        GS_FIELD_WRITABLE(self, field->set->params[0].name, value);             \
        int there = assigned;                                                   \
        if (there) return there < 0 ? -1 : 0;                                   \
        PyObject *v[1] = { value }, *o = body(&c, field, self, v);              \
        Py_XDECREF(o);                                                          \
        return o ? 0 : -1;                                                      \
    }

/* The same of numbers and structs, which are read and written where they lie. */
#define GS_GET_NUMBER(thunk, kind)                               \
    static PyObject *thunk(PyObject *self, void *closure) {      \
        const gs_field *field = closure;                         \
        return gs_field_number_get(kind, self, field->at);       \
    }

#define GS_GET_NAMED(thunk, kind)                                                                               \
    static PyObject *thunk(PyObject *self, void *closure) {                                                     \
        const gs_field *field = closure;                                                                        \
        return gs_named_wrap((gs_class *)field->gives[0], gs_field_number_get(kind, self, field->at));          \
    }

#define GS_GET_VIEW(thunk)                                                       \
    static PyObject *thunk(PyObject *self, void *closure) {                      \
        const gs_field *field = closure;                                         \
        return gs_field_view((gs_class *)field->gives[0], self, field->at);      \
    }

#define GS_SET_NUMBER(thunk, kind)                                                                        \
    static int thunk(PyObject *self, PyObject *v, void *closure) {                                        \
        const gs_field *field = closure;                                                                  \
        return gs_field_number_set(kind, self, field->at, v, field->name, field->expected);               \
    }

/* A setter of a field that holds Python objects: as callables of a func type, or as they are
   (type is NULL). */
#define GS_SETTER_HELD(thunk, F, body, type)                                                                      \
    static int thunk(PyObject *self, PyObject *value, void *unused) {                                             \
        (void)unused;                                                                                             \
        gs_call c = { .fn = &F };                                                                                 \
        GS_FIELD_WRITABLE(self, F.params[0].name, value);                                                         \
        gs_holder *holder;                                                                                        \
        if (gs_holder_begin(self, value, &holder)) return -1;                                                     \
        PyObject *v[1] = { value }, *o = body(&c, self, v);                                                       \
        if (holder) gs_holder_end(holder, thunk, value, value != Py_None && !gs_callable_is_go(type, value), !o); \
        Py_XDECREF(o);                                                                                            \
        return o ? 0 : -1;                                                                                        \
    }

/* The getter and the setter of a variable, which is a property of the module's class. */
#define GS_VAR_GET(name, F, body)                             \
    static PyObject *name(PyObject *self, PyObject *module) { \
        GS_MEASURE(plain, &F, name, self, module)             \
        gs_call c = { .fn = &F };                             \
        return body(&c, self, NULL);                          \
    }

#define GS_VAR_SET(name, F, body) GS_VAR_SETTER(name, F, body, 0)

/* The same of a variable that holds containers, which L describes. */
#define GS_VAR_SET_LIVE(name, F, body, L) GS_VAR_SETTER(name, F, body, gs_live_assigned(&L, self, args[1]))

#define GS_VAR_SETTER(name, F, body, assigned)                                                      \
    static PyObject *name(PyObject *self, PyObject *const *args, Py_ssize_t n) {                    \
        gs_call c = { .fn = &F };                                                                   \
        if (n != 2) {                                                                               \
            PyErr_SetString(PyExc_TypeError, "a property's setter takes the module and the value"); \
            return NULL;                                                                            \
        }                                                                                           \
        int there = assigned;                                                                       \
        if (there) return there < 0 ? NULL : Py_NewRef(Py_None);                                    \
        return body(&c, self, args + 1);                                                            \
    }
#endif
