/* exclusion.h: what the GIL does for us, where there is none.

   With the GIL, everything here is empty: code between two points at which a thread may
   release it excludes all other threads. Without it, each place that relies on this says so, by one of
   these. The table in ARCHITECTURE.md names all of them. What is built for abi3t asks at run time (gs_no_gil()).

   GS_ALONE(o)      a critical section of CPython's on an object, until the end of the block. It behaves
                    as the GIL does, for one object: whoever waits for something (a crossing that
                    releases the thread state, another section) gives it up meanwhile. So code that was
                    right with the GIL is right inside of it, if all that it shares is o's.
   gs_apart()       leaves such a section for code of the user's, which may take long.
   GS_LOCK(m)       a mutex, for a few instructions that neither run Python code nor touch reference
                    counts that may become 0.
   GS_OF_THREAD     a variable of each thread, where one for all would be a place for which they compete.
   gs_private()     a list or a dict that no other thread knows: the same, or a copy of it.
   gs_try_ref()     a reference to an object that may be on its way to deallocation.
   gs_uncounted()   an object for the life of the process: threads that use it at once do not compete for its count. */
#ifndef GS_ABI_EXCLUSION_H
#define GS_ABI_EXCLUSION_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "abi/spinlock.h"
#pragma GCC visibility push(hidden)

/* Whether this Python was built without a GIL. */
#if defined(GS_FREE_THREADED)
GS_INLINE int gs_no_gil(void) { return 1; }
#elif defined(GS_ABI3T)
extern int gs_python_has_no_gil; /* from gs_exclusion_init() on */
GS_INLINE int gs_no_gil(void) { return gs_python_has_no_gil; }
#else
GS_INLINE int gs_no_gil(void) { return 0; }
#endif

/* First of all, at import; 0, or -1 with ImportError. symbol: gs_process_symbol(). */
#ifdef GS_ABI3T
int gs_exclusion_init(void *(*symbol)(const char *));
#else
GS_INLINE int gs_exclusion_init(void *(*symbol)(const char *)) { return (void)symbol, 0; }
#endif

/* Changes the type of an object to one of the same layout. 0, or -1 with an exception. */
#ifdef GS_ABI3T
GS_INLINE int gs_set_type(PyObject *o, PyTypeObject *t) { return PyObject_SetAttrString(o, "__class__", (PyObject *)t); }
#else
GS_INLINE int gs_set_type(PyObject *o, PyTypeObject *t) {
    PyTypeObject *old = o->ob_type;
    if (PyType_GetFlags(t) & Py_TPFLAGS_HEAPTYPE) Py_INCREF(t); /* objects own no others */
    __atomic_store_n(&o->ob_type, t, __ATOMIC_RELEASE);
    if (PyType_GetFlags(old) & Py_TPFLAGS_HEAPTYPE) Py_DECREF(old);
    return 0;
}
#endif

/* With -DGS_UNGUARDED there is nothing of it either where there is no GIL, to see what tests find then. */
#if (defined(GS_FREE_THREADED) || defined(GS_ABI3T)) && !defined(GS_UNGUARDED)
#define GS_GUARDED 1
#define GS_OF_THREAD __thread
#define GS_FLAG /* a byte: a bit shares its byte with others, which other threads write */

#ifdef GS_ABI3T /* which has neither mutexes nor CPython's own state of a thread */
typedef gs_spinlock gs_mutex;
#define GS_MUTEX_INIT { 0 }
GS_INLINE void GS_LOCK(gs_mutex *m) { gs_spinlock_take(m); }
GS_INLINE void GS_UNLOCK(gs_mutex *m) { gs_spinlock_leave(m); }

typedef struct gs_section {
    PyCriticalSection section;
    PyObject *o;              /* NULL: there is a GIL */
    struct gs_section *outer; /* of this thread */
} gs_section;
extern __thread gs_section *gs_innermost_section;

GS_INLINE void gs_alone_begin(gs_section *s, PyObject *o) {
    s->o = gs_no_gil() ? o : NULL;
    if (!s->o) return;
    s->outer = gs_innermost_section;
    gs_innermost_section = s;
    PyCriticalSection_Begin(&s->section, o);
}
GS_INLINE void gs_alone_end(gs_section *s) {
    if (!s->o) return;
    PyCriticalSection_End(&s->section);
    gs_innermost_section = s->outer;
}

/* Leaves the innermost section, if it is on o, until gs_together(): for code that may take its time. The section was
   begun since Python has called us: sections of its own, which are innermost then, can't be seen here. */
GS_INLINE gs_section *gs_apart(PyObject *o) {
    gs_section *s = gs_innermost_section;
    if (!s || s->o != o) return NULL;
    gs_alone_end(s);
    return s;
}
GS_INLINE void gs_together(gs_section *s, PyObject *o) {
    if (s) gs_alone_begin(s, o);
}

