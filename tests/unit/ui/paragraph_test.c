#include "paragraph_fake.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define FSI "\u2068"
#define PDI "\u2069"
#define NBSP "\u00A0"
#define WJ "\u2060"
#define ZWSP "\u200B"

struct fixture {
    struct frame frame;
    struct text_metrics metrics;
    struct buf picture;
    int calls;
};

static const struct text_style plain = {.size = 16, .line_height = 20, .role = ROLE_TEXT};

static void fixture_init(struct fixture *fix, bool is_rtl) {
    *fix = (struct fixture){.frame = {.width = 1000, .height = 1000, .is_rtl = is_rtl}};
    fix->metrics = fake_metrics(&fix->calls);
    fix->frame.metrics = &fix->metrics;
    frame_begin(&fix->frame);
}

static void fixture_finish(struct fixture *fix) {
    assert_false(fix->frame.failed);
    frame_finish(&fix->frame);
    buf_finish(&fix->picture);
}

struct picture_case {
    const char *text, *picture;
    int width;
    bool is_rtl;
};

static void check(const struct picture_case *cases, size_t count, const struct text_style *style) {
    for (size_t i = 0; i < count; i++) {
        struct fixture fix;
        fixture_init(&fix, cases[i].is_rtl);
        fake_picture(&fix.frame, cases[i].text, style, cases[i].width, &fix.picture);
        assert_string_equal(buf_cstr(&fix.picture), cases[i].picture);
        fixture_finish(&fix);
    }
}

static void visual_order(void **state) {
    (void)state;
    /* Pictures run from left to right; Hebrew and Arabic letters stand for themselves. */
    static const struct picture_case cases[] = {
        {"Hello", "Hello", 0, false},
        {"Hello.", "Hello.", 0, true}, /* its own direction: the stop stays right */
        {"10:30", "10:30", 0, true},
        {"אבג 10:30 דה", "הד 10:30 גבא", 0, false},
        {"بطاقة 4421 هنا", "انه 4421 ةقاطب", 0, false},
        {"בגד (" FSI "€120.50" PDI ") הו", "וה (€120.50) דגב", 0, true},
        {"المبلغ (" FSI "€120.50" PDI ").", ".(€120.50) غلبملا", 0, true},
        {"مرحبا " FSI "Ruth Anselby" PDI "، كيف الحال؟", "؟لاحلا فيك ،Ruth Anselby ابحرم", 0,
         false},
        {"Call " FSI "هالة" PDI " at 10:30.", "Call ةلاه at 10:30.", 0, true},
        {FSI "Ruth" PDI ": שלום", "םולש :Ruth", 0, false},
        {"3.5%", "3.5%", 0, true},
        {"שָׁלוֹם", "םוֹלשָׁ", 0, false},
        {"أ\u202Eabc\u202Cب", "بcbaأ", 0, false},
        {"a\u200Fb\u200E\001c", "abc", 0, false}, /* nothing invisible is drawn */
    };
    check(cases, sizeof cases / sizeof *cases, &plain);
}

static void line_breaks(void **state) {
    (void)state;
    static const struct picture_case cases[] = {
        {"aaa bbb ccc", "aaa bbb|ccc", 70, false},
        {"aaa bbb ccc", "aaa|bbb|ccc", 64, false},
        {"aaa   bbb", "aaa|bbb", 45, false}, /* trailing spaces hang */
        {"aaa\nbbb\r\n\nc", "aaa|bbb|c", 0, false},
        {"aaaa-bbbb", "aaaa-|bbbb", 60, false},
        {"aa" NBSP "bb cc", "aa" NBSP "bb|cc", 60, false},
        {"aaa" WJ "bb" ZWSP "cc", "aaabb|cc", 60, false},
        {"aaa (bbb) cc", "aaa|(bbb)|cc", 60, false},
        {"aaa !", "aaa|!", 30, false}, /* kept together, but wider than the line */
        {"aa bb ! cc", "aa|bb !|cc", 50, false},
        {"pay 84 % now", "pay|84 %|now", 60, false},
        {"use 12 GB now", "use|12 GB|now", 60, false},
        {"aa €120 bb", "aa|€120|bb", 60, false},
        {"aa € 120 bb", "aa|€ 120|bb", 60, false},
        {"see 5–10 ok", "see|5–10|ok", 60, false},
        {"aaa — bbb", "aaa —|bbb", 60, false},
        {"said “aa bb”", "said|“aa|bb”", 60, false},
        {"l’âme aa", "l’âme|aa", 60, false},
        {"漢字漢字漢字。", "漢字漢|字漢|字。", 30, false},
        {"abcdefghij", "abc|def|ghi|j", 30, false},
        {"abe\u0301e\u0301e\u0301", "abe\u0301|e\u0301e\u0301", 30, false},
        {"a b", "a|b", 3, false}, /* at least one character a line */
        {"אבג דהו זחט", "והד גבא|טחז", 70, true},
        {"אב abc def גד", "abc בא|דג def", 60, true},
    };
    check(cases, sizeof cases / sizeof *cases, &plain);
}

