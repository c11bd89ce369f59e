#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void cut_at_character(char *text, size_t size, int wanted) {
    if (wanted < (int)size)
        return;
    size_t end = size - 1;
    size_t start = end;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start > 0 && (unsigned char)text[start - 1] >= 0xC0)
        start--;
    text[start] = '\0';
}

bool err_set(struct err *err, enum err_code code, const char *format, ...) {
    if (!err || err->code != ERR_NONE)
        return false;
    va_list args;
    va_start(args, format);
    int wanted = vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    cut_at_character(err->text, sizeof err->text, wanted);
    err->code = code;
    return false;
}

bool err_memory(struct err *err) {
    return err_set(err, ERR_MEMORY, "out of memory");
}

enum err_code err_code_of_system(int error_number) {
    switch (error_number) {
    case ENOSPC:
#ifdef EDQUOT
    case EDQUOT:
#endif
    case EFBIG:
        return ERR_FULL;
    case EWOULDBLOCK:
        return ERR_LOCKED;
    case ENOMEM:
        return ERR_MEMORY;
    default:
        return ERR_IO;
    }
}

bool err_system(struct err *err, int error_number, const char *format, ...) {
    char what[384];
    va_list args;
    va_start(args, format);
    int wanted = vsnprintf(what, sizeof what, format, args);
    va_end(args);
    cut_at_character(what, sizeof what, wanted);
    return err_set(err, err_code_of_system(error_number), "%s: %s", what, strerror(error_number));
}
