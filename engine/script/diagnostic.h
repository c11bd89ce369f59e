/* The one list of everything `check` can find: code, severity, title, and a page with what, why and
 * fix. `check --explain`, docs/diagnostics.md and the tests are made from it. Codes are never
 * reused. */
#ifndef SCRIPT_DIAGNOSTIC_H
#define SCRIPT_DIAGNOSTIC_H

#include "base/buf.h"

enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

/* E101 is 101, … and a warning W201 is 201. */
enum diagnostic_code {
#define DIAGNOSTIC(code, number, title, what, why, fix) code = number,
#include "script/diagnostics.inc"
#undef DIAGNOSTIC
};

struct diagnostic_page {
    int code;
    const char *title, *what, *why, *fix;
};

/* NULL: no such code. */
const struct diagnostic_page *diagnostic_page(int code);
int diagnostic_page_count(void);
const struct diagnostic_page *diagnostic_page_at(int index); /* in the order of their codes */

enum severity diagnostic_severity(int code);
const char *severity_name(enum severity severity); /* "error", "warning" */

/* "E101" and its inverse (-1: not of that form, or no such page). */
void diagnostic_code_name(int code, char out[8]);
int diagnostic_code_of(const char *name);

/* The page as Markdown: "## E101 · Title" and three paragraphs. */
void diagnostic_page_format(const struct diagnostic_page *page, struct buf *out);

#endif
