/* module.h: the native module. At import it makes the classes and errors. Each Python module then asks it
   to be filled, by install(). */
#ifndef GS_MODULE_MODULE_H
#define GS_MODULE_MODULE_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "process/subinterpreter.h"

/* Python calls this to get the definition of the module; of abi3t, whose definitions have another form, the other. */
#ifdef GS_ABI3T
GS_EXPORT PySlot *PyModExport__native(void);
#else
GS_EXPORT PyObject *PyInit__native(void);
#endif

/* In a copy of the shim for a subinterpreter: fills its module m. 0, or -1 with an exception. */
GS_EXPORT int gophersnake_subinterpreter(PyObject *m, const gs_host *host);
#endif
