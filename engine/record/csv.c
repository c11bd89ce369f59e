#include "record/csv.h"

#include <string.h>

void csv_cell(const char *text, struct buf *out) {
    bool is_formula = *text && strchr("=+-@\t\r", *text) != NULL;
    if (!is_formula && !strpbrk(text, "\",\r\n;")) {
        buf_text(out, text);
        return;
    }
    buf_char(out, '"');
    if (is_formula)
        buf_char(out, '\'');
    for (; *text; text++) {
        if (*text == '"')
            buf_char(out, '"');
        buf_char(out, *text);
    }
    buf_char(out, '"');
}

static void texts_cell(const struct texts *texts, struct buf *scratch, struct buf *out) {
    for (int i = 0; i < texts->count; i++) {
        if (i > 0)
            buf_char(scratch, ';');
        buf_text(scratch, texts->items[i] ? texts->items[i] : "");
    }
    csv_cell(buf_cstr(scratch), out);
}

/* `[1,0.5,null]` → "1;0.5;" from the JSON that the writer makes. */
static void numbers_cell(const struct record *record, enum field field, struct buf *scratch,
                         struct buf *out) {
    record_write_value(record, field, scratch);
    const char *at = buf_cstr(scratch);
    if (*at != '[')
        return; /* null */
    for (at++; *at && *at != ']'; at++) {
        if (strncmp(at, "null", 4) == 0)
            at += 3;
        else
            buf_char(out, *at == ',' ? ';' : *at);
    }
}

static void plain_cell(const struct record *record, enum field field, struct buf *scratch,
                       struct buf *out) {
    record_write_value(record, field, scratch);
    const char *text = buf_cstr(scratch);
    if (strcmp(text, "null") == 0)
        return;
    if (*text == '{' || *text == '[') /* `outcome`, `withheld`, `own_audio` */
        csv_cell(text, out);
    else if (*text == '"') /* a type or a time: nothing in it is escaped */
        buf_add(out, text + 1, strlen(text) - 2);
    else
        buf_text(out, text);
}

static void cell(const struct record *record, enum field field, struct buf *scratch,
                 struct buf *out) {
    const void *place = field_value(record, field);
    buf_clear(scratch);
    switch (field_kind(field)) {
    case FIELD_IS_TEXT:
        csv_cell(*(const char *const *)place ? *(const char *const *)place : "", out);
        break;
    case FIELD_IS_TEXTS:
        texts_cell(place, scratch, out);
        break;
    case FIELD_IS_INTS:
    case FIELD_IS_SHARES:
        numbers_cell(record, field, scratch, out);
        break;
    case FIELD_IS_REF:
        if (record->retry_of.session)
            buf_printf(out, "%s:%lld", record->retry_of.session, (long long)record->retry_of.seq);
        break;
    default:
        plain_cell(record, field, scratch, out);
    }
}

void csv_header(struct buf *out) {
    for (int i = 0; i < FIELD_COUNT; i++) {
        if (i > 0)
            buf_char(out, ',');
        buf_text(out, field_name((enum field)i));
    }
    buf_text(out, "\r\n");
}

void csv_row(const struct record *record, struct buf *out) {
    struct buf scratch = {0};
    for (int i = 0; i < FIELD_COUNT; i++) {
        if (i > 0)
            buf_char(out, ',');
        cell(record, (enum field)i, &scratch, out);
    }
    buf_text(out, "\r\n");
    out->failed = out->failed || scratch.failed;
    buf_finish(&scratch);
}
