#include "oracle.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char *file_text(const char *path) {
    const char *source = getenv("OFFSCRIPT_SOURCE");
    char full[1024];
    snprintf(full, sizeof full, "%s/tests/data/oracle/%s", source ? source : ".", path);
    FILE *file = fopen(full, "rb");
    if (!file)
        fail_msg("cannot open %s", full);
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = calloc(1, (size_t)size + 1);
    assert_non_null(text);
    assert_int_equal(fread(text, 1, (size_t)size, file), size);
    fclose(file);
    return text;
}

static int count_in(const char *line, const char *end, char c) {
    int count = 0;
    for (; line < end; line++)
        count += *line == c;
    return count;
}

static char *copy_text(const char *from, size_t len) {
    char *copy = calloc(1, len + 1);
    assert_non_null(copy);
    return memcpy(copy, from, len);
}

static void read_line(const char *line, const char *end, char **out, int columns) {
    for (int c = 0; c < columns; c++) {
        const char *stop = memchr(line, ',', (size_t)(end - line));
        if (!stop)
            stop = end;
        out[c] = copy_text(line, (size_t)(stop - line));
        line = stop < end ? stop + 1 : end;
    }
}

struct table *table_load(const char *path) {
    char *text = file_text(path);
    struct table *t = calloc(1, sizeof *t);
    assert_non_null(t);
    char *first_end = strchr(text, '\n');
    assert_non_null(first_end);
    t->columns = count_in(text, first_end, ',') + 1;
    int lines = count_in(text, text + strlen(text), '\n') + 1;
    t->name = calloc((size_t)t->columns, sizeof *t->name);
    t->text = calloc((size_t)lines * (size_t)t->columns, sizeof *t->text);
    t->cell = calloc((size_t)lines * (size_t)t->columns, sizeof *t->cell);
    read_line(text, first_end, t->name, t->columns);
    for (char *line = first_end + 1; *line;) {
        char *end = strchr(line, '\n');
        if (!end)
            end = line + strlen(line);
        if (end > line)
            read_line(line, end, t->text + (size_t)t->rows++ * (size_t)t->columns, t->columns);
        line = *end ? end + 1 : end;
    }
    for (int i = 0; i < t->rows * t->columns; i++) {
        char *stop;
        t->cell[i] = strtod(t->text[i], &stop);
        if (stop == t->text[i] || *stop)
            t->cell[i] = NAN;
    }
    free(text);
    return t;
}

void table_free(struct table *t) {
    for (int c = 0; c < t->columns; c++)
        free(t->name[c]);
    for (int i = 0; i < t->rows * t->columns; i++)
        free(t->text[i]);
    free(t->name);
    free(t->text);
    free(t->cell);
    free(t);
}

double table_at(const struct table *t, int row, const char *column) {
    for (int c = 0; c < t->columns; c++)
        if (strcmp(t->name[c], column) == 0)
            return t->cell[row * t->columns + c];
    fail_msg("no column %s", column);
    return NAN;
}

cJSON *oracle_json(const char *path) {
    char *text = file_text(path);
    cJSON *json = cJSON_Parse(text);
    if (!json)
        fail_msg("not JSON: %s", path);
    free(text);
    return json;
}

const cJSON *json_at(const cJSON *json, const char *path) {
    const cJSON *at = json;
    for (const char *step = path; *step;) {
        size_t len = strcspn(step, "|");
        char name[128];
        assert_true(len < sizeof name);
        memcpy(name, step, len);
        name[len] = '\0';
        char *end;
        long index = strtol(name, &end, 10);
        at = cJSON_IsArray(at) && !*end ? cJSON_GetArrayItem(at, (int)index)
                                        : cJSON_GetObjectItemCaseSensitive(at, name);
        if (!at)
            fail_msg("no %s in the JSON", path);
        step += len + (step[len] == '|');
    }
    return at;
}

double json_number(const cJSON *json, const char *path) {
    const cJSON *at = json_at(json, path);
    return cJSON_IsNumber(at) ? at->valuedouble : NAN;
}

void check_close(double got, double want, double tolerance, bool relative, const char *file,
                 int line) {
    if (isnan(got) && isnan(want))
        return;
    double scale = fabs(want);
    if (!relative && scale < 1)
        scale = 1;
    if (fabs(got - want) <= tolerance * scale || (relative && fabs(got - want) < 1e-300))
        return;
    print_error("got %.15g, want %.15g, off by %.3g\n", got, want, got - want);
    _fail(file, line);
}
