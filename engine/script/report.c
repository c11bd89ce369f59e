#include "script/script.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void script_report_finish(struct script_report *report) {
    arena_destroy(report->arena);
    free(report->items);
    free(report->accepted);
    *report = (struct script_report){0};
}

static bool make_room(struct script_report *report) {
    if (!report->arena)
        report->arena = arena_create();
    if (!report->arena)
        return false;
    if (report->count < report->capacity)
        return true;
    int capacity = report->capacity ? report->capacity * 2 : 16;
    struct diagnostic *grown = realloc(report->items, (size_t)capacity * sizeof *grown);
    if (!grown)
        return false;
    report->items = grown;
    report->capacity = capacity;
    return true;
}

/* Words of the file stand in messages; what is not UTF-8 in them becomes '?'. */
static void mend_text(char *text) {
    size_t len = strlen(text);
    uint32_t character;
    for (size_t at = 0; at < len;) {
        int bytes = utf8_decode(text + at, len - at, &character);
        if (!bytes)
            text[at] = '?';
        at += bytes ? (size_t)bytes : 1;
    }
}

/* A text that does not fit is cut at a whole character, with an ellipsis. */
static char *keep_text(struct script_report *report, const char *text, size_t len) {
    enum { TEXT_MAX = 480 };
    if (len <= TEXT_MAX)
        return arena_text(report->arena, text, len);
    len = TEXT_MAX;
    while (len && ((unsigned char)text[len] & 0xC0) == 0x80)
        len--;
    char *copy = arena_text(report->arena, text, len + 3);
    if (copy)
        memcpy(copy + len, "\xE2\x80\xA6", 3);
    return copy;
}

void script_report_add(struct script_report *report, int code, struct place place, const char *mend,
                       const char *format, ...) {
    enum severity severity = diagnostic_severity(code);
    int *found = severity == SEVERITY_ERROR ? &report->errors : &report->warnings;
    if (++*found > SCRIPT_KEPT_MAX)
        return;
    char text[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    mend_text(text);
    struct diagnostic item = {.code = code, .place = place};
    if (make_room(report)) {
        item.place.file = place.file ? keep_text(report, place.file, strlen(place.file)) : "";
        item.text = keep_text(report, text, strlen(text));
        item.mend = mend ? keep_text(report, mend, strlen(mend)) : NULL;
    }
    if (item.text && item.place.file && (item.mend || !mend))
        report->items[report->count++] = item;
    else
        report->failed = true;
}

static int compare(const struct diagnostic *x, const struct diagnostic *y) {
    int order = strcmp(x->place.file, y->place.file);
    if (order == 0)
        order = (x->place.line > y->place.line) - (x->place.line < y->place.line);
    if (order == 0)
        order = (x->code > y->code) - (x->code < y->code);
    if (order == 0)
        order = strcmp(x->text, y->text);
    return order;
}

static int by_place(const void *a, const void *b) {
    return compare(a, b);
}

/* Lua's tables have no order of their own. */
static int by_owner(const void *a, const void *b) {
    const struct script_accept *x = a, *y = b;
    int order = x->scene - y->scene;
    if (order == 0)
        order = x->option - y->option;
    return order ? order : x->code - y->code;
}

void script_report_sort(struct script_report *report) {
    int kept = 0;
    if (report->accepted_count)
        qsort(report->accepted, (size_t)report->accepted_count, sizeof *report->accepted, by_owner);
    if (report->count)
        qsort(report->items, (size_t)report->count, sizeof *report->items, by_place);
    for (int i = 0; i < report->count; i++) {
        struct diagnostic *item = &report->items[i];
        if (kept && compare(&report->items[kept - 1], item) == 0) {
            *(diagnostic_severity(item->code) == SEVERITY_ERROR ? &report->errors
                                                                : &report->warnings) -= 1;
            continue;
        }
        report->items[kept++] = *item;
    }
    report->count = kept;
}

int script_report_left_out(const struct script_report *report, enum severity severity) {
    int left = severity == SEVERITY_ERROR ? report->errors : report->warnings;
    for (int i = 0; i < report->count; i++)
        left -= diagnostic_severity(report->items[i].code) == severity;
    return left;
}

void diagnostic_format(const struct diagnostic *diagnostic, struct buf *out) {
    char code[8];
    diagnostic_code_name(diagnostic->code, code);
    buf_text(out, diagnostic->place.file);
    if (diagnostic->place.line > 0)
        buf_printf(out, ":%d", diagnostic->place.line);
    buf_printf(out, ": %s %s: %s", severity_name(diagnostic_severity(diagnostic->code)), code,
               diagnostic->text);
    if (diagnostic->mend)
        buf_printf(out, "; %s", diagnostic->mend);
}