/* One more object that is asked for by its address alone, such as one in a table. abi3t has nothing for that, so what 3.14 has
   for all extensions is looked for by its name; PyUnstable_... says that a later Python may have another. */
extern int (*gs_try_inc_ref)(PyObject *);
extern void (*gs_enable_try_inc_ref)(PyObject *);
GS_INLINE void gs_can_try_ref(PyObject *o) {
    if (gs_no_gil()) gs_enable_try_inc_ref(o);
}
GS_INLINE int gs_try_ref(PyObject *o) {
    if (gs_no_gil()) return gs_try_inc_ref(o);
    if (!Py_REFCNT(o)) return 0;
    Py_INCREF(o);
    return 1;
}
extern int (*gs_enable_deferred_refcount)(PyObject *); /* in the same way; NULL: there is none */
GS_INLINE void gs_uncounted(PyObject *o) {
    if (gs_no_gil() && gs_enable_deferred_refcount) gs_enable_deferred_refcount(o);
}
#else
typedef PyMutex gs_mutex;
#define GS_MUTEX_INIT { 0 }
GS_INLINE void GS_LOCK(gs_mutex *m) { PyMutex_Lock(m); }
GS_INLINE void GS_UNLOCK(gs_mutex *m) { PyMutex_Unlock(m); }

typedef struct gs_section {
    PyCriticalSection section;
    int entered;
} gs_section;

/* The innermost section of this thread, if it is on o and entered; else NULL. */
GS_INLINE PyCriticalSection *gs_alone_with(PyObject *o) {
    enum { MASK = 3, SUSPENDED = 1 };
    uintptr_t top = PyThreadState_Get()->critical_section;
    PyCriticalSection *s = (PyCriticalSection *)(top & ~(uintptr_t)MASK);
    return s && !(top & SUSPENDED) && s->_cs_mutex == &o->ob_mutex ? s : NULL;
}

/* Before 3.14, CPython would wait for itself, and so give up the outer section. */
GS_INLINE void gs_alone_begin(gs_section *s, PyObject *o) {
    s->entered = !gs_alone_with(o);
    if (GS_LIKELY(s->entered)) PyCriticalSection_Begin(&s->section, o);
}
GS_INLINE void gs_alone_end(gs_section *s) {
    if (GS_LIKELY(s->entered)) PyCriticalSection_End(&s->section);
}
/* Leaves the innermost section, if it is on o, until gs_together(): for code that may take its time. */
GS_INLINE PyCriticalSection *gs_apart(PyObject *o) {
    PyCriticalSection *s = gs_alone_with(o);
    if (s) PyCriticalSection_End(s);
    return s;
}
GS_INLINE void gs_together(PyCriticalSection *s, PyObject *o) {
    if (s) PyCriticalSection_Begin(s, o);
}

/* One more object that is asked for by its address alone, such as one in a table. */
#if PY_VERSION_HEX >= 0x030E0000
GS_INLINE void gs_can_try_ref(PyObject *o) { PyUnstable_EnableTryIncRef(o); }
GS_INLINE int gs_try_ref(PyObject *o) { return PyUnstable_TryIncRef(o); }
GS_INLINE void gs_uncounted(PyObject *o) { PyUnstable_Object_EnableDeferredRefcount(o); }
#else
/* As _Py_SetImmortal() in Objects/object.c of 3.13, which has no counts that are deferred for others than itself. */
GS_INLINE void gs_uncounted(PyObject *o) {
    if (PyType_IS_GC(Py_TYPE(o)) && PyObject_GC_IsTracked(o)) PyObject_GC_UnTrack(o);
    o->ob_tid = _Py_UNOWNED_TID;
    o->ob_ref_local = _Py_IMMORTAL_REFCNT_LOCAL;
    o->ob_ref_shared = 0;
}
/* As in Include/internal/pycore_object.h of 3.13. */
GS_INLINE void gs_can_try_ref(PyObject *o) {
    Py_ssize_t shared = __atomic_load_n(&o->ob_ref_shared, __ATOMIC_RELAXED);
    while (!(shared & _Py_REF_SHARED_FLAG_MASK) &&
        !__atomic_compare_exchange_n(&o->ob_ref_shared, &shared, shared | _Py_REF_MAYBE_WEAKREF, 0, __ATOMIC_SEQ_CST,
            __ATOMIC_RELAXED));
}
GS_INLINE int gs_try_ref(PyObject *o) {
    uint32_t local = __atomic_load_n(&o->ob_ref_local, __ATOMIC_RELAXED);
    if (local == UINT32_MAX) return 1; /* immortal */
    if (__atomic_load_n(&o->ob_tid, __ATOMIC_RELAXED) == _Py_ThreadId()) {
        __atomic_store_n(&o->ob_ref_local, local + 1, __ATOMIC_RELAXED);
        return 1;
    }
    Py_ssize_t shared = __atomic_load_n(&o->ob_ref_shared, __ATOMIC_RELAXED);
    while (shared != 0 && shared != _Py_REF_MERGED)
        if (__atomic_compare_exchange_n(&o->ob_ref_shared, &shared, shared + (1 << _Py_REF_SHARED_SHIFT), 0,
                __ATOMIC_SEQ_CST, __ATOMIC_RELAXED))
            return 1;
    return 0;
}
#endif