static void titles_break_evenly(void **state) {
    (void)state;
    struct text_style style = plain;
    style.is_balanced = true;
    static const struct picture_case cases[] = {
        {"aaaa bbbb cccc dd", "aaaa bbbb|cccc dd", 145, false},
        {"aaaa bbbb cccc dddd", "aaaa bbbb|cccc dddd", 150, false},
        {"aaaa bbbb", "aaaa bbbb", 150, false},
    };
    check(cases, sizeof cases / sizeof *cases, &style);
}

static void ellipsis(void **state) {
    (void)state;
    struct text_style style = plain;
    style.max_lines = 1;
    static const struct picture_case one[] = {
        {"aaaa bbbb", "aaaa bbbb", 85, false}, {"aaaa bbbb", "aaaa bb…", 80, false},
        {"aaaa bbbb", "aaaa…", 60, false},     {"aaa\nbbb", "aaa…", 0, false},
        {"אבגד הוזח", "…וה דגבא", 80, true},   {"aaaa", "…", 1, false},
    };
    check(one, sizeof one / sizeof *one, &style);
    style.max_lines = 2;
    static const struct picture_case two[] = {
        {"aaaa bbbb cccc", "aaaa|bbbb…", 50, false},
        {"aaaa bbbb", "aaaa|bbbb", 50, false},
    };
    check(two, sizeof two / sizeof *two, &style);
}

static void digits_stand_in_cells(void **state) {
    (void)state;
    struct fixture fix;
    fixture_init(&fix, false);
    struct text_style style = plain;
    int loose = text_measure(&fix.frame, "1:11", &style, 0).width;
    style.is_tabular = true;
    assert_int_equal(loose, 28);
    assert_int_equal(text_measure(&fix.frame, "1:11", &style, 0).width, 40);
    assert_int_equal(text_measure(&fix.frame, "4:44", &style, 0).width, 40);
    text_draw(&fix.frame, "1:1", &style, (struct rect){0});
    assert_int_equal(fix.frame.draw_count, 3);
    assert_int_equal(fix.frame.draws[0].rect.x, 2); /* in the middle of its cell */
    assert_int_equal(fix.frame.draws[1].rect.x, 10);
    fake_picture(&fix.frame, "אב 12:30 גד", &style, 0, &fix.picture);
    assert_string_equal(buf_cstr(&fix.picture), "דג 12:30 בא");
    fixture_finish(&fix);
}

static void arabic_lines_are_taller(void **state) {
    (void)state;
    struct fixture fix;
    fixture_init(&fix, false);
    assert_int_equal(text_measure(&fix.frame, "abc", &plain, 0).height, 20);
    assert_int_equal(text_measure(&fix.frame, "abc ب", &plain, 0).height, 24);
    fix.frame.is_rtl = true;
    assert_int_equal(text_measure(&fix.frame, "10:30", &plain, 0).height, 24);
    struct text_size none = text_measure(&fix.frame, "", &plain, 0);
    assert_int_equal(none.height + none.width + none.lines, 0);
    fixture_finish(&fix);
}

static void alignment(void **state) {
    (void)state;
    static const struct {
        enum text_align align;
        bool is_rtl;
        const char *text;
        int x;
    } cases[] = {
        {ALIGN_START, false, "abc", 100}, {ALIGN_START, true, "abc", 270},
        {ALIGN_END, false, "abc", 270},   {ALIGN_END, true, "abc", 100},
        {ALIGN_CENTER, true, "abc", 185}, {ALIGN_TEXT, true, "abc", 100},
        {ALIGN_TEXT, false, "אבג", 270},  {ALIGN_START, false, "אבג", 100},
        {ALIGN_TEXT, true, "123", 274},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture fix;
        fixture_init(&fix, cases[i].is_rtl);
        struct text_style style = plain;
        style.align = cases[i].align;
        text_draw(&fix.frame, cases[i].text, &style, (struct rect){100, 50, 200, 20});
        assert_int_equal(fix.frame.draws[0].rect.x, cases[i].x);
        fixture_finish(&fix);
    }
}

