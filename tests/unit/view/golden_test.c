/* The pictures as draw lists, held in tests/golden. OFFSCRIPT_UPDATE_GOLDEN=1 writes them anew. */
#include "view_fixture.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct size {
    const char *name;
    int width, height, percent;
    bool is_arabic;
} sizes[] = {{"1280x800", 1280, 800, 100, false},
             {"960x600", 960, 600, 100, false},
             {"1920x1080", 1920, 1080, 100, false},
             {"1280x800-200", 1280, 800, 200, false},
             {"1280x800-arabic", 1280, 800, 100, true}};

static void first_difference(const char *a, const char *b) {
    int line = 1;
    while (*a && *a == *b) {
        line += *a == '\n';
        a++, b++;
    }
    print_error("line %d: expected %.120s\n  found %.120s\n", line, a, b);
}

static void check(enum fixture_screen screen, const struct size *size) {
    char path[512];
    struct frame frame = {0};
    struct buf found = {0}, expected = {0};
    struct err err = {0};
    snprintf(path, sizeof path, "%s/tests/golden/%s-%s.txt", getenv("OFFSCRIPT_SOURCE"),
             fixture_name(screen), size->name);
    fixture_draw(screen, size->width, size->height, size->percent, size->is_arabic, &frame);
    assert_false(frame.failed);
    frame_dump(&frame, &found);
    if (getenv("OFFSCRIPT_UPDATE_GOLDEN")) {
        if (!file_write(path, found.data, found.len, 0644, &err))
            fail_msg("%s", err.text);
    } else {
        if (!file_read(path, 4 << 20, &expected, &err))
            fail_msg("%s; write it with OFFSCRIPT_UPDATE_GOLDEN=1", err.text);
        if (strcmp(buf_cstr(&expected), buf_cstr(&found))) {
            first_difference(buf_cstr(&expected), buf_cstr(&found));
            fail_msg("%s differs; if it is meant, write it with OFFSCRIPT_UPDATE_GOLDEN=1", path);
        }
    }
    buf_finish(&found);
    buf_finish(&expected);
    frame_finish(&frame);
}

static void pictures_are_as_they_were(void **state) {
    (void)state;
    for (int screen = FIXTURE_CALL; screen <= FIXTURE_WELCOME; screen++)
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
            check((enum fixture_screen)screen, &sizes[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(pictures_are_as_they_were)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
