/* The only door to the terminal. Everything a person reads passes through here, and control
 * characters and bidirectional overrides become visible (`\u{1b}`), so that no text, name or log
 * can move the cursor, recolour or turn the terminal. Newlines and tabs pass. Isolates
 * (U+2066…2069) pass only in a line that has right-to-left letters; elsewhere they do nothing and
 * are left out. */
#ifndef TERMINAL_PRINT_H
#define TERMINAL_PRINT_H

#include "base/buf.h"

#include <stdbool.h>
#include <stdio.h>

void print_out(const char *format, ...) __attribute__((format(printf, 1, 2))); /* standard output */
void print_error(const char *format, ...)
    __attribute__((format(printf, 1, 2))); /* standard error */

/* "  left      right": `left` filled up to `width` characters. */
void print_columns(const char *left, int width, const char *right);

/* JSON on standard output. What print_out would make visible stands as an escape of JSON's own
 * (`\u202e`), so that a program reads the same document; what is not UTF-8 becomes U+FFFD. */
void print_json(const char *json, size_t len);

/* CSV on standard output, byte for byte, so that values come back intact; on a terminal, where
 * nothing reads it back, as print_out shows it. */
void print_csv(const char *csv, size_t len);

/* One line that programs read by lines: a newline within it (a file's name may have one) is made
 * visible, too. */
void print_out_line(const char *line);

/* What print_out and print_json make of a text. */
void print_visible(const char *text, size_t len, struct buf *out);
void print_visible_json(const char *json, size_t len, struct buf *out);

/* False once standard output could not be written (a full disk, a closed pipe). */
bool print_is_fine(void);

#endif