static void runs_have_face_and_script(void **state) {
    (void)state;
    struct fixture fix;
    fixture_init(&fix, false);
    text_draw(&fix.frame, "Ab אב 漢 عربي 12 \U0001F600", &plain, (struct rect){0});
    struct buf out = {0};
    frame_dump(&fix.frame, &out);
    const char *dump = buf_cstr(&out);
    assert_non_null(strstr(dump, "inter regular 16 Latn ltr \"Ab \""));
    assert_non_null(strstr(dump, "hebrew regular 16 Hebr rtl \"אב\""));
    assert_non_null(strstr(dump, "noto regular 16 Hani ltr \"漢"));
    assert_non_null(strstr(dump, "arabic regular 16 Arab rtl \"عربي"));
    assert_non_null(strstr(dump, "Latn ltr \"12\""));
    assert_non_null(strstr(dump, "\uFFFD"));
    buf_finish(&out);
    fixture_finish(&fix);
}

static void isolates_do_not_split_a_sentence(void **state) {
    (void)state;
    struct fixture fix;
    fixture_init(&fix, false);
    text_draw(&fix.frame, "Pay " FSI "€120.50" PDI " to " FSI "Ruth" PDI " now", &plain,
              (struct rect){0});
    assert_int_equal(fix.frame.draw_count, 1);
    assert_int_equal(fix.frame.draws[0].run.len, (int)strlen("Pay €120.50 to Ruth now"));
    fixture_finish(&fix);
}

static void direction_of_texts(void **state) {
    (void)state;
    assert_true(text_is_rtl("שלום Ruth"));
    assert_false(text_is_rtl("Ruth שלום"));
    assert_true(text_is_rtl("12 (" FSI "Ruth" PDI ") שלום")); /* isolates do not count */
    assert_false(text_is_rtl("12:30"));
    assert_false(text_is_rtl(""));
}

static void steady_frames_ask_nothing(void **state) {
    (void)state;
    struct fixture fix;
    fixture_init(&fix, false);
    const char *text =
        "I’ve told three people now. Mum died in March and you’re still billing her.";
    struct text_size first = text_draw(&fix.frame, text, &plain, (struct rect){0, 0, 200, 0});
    int calls = fix.calls, draws = fix.frame.draw_count;
    frame_begin(&fix.frame);
    struct text_size again = text_measure(&fix.frame, text, &plain, 200);
    text_draw(&fix.frame, text, &plain, (struct rect){0, 0, 200, 0});
    assert_int_equal(fix.calls, calls);
    assert_int_equal(fix.frame.draw_count, draws);
    assert_memory_equal(&first, &again, sizeof first);
    for (int i = 0; i < 3000; i++) { /* more than are kept */
        frame_begin(&fix.frame);
        text_measure(&fix.frame, frame_printf(&fix.frame, "row %d", i), &plain, 0);
    }
    assert_int_equal(text_measure(&fix.frame, "row 7", &plain, 0).width, 45);
    assert_int_equal(text_measure(&fix.frame, text, &plain, 200).height, first.height);
    fixture_finish(&fix);
}

static void odd_bytes_do_no_harm(void **state) {
    (void)state;
    static const struct picture_case cases[] = {
        {"a\xFF"
         "b",
         "a\uFFFDb", 0, false},
        {"\n\n", "", 0, false},
        {FSI FSI PDI, "", 10, false},
        {"   ", "", 10, false},
        {"\u0301", "\u0301", 1, false},
        {"((((", "))))", 0, true},
    };
    check(cases, sizeof cases / sizeof *cases, &plain);
}

/* Every text at every width: lines no wider than asked for unless one character is, no character
 * lost, the drawing as large as measured. */
