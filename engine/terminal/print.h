/* The only door to the terminal. Everything a person reads passes through here, so that no text,
 * name, path or log can move the cursor, recolour or turn the terminal, or put a line of its own
 * below ours (`::stop-commands::`, an option that does not exist).
 *
 * A *value* (what a %s stands for) is one line: newlines, controls, bidirectional overrides,
 * zero-width characters and the like are shown as `\u{a}`. What writing needs passes: balanced
 * isolates and marks beside right-to-left letters, joiners between letters that join. Isolates in a
 * line without such letters do nothing and are left out. */
#ifndef TERMINAL_PRINT_H
#define TERMINAL_PRINT_H

#include "base/buf.h"

#include <stdbool.h>

/* As printf, for d i u x c f g e s and %%; the newlines of `format` itself pass. */
void print_out(const char *format, ...) __attribute__((format(printf, 1, 2))); /* standard output */
void print_error(const char *format, ...)
    __attribute__((format(printf, 1, 2))); /* standard error */

/* One value between two texts of ours. */
void print_value(const char *before, const char *value, const char *after);

/* A text that may have several lines (what a customer says, a record): `text` between `before` and
 * `after`, which are ours. Its later lines stand further in than anything we print, so that none of
 * them can be taken for ours. */
void print_paragraph(const char *before, const char *text, const char *after);

/* A page made up elsewhere, whose values were made visible when they were put in (base/visible.h):
 * its newlines pass. */
void print_page(const char *page);
void print_error_page(const char *page);

/* "  left      right": `left` filled up to `width` characters. */
void print_columns(const char *left, int width, const char *right);

/* JSON on standard output. Its strings are shown as values are: a newline in a file's name is the
 * six characters `\u{a}` for whoever reads the document; what is not UTF-8 becomes U+FFFD. */
void print_json(const char *json, size_t len);

/* CSV on standard output, byte for byte, so that values come back intact; on a terminal, where
 * nothing reads it back, as print_page shows it. */
void print_csv(const char *csv, size_t len);

/* What the functions above make of a text. */
void print_visible(const char *text, size_t len, struct buf *out);      /* a value */
void print_visible_text(const char *text, size_t len, struct buf *out); /* a paragraph */
void print_visible_json(const char *json, size_t len, struct buf *out);

/* False once standard output could not be written (a full disk, a closed pipe). */
bool print_is_fine(void);

#endif
