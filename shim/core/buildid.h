/* buildid.h: which build a core is of, told by its file without loading it.

   The id is in the name of the version of the core's symbols, so it stands in the
   table of names that the dynamic linker reads. Whatever leaves a library usable
   leaves that: strip, objcopy, patchelf, auditwheel. internal/toolchain/core.go
   writes it. */
#ifndef GS_CORE_BUILDID_H
#define GS_CORE_BUILDID_H

#pragma GCC visibility push(hidden)

enum { GS_IS_THIS, GS_IS_OTHER /* build */, GS_IS_NONE /* of ours, or not whole */ };
int gs_build_id_of(int fd, const char *id);
#pragma GCC visibility pop
#endif
