#include "script/diagnostic.h"

#include <stdio.h>
#include <string.h>

static const struct diagnostic_page pages[] = {
#define DIAGNOSTIC(code, number, title, what, why, fix) {number, title, what, why, fix},
#include "script/diagnostics.inc"
#undef DIAGNOSTIC
};

enum { PAGE_COUNT = sizeof pages / sizeof pages[0], WARNINGS_FROM = 200 };

int diagnostic_page_count(void) {
    return PAGE_COUNT;
}

const struct diagnostic_page *diagnostic_page_at(int index) {
    return index >= 0 && index < PAGE_COUNT ? &pages[index] : NULL;
}

const struct diagnostic_page *diagnostic_page(int code) {
    for (int i = 0; i < PAGE_COUNT; i++)
        if (pages[i].code == code)
            return &pages[i];
    return NULL;
}

enum severity diagnostic_severity(int code) {
    return code > WARNINGS_FROM ? SEVERITY_WARNING : SEVERITY_ERROR;
}

const char *severity_name(enum severity severity) {
    return severity == SEVERITY_ERROR ? "error" : "warning";
}

void diagnostic_code_name(int code, char out[8]) {
    char letter = diagnostic_severity(code) == SEVERITY_ERROR ? 'E' : 'W';
    snprintf(out, 8, "%c%03d", letter, code % 1000);
}

int diagnostic_code_of(const char *name) {
    for (int i = 0; i < PAGE_COUNT; i++) {
        char known[8];
        diagnostic_code_name(pages[i].code, known);
        if (strcmp(known, name) == 0)
            return pages[i].code;
    }
    return -1;
}

void diagnostic_page_format(const struct diagnostic_page *page, struct buf *out) {
    char name[8];
    diagnostic_code_name(page->code, name);
    buf_printf(out, "## %s · %s\n\n", name, page->title);
    buf_printf(out, "**What.** %s\n\n", page->what);
    buf_printf(out, "**Why.** %s\n\n", page->why);
    buf_printf(out, "**Fix.** %s\n", page->fix);
}
