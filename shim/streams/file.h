/* file.h: file objects as Go's readers and writers. Twins: rt/file.go,
   internal/convert/file.go. Go gets the object and calls its methods. If Go only reads, an
   object with a buffer is copied as bytes instead. What comes out of Go: fileobject.h. */
#ifndef GS_STREAMS_FILE_H
#define GS_STREAMS_FILE_H
#include "values/wire.h"
#pragma GCC visibility push(hidden)

/* What Go needs the object to do: bits of gs_type.n. */
enum { GS_FILE_READABLE = 1, GS_FILE_WRITABLE = 2, GS_FILE_SEEKABLE = 4 };

/* The first word in the wire buffer. For GS_FILE_OBJECT, the object follows, whose reference Go
   gets, and what else it can do; for GS_FILE_BYTES, the bytes; for GS_FILE_GO, the address of a
   File of Go's, and then as for an object. The same as in rt/file.go. */
enum { GS_FILE_NONE, GS_FILE_OBJECT, GS_FILE_BYTES, GS_FILE_GO, GS_FILE_INSTANCE };
enum {
    GS_FILE_SEEKS = 1,
    GS_FILE_READS_AT_ONCE = 2, /* read1() */
    GS_FILE_FILLS = 4,         /* readinto() of a class of module io, which keeps no view of what it fills */
    GS_FILE_FILLS_AT_ONCE = 8, /* readinto1() of one */
    GS_FILE_OF_SYSTEM = 16     /* a regular file that is not buffered: its descriptor follows */
};

/* Imports io; 0, or -1 with an exception. */
int gs_file_load(void);
extern const gs_ops gs_file_ops;
#pragma GCC visibility pop
#endif
