/* Rows by scenario or by decision, as text, CSV and JSON: one table, three lists of columns. */
#ifndef REPORT_SHARE_ROWS_H
#define REPORT_SHARE_ROWS_H

#include "report/report.h"

void share_rows_text(const struct score_report *report, struct buf *out);
void share_rows_csv(const struct score_report *report, enum csv_style style, struct buf *out);
void share_rows_json(const struct score_report *report, struct buf *out);

#endif
