/* The fuzzer's target, fed with seeded mutations of good files: no crash, no leak, no hang. */
#include "support/world.h"

#include "fuzz/record_reader.h"
#include "support/cmocka.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 6000 };

static uint64_t seed = 20261122;

static size_t draw(size_t below) {
    return (size_t)(splitmix64(&seed) % below);
}

static const char *const pieces[] = {"\"",      "{",          "}",    "[",     "]",
                                     ",",       ":",          "null", "1e999", "\\u0000",
                                     "\xFF",    "-",          "\n",   "\\",    "9007199254740993",
                                     "\"v\":1", "\"rate\":{}"};

static void mutate(struct buf *out, const char *bytes, size_t len) {
    size_t at = draw(len), skip = draw(4) ? draw(8) : draw(len - at);
    const char *piece = pieces[draw(sizeof pieces / sizeof *pieces)];
    buf_add(out, bytes, at);
    if (draw(3))
        buf_text(out, piece);
    else
        buf_char(out, (char)draw(256));
    buf_add(out, bytes + at + (skip < len - at ? skip : len - at),
            len - at - (skip < len - at ? skip : len - at));
}

static void feed(const char *bytes, size_t len) {
    struct buf out = {0}, twice = {0};
    for (int round = 0; round < ROUNDS; round++) {
        buf_clear(&out);
        mutate(&out, bytes, len);
        if (round % 3 == 0) {
            buf_clear(&twice);
            mutate(&twice, out.data, out.len);
            LLVMFuzzerTestOneInput((const uint8_t *)twice.data, twice.len);
        } else {
            LLVMFuzzerTestOneInput((const uint8_t *)out.data, out.len);
        }
    }
    buf_finish(&out);
    buf_finish(&twice);
}

static void any_bytes_are_read(void **state) {
    (void)state;
    struct world world;
    size_t len;
    world_begin(&world);
    world_whole_call(&world);
    char *log = world_read(&world, WORLD_SESSION ".jsonl", &len);
    char *cut = strstr(log, "{\"v\":1,\"type\":\"card_closed\"");
    feed(log, (size_t)(cut - log));
    free(log);
    static const char bundle[] =
        "{\"v\":1,\"root\":\"a\",\"files\":[{\"path\":\"a\",\"text\":\"\"}]}";
    static const char panel[] =
        "{\"v\":1,\"scenario\":\"s\",\"experts\":[{\"id\":\"e\",\"who\":\"w\"}],\"ratings\":[{"
        "\"node\":\"n\",\"expert\":\"e\",\"at\":\"2026-11-22T05:24:10.123Z\",\"rate\":{\"a\":1},"
        "\"best\":\"a\",\"opens\":[\"x\"],\"expects\":5}],\"keys\":[{\"node\":\"n\",\"status\":"
        "\"pilot\",\"m\":5,\"w\":0.5,\"panel_sha256\":\"x\"}]}";
    feed(bundle, sizeof bundle - 1);
    feed(panel, sizeof panel - 1);
    LLVMFuzzerTestOneInput(NULL, 0);
    world_end(&world);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(any_bytes_are_read)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
