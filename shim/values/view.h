/* view.h: numbers that Go keeps where Python has them: package py's Array. Twins: rt/view.go, internal/convert/view.go.
   An argument is a memoryview, or the owner of an Arrow column, which Go holds as it holds any object; where its
   memory is; and its shape. A result is an Array (array.h). */
#ifndef GS_VALUES_VIEW_H
#define GS_VALUES_VIEW_H
#include "abi/abi3.h"
#include "values/wire.h"
#pragma GCC visibility push(hidden)

extern const gs_ops gs_view_ops;
#pragma GCC visibility pop
#endif
