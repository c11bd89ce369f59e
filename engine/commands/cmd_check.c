/* offscript check: lints scenarios. */
#include "base/file.h"
#include "base/json.h"
#include "commands/load.h"
#include "commands/words.h"
#include "terminal/print.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { CHECK_DEPTH_MAX = 16 };

struct check {
    bool is_json, is_strict;
    int files, unread, errors, warnings;
    enum exit_status status;
    int depth;
    const char *folder;
    bool failed;
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

static void write_json(const struct script_report *report) {
    struct buf out = {0};
    for (int i = 0; i < report->count; i++) {
        const struct diagnostic *item = &report->items[i];
        char code[8];
        diagnostic_code_name(item->code, code);
        buf_char(&out, '{');
        json_key(&out, "file");
        json_string(&out, item->place.file);
        json_key(&out, "line");
        json_int(&out, item->place.line);
        json_key(&out, "column");
        json_int(&out, item->place.column);
        json_key(&out, "severity");
        json_string(&out, severity_name(item->severity));
        json_key(&out, "code");
        json_string(&out, code);
        json_key(&out, "message");
        json_string(&out, item->text);
        json_key(&out, "fix");
        json_string(&out, item->fix);
        write_way(&out, item->way);
        buf_text(&out, "}\n");
    }
    print_json(buf_cstr(&out), out.len);
    buf_finish(&out);
}

static void check_file(struct check *check, const char *path) {
    struct script_report report = {0};
    struct err err = {0};
    struct scenario *scenario = load_scenario(path, &report, &err);
    check->files++;
    check->errors += report.errors;
    check->warnings += report.warnings;
    if (check->is_json)
        write_json(&report);
    else
        load_print_report(&report, true);
    if (!scenario && report.errors == 0) { /* it could not be read at all */
        enum exit_status status = fail(&err);
        check->unread++;
        check->status = status > check->status ? status : check->status;
    } else if (!scenario && check->status == EXIT_DONE) {
        check->status = EXIT_CONTENT;
    }
    scenario_destroy(scenario);
    script_report_finish(&report);
}

static bool is_scenario_file(const char *path) {
    struct buf text = {0};
    struct err ignored = {0};
    bool is = !file_read(path, SCRIPT_FILE_MAX, &text, &ignored) ||
              strncmp(buf_cstr(&text), "scenario", 8) == 0 || strstr(buf_cstr(&text), "\nscenario");
    buf_finish(&text);
    return is;
}

static bool check_entry(void *self, const char *name) {
    struct check *check = self;
    char path[PATH_MAX];
    size_t len = strlen(name);
    if (!path_join(path, sizeof path, check->folder, name))
        return true;
    if (len > 4 && strcmp(name + len - 4, ".lua") == 0) {
        if (is_scenario_file(path)) /* the others are parts for include */
            check_file(check, path);
    } else if (file_is_folder(path) && check->depth < CHECK_DEPTH_MAX) {
        const char *folder = check->folder;
        struct err err = {0};
        check->folder = path;
        check->depth++;
        if (!folder_list(path, check_entry, check, &err))
            check->status = fail(&err);
        check->depth--;
        check->folder = folder;
    }
    return true;
}

static void check_path(struct check *check, const char *path) {
    struct err err = {0};
    if (!file_is_folder(path)) {
        check_file(check, path);
        return;
    }
    check->folder = path;
    int before = check->files;
    if (!folder_list(path, check_entry, check, &err))
        check->status = fail(&err);
    if (check->files == before)
        print_error("%s: no scenario below this folder\n", path);
}

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
    print_error("%d scenario%s, %d error%s, %d warning%s", check->files, plural(check->files),
                check->errors, plural(check->errors), check->warnings, plural(check->warnings));
    if (check->unread)
        print_error("; %d file%s could not be read", check->unread, plural(check->unread));
    print_error("\n");
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
    struct check check = {.is_json = words_value(words, "json"),
                          .is_strict = words_value(words, "strict")};
    for (int i = 0; i < words->argument_count; i++)
        check_path(&check, words->arguments[i]);
    if (!check.is_json)
        tell_sum(&check);
    if (check.status == EXIT_DONE && check.is_strict && check.warnings)
        return EXIT_CONTENT;
    return check.status;
}

static const struct flag flags[] = {
    {"strict", NULL, "warnings fail, too"},
    {"explain", "CODE", "what a code means, why it matters and how to fix it"},
    {"json", NULL, "one finding a line, as JSON"},
    {NULL, NULL, NULL},
};

const struct command command_check = {
    .name = "check",
    .arguments = "PATH…",
    .summary = "lint scenarios (files or folders)",
    .details = "Prints file:line: severity CODE: message, with the fix. Errors exit 1, warnings 0.",
    .example = "offscript check scenarios",
    .flags = flags,
    .least = 0,
    .most = -1,
    .run = run,
};
