/* libFuzzer: the log reader, the bundle reader and the panel reader take any bytes whatever.
 *
 * CC=clang meson setup BUILD -Db_sanitize=address,undefined -Db_lundef=false
 *     -Dc_args=-fsanitize=fuzzer-no-link
 * ninja -C BUILD tests/unit/record/fuzz-record; BUILD/tests/unit/record/fuzz-record CORPUS
 *
 * Elsewhere tests/unit/record/test_fuzz.c feeds it seeded mutations of a good log. */
#include "record_reader.h"

#include "record/bundle.h"
#include "record/log_reader.h"
#include "record/panel_file.h"

#include <stdlib.h>
#include <string.h>

/* What was read is written again and read again: the same fields come back. */
static void check_again(const struct record *record) {
    struct buf line = {0};
    struct arena *arena = arena_create();
    struct record again;
    int count;
    const uint8_t *order = record_order(record->type, record_rules(record), &count);
    record_write(record, &line);
    if (record->type != RECORD_UNKNOWN && arena && !line.failed &&
        record_read(line.data, line.len, arena, &again, NULL))
        for (int i = 0; i < count; i++)
            if (!record_is_equal(record, &again, (enum field)order[i]))
                abort();
    buf_finish(&line);
    arena_destroy(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct log log;
    struct bundle bundle;
    struct panel_file panel;
    /* With a closing NUL, as the readers of files have it. */
    char *text = malloc(size + 1);
    if (!text)
        return 0;
    if (size)
        memcpy(text, data, size);
    text[size] = '\0';
    if (log_parse(text, size, "log", &log, NULL)) {
        log_check_chain(&log, NULL);
        for (int i = 0; i < log.count; i++)
            check_again(&log.records[i]);
    }
    log_finish(&log);
    bundle_parse(text, size, "bundle", &bundle, NULL);
    bundle_finish(&bundle);
    panel_parse(text, size, "panel", &panel, NULL);
    panel_finish(&panel);
    free(text);
    return 0;
}
