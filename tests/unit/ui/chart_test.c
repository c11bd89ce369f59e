/* Charts as draw lists, their tables, and a frame as SVG. */
#include "chart_fixture.h"
#include "ui/svg.h"
#include "ui_fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct chart_page {
    struct chart_fixture data;
    struct chart_kept kept;
    struct rect rect;
};

static void draw_page(struct ui *ui, void *context) {
    struct chart_page *page = context;
    chart_draw(ui, &page->data.chart, &page->kept, page->rect);
}

static void page_init(struct ui_fixture *fix, struct chart_page *page, enum chart_kind kind,
                      enum language language) {
    *page = (struct chart_page){.rect = {40, 20, 880, 560}};
    chart_fixture_init(&page->data, kind);
    ui_fixture_init(fix, 960, 600, language);
    ui_fixture_draw(fix, draw_page, page);
}

static int dashed(const struct ui_fixture *fix) {
    int count = 0;
    for (int i = 0; i < fix->frame.draw_count; i++)
        count += fix->frame.draws[i].is_dashed;
    return count;
}

static void bands_say_what_can_be_told(void **state) {
    (void)state;
    struct ui_fixture fix;
    struct chart_page page;
    page_init(&fix, &page, CHART_BANDS, LANGUAGE_ENGLISH);
    assert_string_equal(ui_fixture_spoken(&fix, "chart.0"), "Judgment, 46 to 58, typical");
    assert_string_equal(ui_fixture_spoken(&fix, "chart.1"),
                        "Escalation, 3 more decisions until we can say");
    assert_string_equal(ui_fixture_spoken(&fix, "chart.2"), "Trend, Cannot be told");
    assert_int_equal(ui_fixture_draws(&fix, DRAW_FILL, ROLE_ACCENT), 1); /* one best estimate */
    assert_int_equal(ui_fixture_draws(&fix, DRAW_FILL, ROLE_ACCENT_LINE), 2); /* inner, outer */
    assert_int_equal(dashed(&fix), 1);                                        /* too few */
    ui_fixture_finish(&fix);
}

static void the_table_says_the_same(void **state) {
    (void)state;
    for (int kind = 0; kind < CHART_KINDS; kind++) {
        struct ui_fixture fix;
        struct chart_page page;
        page_init(&fix, &page, (enum chart_kind)kind, LANGUAGE_ENGLISH);
        ui_focus(&fix.state, "chart-swap");
        struct ui_event enter = ui_fixture_key(KEY_ENTER);
        const char *pressed = ui_navigate(&fix.state, &fix.frame, &enter);
        assert_true(chart_activate(&page.kept, &fix.state, "chart", pressed));
        ui_fixture_draw(&fix, draw_page, &page);
        assert_string_equal(fix.state.focus, "chart-swap"); /* the focus stays */
        for (int i = 0; i < page.data.chart.count; i++) {
            char id[32];
            snprintf(id, sizeof id, "chart.%d", i);
            const char *spoken = ui_fixture_spoken(&fix, id);
            const struct chart_mark *mark = &page.data.chart.marks[i];
            assert_non_null(strstr(spoken, mark->name));
            const char *words = mark->text ? mark->text
                                : mark->state == CHART_UNDEFINED
                                    ? "Cannot be told"
                                    : chart_number(&fix.ui, mark->value, page.data.chart.decimals);
            assert_non_null(strstr(spoken, words));
        }
        assert_true(chart_activate(&page.kept, &fix.state, "chart", "chart-swap"));
        assert_false(page.kept.is_table);
        ui_fixture_finish(&fix);
    }
}

static int left_of(const struct ui_fixture *fix, const char *id) {
    const struct element *element = frame_find(&fix->frame, id);
    assert_non_null(element);
    return element->bounds.x;
}

