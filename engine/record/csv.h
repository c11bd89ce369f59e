/* Records as rows for spreadsheets (RFC 4180): every field of the table is a column, in its order,
 * so all types share one header. */
#ifndef RECORD_CSV_H
#define RECORD_CSV_H

#include "record/record.h"

void csv_header(struct buf *out); /* with its line end */

/* Null is an empty cell; the items of a list are parted by `;`; `retry_of` reads session:seq,
 * `outcome` its five values as JSON. A cell that a spreadsheet would take for a formula (it begins
 * with = + - @ or a tab, and is no number) gets an apostrophe in front. */
void csv_row(const struct record *record, struct buf *out);

/* One cell with its quotes, for other tables. */
void csv_cell(const char *text, struct buf *out);

#endif
