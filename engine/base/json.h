/* Writing JSON byte-exactly: no blanks, keys in the order given, strings escape only `"`, `\` and
 * what lies below 0x20 (\b \t \n \f \r, else \u00xx). Reading is cJSON's, in the rooms that read.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

/* A quoted string; NULL writes null. `text` must be valid UTF-8. */
void json_string(struct buf *out, const char *text);
void json_string_n(struct buf *out, const char *text, size_t len);

void json_int(struct buf *out, int64_t number);
void json_bool(struct buf *out, bool value);

/* `number` / 10^`places` as a decimal without trailing zeros: (3000, 4) is 0.3, (10000, 4) is 1. */
void json_decimal(struct buf *out, int64_t number, int places);

/* A comma unless the last byte opens a list or an object, then "key": with quotes and colon.
 * With key NULL only the comma (for the items of a list). */
void json_key(struct buf *out, const char *key);

#endif
