#include "os/library.h"
#include "abi/abi3.h"
#include "abi/attributes.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef _WIN32
#include "os/windows.h"
#include <psapi.h>

GS_COLD void *gs_library_open(const char *path, char *why, size_t room) {
    wchar_t wide[GS_WIDE_PATH];
    if (gs_wide_path(path, wide)) {
        snprintf(why, room, "%s: the path is too long, or not UTF-8", path);
        return NULL;
    }
    void *h = LoadLibraryExW(wide, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    if (!h) gs_windows_error(path, why, room);
    return h;
}

GS_COLD void *gs_library_symbol(void *library, const char *name, char *why, size_t room) {
    void *p = (void *)(uintptr_t)GetProcAddress(library, name);
    if (!p) gs_windows_error(name, why, room);
    return p;
}

/* The library around an address; NULL: none. */
static GS_COLD HMODULE gs_module_of(const void *address) {
    HMODULE m = NULL;
    const DWORD how = GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT;
    return GetModuleHandleExW(how, address, &m) ? m : NULL;
}

/* python3.dll has the stable ABI alone, and passes each call on to the library of one Python version, which has the
   rest too. */
GS_COLD void *gs_process_symbol(const char *name) {
    HMODULE stable = GetModuleHandleW(L"python3.dll");
    const void *in_python = stable ? (const void *)(uintptr_t)GetProcAddress(stable, "PyErr_Occurred") : NULL;
    HMODULE python = in_python ? gs_module_of(in_python) : NULL;
    return python ? (void *)(uintptr_t)GetProcAddress(python, name) : NULL;
}

GS_COLD const char *gs_library_path(const void *address) {
    static char path[4096];
    wchar_t wide[GS_WIDE_PATH];
    HMODULE m = gs_module_of(address);
    DWORD n = m ? GetModuleFileNameW(m, wide, GS_WIDE_PATH) : 0;
    if (!n || n >= GS_WIDE_PATH || !WideCharToMultiByte(CP_UTF8, 0, wide, -1, path, sizeof path, NULL, NULL)) return NULL;
    for (char *p = path; *p; p++)
        if (*p == '\\') *p = '/';
    return path;
}

GS_COLD const void *gs_library_base(const void *address) { return gs_module_of(address); }
#else
#include <dlfcn.h>
#ifdef __APPLE__
#include <mach-o/dyld.h>
#include <mach-o/loader.h>
#else
#include <link.h>
#endif

GS_COLD void *gs_library_open(const char *path, char *why, size_t room) {
    void *h = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!h) snprintf(why, room, "%s", dlerror());
    return h;
}

GS_COLD int gs_library_known(const char *path) {
    void *h = dlopen(path, RTLD_LAZY | RTLD_NOLOAD);
    return h ? !dlclose(h) : 0;
}

GS_COLD void *gs_library_symbol(void *library, const char *name, char *why, size_t room) {
    void *p = dlsym(library, name);
    if (!p) snprintf(why, room, "%s", dlerror());
    return p;
}

GS_COLD void *gs_process_symbol(const char *name) { return dlsym(RTLD_DEFAULT, name); }

GS_COLD const char *gs_library_path(const void *address) {
    Dl_info info;
    return dladdr(address, &info) ? info.dli_fname : NULL;
}

GS_COLD const void *gs_library_base(const void *address) {
    Dl_info info;
    return dladdr(address, &info) ? info.dli_fbase : NULL;
}

GS_COLD void *gs_loaded_symbol(const char *path, const char *name) {
    void *h = dlopen(path, RTLD_LAZY | RTLD_NOLOAD), *p = h ? dlsym(h, name) : NULL;
    if (h) dlclose(h); /* it stays: somebody else has loaded it */
    return p;
}

#ifdef __APPLE__
GS_COLD int gs_library_code(uintptr_t range[2]) {
    Dl_info info;
    if (!dladdr((const void *)range[0], &info)) return 0;
    const struct mach_header_64 *h = info.dli_fbase;
    const struct load_command *c = (const struct load_command *)(h + 1);
    for (uint32_t i = 0; i < h->ncmds; i++, c = (const struct load_command *)((const char *)c + c->cmdsize)) {
        const struct segment_command_64 *s = (const struct segment_command_64 *)c;
        if (c->cmd != LC_SEGMENT_64 || strcmp(s->segname, SEG_TEXT)) continue; /* it begins with the header */
        range[0] = (uintptr_t)h;
        range[1] = (uintptr_t)h + s->vmsize;
        return 1;
    }
    return 0;
}

int gs_libraries_each(int (*f)(const char *path, void *arg), void *arg) {
    int r = 0;
    for (uint32_t i = 0; !r && i < _dyld_image_count(); i++) {
        const char *path = _dyld_get_image_name(i); /* NULL: it was unloaded meanwhile */
        if (path) r = f(path, arg);
    }
    return r;
}
#else
static int gs_code_in(struct dl_phdr_info *info, size_t size, void *arg) {
    (void)size;
    uintptr_t *range = arg;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *p = &info->dlpi_phdr[i];
        uintptr_t lo = info->dlpi_addr + p->p_vaddr;
        if (p->p_type != PT_LOAD || !(p->p_flags & PF_X) || range[0] < lo || range[0] >= lo + p->p_memsz) continue;
        range[0] = lo;
        range[1] = lo + p->p_memsz;
        return 1;
    }
    return 0;
}

GS_COLD int gs_library_code(uintptr_t range[2]) { return dl_iterate_phdr(gs_code_in, range); }

typedef struct gs_each {
    int (*f)(const char *, void *);
    void *arg;
} gs_each;

static int gs_library_in(struct dl_phdr_info *info, size_t size, void *arg) {
    (void)size;
    const gs_each *each = arg;
    return each->f(info->dlpi_name, each->arg);
}

int gs_libraries_each(int (*f)(const char *path, void *arg), void *arg) {
    gs_each each = { f, arg };
    return dl_iterate_phdr(gs_library_in, &each);
}
#endif
#endif
