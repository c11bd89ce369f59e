#include "commands/open.h"

#include "terminal/print.h"

static void print_line(const char *line, bool to_output) {
    if (to_output)
        print_out("%s\n", line);
    else
        print_error("%s\n", line);
}

void print_findings(const struct findings *findings, bool to_output) {
    const struct script_report *report = &findings->report;
    struct buf line = {0};
    for (int i = 0; i < report->count; i++) {
        buf_clear(&line);
        diagnostic_format(&report->items[i], &line);
        print_line(buf_cstr(&line), to_output);
    }
    buf_finish(&line);
    for (int severity = SEVERITY_ERROR; severity <= SEVERITY_WARNING; severity++) {
        int left_out = script_report_left_out(report, (enum severity)severity);
        if (left_out > 0)
            print_error("and %d more %s%s\n", left_out, severity_name((enum severity)severity),
                        left_out == 1 ? "" : "s");
    }
}

struct scenario *open_for_play(const struct paths *paths, const char *name, struct err *err) {
    char path[PATH_MAX];
    struct library_note note;
    struct findings findings = {0};
    if (!library_find(paths, name, path, &note, err))
        return NULL;
    if (*note.text)
        print_error("offscript: %s\n", note.text);
    struct library *library = library_create(paths, err);
    struct scenario *scenario =
        library ? library_load(library, path, LIBRARY_CHECKED, &findings, err) : NULL;
    if (!scenario && findings.report.errors > 1) /* one stands in *err already */
        print_findings(&findings, false);
    findings_finish(&findings);
    library_destroy(library);
    return scenario;
}