#endif

#define GS_ALONE(o) GS_ALONE_AS(o, __LINE__)
#define GS_ALONE_AS(o, line) GS_ALONE_NAMED(o, line)
#define GS_ALONE_NAMED(o, line)                                            \
    __attribute__((cleanup(gs_alone_end))) gs_section gs_section_##line; \
    gs_alone_begin(&gs_section_##line, (PyObject *)(o))

/* A new reference to a list or a dict as it is now, whose items stay; any other object is itself. NULL with MemoryError. */
GS_INLINE PyObject *gs_private(PyObject *o) {
    if (!gs_no_gil()) return Py_NewRef(o);
    if (PyList_Check(o)) return PyList_GetSlice(o, 0, INTPTR_MAX);
    return PyDict_Check(o) ? PyDict_Copy(o) : Py_NewRef(o);
}

/* PyDict_GetItemWithError() with a new reference. */
GS_INLINE PyObject *gs_dict_get(PyObject *d, PyObject *k) {
    PyObject *v;
    return PyDict_GetItemRef(d, k, &v) < 0 ? NULL : v;
}

/* PyDict_GetItemString() with a new reference; without an exception. */
GS_INLINE PyObject *gs_dict_named(PyObject *d, const char *name) {
    PyObject *v;
    if (PyDict_GetItemStringRef(d, name, &v) < 0) PyErr_Clear();
    return v;
}

/* PyList_GetItem() with a new reference; NULL without an exception if the list is shorter by now. */
GS_INLINE PyObject *gs_list_item(PyObject *l, Py_ssize_t i) {
    PyObject *o = PyList_GetItemRef(l, i);
    if (GS_UNLIKELY(!o)) PyErr_Clear();
    return o;
}

#define GS_ACQUIRE(p) __atomic_load_n(p, __ATOMIC_ACQUIRE) /* what was stored before it is there */

#else
#define GS_OF_THREAD
#define GS_FLAG : 1
typedef struct gs_mutex { char unused; } gs_mutex;
#define GS_MUTEX_INIT { 0 }
#define GS_LOCK(m) ((void)(m))
#define GS_UNLOCK(m) ((void)(m))
#define GS_ALONE(o) ((void)0)
GS_INLINE void *gs_apart(PyObject *o) { return (void)o, NULL; }
GS_INLINE void gs_together(void *s, PyObject *o) { (void)s, (void)o; }
GS_INLINE void gs_can_try_ref(PyObject *o) { (void)o; }
GS_INLINE void gs_uncounted(PyObject *o) { (void)o; }
/* 0 references: it is being deallocated. */
GS_INLINE int gs_try_ref(PyObject *o) {
#if defined(GS_ABI3T)
    if (!Py_REFCNT(o)) return 0;
#elif !defined(GS_FREE_THREADED)
    if (!o->ob_refcnt) return 0;
#endif
    Py_INCREF(o);
    return 1;
}
GS_INLINE PyObject *gs_private(PyObject *o) { return Py_NewRef(o); }
GS_INLINE PyObject *gs_dict_get(PyObject *d, PyObject *k) { return Py_XNewRef(PyDict_GetItemWithError(d, k)); }
GS_INLINE PyObject *gs_dict_named(PyObject *d, const char *name) { return Py_XNewRef(PyDict_GetItemString(d, name)); }
GS_INLINE PyObject *gs_list_item(PyObject *l, Py_ssize_t i) {
    return i < PyList_Size(l) ? Py_XNewRef(PyList_GetItem(l, i)) : NULL;
}
#define GS_ACQUIRE(p) (*(p))
#endif

/* What is made at first use, and by several threads at once if they come at once: the first that is stored is what all use.
   Takes over made, and returns what is stored, borrowed; NULL if made is NULL. Read it by GS_ACQUIRE(). */
GS_INLINE PyObject *gs_first(PyObject **at, PyObject *made) {
    PyObject *before = NULL;
    if (!made || __atomic_compare_exchange_n(at, &before, made, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) return made;
    Py_DECREF(made);
    return before;
}

/* The native module, from import on. Sections on it exclude each other where something is made once, at first
   use; and in the async API, whose parts know each other. */
extern PyObject *gs_once_object;
#define GS_ASYNC_ALONE() GS_ALONE(gs_once_object)

/* An object for calls whose author wants them to exclude each other, as the GIL did: model.Func.Alone. */
extern PyObject *gs_one_thread;
#define GS_OTHERS_WAIT() GS_ALONE(gs_one_thread)
#pragma GCC visibility pop
#endif
