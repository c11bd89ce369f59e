/* offscript check: lints scenarios. */
#include "base/file.h"
#include "base/json.h"
#include "commands/check_panel.h"
#include "commands/open.h"
#include "commands/words.h"
#include "library/calls.h"
#include "terminal/print.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

struct check {
    bool is_json, is_strict;
    struct library *library;
    struct calls calls; /* ids must not be taken twice in the person's library either */
    struct gathered gathered;
    int files, unchecked, unread, errors, warnings, explained;
    struct buf explanations; /* told at the end */
    enum exit_status status;
};

/* ---- lines of JSON: every line has the same keys ---- */

struct line {
    const char *file, *severity, *code, *message, *fix, *way;
    int line, column;
};

/* "scene.option scene.option" as a list; null: nobody explored it. */
static void write_way(struct buf *out, const char *way) {
    json_key(out, "way");
    if (!way) {
        buf_text(out, "null");
        return;
    }
    buf_char(out, '[');
    for (way += strspn(way, " "); *way; way += strspn(way, " ")) {
        size_t len = strcspn(way, " ");
        json_key(out, NULL);
        json_string_n(out, way, len);
        way += len;
    }
    buf_char(out, ']');
}

static void write_line(const struct line *line) {
    struct buf out = {0};
    buf_char(&out, '{');
    json_key(&out, "file");
    json_string(&out, line->file);
    json_key(&out, "line");
    json_int(&out, line->line);
    json_key(&out, "column");
    json_int(&out, line->column);
    json_key(&out, "severity");
    json_string(&out, line->severity);
    json_key(&out, "code");
    json_string(&out, line->code);
    json_key(&out, "message");
    json_string(&out, line->message);
    json_key(&out, "fix");
    json_string(&out, line->fix);
    write_way(&out, line->way);
    buf_text(&out, "}\n");
    print_json(buf_cstr(&out), out.len);
    buf_finish(&out);
}

static void write_note(const char *file, const char *message) {
    write_line(&(struct line){.file = file, .severity = "note", .message = message});
}

static void write_findings(const struct findings *findings) {
    char code[8];
    for (int i = 0; i < findings->report.count; i++) {
        const struct diagnostic *item = &findings->report.items[i];
        diagnostic_code_name(item->code, code);
        write_line(&(struct line){item->place.file, severity_name(item->severity), code, item->text,
                                  item->fix, item->way, item->place.line, item->place.column});
    }
    for (int i = 0; i < findings->remark_count; i++) {
        const struct remark *item = &findings->remarks[i];
        write_line(&(struct line){item->place.file, "note", NULL, item->text, item->fix, NULL,
                                  item->place.line, item->place.column});
    }
    for (int i = 0; i < findings->explained_count; i++) {
        const struct explained *item = &findings->explained[i];
        struct buf message = {0};
        diagnostic_code_name(item->code, code);
        buf_printf(&message, "%s (explained: %s)", item->text, item->why);
        write_line(&(struct line){item->place.file, "explained", code, buf_cstr(&message), NULL,
                                  NULL, item->place.line, item->place.column});
        buf_finish(&message);
    }
}

/* ---- one file ---- */

static void keep_explanations(struct check *check, const struct findings *findings) {
    for (int i = 0; i < findings->explained_count; i++) {
        const struct explained *item = &findings->explained[i];
        char code[8];
        diagnostic_code_name(item->code, code);
        buf_printf(&check->explanations, "%s:%d: %s is explained: %s (%s)\n", item->place.file,
                   item->place.line, code, item->why, item->text);
    }
    check->explained += findings->explained_count;
}

static void tell_findings(struct check *check, const char *path, const struct findings *findings) {
    char cut[256];
    bool is_cut = findings_cut(findings, cut, sizeof cut);
    if (check->is_json) {
        write_findings(findings);
        if (is_cut)
            write_note(path, cut);
        return;
    }
    print_findings(findings, true);
    for (int i = 0; i < findings->remark_count; i++)
        print_out("%s:%d: note: %s; %s\n", findings->remarks[i].place.file,
                  findings->remarks[i].place.line, findings->remarks[i].text,
                  findings->remarks[i].fix);
    keep_explanations(check, findings);
    if (is_cut)
        print_error("%s: %s\n", path, cut);
}

static void add_same(struct findings *findings, const struct gathered_file *file,
                     const char *other) {
    script_report_add(&findings->report, E123, (struct place){file->path, file->line, 0},
                      "rename one of them: logs name a call by its id",
                      "the id '%.200s' is also that of %s", file->id, other);
    script_report_sort(&findings->report);
}

/* Another file of this check, or of the library that this file is part of, has the same id. */
static void find_same(const struct check *check, const struct gathered_file *file,
                      struct findings *findings) {
    const struct call_entry *entries = check->calls.entries;
    int count, own = -1;
    if (file->same >= 0) {
        add_same(findings, file, check->gathered.files[file->same].path);
        return;
    }
    const struct call_entry *first = calls_find(&check->calls, file->id, &count);
    for (int i = 0; i < count; i++)
        if (file_is_same(first[i].path, file->path))
            own = (int)(first - entries) + i;
    for (int i = 0; own >= 0 && i < count; i++)
        if (&first[i] != &entries[own]) {
            add_same(findings, file, first[i].path);
            return;
        }
}

/* What a collected panel's answers come to: facts, not faults. */
static void tell_panels(const struct check *check, const char *path,
                        const struct scenario *scenario) {
    struct buf text = {0};
    for (int i = 0; i <= scenario->scene_count; i++) {
        bool is_said = i < scenario->scene_count ? check_panel_scene(scenario, i, &text)
                                                 : check_panel_whole(scenario, &text);
        if (is_said && check->is_json)
            write_note(path, buf_cstr(&text));
        else if (is_said)
            print_out("%s: note: %s\n", path, buf_cstr(&text));
        buf_clear(&text);
    }
    buf_finish(&text);
}

