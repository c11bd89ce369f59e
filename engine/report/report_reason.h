/* The words of reasons, in English. */
#ifndef REPORT_REASON_H
#define REPORT_REASON_H

#include "base/buf.h"
#include "score/reason.h"

void report_reason(const struct reason *reason, struct buf *out);

#endif
