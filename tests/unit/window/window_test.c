#include "base/hash.h"
#include "sheet.h"
#include "ui/icons.h"
#include "ui/theme.h"
#include "window/paint.h"
#include "window/picture.h"
#include "window/window.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 1280, HEIGHT = 800 };

static const char *assets_folder(void) {
    static char folder[4096];
    const char *source = getenv("OFFSCRIPT_SOURCE");
    assert_non_null(source);
    snprintf(folder, sizeof folder, "%s/assets", source);
    return folder;
}

static struct window *open_window(void) {
    struct err err = {0};
    struct window_setup setup = {.title = "test",
                                 .assets = assets_folder(),
                                 .width = WIDTH,
                                 .height = HEIGHT,
                                 .is_hidden = true};
    struct window *window = window_open(&setup, &err);
    if (!window)
        fail_msg("%s", err.text);
    return window;
}

/* The sheet as pixels; the caller frees them. */
static uint32_t *paint_sheet(enum theme theme, bool is_rtl, int scale) {
    struct err err = {0};
    struct painter *painter = painter_create(assets_folder(), &err);
    assert_non_null(painter);
    int width = WIDTH * scale / 100, height = HEIGHT * scale / 100;
    uint32_t *pixels = calloc((size_t)width * (size_t)height, sizeof *pixels);
    struct canvas canvas = {.pixels = pixels, .width = width, .height = height, .stride = width};
    struct frame frame = {.width = width,
                          .height = height,
                          .scale_percent = scale,
                          .is_rtl = is_rtl,
                          .metrics = painter_metrics(painter)};
    sheet_draw(&frame);
    assert_false(frame.failed);
    struct rect area = painter_paint(painter, &canvas, &frame, theme, true);
    assert_int_equal(area.w, width);
    frame_finish(&frame);
    painter_destroy(painter);
    return pixels;
}

static void the_same_frame_gives_the_same_pixels(void **state) {
    (void)state;
    for (int i = 0; i < 6; i++) {
        enum theme theme = (enum theme)(i / 2);
        int scale = i < 4 ? 100 : 150;
        size_t size = (size_t)(WIDTH * scale / 100) * (size_t)(HEIGHT * scale / 100) * 4;
        uint32_t *first = paint_sheet(theme, i % 2, scale);
        uint32_t *second = paint_sheet(theme, i % 2, scale);
        assert_memory_equal(first, second, size);
        free(first);
        free(second);
    }
}

static void a_window_opens_paints_and_saves(void **state) {
    (void)state;
    struct window *window = open_window();
    int width, height;
    window_size(window, &width, &height);
    assert_int_equal(width, WIDTH);
    assert_int_equal(height, HEIGHT);
    assert_int_equal(window_scale_percent(window), 100);
    struct frame frame = {.width = width, .height = height, .metrics = window_metrics(window)};
    sheet_draw(&frame);
    window_present(window, &frame);
    struct window_stats stats = window_take_stats(window);
    assert_int_equal(stats.frames, 1);
    assert_true(stats.texture_misses > 50);
    char png[] = "/tmp/offscript-window-XXXXXX.png";
    struct err err = {0};
    int file = mkstemps(png, 4);
    assert_true(file >= 0);
    assert_true(window_save_picture(window, png, &err));
    assert_false(window_save_picture(window, "/tmp/x.gif", &err));
    assert_int_equal(err.code, ERR_USAGE);
    remove(png);
    struct ui_event event;
    do
        window_wait(window, 0, &event);
    while (event.kind != UI_NONE);
    frame_finish(&frame);
    window_close(window);
}

