/* input.h: a column of arguments: an object for each row, or one for all. */
#ifndef GS_BATCH_INPUT_H
#define GS_BATCH_INPUT_H
#include "abi/abi3.h"
#include "async/async.h"
#include "values/arrow.h"
#include "values/list.h"
#include <stddef.h>
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* The name of a capsule with a gs_column that the caller keeps. */
#define GS_LENT_COLUMN "gophersnake.column.lent"

enum { GS_INPUT_ONE, GS_INPUT_ITEMS, GS_INPUT_VIEW, GS_INPUT_COLUMN };

typedef struct gs_input {
    int how;           /* GS_INPUT_* */
    int64_t n;         /* rows; -1: one for all */
    PyObject *one;     /* borrowed */
    PyObject *items;   /* a list or tuple */
    Py_buffer view;    /* of numbers */
    gs_column *column;
    int lent;          /* the column is the caller's */
    char *packed;      /* of numbers of a column: all of them, or NULL */
    int from;          /* of numbers: their kind */
    int text;          /* the column is text, and the parameter too */
    Py_ssize_t chunk;  /* of the column: the one of the last row, */
    int64_t begin;     /* and its first row */
    const char *mask;  /* a byte for each row that is not 0 for null; or NULL */
    Py_buffer masked;  /* which owns it */
} gs_input;

/* Prepares argument number arg of a function. step: of the parameter; NULL: self. v: the column, or one for all rows. mask: a buffer of
   bools, or None. 0, or -1 with an exception. */
int gs_input_init(gs_input *in, const gs_fn *fn, int arg, const gs_step *step, PyObject *v, int one, PyObject *mask);
void gs_input_free(gs_input *in);

/* The value of a row: GS_INPUT_IS_OBJECT: *o, a new reference; GS_INPUT_IS_WORDS: w, what stands in the frame;
   GS_INPUT_IS_NULL: there is none; -1 with an exception. */
enum { GS_INPUT_IS_OBJECT, GS_INPUT_IS_WORDS, GS_INPUT_IS_NULL };
int gs_input_row(gs_input *in, const gs_step *step, int64_t row, uint64_t *w, PyObject **o);
#pragma GCC visibility pop
#endif
