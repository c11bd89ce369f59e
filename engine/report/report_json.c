#include "report/report_json.h"

#include <math.h>

void json_double(struct buf *out, double number, int digits) {
    if (!isfinite(number))
        json_string(out, NULL);
    else
        buf_printf(out, "%.*g", digits, number == 0 ? 0.0 : number);
}

void json_member_double(struct buf *out, const char *key, double number) {
    json_key(out, key);
    json_double(out, number, 8);
}

void json_member_int(struct buf *out, const char *key, int64_t number) {
    json_key(out, key);
    json_int(out, number);
}

void json_member_text(struct buf *out, const char *key, const char *text) {
    json_key(out, key);
    json_string(out, text && *text ? text : NULL);
}
