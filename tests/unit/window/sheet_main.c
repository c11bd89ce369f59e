/* sheet OUT.png [light|dark|high-contrast] [ltr|rtl] [SCALE]: for looking at what the window
 * paints. Needs OFFSCRIPT_SOURCE, the folder that holds assets/. With a display, "-" shows it until
 * it is closed. */
#include "sheet.h"
#include "window/window.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void show(struct window *window, struct frame *frame) {
    struct ui_event event;
    do {
        window_size(window, &frame->width, &frame->height);
        sheet_draw(frame);
        window_present(window, frame);
        window_wait(window, -1, &event);
    } while (event.kind != UI_CLOSE);
}

int main(int argc, char **argv) {
    const char *source = getenv("OFFSCRIPT_SOURCE");
    char assets[4096];
    snprintf(assets, sizeof assets, "%s/assets", source ? source : ".");
    int theme = argc > 2 ? theme_of(argv[2]) : 0;
    struct frame frame = {.scale_percent = argc > 4 ? (int)strtol(argv[4], NULL, 10) : 100,
                          .is_rtl = argc > 3 && !strcmp(argv[3], "rtl")};
    struct window_setup setup = {.title = "sheet",
                                 .assets = assets,
                                 .width = 1280,
                                 .height = 800,
                                 .scale_percent = frame.scale_percent,
                                 .is_hidden = argc > 1 && strcmp(argv[1], "-") != 0,
                                 .theme = theme < 0 ? THEME_LIGHT : (enum theme)theme};
    struct err err = {0};
    struct window *window = argc > 1 ? window_open(&setup, &err) : NULL;
    if (!window) {
        fprintf(stderr, "%s\n", argc > 1 ? err.text : "usage: sheet OUT [THEME] [ltr|rtl] [SCALE]");
        return 1;
    }
    frame.metrics = window_metrics(window);
    frame.width = 1280 * frame.scale_percent / 100;
    frame.height = 800 * frame.scale_percent / 100;
    sheet_draw(&frame);
    window_present(window, &frame);
    bool is_saved = true;
    if (strcmp(argv[1], "-") != 0)
        is_saved = window_save_picture(window, argv[1], &err);
    else
        show(window, &frame);
    if (!is_saved)
        fprintf(stderr, "%s\n", err.text);
    frame_finish(&frame);
    window_close(window);
    return !is_saved;
}
