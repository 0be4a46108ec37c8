/* ufunc.h: functions of numbers as ufuncs of NumPy, without its headers: its C API is a table in a capsule, whose
   slots have been the same since 1.8. The loops are those of numbers.h.

   NumPy calls a loop with the GIL or, for more than some hundred rows, without it. Functions that are known to be
   short run on the thread of the caller, with the GIL or without, as it comes. Others may block, so they run without
   it, and where a signal can end them. */
#ifndef GS_BATCH_UFUNC_H
#define GS_BATCH_UFUNC_H
#include "abi/abi3.h"
#include "async/async.h"
#pragma GCC visibility push(hidden)

/* How many loops a function has, by types: 0: it can't be a ufunc. */
int gs_ufunc_loops(const gs_async_function *a);

/* A new ufunc. api: the capsule of NumPy's table; name: as which it can be pickled. Or NULL with an exception. */
PyObject *gs_ufunc_new(const gs_async_function *a, PyObject *api, PyObject *name);

/* Calls a ufunc or a method of it, with options for the loops that run meanwhile on this thread. workers: None for all
   processors; timeout: seconds, or None. An exception of a loop gets the attribute row: its number in the order in which NumPy has run the rows.
   A new reference, or NULL with an exception. */
PyObject *gs_ufunc_call(const gs_async_function *a, PyObject *callable, PyObject *args, PyObject *kwargs, PyObject *workers,
    PyObject *timeout);

/* The function for SciPy's LowLevelCallable: a new capsule with a C function; None if none fits. */
PyObject *gs_ufunc_low_level(const gs_async_function *a);
#pragma GCC visibility pop
#endif
