/* Records as rows for spreadsheets (RFC 4180): every field of the table is a column, in its order,
 * so all types share one header. */
#ifndef RECORD_CSV_H
#define RECORD_CSV_H

#include "record/record.h"

void csv_header(struct buf *out); /* with its line end */

enum csv_style {
    CSV_RAW, /* values come back as they were */
    /* For spreadsheets: CSV_BOM comes first, and a text that a spreadsheet would take for a formula
     * gets an apostrophe in front: its first character behind blanks is = + - @, plain or
     * full-width, or it begins with a tab or a line end. */
    CSV_SPREADSHEET
};
#define CSV_BOM "\xef\xbb\xbf"
#define CSV_LINE_END "\r\n"

/* Null is an empty cell; the items of a list are parted by `;`; `retry_of` reads session:seq,
 * `outcome` its five values as JSON. */
void csv_row(const struct record *record, enum csv_style style, struct buf *out);

/* One text as a cell with its quotes, for other tables. Numbers are written without it. */
void csv_cell(const char *text, enum csv_style style, struct buf *out);

#endif