static void check_scenario(struct check *check, const struct gathered_file *file) {
    struct findings findings = {0};
    struct err err = {0};
    struct scenario *scenario =
        library_load(check->library, file->path, LIBRARY_LINTED, &findings, &err);
    find_same(check, file, &findings);
    check->files++;
    check->errors += findings.report.errors;
    check->warnings += findings.report.warnings;
    tell_findings(check, file->path, &findings);
    if (scenario)
        tell_panels(check, file->path, scenario);
    if (!scenario && findings.report.errors == 0) { /* it could not be read at all */
        enum exit_status status = fail(&err);
        check->unread++;
        check->status = status > check->status ? status : check->status;
    } else if (findings.report.errors && check->status == EXIT_DONE) {
        check->status = EXIT_CONTENT;
    }
    scenario_destroy(scenario);
    findings_finish(&findings);
}

static void name_unchecked(struct check *check, const struct gathered_file *file) {
    check->unchecked++;
    check->unread += file->is_unreadable;
    if (file->is_unreadable)
        check->status = EXIT_UNABLE;
    if (check->is_json) {
        struct buf message = {0};
        buf_printf(&message, "not checked: %s", file->why);
        write_note(file->path, buf_cstr(&message));
        buf_finish(&message);
        return;
    }
    print_error("%s: not checked: %s\n", file->path, file->why);
}

static void check_all(struct check *check, bool has_folder) {
    for (int i = 0; i < check->gathered.count; i++) {
        const struct gathered_file *file = &check->gathered.files[i];
        if (!file->is_scenario) {
            name_unchecked(check, file);
            continue;
        }
        check_scenario(check, file);
        if (check->is_json && has_folder)
            write_note(file->path, "checked");
    }
}

/* ---- the command ---- */

static enum exit_status explain(const char *code) {
    char upper[8];
    snprintf(upper, sizeof upper, "%s", code);
    upper[0] = (char)toupper((unsigned char)upper[0]);
    int number = strlen(code) < sizeof upper ? diagnostic_code_of(upper) : -1;
    if (number < 0) {
        struct err err = {0};
        err_set(&err, ERR_USAGE, "there is no diagnostic '%s'; codes look like E106", code);
        return fail(&err);
    }
    struct buf page = {0};
    diagnostic_page_format(diagnostic_page(number), &page);
    print_page(buf_cstr(&page));
    buf_finish(&page);
    return EXIT_DONE;
}

static const char *plural(int count) {
    return count == 1 ? "" : "s";
}

static void tell_sum(const struct check *check) {
    const char *line = buf_cstr(&check->explanations);
    for (size_t len; *line; line += len + 1) {
        len = strcspn(line, "\n");
        print_error("%.*s\n", (int)len, line);
    }
    print_error("%d scenario%s, %d error%s, %d warning%s", check->files, plural(check->files),
                check->errors, plural(check->errors), check->warnings, plural(check->warnings));
    if (check->explained)
        print_error(", %d explained", check->explained);
    if (check->unchecked)
        print_error("; %d file%s not checked", check->unchecked, plural(check->unchecked));
    if (check->unread)
        print_error("; %d file%s could not be read", check->unread, plural(check->unread));
    print_error("\n");
}

static bool gather(struct check *check, const struct paths *paths, const struct words *words,
                   bool *has_folder, struct err *err) {
    *has_folder = false;
    for (int i = 0; i < words->argument_count; i++) {
        const char *path = words->arguments[i];
        *has_folder = *has_folder || file_is_folder(path);
        if (!gather_add(&check->gathered, path, false, err))
            return false;
    }
    check->library = library_create(paths, err);
    return check->library && gather_settle(&check->gathered, err) &&
           calls_read(paths, &check->calls, err);
}

static enum exit_status check_paths(const struct words *words) {
    struct check check = {.is_json = words_value(words, "json"),
                          .is_strict = words_value(words, "strict")};
    struct paths paths;
    struct err err = {0};
    bool has_folder;
    bool ok = paths_find(&paths, &err) && gather(&check, &paths, words, &has_folder, &err);
    if (ok)
        check_all(&check, has_folder);
    if (ok && !check.is_json)
        tell_sum(&check);
    if (ok && check.status == EXIT_DONE && check.is_strict && check.warnings)
        check.status = EXIT_CONTENT;
    library_destroy(check.library);
    calls_finish(&check.calls);
    gather_finish(&check.gathered);
    buf_finish(&check.explanations);
    return ok ? check.status : fail(&err);
}

static enum exit_status run(const struct command *command, struct words *words) {
    const char *code = words_value(words, "explain");
    if (code)
        return explain(code);
    if (words->argument_count == 0) {
        struct err err = {0};
        err_set(&err, ERR_USAGE, "PATH is missing; for example: %s", command->example);
        return fail(&err);
    }
    return check_paths(words);
}

static const struct flag flags[] = {
    {"strict", NULL, "warnings are failures, too"},
    {"explain", "CODE", "what a code means, why it matters and how to fix it"},
    {"json", NULL, "one finding a line, as JSON"},
    {NULL, NULL, NULL},
};

const struct command command_check = {
    .name = "check",
    .arguments = "PATH…",
    .summary = "lint scenarios (files or folders)",
    .details =
        "Prints file:line: severity CODE: message, with the fix. Errors exit 1, warnings 0.\n"
        "Every file of a folder is checked, or named with the reason why it is not.",
    .example = "offscript check scenarios",
    .flags = flags,
    .least = 0,
    .most = -1,
    .run = run,
};
