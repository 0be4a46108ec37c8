#include "objects/identity.h"
#include "objects/state.h"
#include <pthread.h>
#include <stdlib.h>

/* A hash table by the address of the Go value, of borrowed references. */
static struct {
    pthread_mutex_t lock;
    PyObject **all;
    size_t n, size;
} gs_identities = { .lock = PTHREAD_MUTEX_INITIALIZER };

/* The place of an object of the same Go value, type and core as o, or a free one. */
static size_t gs_identity_at(PyObject *o) {
    size_t mask = gs_identities.size - 1, i = gs_state_address(GS_PTR(o)) & mask;
    for (;; i = (i + 1) & mask) {
        PyObject *other = gs_identities.all[i];
        if (!other || (GS_PTR(other) == GS_PTR(o) && Py_TYPE(other) == Py_TYPE(o) &&
                          ((gs_object *)other)->generation == ((gs_object *)o)->generation))
            return i;
    }
}

static int gs_identity_grow(void) {
    PyObject **old = gs_identities.all;
    size_t n = gs_identities.size, size = n ? 2 * n : 64;
    PyObject **all = calloc(size, sizeof *all);
    if (!all) return -1;
    gs_identities.all = all;
    gs_identities.size = size;
    for (size_t i = 0; i < n; i++)
        if (old[i]) all[gs_identity_at(old[i])] = old[i];
    free(old);
    return 0;
}

/* The object of the same Go value and type, which is o if there was none: a new reference, or
   NULL with MemoryError. */
static PyObject *gs_identity_of_address(PyObject *o) {
    if (((gs_object *)o)->pickled) return Py_NewRef(o);
    PyObject *found = NULL;
    pthread_mutex_lock(&gs_identities.lock);
    if (2 * gs_identities.n < gs_identities.size || !gs_identity_grow()) {
        size_t i = gs_identity_at(o);
        found = gs_identities.all[i];
        if (!found) {
            gs_can_try_ref(o);
            gs_identities.all[i] = o;
            gs_identities.n++;
            ((gs_object *)o)->pickled = 1;
        }
        if (!found || !gs_try_ref(found)) found = Py_NewRef(o); /* it is being deallocated, and leaves the table in a moment */
    }
    pthread_mutex_unlock(&gs_identities.lock);
    return found ? found : PyErr_NoMemory();
}

PyObject *gs_identity_first(const gs_state *s, PyObject *o) {
    return s->cls->what == GS_CLASS_STRUCT && !gs_layout[s->cls->size] ? Py_NewRef(o) : gs_identity_of_address(o);
}

GS_NOINLINE void gs_identity_forget(PyObject *o) {
    pthread_mutex_lock(&gs_identities.lock);
    size_t mask = gs_identities.size - 1, i = gs_identity_at(o), next = i;
    gs_identities.n--;
    /* those behind it move up, as far as their own places allow */
    for (;;) {
        gs_identities.all[i] = NULL;
        PyObject *other;
        do {
            next = (next + 1) & mask;
            other = gs_identities.all[next];
        } while (other && ((next - gs_state_address(GS_PTR(other))) & mask) < ((next - i) & mask));
        if (!other) break;
        gs_identities.all[i] = other;
        i = next;
    }
    pthread_mutex_unlock(&gs_identities.lock);
}

PyObject *gs_identity_undress(const gs_state *s, PyObject *o) {
    PyTypeObject *t = PyType_IsSubtype(Py_TYPE(o), s->cls->type) ? s->cls->type : s->cls->aio;
    PyObject *plain = gs_object_of(t, s->cls, GS_PTR(o), GS_NO_HANDLE, Py_NewRef(o));
    if (!plain) return NULL;
    ((gs_object *)plain)->unseen = ((gs_object *)o)->unseen;
    PyObject *same = gs_identity_first(s, plain);
    Py_DECREF(plain);
    return same;
}
