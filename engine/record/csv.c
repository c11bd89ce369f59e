#include "record/csv.h"

#include <string.h>

static bool begins_with(const char *text, const char *start) {
    return strncmp(text, start, strlen(start)) == 0;
}

/* Would a spreadsheet take it for a formula? */
static bool is_formula(const char *text) {
    static const char *const signs[] = {"=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"};
    if (*text == '\t' || *text == '\r' || *text == '\n')
        return true;
    text += strspn(text, " \t\r\n");
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (begins_with(text, signs[i]))
            return true;
    return false;
}

void csv_cell(const char *text, enum csv_style style, struct buf *out) {
    bool is_guarded = style == CSV_SPREADSHEET && is_formula(text);
    if (!is_guarded && !strpbrk(text, "\",\r\n;")) {
        buf_text(out, text);
        return;
    }
    buf_char(out, '"');
    if (is_guarded)
        buf_char(out, '\'');
    for (; *text; text++) {
        if (*text == '"')
            buf_char(out, '"');
        buf_char(out, *text);
    }
    buf_char(out, '"');
}

static void texts_cell(const struct texts *texts, enum csv_style style, struct buf *scratch,
                       struct buf *out) {
    for (int i = 0; i < texts->count; i++) {
        if (i > 0)
            buf_char(scratch, ';');
        buf_text(scratch, texts->items[i] ? texts->items[i] : "");
    }
    csv_cell(buf_cstr(scratch), style, out);
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
        csv_cell(text, CSV_RAW, out);
    else if (*text == '"') /* a type or a time: nothing in it is escaped */
        buf_add(out, text + 1, strlen(text) - 2);
    else
        buf_text(out, text);
}

static void cell(const struct record *record, enum field field, enum csv_style style,
                 struct buf *scratch, struct buf *out) {
    const void *place = field_value(record, field);
    buf_clear(scratch);
    switch (field_kind(field)) {
    case FIELD_IS_TEXT:
        csv_cell(*(const char *const *)place ? *(const char *const *)place : "", style, out);
        break;
    case FIELD_IS_TEXTS:
        texts_cell(place, style, scratch, out);
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
    buf_text(out, CSV_LINE_END);
}

void csv_row(const struct record *record, enum csv_style style, struct buf *out) {
    struct buf scratch = {0};
    for (int i = 0; i < FIELD_COUNT; i++) {
        if (i > 0)
            buf_char(out, ',');
        cell(record, (enum field)i, style, &scratch, out);
    }
    buf_text(out, CSV_LINE_END);
    out->failed = out->failed || scratch.failed;
    buf_finish(&scratch);
}