static void no_fonts_is_an_error_that_says_so(void **state) {
    (void)state;
    struct err err = {0};
    struct window_setup setup = {.assets = "/nowhere", .width = 960, .height = 600};
    assert_null(window_open(&setup, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_non_null(strstr(err.text, "/nowhere/fonts"));
}

/* Painting only what changed must give what painting everything gives. */
static void a_partial_repaint_is_exact(void **state) {
    (void)state;
    struct err err = {0};
    struct painter *painter = painter_create(assets_folder(), &err);
    struct frame frame = {.width = WIDTH, .height = HEIGHT, .metrics = painter_metrics(painter)};
    size_t size = (size_t)WIDTH * HEIGHT * 4;
    struct canvas part = {
        .pixels = calloc(1, size), .width = WIDTH, .height = HEIGHT, .stride = WIDTH};
    struct canvas all = part;
    all.pixels = calloc(1, size);
    sheet_draw(&frame);
    painter_paint(painter, &part, &frame, THEME_LIGHT, true);
    for (int i = 0; i < 40; i++) {
        sheet_draw(&frame);
        struct draw *draw = &frame.draws[i * 7 % frame.draw_count];
        if (draw->kind != DRAW_CLIP && draw->kind != DRAW_UNCLIP)
            draw->role = ROLE_DANGER;
        if (draw->kind != DRAW_CLIP && draw->kind != DRAW_UNCLIP && i % 2)
            draw->rect.x += 11;
        struct rect area = painter_paint(painter, &part, &frame, THEME_LIGHT, false);
        assert_true(i == 0 || area.w > 0);
        painter_paint(painter, &all, &frame, THEME_LIGHT, true);
        assert_memory_equal(part.pixels, all.pixels, size);
    }
    struct rect none = painter_paint(painter, &part, &frame, THEME_LIGHT, false);
    assert_int_equal(none.w, 0);
    free(part.pixels);
    free(all.pixels);
    frame_finish(&frame);
    painter_destroy(painter);
}

static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(struct color color) {
    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
}

static double contrast(enum theme theme, enum role a, enum role b) {
    double x = luminance(theme_color(theme, a)), y = luminance(theme_color(theme, b));
    return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

static void themes_have_enough_contrast(void **state) {
    (void)state;
    static const struct {
        enum role on, under;
        double least;
    } pairs[] = {
        {ROLE_TEXT, ROLE_CANVAS, 4.5},
        {ROLE_TEXT, ROLE_SURFACE, 4.5},
        {ROLE_TEXT_2, ROLE_SUNKEN, 4.5},
        {ROLE_TEXT_3, ROLE_CANVAS, 4.5},
        {ROLE_TEXT_3, ROLE_BUBBLE_AGENT, 4.5},
        {ROLE_ON_ACCENT, ROLE_ACCENT, 4.5},
        {ROLE_ON_ACCENT, ROLE_ACCENT_PRESSED, 4.5},
        {ROLE_ACCENT_TEXT, ROLE_ACCENT_SOFT, 4.5},
        {ROLE_DANGER_TEXT, ROLE_DANGER_SOFT, 4.5},
        {ROLE_CAUTION_TEXT, ROLE_CAUTION_SOFT, 4.5},
        {ROLE_LIMIT_TEXT, ROLE_LIMIT_SOFT, 4.5},
        {ROLE_POSITIVE_TEXT, ROLE_POSITIVE_SOFT, 4.5},
        {ROLE_ON_HEAT_1, ROLE_HEAT_1, 4.5},
        {ROLE_ON_HEAT_5, ROLE_HEAT_5, 4.5},
        {ROLE_BORDER_STRONG, ROLE_SURFACE, 3},
        {ROLE_FOCUS, ROLE_SURFACE, 3},
        {ROLE_FOCUS, ROLE_ACCENT_SOFT, 3},
        {ROLE_ACCENT, ROLE_CANVAS, 3},
        {ROLE_MOOD_1, ROLE_SURFACE, 3},
        {ROLE_MOOD_5, ROLE_SURFACE, 3},
    };
    for (int theme = 0; theme < THEME_COUNT; theme++)
        for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
            assert_true(contrast((enum theme)theme, pairs[i].on, pairs[i].under) >= pairs[i].least);
}

static void every_role_has_a_colour(void **state) {
    (void)state;
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        assert_int_equal(theme_of(theme_name((enum theme)theme)), theme);
        for (int role = ROLE_NONE + 1; role < ROLE_COUNT; role++)
            if (theme != THEME_HIGH_CONTRAST || role != ROLE_SHADOW)
                assert_true(theme_color((enum theme)theme, (enum role)role).a > 0);
    }
    assert_int_equal(theme_of("sepia"), -1);
    assert_int_equal(theme_color(THEME_DARK, ROLE_NONE).a, 0);
}

static void icons_are_known_by_name(void **state) {
    (void)state;
    assert_non_null(icon_path("eye"));
    assert_non_null(icon_path("eye-off"));
    assert_null(icon_path("unicorn"));
}

/* The fonts as shipped: order and faces as the fake ones have them, and widths that add up. */
static void real_fonts_cover_the_languages(void **state) {
    (void)state;
    struct err err = {0};
    struct painter *painter = painter_create(assets_folder(), &err);
    const struct text_metrics *metrics = painter_metrics(painter);
    static const struct {
        enum font_face face;
        uint32_t character;
        bool has;
    } cases[] = {{FONT_INTER, 'a', true},         {FONT_INTER, 0x2026, true},
                 {FONT_INTER, 0x2212, true},      {FONT_NOTO, 0xFFFD, true},
                 {FONT_INTER, 0x20AC, true},      {FONT_INTER, 0x627, false},
                 {FONT_NOTO_ARABIC, 0x627, true}, {FONT_NOTO_ARABIC, ' ', true},
                 {FONT_NOTO_HEBREW, 0x5D0, true}, {FONT_NOTO, 0x450, true},
                 {FONT_MONO, 'a', true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(metrics->has_glyph(metrics->self, cases[i].face, cases[i].character),
                         cases[i].has);
    for (int face = 0; face < FONT_FACE_COUNT; face++)
        for (int weight = 0; weight < WEIGHT_COUNT; weight++)
            assert_in_range(
                metrics->ascent(metrics->self, (enum font_face)face, (enum font_weight)weight, 20),
                15, 30);
    struct text_run run = {.px = 20, .script = "Latn", .text = "jjjj", .len = 4};
    int four = metrics->run_width(metrics->self, &run);
    run.len = 2;
    assert_in_range(metrics->run_width(metrics->self, &run) * 2, four - 2, four + 2);
    painter_destroy(painter);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_frame_gives_the_same_pixels),
        cmocka_unit_test(a_window_opens_paints_and_saves),
        cmocka_unit_test(no_fonts_is_an_error_that_says_so),
        cmocka_unit_test(a_partial_repaint_is_exact),
        cmocka_unit_test(themes_have_enough_contrast),
        cmocka_unit_test(every_role_has_a_colour),
        cmocka_unit_test(icons_are_known_by_name),
        cmocka_unit_test(real_fonts_cover_the_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
