/* args.h: puts the arguments that Python passes into one array in the order of the parameters.
   Error messages have the text of Python's own.

   v: the array, with room for all parameters; its references are borrowed. u: a cleanup for the
   tuple of *args. */
#ifndef GS_CALL_ARGS_H
#define GS_CALL_ARGS_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/call.h"
#pragma GCC visibility push(hidden)

/* The general case of gs_args(): 0, or -1 with TypeError. */
int gs_args_slow(gs_call *c, PyObject *const *args, Py_ssize_t n, PyObject *kwnames, PyObject **v, gs_cleanup *u);

/* TypeError for n arguments of a function without parameters; always NULL. */
PyObject *gs_args_none(const gs_fn *fn, Py_ssize_t n);

/* The arguments of a fastcall in the order of the parameters: v, or args itself if that has the
   order already. NULL with TypeError. */
GS_INLINE PyObject *const *gs_args(gs_call *c, PyObject *const *args, Py_ssize_t n, PyObject *kwnames, PyObject **v,
    gs_cleanup *u) {
    if (GS_LIKELY(!kwnames && n == c->fn->nparams && n == c->fn->npos)) return args;
    return gs_args_slow(c, args, n, kwnames, v, u) ? NULL : v;
}

/* Whether a function has a parameter of that name. */
int gs_args_named(const gs_fn *fn, PyObject *name);

/* The same for tp_new, which gets a tuple and a dict: 0, or -1 with TypeError. */
int gs_args_tuple_slow(gs_call *c, PyObject *args, PyObject *kw, PyObject **v, gs_cleanup *u);

GS_INLINE int gs_args_tuple(gs_call *c, PyObject *args, PyObject *kw, PyObject **v, gs_cleanup *u) {
    if (GS_UNLIKELY(kw || c->fn->nparams != c->fn->npos || PyTuple_Size(args) != c->fn->npos))
        return gs_args_tuple_slow(c, args, kw, v, u);
    for (int i = 0; i < c->fn->npos; i++) v[i] = PyTuple_GetItem(args, i);
    return 0;
}
#pragma GCC visibility pop
#endif
