/* Numbers of scores as JSON. What is undefined is null, never 0. */
#ifndef REPORT_REPORT_JSON_H
#define REPORT_REPORT_JSON_H

#include "base/buf.h"
#include "base/json.h"
#include "score/dataset.h"

/* `digits` significant ones, at most 17; NAN and infinities: null. */
void json_double(struct buf *out, double number, int digits);

/* The same as a member, to 8 digits; and a text, NULL or "" for null. */
void json_member_double(struct buf *out, const char *key, double number);
void json_member_int(struct buf *out, const char *key, int64_t number);
void json_member_text(struct buf *out, const char *key, const char *text);

/* `logs`, `trusted`, `filter` and `skipped`: what the numbers rest on, and each file that was set
 * aside, or about which something must be known, with the reason. */
void json_logs(struct buf *out, const struct dataset *data);

#endif
