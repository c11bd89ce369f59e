/* window_start [ROUNDS]: opens the window and presents a page full of text, then repaints it; says
 * how long each part took. With ROUNDS 0 it only starts and ends, for timing from outside. Needs
 * OFFSCRIPT_SOURCE. */
#include "base/clock.h"
#include "sheet.h"
#include "window/window.h"

#include <stdio.h>
#include <stdlib.h>

static void say(const char *what, int64_t from_us, long rounds) {
    double ms = (double)(clock_monotonic_us() - from_us) / 1000.0;
    printf("%-34s %8.3f ms\n", what, ms / (double)rounds);
}

static void repeat(struct window *window, struct frame *frame, long rounds) {
    int64_t from = clock_monotonic_us();
    for (long i = 0; i < rounds; i++)
        sheet_draw(frame);
    say("a frame's list again", from, rounds);
    from = clock_monotonic_us();
    for (long i = 0; i < rounds; i++)
        window_present(window, frame);
    say("present, nothing changed", from, rounds);
    from = clock_monotonic_us();
    for (long i = 0; i < rounds; i++) {
        frame->focus_id = i % 2 ? "option.1" : "option.2";
        sheet_draw(frame);
        frame->draws[0].role = i % 2 ? ROLE_SURFACE : ROLE_CANVAS;
        window_present(window, frame);
    }
    say("list and present, all changed", from, rounds);
}

int main(int argc, char **argv) {
    long rounds = argc > 1 ? strtol(argv[1], NULL, 10) : 200;
    const char *source = getenv("OFFSCRIPT_SOURCE");
    char assets[4096];
    snprintf(assets, sizeof assets, "%s/assets", source ? source : ".");
    struct window_setup setup = {.title = "start", .assets = assets, .width = 1280, .height = 800};
    struct err err = {0};
    int64_t from = clock_monotonic_us(), start = from;
    struct window *window = window_open(&setup, &err);
    if (!window) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    if (rounds)
        say("window_open", from, 1);
    struct frame frame = {.width = 1280, .height = 800, .metrics = window_metrics(window)};
    frame.scale_percent = window_scale_percent(window);
    from = clock_monotonic_us();
    sheet_draw(&frame);
    if (rounds)
        say("first frame's list", from, 1);
    from = clock_monotonic_us();
    window_present(window, &frame);
    if (rounds) {
        say("first present", from, 1);
        say("to the first frame, in all", start, 1);
        repeat(window, &frame, rounds);
    }
    frame_finish(&frame);
    window_close(window);
    return 0;
}
