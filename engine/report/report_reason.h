/* The words of reasons, in English. */
#ifndef REPORT_REASON_H
#define REPORT_REASON_H

#include "base/buf.h"
#include "score/profile.h"

void report_reason(const struct reason *reason, struct buf *out);

/* What a line says: its reason, with the line's other sentences where their numbers are shown. */
void report_line_reason(const struct profile *profile, enum line_kind kind, struct buf *out);

#endif
