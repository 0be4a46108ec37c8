/* argerror.h: errors about arguments. Each names the path to the value and the
   Python type expected: "word_count() argument 'text[3].name': expected str,
   got int". What an object's own method raised while it was read keeps its class
   and text, and gets the path as a note. All cold. */
#ifndef GS_CALL_ARGERROR_H
#define GS_CALL_ARGERROR_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/call.h"
#pragma GCC visibility push(hidden)

/* What a conversion of one value says. */
enum {
    GS_OK = 0,
    GS_WRONG_TYPE = 1,
    GS_OUT_OF_RANGE = 2,
    GS_RAISED = -1,
    GS_MISSING = 5 /* 3: list.h, 4 and 6: zone.h */
};

/* Whether an object has an attribute; -1 where asking has raised something else. */
int gs_has(PyObject *o, const char *name);

/* Where in a struct a value was refused. A dict for a struct sets the fields of an
   instance, each of which knows its own name only; who reads the dict then knows
   the way to it (gs_dict_begin(), gs_dict_failed()). */
struct gs_refused_field_state {
    char at[160], what[96]; /* "inner.n"; "raised while reading Odd as int", or "" */
    int noted;              /* there is a note, of the field alone */
    int dict;               /* a dict failed there */
};
extern __thread struct gs_refused_field_state gs_refused_field;

GS_INLINE void gs_dict_begin(void) {
    gs_refused_field.at[0] = gs_refused_field.what[0] = gs_refused_field.noted = gs_refused_field.dict = 0;
}

GS_INLINE void gs_dict_failed(void) { gs_refused_field.dict = gs_refused_field.at[0] != 0; }

/* "word_count() argument 'text[3]'" as a new str; a field or a variable has no
   function: "'name'". What a callback returned: "key() result[3]". */
PyObject *gs_argerror_subject(const gs_path *p);

int gs_argerror(const gs_path *p, PyObject *exc, const char *format, const char *a, PyObject *v);

/* Notes on the exception that is set where the object stands whose method has
   raised it: "mean() argument 'v[2]': raised while reading Odd as float". What
   goes wrong here is nothing beside the exception itself. */
void gs_argerror_note(const gs_path *p, const char *expected, PyObject *v);
int gs_is_na(PyObject *v);

/* Raises for what a conversion said of v; always -1. */
int gs_argerror_value(const gs_path *p, int why, const char *expected, PyObject *v);

int gs_argerror_param(const gs_fn *fn, int arg, int why, PyObject *v, const char *fits);
#pragma GCC visibility pop
#endif
