#include "script/script.h"

#include "base/visible.h"

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

/* Words of the file and names of files stand in messages: what nobody sees in them is written out,
 * so that they can forge no line. A text that does not fit is cut with an ellipsis. */
static char *keep_text(struct script_report *report, const char *text) {
    char shown[484];
    visible_write(shown, sizeof shown, text, strlen(text), VISIBLE_TEXT);
    return arena_text(report->arena, shown, strlen(shown));
}

__attribute__((format(printf, 6, 0))) static void report_add(struct script_report *report, int code,
                                                             enum severity severity,
                                                             struct place place, const char *fix,
                                                             const char *format, va_list args) {
    int *found = severity == SEVERITY_ERROR ? &report->errors : &report->warnings;
    if (++*found > SCRIPT_KEPT_MAX)
        return;
    char text[1024];
    vsnprintf(text, sizeof text, format, args);
    struct diagnostic item = {.code = code, .severity = severity, .place = place};
    if (make_room(report)) {
        item.place.file = place.file ? keep_text(report, place.file) : "";
        item.text = keep_text(report, text);
        item.fix = fix ? keep_text(report, fix) : NULL;
    }
    if (item.text && item.place.file && (item.fix || !fix))
        report->items[report->count++] = item;
    else
        report->failed = true;
}

void script_report_add(struct script_report *report, int code, struct place place, const char *fix,
                       const char *format, ...) {
    va_list args;
    va_start(args, format);
    report_add(report, code, diagnostic_severity(code), place, fix, format, args);
    va_end(args);
}

void script_report_add_as(struct script_report *report, enum severity severity, int code,
                          struct place place, const char *fix, const char *format, ...) {
    va_list args;
    va_start(args, format);
    report_add(report, code, severity, place, fix, format, args);
    va_end(args);
}

void script_report_way(struct script_report *report, const char *way) {
    if (!report->count || report->failed)
        return;
    char *kept = keep_text(report, way);
    report->items[report->count - 1].way = kept;
    report->failed = !kept;
}

static int compare(const struct diagnostic *x, const struct diagnostic *y) {
    int order = strcmp(x->place.file, y->place.file);
    if (order == 0)
        order = (x->place.line > y->place.line) - (x->place.line < y->place.line);
    if (order == 0)
        order = (x->place.column > y->place.column) - (x->place.column < y->place.column);
    if (order == 0)
        order = (x->code > y->code) - (x->code < y->code);
    if (order == 0)
        order = (x->severity > y->severity) - (x->severity < y->severity);
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
            *(item->severity == SEVERITY_ERROR ? &report->errors : &report->warnings) -= 1;
            continue;
        }
        report->items[kept++] = *item;
    }
    report->count = kept;
}

int script_report_left_out(const struct script_report *report, enum severity severity) {
    int left = severity == SEVERITY_ERROR ? report->errors : report->warnings;
    for (int i = 0; i < report->count; i++)
        left -= report->items[i].severity == severity;
    return left;
}

void diagnostic_format(const struct diagnostic *diagnostic, struct buf *out) {
    char code[8];
    diagnostic_code_name(diagnostic->code, code);
    buf_text(out, diagnostic->place.file);
    if (diagnostic->place.line > 0)
        buf_printf(out, ":%d", diagnostic->place.line);
    buf_printf(out, ": %s %s: %s", severity_name(diagnostic->severity), code, diagnostic->text);
    if (diagnostic->fix)
        buf_printf(out, "; %s", diagnostic->fix);
}
