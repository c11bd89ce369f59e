/* A steady window allocates nothing: every call of malloc, ours and the libraries', is counted. */
#include "sheet.h"
#include "window/window.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#if defined(__SANITIZE_ADDRESS__)
#define HAS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_SANITIZER 1
#endif
#endif

static long allocations;

#ifndef HAS_SANITIZER /* which has its own malloc */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

void *malloc(size_t size) {
    allocations++;
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    allocations++;
    return __libc_calloc(count, size);
}

void *realloc(void *old, size_t size) {
    allocations++;
    return __libc_realloc(old, size);
}
#endif

static void steady_frames_allocate_nothing(void **state) {
    (void)state;
    char assets[4096];
    snprintf(assets, sizeof assets, "%s/assets", getenv("OFFSCRIPT_SOURCE"));
    struct err err = {0};
    struct window_setup setup = {
        .title = "test", .assets = assets, .width = 1280, .height = 800, .is_hidden = true};
    struct window *window = window_open(&setup, &err);
    if (!window)
        fail_msg("%s", err.text);
    struct frame frame = {.width = 1280, .height = 800, .metrics = window_metrics(window)};
    static const char *const focus[] = {"option.1", "option.2"};
    for (int i = 0; i < 6; i++) {
        long before = allocations;
        sheet_draw(&frame);
        window_present(window, &frame);
        window_set_theme(window, i % 2 ? THEME_DARK : THEME_LIGHT); /* so that all is painted */
        frame.hover_id = focus[i % 2];
        if (i > 2)
            assert_int_equal(allocations, before);
    }
#ifndef HAS_SANITIZER
    assert_true(allocations > 100); /* they were counted */
#endif
    frame_finish(&frame);
    window_close(window);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(steady_frames_allocate_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
