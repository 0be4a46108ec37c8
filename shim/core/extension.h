/* extension.h: the constant in which generated code describes its extension. The rest of this
   library is the same for all extensions, and compiled once. */
#ifndef GS_CORE_EXTENSION_H
#define GS_CORE_EXTENSION_H
#pragma GCC visibility push(hidden)

/* Defined in godebug.h, profile.h, objects/object.h, class.h, tables.h and callbacks/callback.h. */
typedef struct gs_alias gs_alias;
typedef struct gs_class gs_class;
typedef struct gs_type gs_type;
typedef struct gs_class_slots gs_class_slots;
typedef struct gs_own_function gs_own_function;
typedef struct gs_package gs_package;
typedef struct gs_removed gs_removed;
typedef struct gs_sized gs_sized;
typedef struct gs_sentinel gs_sentinel;
typedef struct gs_extension {
    const char *build;     /* the build ID */
    const char *core_file; /* the name of the file with the Go half, beside the shim */
    int race;              /* whether the Go half is built with the race detector */
    int logs;              /* whether the Go code logs */
    int traces;            /* whether it traces by OpenTelemetry */
    const struct gs_removed *removed; /* settings of GODEBUG that Go has removed; the last has no name */
    int (*const *preload)(void);      /* functions that import modules together with the extension; the last is NULL */
    const char *const *functions;     /* names of the core's functions, by number: "Point.Scale(by float64)" */
    const char *const *names;         /* the same in Python: "Point.scale" */
    const struct gs_sized *const *sized; /* values of variable size among their arguments and results: call/profile.h; or NULL */
    int nfunctions;
    int npackages, nclasses, nsentinels;
    struct gs_package *packages;
    struct gs_class *const *classes;
    const struct gs_class_slots *const *slots; /* slots of the classes, in their order */
    const struct gs_alias *aliases;            /* the last has no name */
    const struct gs_type *object; /* Python objects as they are */
    const struct gs_sentinel *sentinels;
    const struct gs_type *const *errors;       /* the classes whose Go types are errors; NULL at the end */
    const struct gs_own_function *own;         /* the last has no signature */
    int file;                                  /* the function of file objects, or -1 */
    int batch;                                 /* the function that runs rows (batch/rows.h) */
    const char *const *absent;                 /* attributes that classes lack; NULL at the end */
    struct {
        int equal, hash, text, describe, is_error;
    } held; /* functions of the core about what interfaces hold, or GS_NO_FN */
    const struct gs_type *any; /* an interface without methods; NULL: nothing has one */
    struct {
        const char *name;
        int make, value; /* functions of the core */
    } pointer;           /* the class Pointer, where there is an any */
    const struct gs_jsonable *json; /* what to_json() takes; the last has no class; or NULL */
    const char *to_json;            /* then its name */
} gs_extension;
extern const gs_extension gs_this;
#pragma GCC visibility pop
#endif
