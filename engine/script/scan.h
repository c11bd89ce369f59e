/* Which characters may stand in a text, and how many there are. */
#ifndef SCRIPT_SCAN_H
#define SCRIPT_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum scan_of {
    SCAN_TEXT, /* shown to people: no control character but newline */
    SCAN_FILE, /* a file as a whole: tabs and carriage returns too; isolates are not counted */
};

enum scan_kind { SCAN_FINE, SCAN_NOT_UTF8, SCAN_FORBIDDEN, SCAN_UNBALANCED, SCAN_MARKS };

struct scan {
    enum scan_kind kind;
    size_t at; /* byte where it went wrong */
    uint32_t character;
    size_t characters; /* counted up to there */
};

enum { MARKS_MAX = 8 }; /* combining marks in a row */

enum scan_kind text_scan(const char *text, size_t len, enum scan_of of, struct scan *out);

#endif
