/* Every chart in the window's own fonts, as a picture and as SVG:
 *
 *     chart_sheet OUT.png OUT.svg [dark] [ar]
 *
 * The two are for a person to lay side by side; chart_svg_test.py reads the SVG. */
#include "../ui/chart_fixture.h"
#include "ui/svg.h"
#include "window/window.h"
#include "words/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 1000, HEIGHT = 860 };

static void draw_sheet(struct ui *ui) {
    static const struct rect places[CHART_KINDS] = {[CHART_BANDS] = {30, 20, 940, 200},
                                                    [CHART_SCATTER] = {30, 240, 450, 300},
                                                    [CHART_CURVE] = {520, 240, 450, 300},
                                                    [CHART_BARS] = {30, 560, 450, 260},
                                                    [CHART_SPARK] = {520, 560, 200, 70}};
    static struct chart_kept table = {.is_table = true};
    struct chart_fixture data;
    for (int kind = 0; kind < CHART_KINDS; kind++) {
        struct chart_kept kept = {0};
        chart_fixture_init(&data, (enum chart_kind)kind);
        data.chart.id = frame_printf(ui->frame, "chart%d", kind);
        chart_draw(ui, &data.chart, &kept, places[kind]);
    }
    chart_fixture_init(&data, CHART_BANDS);
    data.chart.id = "twin";
    chart_draw(ui, &data.chart, &table, (struct rect){520, 650, 450, 190});
}

static bool write_svg(const struct frame *frame, enum theme theme, const char *path) {
    struct buf out = {0};
    struct svg_look look = {.theme = theme, .title = "Charts & tables", .has_background = true};
    frame_svg(frame, &look, &out);
    FILE *file = fopen(path, "wb");
    bool is_written = file && !out.failed && fwrite(out.data, 1, out.len, file) == out.len;
    if (file)
        is_written &= fclose(file) == 0;
    buf_finish(&out);
    return is_written;
}

int main(int argc, char **argv) {
    char assets[4096];
    const char *root = getenv("OFFSCRIPT_SOURCE");
    bool is_dark = argc > 3 && !strcmp(argv[3], "dark");
    bool is_arabic = argc > 3 && !strcmp(argv[argc - 1], "ar");
    if (argc < 3 || !root)
        return 2;
    snprintf(assets, sizeof assets, "%s/assets", root);
    struct err err = {0};
    struct window_setup setup = {.title = "charts",
                                 .assets = assets,
                                 .width = WIDTH,
                                 .height = HEIGHT,
                                 .scale_percent = 100,
                                 .theme = is_dark ? THEME_DARK : THEME_LIGHT,
                                 .is_hidden = true};
    struct window *window = window_open(&setup, &err);
    if (!window) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    struct frame frame = {.metrics = window_metrics(window)};
    window_size(window, &frame.width, &frame.height);
    struct ui_state state = {0};
    struct ui ui;
    const struct catalogue *words = catalogue_of(is_arabic ? LANGUAGE_ARABIC : LANGUAGE_ENGLISH);
    struct ui_page page = {&state, &frame, words, is_arabic, 0};
    while (ui_page_draws(&page, &ui))
        draw_sheet(&ui);
    window_present(window, &frame);
    bool is_done = !frame.failed && window_save_picture(window, argv[1], &err) &&
                   write_svg(&frame, setup.theme, argv[2]);
    frame_finish(&frame);
    window_close(window);
    return is_done ? 0 : 1;
}
