/* windows.h: for the files of this folder, on Windows: its API takes UTF-16, and we have UTF-8. */
#ifndef GS_OS_WINDOWS_H
#define GS_OS_WINDOWS_H
#ifdef _WIN32
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include "abi/attributes.h"
#include <stdio.h>

enum { GS_WIDE_PATH = 4096 };

/* A path with backslashes, for a function that wants them; 0, or -1 if it is too long or not UTF-8. */
GS_INLINE int gs_wide_path(const char *path, wchar_t *wide) {
    if (!MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, path, -1, wide, GS_WIDE_PATH)) return -1;
    for (wchar_t *p = wide; *p; p++)
        if (*p == L'/') *p = L'\\';
    return 0;
}

/* Writes what the system says of the last error. */
GS_INLINE void gs_windows_error(const char *about, char *why, size_t room) {
    wchar_t said[512];
    char text[1024] = "";
    DWORD error = GetLastError();
    if (FormatMessageW(FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS, NULL, error, 0, said, 512, NULL))
        WideCharToMultiByte(CP_UTF8, 0, said, -1, text, sizeof text, NULL, NULL);
    snprintf(why, room, "%s: %s (error %lu)", about, text, error);
}
#endif
#endif
