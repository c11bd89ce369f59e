#include "script/script.h"

#include "script/load.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* Bytes read again to find the places of findings: the largest file, some times over. */
enum { LOOK_MOST = 64 << 20 };

void load_fault(struct load *load, int code, struct place place, const char *fix,
                const char *format, ...) {
    char text[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    script_report_add(load->report, code, place, fix, "%s", text);
}

bool is_lenient(const struct load *load) {
    return load->request->rules && load->request->rules < SCRIPT_RULES_STRICT;
}

void load_fault_new(struct load *load, int code, struct place place, const char *fix,
                    const char *format, ...) {
    char text[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    enum severity severity = is_lenient(load) ? SEVERITY_WARNING : diagnostic_severity(code);
    script_report_add_as(load->report, severity, code, place, fix, "%s", text);
}

static void finish(struct load *load) {
    pool_finish(&load->values);
    free(load->declarations);
    for (int i = 0; i < load->file_count; i++) {
        buf_finish(&load->files[i].bytes);
        outline_finish(&load->files[i].outline);
    }
    buf_finish(&load->reading);
    buf_finish(&load->shown);
}

static void summarise(const struct load *load, struct err *err) {
    const struct script_report *report = load->report;
    int errors = report->errors - load->errors_before;
    struct buf first = {0};
    if (report->count && load->errors_before == 0)
        diagnostic_format(&report->items[0], &first);
    if (first.len && errors == 1)
        err_set(err, ERR_CONTENT, "%s", first.data);
    else if (first.len)
        err_set(err, ERR_CONTENT, "%s has %d errors; the first: %s", load->request->root, errors,
                first.data);
    else
        err_set(err, ERR_CONTENT, "%s has errors", load->request->root);
    buf_finish(&first);
}

static struct scenario *load_all(struct load *load, struct err *err) {
    load->arena = arena_create();
    if (!load->arena) {
        load->no_memory = true;
        return NULL;
    }
    if (!load_root(load, err))
        return NULL;
    load_run(load);
    return load->no_memory ? NULL : build_scenario(load);
}

struct scenario *script_load(const struct script_request *request, struct script_report *report,
                             struct err *err) {
    struct load load = {.request = request,
                        .report = report,
                        .look_left = LOOK_MOST,
                        .errors_before = report->errors};
    struct err failed = {0};
    struct scenario *scenario = load_all(&load, &failed);
    int errors = report->errors - load.errors_before;
    finish(&load);
    script_report_sort(report);
    if (load.no_memory || report->failed)
        failed = (struct err){0}, err_memory(&failed);
    else if (!failed.code && errors > 0)
        summarise(&load, &failed);
    assert(scenario || failed.code);
    if (failed.code) {
        err_set(err, failed.code, "%s", failed.text);
        arena_destroy(load.arena);
        return NULL;
    }
    return scenario;
}
