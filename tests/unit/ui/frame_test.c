#include "ui/frame.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct frame new_frame(int scale_percent) {
    struct frame frame = {.width = 1280, .height = 800, .scale_percent = scale_percent};
    frame_begin(&frame);
    return frame;
}

static void px_rounds_and_never_loses_a_line(void **state) {
    (void)state;
    static const struct {
        int scale, logical, px;
    } cases[] = {{100, 14, 14}, {125, 14, 18}, {150, 1, 2},   {150, 15, 23},
                 {200, 0, 0},   {175, 3, 5},   {150, -3, -5}, {25, 1, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct frame frame = new_frame(cases[i].scale);
        assert_int_equal(frame_px(&frame, cases[i].logical), cases[i].px);
        frame_finish(&frame);
    }
}

static void effective_size_divides_by_the_scale(void **state) {
    (void)state;
    struct frame frame = new_frame(200);
    assert_int_equal(frame_effective_width(&frame), 640);
    assert_int_equal(frame_effective_height(&frame), 400);
    frame_finish(&frame);
}

static void every_role_has_a_name(void **state) {
    (void)state;
    for (int i = 0; i < ROLE_COUNT; i++)
        for (int j = 0; j < i; j++)
            assert_string_not_equal(role_name((enum role)i), role_name((enum role)j));
}

static void ring_leaves_a_gap(void **state) {
    (void)state;
    struct frame frame = new_frame(100);
    frame.focus_id = "option.1";
    frame.is_focus_visible = true;
    frame_element(&frame, ELEMENT_OPTION, "option.0", (struct rect){20, 600, 240, 96}, 10);
    assert_int_equal(frame.draw_count, 0);
    frame_element(&frame, ELEMENT_OPTION, "option.1", (struct rect){270, 600, 240, 96}, 10);
    assert_int_equal(frame.draw_count, 1);
    const struct draw *ring = &frame.draws[0];
    assert_int_equal(ring->kind, DRAW_EDGE);
    assert_int_equal(ring->role, ROLE_FOCUS);
    assert_int_equal(ring->stroke, 2);
    assert_int_equal(ring->radius, 14);
    struct rect want = {266, 596, 248, 104};
    assert_memory_equal(&ring->rect, &want, sizeof want);
    frame_finish(&frame);
}

static void clips_nest(void **state) {
    (void)state;
    struct frame frame = new_frame(100);
    frame_clip(&frame, (struct rect){100, 100, 400, 300});
    frame_clip(&frame, (struct rect){50, 200, 200, 1000});
    struct rect inner = {100, 200, 150, 200}, outer = {100, 100, 400, 300};
    struct rect got = frame_clip_rect(&frame);
    assert_memory_equal(&got, &inner, sizeof inner);
    frame_unclip(&frame);
    assert_memory_equal(&frame.draws[2].rect, &outer, sizeof outer);
    frame_unclip(&frame);
    got = frame_clip_rect(&frame);
    struct rect whole = {0, 0, 1280, 800};
    assert_memory_equal(&got, &whole, sizeof whole);
    assert_memory_equal(&frame.draws[3].rect, &whole, sizeof whole);
    frame_finish(&frame);
}

static void scrolled_away_elements_stay_but_cannot_be_hit(void **state) {
    (void)state;
    struct frame frame = new_frame(100);
    frame_clip(&frame, (struct rect){0, 100, 300, 100});
    frame_element(&frame, ELEMENT_BUTTON, "half", (struct rect){10, 60, 80, 60}, 9);
    frame_element(&frame, ELEMENT_BUTTON, "gone", (struct rect){10, 300, 80, 40}, 9);
    frame_unclip(&frame);
    assert_null(frame_hit(&frame, 20, 80));
    assert_string_equal(frame_hit(&frame, 20, 110)->id, "half");
    assert_null(frame_hit(&frame, 20, 310));
    const struct element *gone = frame_find(&frame, "gone");
    assert_int_equal(gone->rect.h, 0);
    assert_int_equal(gone->bounds.y, 300);
    assert_null(frame_find(&frame, "never"));
    frame_finish(&frame);
}

static void small_targets_reach_further(void **state) {
    (void)state;
    struct frame frame = new_frame(100);
    frame_element(&frame, ELEMENT_BUTTON, "left", (struct rect){100, 100, 20, 20}, 0);
    frame_element(&frame, ELEMENT_BUTTON, "right", (struct rect){122, 100, 20, 20}, 0);
    /* Both reach here, but it is drawn by the left one. */
    assert_string_equal(frame_hit(&frame, 118, 110)->id, "left");
    assert_string_equal(frame_hit(&frame, 96, 110)->id, "left");
    assert_string_equal(frame_hit(&frame, 146, 94)->id, "right");
    assert_null(frame_hit(&frame, 93, 110));
    frame_finish(&frame);
}

static void children_are_hit_before_their_parent(void **state) {
    (void)state;
    struct frame frame = new_frame(100);
    frame_element(&frame, ELEMENT_LIST_ITEM, "row", (struct rect){0, 0, 400, 60}, 0);
    frame_element(&frame, ELEMENT_BUTTON, "show", (struct rect){300, 10, 80, 40}, 0);
    assert_string_equal(frame_hit(&frame, 310, 20)->id, "show");
    assert_string_equal(frame_hit(&frame, 100, 20)->id, "row");
    frame_finish(&frame);
}

static void texts_take_no_press_away(void **state) {
    (void)state;
    struct frame frame = new_frame(100);
    frame_element(&frame, ELEMENT_BUTTON, "go", (struct rect){300, 10, 80, 40}, 0);
    frame_element(&frame, ELEMENT_BUTTON, "small", (struct rect){200, 20, 20, 20}, 0);
    frame_element(&frame, ELEMENT_TEXT, "notice", (struct rect){0, 0, 400, 60}, 0);
    assert_string_equal(frame_hit(&frame, 310, 20)->id, "go");
    assert_string_equal(frame_hit(&frame, 196, 30)->id, "small"); /* within reach */
    assert_string_equal(frame_hit(&frame, 100, 20)->id, "notice");
    frame_element(&frame, ELEMENT_TEXT, "message", (struct rect){250, 0, 100, 60}, 0)->is_cover =
        true;
    assert_string_equal(frame_hit(&frame, 310, 20)->id, "message"); /* it is opaque */
    assert_string_equal(frame_hit(&frame, 360, 20)->id, "go");
    frame_finish(&frame);
}

static void strings_stay_and_memory_is_reused(void **state) {
    (void)state;
    struct frame frame = {.width = 10, .height = 10};
    void *draws = NULL;
    for (int round = 0; round < 3; round++) {
        frame_begin(&frame);
        const char *first = frame_printf(&frame, "%s %d", "row", round);
        char expected[16] = {0};
        strcpy(expected, first);
        for (int i = 0; i < 5000; i++)
            frame_icon(&frame, "eye", (struct rect){0, 0, i, i}, ROLE_TEXT);
        static char large[100000];
        memset(large, 'x', sizeof large);
        const char *copy = frame_text(&frame, large, sizeof large);
        assert_int_equal(strlen(copy), sizeof large);
        assert_string_equal(first, expected);
        assert_int_equal(frame.draw_count, 5000);
        assert_string_equal(frame.draws[4999].name, "eye");
        if (round)
            assert_ptr_equal(frame.draws, draws);
        draws = frame.draws;
        assert_false(frame.failed);
    }
    frame_finish(&frame);
}

static void dump_is_stable(void **state) {
    (void)state;
    struct frame frame = new_frame(125);
    frame.is_rtl = true;
    frame_fill_corners(&frame, (struct rect){1, 2, 3, 4}, ROLE_BUBBLE_AGENT, 14,
                       CORNER_TL | CORNER_BR);
    frame_edge_dashed(&frame, (struct rect){1, 2, 3, 4}, ROLE_DANGER, 0, 1);
    frame_shadow(&frame, (struct rect){5, 6, 7, 8}, 12);
    frame_icon_directed(&frame, "arrow-right", (struct rect){0, 0, 16, 16}, ROLE_TEXT_2);
    frame_path(&frame, "M0 0 L9 9 Z", ROLE_ACCENT, 2);
    struct text_run run = {.px = 14, .script = "Latn", .text = "say \"hi\" now", .len = 8};
    frame_run(&frame, &run, 3, 20, 41, ROLE_TEXT);
    struct element *element =
        frame_element(&frame, ELEMENT_TAB, "tab.account", (struct rect){0, 0, 100, 40}, 9);
    element->is_chosen = true;
    element->region = 2;
    element->spoken = frame_text(&frame, "Account, opened", 15);
    struct buf out = {0};
    frame_dump(&frame, &out);
    assert_string_equal(buf_cstr(&out),
                        "frame 1280x800 scale 125 rtl\n"
                        "fill 1,2 3x4 bubble-agent r14 corners tl br\n"
                        "edge 1,2 3x4 danger stroke 1 dashed\n"
                        "shadow 5,6 7x8 shadow r12\n"
                        "icon 0,0 16x16 text-2 mirrored arrow-right\n"
                        "path accent stroke 2 M0 0 L9 9 Z\n"
                        "text 3,20 w41 text inter regular 14 Latn ltr \"say \\\"hi\\\"\"\n"
                        "element tab tab.account 0,0 100x40 region 2 chosen \"Account, opened\"\n");
    buf_finish(&out);
    frame_finish(&frame);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(px_rounds_and_never_loses_a_line),
        cmocka_unit_test(effective_size_divides_by_the_scale),
        cmocka_unit_test(every_role_has_a_name),
        cmocka_unit_test(ring_leaves_a_gap),
        cmocka_unit_test(clips_nest),
        cmocka_unit_test(scrolled_away_elements_stay_but_cannot_be_hit),
        cmocka_unit_test(small_targets_reach_further),
        cmocka_unit_test(children_are_hit_before_their_parent),
        cmocka_unit_test(texts_take_no_press_away),
        cmocka_unit_test(strings_stay_and_memory_is_reused),
        cmocka_unit_test(dump_is_stable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
