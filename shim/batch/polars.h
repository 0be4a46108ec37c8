/* polars.h: functions as expression plugins of Polars. Source: version 0.1 of the ABI in the crate polars-ffi. Polars loads
   the file of this extension, which Python has loaded already, and calls two symbols for each function, on threads of its
   own and without the GIL: one for the type of the result, and one for a column. No panic and no exception crosses: Polars
   gets the text of an error. */
#ifndef GS_BATCH_POLARS_H
#define GS_BATCH_POLARS_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "async/async.h"
#include "values/arrow.h"
#include <stddef.h>
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* A Series: SeriesExport of polars-ffi. Without private_data it is none. */
typedef struct gs_series {
    struct ArrowSchema *field;
    struct ArrowArray **arrays;
    size_t len;
    void (*release)(struct gs_series *);
    void *private_data;
} gs_series;

/* Calls a function for the rows of n Series, which it releases. kwargs: a pickle, for shim/polars.py. */
void gs_polars_call(gs_async_function *a, gs_series *in, size_t n, const uint8_t *kwargs, size_t len, gs_series *out);

/* The name and the type of the result. */
void gs_polars_field(gs_async_function *a, const struct ArrowSchema *in, size_t n, struct ArrowSchema *out, const uint8_t *kwargs, size_t len);

#define GS_POLARS(NAME, A)                                                                                                              \
    GS_EXPORT void _polars_plugin_##NAME(gs_series *in, size_t n, const uint8_t *kwargs, size_t len,       \
        gs_series *out, void *context);                                                                                                 \
    void _polars_plugin_##NAME(gs_series *in, size_t n, const uint8_t *kwargs, size_t len, gs_series *out, void *context) {             \
        (void)context;                                                                                                                  \
        gs_polars_call(A, in, n, kwargs, len, out);                                                                                     \
    }                                                                                                                                   \
    GS_EXPORT void _polars_plugin_field_##NAME(const struct ArrowSchema *in, size_t n,                     \
        struct ArrowSchema *out, const uint8_t *kwargs, size_t len);                                                                    \
    void _polars_plugin_field_##NAME(const struct ArrowSchema *in, size_t n, struct ArrowSchema *out, const uint8_t *kwargs, size_t len) { \
        gs_polars_field(A, in, n, out, kwargs, len);                                                                                    \
    }
#pragma GCC visibility pop
#endif
