/* What the two files for Windows share. */
#ifndef BASE_OS_WIN32_H
#define BASE_OS_WIN32_H

#include <stdbool.h>
#include <stddef.h>

void os_win32_set_errno(unsigned long reason); /* of GetLastError */

/* UTF-8 → UTF-16; false: it does not fit or is not UTF-8 (errno). */
bool os_win32_widen(const char *text, wchar_t *out, int size);

#endif
