/* key.h: Python objects that Go compares: for type parameters with the constraint comparable, or of any type where
   code compares the values as interfaces. Go
   holds an entry of a table in place of the object, one for all objects that are equal, as a dict
   has one key for them; so that Go's == of entries is Python's. Twins: rt/key.go,
   internal/convert/generic.go. */
#ifndef GS_CALLBACKS_KEY_H
#define GS_CALLBACKS_KEY_H
#include "abi/abi3.h"
#include "values/wire.h"
#pragma GCC visibility push(hidden)

extern const gs_ops gs_key_ops;

/* n of a key's type, bits: it is a type parameter of a type, whose values keep keys, and not of a function; it takes
   objects without a hash too, each of which is equal to itself alone. The same as in internal/convert/generic.go. */
enum { GS_KEY_OF_TYPE = 1, GS_KEY_OF_ANY = 2 };

/* At import; 0, or -1 with an exception. */
int gs_key_load(void);
#pragma GCC visibility pop
#endif
