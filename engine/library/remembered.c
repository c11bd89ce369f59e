#include "library/remembered.h"

#include "base/file.h"
#include "base/hash.h"
#include "session/explore.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { LINE_LEN = 65, BYTES_MAX = REMEMBERED_MAX * LINE_LEN };

static void line_of(const struct scenario *scenario, char line[LINE_LEN + 1]) {
    char text[256];
    int len = snprintf(text, sizeof text, "%s\n%s\n%d\n", scenario->sha256, OFFSCRIPT_VERSION,
                       EXPLORE_REVISION);
    sha256_hex(text, (size_t)len, line);
    memcpy(line + LINE_LEN - 1, "\n", 2);
}

static bool path_of(const struct remembered *remembered, char folder[FILE_PATH_MAX],
                    char path[FILE_PATH_MAX]) {
    return remembered->home && path_join(folder, FILE_PATH_MAX, remembered->home, "cache") &&
           path_join(path, FILE_PATH_MAX, folder, "checked");
}

/* Whole lines of the right length, or nothing. */
static bool is_sound(const struct buf *lines) {
    if (lines->len % LINE_LEN)
        return false;
    for (size_t at = 0; at < lines->len; at += LINE_LEN)
        if (strspn(lines->data + at, "0123456789abcdef") != LINE_LEN - 1 ||
            lines->data[at + LINE_LEN - 1] != '\n')
            return false;
    return true;
}

static void read_lines(struct remembered *remembered) {
    char folder[FILE_PATH_MAX], path[FILE_PATH_MAX];
    struct err ignored = {0};
    if (remembered->is_read)
        return;
    remembered->is_read = true;
    if (!path_of(remembered, folder, path) || !file_exists(path) ||
        !file_read(path, BYTES_MAX, &remembered->lines, &ignored) || !is_sound(&remembered->lines))
        buf_clear(&remembered->lines);
}

bool remembered_has(struct remembered *remembered, const struct scenario *scenario) {
    char line[LINE_LEN + 1];
    read_lines(remembered);
    line_of(scenario, line);
    for (size_t at = 0; at < remembered->lines.len; at += LINE_LEN)
        if (memcmp(remembered->lines.data + at, line, LINE_LEN) == 0)
            return true;
    return false;
}

void remembered_add(struct remembered *remembered, const struct scenario *scenario) {
    char line[LINE_LEN + 1];
    if (!remembered->home || remembered_has(remembered, scenario))
        return;
    struct buf *lines = &remembered->lines;
    if (lines->len + LINE_LEN > BYTES_MAX) { /* the older half is forgotten */
        size_t half = (size_t)(REMEMBERED_MAX / 2) * LINE_LEN;
        memmove(lines->data, lines->data + half, lines->len - half);
        lines->len -= half;
    }
    line_of(scenario, line);
    buf_add(lines, line, LINE_LEN);
    remembered->is_changed = true;
}

void remembered_finish(struct remembered *remembered) {
    char folder[FILE_PATH_MAX], path[FILE_PATH_MAX];
    struct err ignored = {0};
    struct buf *lines = &remembered->lines;
    if (remembered->is_changed && !lines->failed && path_of(remembered, folder, path) &&
        folder_make(folder, &ignored))
        file_write(path, lines->data, lines->len, 0600, &ignored);
    buf_finish(lines);
    *remembered = (struct remembered){0};
}