static void only_what_is_read_along_is_mirrored(void **state) {
    (void)state;
    static const bool mirrors[CHART_KINDS] = {
        [CHART_BARS] = true, [CHART_SCATTER] = false, [CHART_CURVE] = false};
    static const enum chart_kind kinds[] = {CHART_BARS, CHART_SCATTER, CHART_CURVE};
    for (int i = 0; i < 3; i++) {
        struct ui_fixture fix;
        struct chart_page page;
        page_init(&fix, &page, kinds[i], LANGUAGE_ENGLISH);
        bool goes_right = left_of(&fix, "chart.0") < left_of(&fix, "chart.3");
        assert_true(goes_right);
        ui_fixture_finish(&fix);
        page_init(&fix, &page, kinds[i], LANGUAGE_ARABIC);
        goes_right = left_of(&fix, "chart.0") < left_of(&fix, "chart.3");
        assert_int_equal(goes_right, !mirrors[kinds[i]]);
        ui_fixture_finish(&fix);
    }
}

/* Two people at nearly the same place: both can be seen and reached, the first where it is. */
static void dots_that_touch_are_moved_apart(void **state) {
    (void)state;
    struct ui_fixture fix;
    struct chart_page page;
    page_init(&fix, &page, CHART_SCATTER, LANGUAGE_ENGLISH);
    struct rect first = frame_find(&fix.frame, "chart.1")->bounds;
    struct rect second = frame_find(&fix.frame, "chart.2")->bounds;
    int dx = first.x - second.x, dy = first.y - second.y;
    assert_true(dx * dx + dy * dy >= 24 * 24);
    assert_null(frame_find(&fix.frame, "chart.4")); /* too few decisions: no dot */
    ui_fixture_finish(&fix);
}

static void a_curve_without_points_has_no_axes(void **state) {
    (void)state;
    struct ui_fixture fix;
    struct chart_page page;
    page_init(&fix, &page, CHART_CURVE, LANGUAGE_ENGLISH);
    int with = ui_fixture_draws(&fix, DRAW_PATH, ROLE_TEXT_3);
    assert_int_equal(with, 18); /* the dashes of the perfect match */
    for (int i = 0; i < page.data.chart.count; i++)
        page.data.marks[i] = chart_mark_empty("Said");
    ui_fixture_draw(&fix, draw_page, &page);
    assert_int_equal(ui_fixture_draws(&fix, DRAW_PATH, ROLE_TEXT_3), 0);
    assert_string_equal(ui_fixture_spoken(&fix, "chart"), "How sure, how right, Cannot be told");
    ui_fixture_finish(&fix);
}

static void sparks_break_where_nothing_is(void **state) {
    (void)state;
    struct ui_fixture fix;
    struct chart_page page;
    page_init(&fix, &page, CHART_SPARK, LANGUAGE_ENGLISH);
    assert_int_equal(ui_fixture_draws(&fix, DRAW_PATH, ROLE_ACCENT), 2); /* two pieces */
    ui_fixture_finish(&fix);
}

static void numbers_are_kept_within(void **state) {
    (void)state;
    struct ui_fixture fix;
    struct chart_page page;
    page_init(&fix, &page, CHART_BANDS, LANGUAGE_ENGLISH);
    assert_string_equal(chart_number(&fix.ui, -1.25, 1), "\u22121.2");
    assert_string_equal(chart_number(&fix.ui, -0.01, 1), "0.0");
    assert_string_equal(chart_number(&fix.ui, NAN, 1), "");
    for (int kind = 0; kind < CHART_KINDS; kind++) {
        chart_fixture_init(&page.data, (enum chart_kind)kind);
        for (int i = 0; i < page.data.chart.count; i++) {
            static const double odd[] = {NAN, INFINITY, -INFINITY, 1e300, -1e300, 0};
            struct chart_mark *mark = &page.data.marks[i];
            mark->state = CHART_SAID;
            mark->value = odd[i % 6];
            mark->low = odd[(i + 1) % 6];
            mark->high = odd[(i + 3) % 6];
            mark->x = odd[(i + 2) % 6];
        }
        page.data.chart.most = page.data.chart.least; /* no span */
        ui_fixture_draw(&fix, draw_page, &page);
        for (int i = 0; i < fix.frame.draw_count; i++) {
            struct rect rect = fix.frame.draws[i].rect;
            assert_true(rect.x > -2000 && rect.x < 4000 && rect.y > -2000 && rect.y < 4000);
        }
    }
    ui_fixture_finish(&fix);
}