static void any_width_keeps_its_promises(void **state) {
    (void)state;
    static const char *const texts[] = {
        "The probate took months. I don’t have the certificate with me (yet), and now there’s an "
        "£84 leaving fee—am I meant to pay that too?",
        "استغرقت أوراق الإرث أشهرًا. الشهادة ليست معي، والآن هناك رسم إلغاء 84 ريالًا. هل "
        "عليّ دفعه أيضًا؟ (" FSI "€120.50" PDI ")",
        "漢字と仮名、「引用」。 mixed-with/Latin_and 12 GB",
    };
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
        struct fixture fix;
        fixture_init(&fix, false);
        int previous = 1000;
        for (int width = 10; width < 900; width += 7) {
            struct text_size size = text_measure(&fix.frame, texts[t], &plain, width);
            assert_true(size.width <= width);
            frame_begin(&fix.frame);
            struct text_size drawn =
                text_draw(&fix.frame, texts[t], &plain, (struct rect){0, 0, width, 0});
            assert_memory_equal(&size, &drawn, sizeof size);
            assert_true(size.lines <= previous);
            previous = size.lines;
        }
        fixture_finish(&fix);
    }
}

static void carets_stand_where_typing_goes_on(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int offset, x, line;
        int width;
    } cases[] = {
        {"abc", 0, 0, 0, 0},       {"abc", 2, 20, 0, 0},      {"abc", 3, 30, 0, 0},
        {"ab ", 3, 25, 0, 0},      {"", 0, 0, 0, 0},          {"אבג", 0, 30, 0, 0},
        {"אבג", 2, 20, 0, 0},      {"אבג", 6, 0, 0, 0},       {"ab אב", 3, 25, 0, 0},
        {"ab אב", 5, 35, 0, 0},    {"ab אב", 7, 25, 0, 0},    {"ab\ncd", 2, 20, 0, 0},
        {"ab\ncd", 3, 0, 1, 0},    {"ab\ncd", 5, 20, 1, 0},   {"ab\n", 3, 0, 1, 0},
        {"a\n\nb", 2, 0, 1, 0},    {"a\n\nb", 3, 0, 2, 0},    {"aaa bbb", 4, 0, 1, 40},
        {"aaa bbb", 7, 30, 1, 40}, {"e\u0301x", 3, 10, 0, 0}, {"a\u2068b", 4, 10, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture fix;
        fixture_init(&fix, false);
        struct text_style style = plain;
        style.is_typed = true;
        struct rect caret = text_caret(&fix.frame, cases[i].text, &style,
                                       (struct rect){0, 100, cases[i].width, 0}, cases[i].offset);
        assert_int_equal(caret.x, cases[i].x);
        assert_int_equal(caret.y, 100 + 20 * cases[i].line);
        assert_int_equal(caret.h, 20);
        fixture_finish(&fix);
    }
}

static void clicks_find_the_nearest_caret(void **state) {
    (void)state;
    struct fixture fix;
    fixture_init(&fix, false);
    struct text_style style = plain;
    style.is_typed = true;
    struct rect rect = {50, 10, 0, 0};
    assert_int_equal(text_hit(&fix.frame, "abc", &style, rect, 0, 15), 0);
    assert_int_equal(text_hit(&fix.frame, "abc", &style, rect, 64, 15), 1);
    assert_int_equal(text_hit(&fix.frame, "abc", &style, rect, 66, 15), 2);
    assert_int_equal(text_hit(&fix.frame, "abc", &style, rect, 900, 15), 3);
    assert_int_equal(text_hit(&fix.frame, "ab\ncd", &style, rect, 900, 15), 2);
    assert_int_equal(text_hit(&fix.frame, "ab\ncd", &style, rect, 61, 99), 4);
    assert_int_equal(text_hit(&fix.frame, "אבג", &style, rect, 69, 15), 2);
    assert_int_equal(text_hit(&fix.frame, "", &style, rect, 69, 15), 0);
    fixture_finish(&fix);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(visual_order),
        cmocka_unit_test(line_breaks),
        cmocka_unit_test(titles_break_evenly),
        cmocka_unit_test(ellipsis),
        cmocka_unit_test(digits_stand_in_cells),
        cmocka_unit_test(arabic_lines_are_taller),
        cmocka_unit_test(alignment),
        cmocka_unit_test(runs_have_face_and_script),
        cmocka_unit_test(isolates_do_not_split_a_sentence),
        cmocka_unit_test(direction_of_texts),
        cmocka_unit_test(steady_frames_ask_nothing),
        cmocka_unit_test(carets_stand_where_typing_goes_on),
        cmocka_unit_test(clicks_find_the_nearest_caret),
        cmocka_unit_test(odd_bytes_do_no_harm),
        cmocka_unit_test(any_width_keeps_its_promises),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
