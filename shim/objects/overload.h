/* overload.h: a generic Go function that is several functions of Go, one for each choice of type
   arguments, and one of Python. The arguments choose. Twin: internal/bind/generic.go. */
#ifndef GS_OBJECTS_OVERLOAD_H
#define GS_OBJECTS_OVERLOAD_H
#include "abi/abi3.h"
#include "call/call.h"
#include "values/wire.h"
#pragma GCC visibility push(hidden)

typedef struct gs_overloads {
    const char *name; /* of the function */
    int n, wide;  /* how many there are; the first for a named type of Go's, which take its instances alone */
    int teller;   /* a parameter that all of these tell by; -1: none; -2: no overload is for a named type */
    int nparams;
    const char *const *names;            /* of the parameters */
    const gs_type *const *const *params; /* by overload; NULL: any argument will do */
    const char *gathers;                 /* by parameter: an iterator may be read before the call */
} gs_overloads;

enum { GS_MOST_OVERLOADS = 16 };

/* Which overloads take the arguments: a bit for each; 0 with an exception. Iterators among the
   arguments are replaced by what can be looked at before the call; own gets these. */
uint32_t gs_overload_fit(const gs_overloads *o, PyObject **v, PyObject **own);

/* Drops these. */
void gs_overload_done(const gs_overloads *o, PyObject **own);

/* Whether the exception that is set says that a callable's result is of another type than the
   overload wants. Then it is cleared, and another overload may be tried. */
int gs_overload_again(void);

/* Marks the exception that is set as such a one. */
void gs_overload_misfit(void);
#pragma GCC visibility pop
#endif