/* ---- SVG ---- */

static void a_frame_is_written_as_svg(void **state) {
    (void)state;
    struct ui_fixture fix;
    ui_fixture_init(&fix, 200, 100, LANGUAGE_ENGLISH);
    frame_begin(&fix.frame);
    struct text_style style = ui_style(SIZE_BODY, WEIGHT_SEMIBOLD, ROLE_TEXT);
    frame_fill(&fix.frame, (struct rect){1, 2, 30, 20}, ROLE_ACCENT, 4);
    frame_edge(&fix.frame, (struct rect){1, 2, 30, 20}, ROLE_BORDER, 4, 1);
    frame_fill(&fix.frame, (struct rect){0, 0, 200, 100}, ROLE_SCRIM, 0);
    frame_clip(&fix.frame, (struct rect){10, 10, 50, 50});
    text_draw(&fix.frame, "a < b & \"c\"", &style, (struct rect){10, 10, 0, 0});
    text_draw(&fix.frame, "\u05d0\u05d1", &style, (struct rect){10, 40, 0, 0});
    frame_unclip(&fix.frame);
    frame_icon(&fix.frame, "check", (struct rect){5, 5, 24, 24}, ROLE_TEXT);
    frame_icon(&fix.frame, "no-such-icon", (struct rect){5, 5, 24, 24}, ROLE_TEXT);
    struct buf svg = {0}, again = {0};
    struct svg_look look = {.title = "A \"title\" & more", .id = "t"};
    frame_svg(&fix.frame, &look, &svg);
    frame_svg(&fix.frame, &look, &again);
    const char *text = buf_cstr(&svg);
    assert_string_equal(text, buf_cstr(&again));
    static const char *const parts[] = {
        "viewBox=\"0 0 200 100\"",
        "aria-label=\"A &quot;title&quot; &amp; more\"",
        "<rect x=\"1\" y=\"2\" width=\"30\" height=\"20\" rx=\"4\" fill=\"#0e6272\"/>",
        "<rect x=\"1.5\" y=\"2.5\" width=\"29\" height=\"19\" rx=\"3.5\" fill=\"none\"",
        "fill-opacity=\"0.",
        "<clipPath id=\"t-clip-0\">",
        "a &lt; b &amp; &quot;c&quot;</text>",
        "direction=\"rtl\" unicode-bidi=\"bidi-override\"",
        "font-weight=\"600\"",
        "scale(0.010000 0.010000)"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!strstr(text, parts[i]))
            fail_msg("%s is not in\n%s", parts[i], text);
    /* The run from right to left begins at its right end. */
    const char *hebrew = strstr(text, "direction=\"rtl\"");
    while (strncmp(hebrew, "<text x=", 8))
        hebrew--;
    assert_memory_equal(hebrew, "<text x=\"27\"", 12); /* two letters of 8.75 px from 10 on */
    buf_finish(&svg);
    buf_finish(&again);
    ui_fixture_finish(&fix);
}

static void odd_text_stays_xml(void **state) {
    (void)state;
    struct buf out = {0};
    const char odd[] = "a\x01\x1b\xff\xef\xbf\xbe<z";
    svg_escape(&out, odd, sizeof odd - 1);
    assert_string_equal(buf_cstr(&out), "a\xef\xbf\xbd&lt;z");
    buf_finish(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bands_say_what_can_be_told),
        cmocka_unit_test(the_table_says_the_same),
        cmocka_unit_test(only_what_is_read_along_is_mirrored),
        cmocka_unit_test(dots_that_touch_are_moved_apart),
        cmocka_unit_test(a_curve_without_points_has_no_axes),
        cmocka_unit_test(sparks_break_where_nothing_is),
        cmocka_unit_test(numbers_are_kept_within),
        cmocka_unit_test(a_frame_is_written_as_svg),
        cmocka_unit_test(odd_text_stays_xml),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
