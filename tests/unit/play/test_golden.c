/* A short log, byte for byte, against a file that people can read; only the program's version and
 * the hashes that follow from it are left out of the comparison. */
#include "support/world.h"

#include "support/cmocka.h"

#include "base/hash.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The line with "offscript X.Y.Z" for the version and without the chain. */
static void normalise(const char *line, size_t len, struct buf *out) {
    static const char version[] = "offscript " OFFSCRIPT_VERSION;
    const char *prev = memmem(line, len, ",\"prev\":", 8);
    const char *app = memmem(line, len, version, sizeof version - 1);
    assert_non_null(prev);
    if (app) {
        buf_add(out, line, (size_t)(app - line));
        buf_text(out, "offscript X.Y.Z");
        line = app + sizeof version - 1;
    }
    buf_add(out, line, (size_t)(prev - line));
    buf_text(out, "}\n");
}

static void a_whole_call_is_these_bytes(void **state) {
    (void)state;
    struct world world;
    struct buf found = {0};
    size_t len;
    char hash[65] = "", *golden = NULL, path[4096];
    world_begin(&world);
    world_whole_call(&world);
    char *bytes = world_read(&world, WORLD_SESSION ".jsonl", &len);
    for (char *line = bytes, *end; (end = strchr(line, '\n')); line = end + 1) {
        char prev[100];
        snprintf(prev, sizeof prev, ",\"prev\":%s%s%s}\n", hash[0] ? "\"" : "",
                 hash[0] ? hash : "null", hash[0] ? "\"" : "");
        normalise(line, (size_t)(end - line), &found);
        assert_memory_equal(end + 1 - strlen(prev), prev, strlen(prev));
        sha256_hex(line, (size_t)(end - line), hash);
    }
    snprintf(path, sizeof path, "%s/tests/unit/play/golden.jsonl", getenv("OFFSCRIPT_SOURCE"));
    if (getenv("GOLDEN_UPDATE")) {
        FILE *out = fopen(path, "wb");
        fwrite(found.data, 1, found.len, out);
        fclose(out);
    }
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t size = 0;
    assert_true(getdelim(&golden, &size, '\0', file) > 0);
    fclose(file);
    assert_string_equal(buf_cstr(&found), golden);
    free(golden);
    free(bytes);
    buf_finish(&found);
    world_end(&world);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_whole_call_is_these_bytes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
