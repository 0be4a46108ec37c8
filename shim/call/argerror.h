/* argerror.h: errors about arguments. Each message has the path to the value and the expected
   Python type: "word_count() argument 'text[3].name': expected str, got int". If a method of
   the object raised while we read it, the exception keeps its class and text and gets the path
   as a note. All cold. */
#ifndef GS_CALL_ARGERROR_H
#define GS_CALL_ARGERROR_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/call.h"
#pragma GCC visibility push(hidden)

/* Results of a conversion of one value. */
enum {
    GS_OK = 0,
    GS_WRONG_TYPE = 1,
    GS_OUT_OF_RANGE = 2,
    GS_RAISED = -1,
    GS_MISSING = 5, /* masked or null; 3: list.c, 4 and 6: zone.h */
    GS_HALF = 7     /* an array of numbers that Go has no type for: floats of 16 bits or less */
};

/* Whether an object has an attribute; -1 with an exception other than AttributeError. */
int gs_has(PyObject *o, const char *name);

/* Where in a struct a value was refused. A dict in the place of a struct sets the fields of an
   instance, and each setter knows its own field's name only. The reader of the dict adds the
   path to it (gs_dict_begin(), gs_dict_failed()). */
struct gs_refused_field_state {
    char at[160], what[96]; /* "inner.n"; "raised while reading Odd as int", or "" */
    int noted;              /* a note has been added, with the field's name alone */
    int dict;               /* the failure was in a dict */
};
extern __thread struct gs_refused_field_state gs_refused_field;

GS_INLINE void gs_dict_begin(void) {
    gs_refused_field.at[0] = gs_refused_field.what[0] = gs_refused_field.noted = gs_refused_field.dict = 0;
}

GS_INLINE void gs_dict_failed(void) { gs_refused_field.dict = gs_refused_field.at[0] != 0; }

/* The subject of a message, as a new str: "word_count() argument 'text[3]'". For a field or a
   variable, which has no function: "'name'". For the result of a callback: "key() result[3]". */
PyObject *gs_argerror_subject(const gs_path *p);

/* Raises an exception of class exc. format gets a (a C string) and v (for %R and the like), and
   follows the subject. Always -1. */
int gs_argerror(const gs_path *p, PyObject *exc, const char *format, const char *a, PyObject *v);

/* Adds a note to the exception that is set, since a method of v raised it: "mean() argument
   'v[2]': raised while reading Odd as float". Errors in here are ignored. */
void gs_argerror_note(const gs_path *p, const char *expected, PyObject *v);

/* Whether v is a missing value of pandas or NumPy. */
int gs_is_na(PyObject *v);

/* Raises the exception for the result why of a conversion of v; always -1. */
int gs_argerror_value(const gs_path *p, int why, const char *expected, PyObject *v);

/* The same for an argument of a function. fits: the expected range, for GS_OUT_OF_RANGE; or
   NULL. */
int gs_argerror_param(const gs_fn *fn, int arg, int why, PyObject *v, const char *fits);
#pragma GCC visibility pop
#endif
