/* fileobject.h: Go's readers and writers as Python file objects. Twin: rt/fileobject.go.

   A value of an interface of package io comes to Python as an instance of the type File,
   which is an io.RawIOBase by registration. Classes whose Go types read or write get the same
   methods. Each method is one crossing.

   In the main thread, a read that may wait is made by a worker thread (call/interrupt.h), so
   that Python's signal handlers run. If one raises, the read is left to the worker: what it
   reads comes with the next read. */
#ifndef GS_STREAMS_FILEOBJECT_H
#define GS_STREAMS_FILEOBJECT_H
#include "values/wire.h"
#include "objects/object.h"
#pragma GCC visibility push(hidden)

/* What Go's value can do. The same as in rt/fileobject.go. */
enum {
    GS_FILE_READS = 1,
    GS_FILE_WRITES = 2,
    GS_FILE_CAN_SEEK = 4,
    GS_FILE_CLOSES = 8,
    GS_FILE_FLUSHES = 16,
    GS_FILE_HAS_DESCRIPTOR = 32,
    GS_FILE_TRUNCATES = 64,
    GS_FILE_HELD = 128,
    GS_FILE_OWNED = 256,
    GS_FILE_AT_ONCE = 512 /* a read never waits */
};

/* The operations of a crossing. The same as in rt/fileobject.go. */
enum {
    GS_FILE_ASK,
    GS_FILE_READ_INTO,
    GS_FILE_READ,
    GS_FILE_READ_ONCE,
    GS_FILE_READ_LINE,
    GS_FILE_WRITE,
    GS_FILE_SEEK,
    GS_FILE_TRUNCATE,
    GS_FILE_FLUSH,
    GS_FILE_CLOSE,
    GS_FILE_DESCRIPTOR,
    GS_FILE_NAME,
    GS_FILE_DROP,
    GS_FILE_WRAP,
    GS_FILE_GIVE_BACK
};
enum { GS_FILE_NUMBER = 4, GS_FILE_ERROR = 7, GS_FILE_LEAVING = 10, GS_FILE_WORDS = 11 };

/* In word GS_FILE_LEAVING: 0, a GS_LEAVING_* of interrupt.h, or this, to do it only if that
   takes no waiting; it stays there if it would. The same as in rt/fileobject.go. */
enum { GS_FILE_IF_AT_ONCE = 4 };

typedef struct gs_io {
    gs_object of;
    uint16_t can;
    uint8_t closed;
} gs_io;
extern PyTypeObject *gs_io_type;

/* Makes the type; 0, or -1 with an exception. */
int gs_io_type_init(void);

/* Gives classes whose Go types read or write the methods of a file object; 0, or -1. */
int gs_io_classes_init(void);

/* The file object to which a Go value goes as what it is: v, or one over the instance v; a new reference.
   NULL without an exception if v is neither, or closed; or with one. */
PyObject *gs_io_of(PyObject *v);

/* Decodes a file object: a new reference, or NULL with an exception. */
PyObject *gs_io_take(gs_decoder *r, const gs_type *ty);
void gs_io_skip(gs_decoder *r, const gs_type *ty);
#pragma GCC visibility pop
#endif
