/* Virtual lists and tables, sliders and splitters: what is drawn and said, and what keys and
 * pointer do. How much a picture costs is counted, not timed. */
#include "ui/slider.h"
#include "ui/vtable.h"
#include "ui_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- a list ---- */

struct list_page {
    struct vlist list;
    struct rect rect;
    int count;
    bool is_measured;
    int measured, drawn; /* rows, in the last picture */
};

static const char *row_text(struct ui *ui, int row) {
    return frame_printf(ui->frame, "Row %d", row + 1);
}

/* Rows of 20, 30 and 40 px. */
static int measure(struct ui *ui, void *context, int row, int width) {
    struct list_page *page = context;
    (void)ui, (void)width;
    page->measured++;
    return 20 + row % 3 * 10;
}

static void draw_row(struct ui *ui, void *context, const struct vlist_row *row) {
    struct list_page *page = context;
    page->drawn++;
    ui_label(ui, row_text(ui, row->index), ui_style(SIZE_SMALL, WEIGHT_REGULAR, ROLE_TEXT),
             row->rect);
}

static const char *row_spoken(struct ui *ui, void *context, int row) {
    (void)context;
    return row_text(ui, row);
}

static void draw_list(struct ui *ui, void *context) {
    struct list_page *page = context;
    struct vlist_look look = {.id = "rows",
                              .count = page->count,
                              .row_height = page->is_measured ? 0 : 20,
                              .context = page,
                              .measure = measure,
                              .draw = draw_row,
                              .spoken = row_spoken};
    page->measured = page->drawn = 0;
    vlist_draw(ui, &page->list, &look, page->rect);
}

static void list_init(struct ui_fixture *fix, struct list_page *page, int count, bool is_measured) {
    *page =
        (struct list_page){.rect = {10, 10, 400, 200}, .count = count, .is_measured = is_measured};
    ui_fixture_init(fix, 960, 600, LANGUAGE_ENGLISH);
    vlist_go(&page->list, &fix->state, "rows", 0);
    ui_fixture_draw(fix, draw_list, page);
}

static void press(struct ui_fixture *fix, struct list_page *page, enum ui_key key) {
    struct ui_event event = ui_fixture_key(key);
    assert_true(vlist_handle(&page->list, &fix->state, &fix->frame, "rows", &event));
    ui_fixture_draw(fix, draw_list, page);
}

static void keys_walk_the_rows(void **state) {
    (void)state;
    struct ui_fixture fix;
    struct list_page page;
    list_init(&fix, &page, 37, false);
    assert_int_equal(page.drawn, 10);
    assert_string_equal(ui_fixture_spoken(&fix, "rows.0"), "Row 1. 1 of 37.");
    press(&fix, &page, KEY_UP);
    assert_string_equal(fix.state.focus, "rows.0");
    press(&fix, &page, KEY_PAGE_DOWN);
    assert_string_equal(fix.state.focus, "rows.10");
    press(&fix, &page, KEY_END);
    assert_string_equal(fix.state.focus, "rows.36");
    const struct element *last = frame_find(&fix.frame, "rows.36");
    assert_int_equal(last->bounds.y + last->bounds.h, 210);
    press(&fix, &page, KEY_DOWN);
    assert_string_equal(fix.state.focus, "rows.36");
    press(&fix, &page, KEY_UP);
    press(&fix, &page, KEY_HOME);
    assert_int_equal(frame_find(&fix.frame, "rows.0")->bounds.y, 10);
    ui_fixture_finish(&fix);
}

/* What one picture after a key costs, in draws, elements and questions to the font. */
struct cost {
    int draws, elements, font, drawn, measured;
};

static struct cost cost_of(int count, bool is_measured, enum ui_key key) {
    struct ui_fixture fix;
    struct list_page page;
    list_init(&fix, &page, count, is_measured);
    vlist_go(&page.list, &fix.state, "rows", count / 2);
    ui_fixture_draw(&fix, draw_list, &page);
    int before = fix.measured;
    press(&fix, &page, key);
    struct cost cost = {fix.frame.draw_count, fix.frame.element_count, fix.measured - before,
                        page.drawn, page.measured};
    assert_false(fix.ui.draw_again); /* one picture a key */
    ui_fixture_finish(&fix);
    return cost;
}

static void a_picture_costs_what_is_seen(void **state) {
    (void)state;
    static const enum ui_key keys[] = {KEY_DOWN,    KEY_UP,  KEY_PAGE_DOWN,
                                       KEY_PAGE_UP, KEY_END, KEY_HOME};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        for (int is_measured = 0; is_measured < 2; is_measured++) {
            struct cost few = cost_of(1000, is_measured, keys[i]);
            struct cost many = cost_of(100000, is_measured, keys[i]);
            assert_int_equal(many.draws, few.draws);
            assert_int_equal(many.elements, few.elements);
            assert_int_equal(many.drawn, few.drawn);
            assert_true(many.drawn <= 11);
            assert_true(many.measured <= 8 * 11);
            assert_true(many.font <= 11 * 40); /* the glyphs of the rows that came into sight */
        }
}

static void rows_of_any_height_are_brought_into_sight(void **state) {
    (void)state;
    struct ui_fixture fix;
    struct list_page page;
    list_init(&fix, &page, 1000, true);
    for (int row = 0; row < 1000; row = row * 3 / 2 + 7) {
        vlist_go(&page.list, &fix.state, "rows", row);
        ui_fixture_draw(&fix, draw_list, &page);
        char id[32];
        snprintf(id, sizeof id, "rows.%d", row);
        const struct element *element = frame_find(&fix.frame, id);
        assert_non_null(element);
        assert_int_equal(element->bounds.h, 20 + row % 3 * 10);
        assert_true(element->bounds.y >= 10);
        assert_true(element->bounds.y + element->bounds.h <= 210);
    }
    press(&fix, &page, KEY_END);
    const struct element *last = frame_find(&fix.frame, "rows.999");
    assert_int_equal(last->bounds.y + last->bounds.h, 210);
    ui_fixture_finish(&fix);
}

/* The wheel moves what is seen; the row in use keeps the focus, and its element. */
static void the_wheel_leaves_the_focus(void **state) {
    (void)state;
    struct ui_fixture fix;
    struct list_page page;
    list_init(&fix, &page, 1000, false);
    struct ui_event wheel = ui_fixture_pointer(UI_WHEEL, 100, 100);
    wheel.lines = -10; /* 480 px: 24 rows */
    assert_true(vlist_handle(&page.list, &fix.state, &fix.frame, "rows", &wheel));
    ui_fixture_draw(&fix, draw_list, &page);
    assert_int_equal(page.list.top, 24);
    assert_string_equal(fix.state.focus, "rows.0");
    const struct element *kept = frame_find(&fix.frame, "rows.0");
    assert_non_null(kept);
    assert_int_equal(kept->rect.h, 0); /* cannot be hit */
    press(&fix, &page, KEY_DOWN);
    assert_int_equal(page.list.top, 1);
    wheel.lines = 1000;
    assert_true(vlist_handle(&page.list, &fix.state, &fix.frame, "rows", &wheel));
    ui_fixture_draw(&fix, draw_list, &page);
    assert_int_equal(page.list.top, 0);
    wheel.lines = -100000;
    assert_true(vlist_handle(&page.list, &fix.state, &fix.frame, "rows", &wheel));
    ui_fixture_draw(&fix, draw_list, &page);
    assert_int_equal(page.list.top, 990);
    wheel.y = 400; /* beside the list */
    assert_false(vlist_handle(&page.list, &fix.state, &fix.frame, "rows", &wheel));
    ui_fixture_finish(&fix);
}

static void the_bar_is_dragged(void **state) {
    (void)state;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        struct ui_fixture fix;
        struct list_page page;
        list_init(&fix, &page, 100000, false);
        fix.language = (enum language)language;
        ui_fixture_draw(&fix, draw_list, &page);
        int x = language == LANGUAGE_ARABIC ? 960 - 410 + 3 : 407;
        struct ui_event down = ui_fixture_pointer(UI_DOWN, x, 110);
        struct ui_event move = ui_fixture_pointer(UI_MOVE, 10, 9999);
        struct ui_event up = ui_fixture_pointer(UI_UP, 10, 9999);
        assert_true(vlist_handle(&page.list, &fix.state, &fix.frame, "rows", &down));
        ui_fixture_draw(&fix, draw_list, &page);
        assert_in_range(page.list.top, 49000, 51000);
        assert_true(vlist_handle(&page.list, &fix.state, &fix.frame, "rows", &move));
        assert_true(vlist_handle(&page.list, &fix.state, &fix.frame, "rows", &up));
        ui_fixture_draw(&fix, draw_list, &page);
        assert_int_equal(page.list.top, 99990);
        assert_false(vlist_handle(&page.list, &fix.state, &fix.frame, "rows", &move));
        ui_fixture_finish(&fix);
    }
}

static void tab_comes_back_to_the_row_in_use(void **state) {
    (void)state;
    struct ui_fixture fix;
    struct list_page page;
    list_init(&fix, &page, 100, false);
    press(&fix, &page, KEY_DOWN);
    press(&fix, &page, KEY_DOWN);
    ui_focus(&fix.state, "");
    struct ui_event tab = ui_fixture_key(KEY_TAB);
    ui_navigate(&fix.state, &fix.frame, &tab);
    assert_string_equal(fix.state.focus, "rows.2");
    ui_fixture_finish(&fix);
}

static void a_list_that_shrinks_keeps_a_row(void **state) {
    (void)state;
    struct ui_fixture fix;
    struct list_page page;
    list_init(&fix, &page, 500, false);
    press(&fix, &page, KEY_END);
    page.count = 3;
    ui_fixture_draw(&fix, draw_list, &page);
    assert_string_equal(fix.state.focus, "rows.2");
    assert_int_equal(page.list.top, 0);
    page.count = 0;
    ui_fixture_draw(&fix, draw_list, &page);
    assert_int_equal(page.drawn, 0);
    struct ui_event down = ui_fixture_key(KEY_DOWN);
    assert_false(vlist_handle(&page.list, &fix.state, &fix.frame, "rows", &down));
    ui_fixture_finish(&fix);
}

/* ---- a table ---- */

struct table_page {
    struct vtable table;
    int count, width;
};

static void cell(struct ui *ui, void *context, int row, int column, struct vtable_cell *out) {
    (void)context;
    out->text = column ? ui_number(ui, row * 10) : frame_printf(ui->frame, "Agent %d", row);
    out->icon = column ? NULL : "user";
}

static void draw_table(struct ui *ui, void *context) {
    static const struct vtable_column columns[] = {{"Name", 0, false, false, true},
                                                   {"Score", 90, true, true, true},
                                                   {"Calls", 60, true, true, false}};
    struct table_page *page = context;
    struct vtable_look look = {.id = "team",
                               .columns = columns,
                               .column_count = 3,
                               .count = page->count,
                               .context = page,
                               .cell = cell,
                               .empty = "Nobody yet"};
    vtable_draw(ui, &page->table, &look, (struct rect){0, 0, page->width, 300});
}

static void tables_say_their_rows_and_sort(void **state) {
    (void)state;
    struct ui_fixture fix;
    struct table_page page = {.count = 100000, .width = 500, .table.sort_column = -1};
    ui_fixture_init(&fix, 960, 600, LANGUAGE_ENGLISH);
    ui_fixture_draw(&fix, draw_table, &page);
    assert_string_equal(ui_fixture_spoken(&fix, "team.2"),
                        "Agent 2, Score 20, Calls 20. 3 of 100000.");
    assert_string_equal(ui_fixture_spoken(&fix, "team-sort.1"),
                        "Score, not sorted. Enter to sort.");
    assert_null(frame_find(&fix.frame, "team-sort.2"));
    assert_true(vtable_activate(&page.table, &fix.state, "team", "team-sort.1"));
    assert_false(page.table.is_descending);
    assert_true(vtable_activate(&page.table, &fix.state, "team", "team-sort.1"));
    assert_true(page.table.is_descending);
    assert_false(vtable_activate(&page.table, &fix.state, "team", "team.2"));
    ui_fixture_draw(&fix, draw_table, &page);
    assert_string_equal(ui_fixture_spoken(&fix, "team-sort.1"),
                        "Score, sorted, largest first. Enter to turn round.");
    assert_true(frame_find(&fix.frame, "team-sort.1")->is_chosen);
    page.count = 0;
    ui_fixture_draw(&fix, draw_table, &page);
    assert_string_equal(ui_fixture_spoken(&fix, "team-empty"), "Nobody yet");
    ui_fixture_finish(&fix);
}

/* Mirrored, the first column is at the right; where it is narrow a row is names and values. */
static void tables_mirror_and_stack(void **state) {
    (void)state;
    struct ui_fixture fix;
    struct table_page page = {.count = 5, .width = 500, .table.sort_column = -1};
    ui_fixture_init(&fix, 960, 600, LANGUAGE_ARABIC);
    ui_fixture_draw(&fix, draw_table, &page);
    int name = frame_find(&fix.frame, "team-sort.0")->bounds.x;
    int score = frame_find(&fix.frame, "team-sort.1")->bounds.x;
    assert_true(name > score);
    ui_fixture_finish(&fix);
    page.width = 400;
    ui_fixture_init(&fix, 400, 600, LANGUAGE_ENGLISH);
    ui_fixture_draw(&fix, draw_table, &page);
    assert_null(frame_find(&fix.frame, "team-sort.0"));
    assert_int_equal(frame_find(&fix.frame, "team.0")->bounds.h, 3 * 24 + 12);
    ui_fixture_finish(&fix);
}

/* ---- sliders and splitters ---- */

struct slider_page {
    struct slider slider;
    struct splitter splitter;
    struct splitter_state kept;
    struct rect first, second;
};

static void draw_sliders(struct ui *ui, void *context) {
    struct slider_page *page = context;
    slider_draw(ui, &page->slider, (struct rect){100, 20, 218, 40});
    splitter_draw(ui, &page->splitter, &page->kept, 400, (struct rect){100, 100, 412, 200},
                  &page->first, &page->second);
}

static void slider_init(struct ui_fixture *fix, struct slider_page *page, enum language language) {
    *page = (struct slider_page){
        .slider = {.id = "speed", .name = "Speed", .most = 100, .step = 5, .at = 50},
        .splitter = {.id = "split", .name = "Border", .least_first = 80, .least_second = 100}};
    ui_fixture_init(fix, 960, 600, language);
    ui_fixture_draw(fix, draw_sliders, page);
}

/* One event as a screen passes it on: first to the part, then to ui_navigate. */
static int slide(struct ui_fixture *fix, struct slider_page *page, struct ui_event event) {
    slider_handle(&page->slider, &fix->state, &fix->frame, &event, &page->slider.at);
    splitter_handle(&page->splitter, &page->kept, &fix->state, &fix->frame, &event);
    ui_navigate(&fix->state, &fix->frame, &event);
    ui_fixture_draw(fix, draw_sliders, page);
    return page->slider.at;
}

static void sliders_follow_keys_and_pointer(void **state) {
    (void)state;
    struct ui_fixture fix;
    struct slider_page page;
    slider_init(&fix, &page, LANGUAGE_ENGLISH);
    assert_string_equal(ui_fixture_spoken(&fix, "speed"), "Speed, 50");
    ui_focus(&fix.state, "speed");
    assert_int_equal(slide(&fix, &page, ui_fixture_key(KEY_RIGHT)), 55);
    assert_int_equal(slide(&fix, &page, ui_fixture_key(KEY_DOWN)), 50);
    assert_int_equal(slide(&fix, &page, ui_fixture_key(KEY_PAGE_UP)), 100);
    assert_int_equal(slide(&fix, &page, ui_fixture_key(KEY_RIGHT)), 100);
    assert_int_equal(slide(&fix, &page, ui_fixture_key(KEY_HOME)), 0);
    assert_int_equal(slide(&fix, &page, ui_fixture_pointer(UI_DOWN, 100 + 9 + 151, 40)), 75);
    assert_int_equal(slide(&fix, &page, ui_fixture_pointer(UI_MOVE, 9000, 500)), 100);
    assert_int_equal(slide(&fix, &page, ui_fixture_pointer(UI_UP, 9000, 500)), 100);
    assert_int_equal(slide(&fix, &page, ui_fixture_pointer(UI_MOVE, 120, 40)), 100);
    page.slider.is_disabled = true;
    assert_int_equal(slide(&fix, &page, ui_fixture_pointer(UI_DOWN, 110, 40)), 100);
    ui_fixture_finish(&fix);
}

static void sliders_mirror(void **state) {
    (void)state;
    struct ui_fixture fix;
    struct slider_page page;
    slider_init(&fix, &page, LANGUAGE_ARABIC);
    ui_focus(&fix.state, "speed");
    assert_int_equal(slide(&fix, &page, ui_fixture_key(KEY_LEFT)), 55);
    /* The rectangle lies at 960 - 318 … 960 - 100; its right end is the least. */
    assert_int_equal(slide(&fix, &page, ui_fixture_pointer(UI_DOWN, 960 - 100 - 9 - 50, 40)), 25);
    ui_fixture_finish(&fix);
}

static void splitters_keep_both_parts(void **state) {
    (void)state;
    struct ui_fixture fix;
    struct slider_page page;
    slider_init(&fix, &page, LANGUAGE_ENGLISH);
    assert_int_equal(page.first.w, 160);
    assert_int_equal(page.second.w, 240);
    assert_string_equal(ui_fixture_spoken(&fix, "split"),
                        "Border, 40 percent. Arrow keys move it.");
    ui_focus(&fix.state, "split");
    slide(&fix, &page, ui_fixture_key(KEY_RIGHT));
    assert_int_equal(page.first.w, 168);
    slide(&fix, &page, ui_fixture_key(KEY_END));
    assert_int_equal(page.second.w, 100);
    slide(&fix, &page, ui_fixture_key(KEY_LEFT)); /* from where it is seen */
    assert_in_range(page.second.w, 107, 109);
    slide(&fix, &page, ui_fixture_key(KEY_HOME));
    assert_int_equal(page.first.w, 80);
    slide(&fix, &page, ui_fixture_pointer(UI_DOWN, 186, 200));
    slide(&fix, &page, ui_fixture_pointer(UI_MOVE, 306, 200));
    assert_in_range(page.first.w, 199, 200);
    slide(&fix, &page, ui_fixture_pointer(UI_UP, 306, 200));
    slide(&fix, &page, ui_fixture_pointer(UI_MOVE, 400, 200));
    assert_in_range(page.first.w, 199, 200);
    ui_fixture_finish(&fix);
    slider_init(&fix, &page, LANGUAGE_ARABIC);
    ui_focus(&fix.state, "split");
    slide(&fix, &page, ui_fixture_key(KEY_LEFT)); /* the first part is at the right */
    assert_int_equal(page.first.w, 168);
    ui_fixture_finish(&fix);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_walk_the_rows),
        cmocka_unit_test(a_picture_costs_what_is_seen),
        cmocka_unit_test(rows_of_any_height_are_brought_into_sight),
        cmocka_unit_test(the_wheel_leaves_the_focus),
        cmocka_unit_test(the_bar_is_dragged),
        cmocka_unit_test(tab_comes_back_to_the_row_in_use),
        cmocka_unit_test(a_list_that_shrinks_keeps_a_row),
        cmocka_unit_test(tables_say_their_rows_and_sort),
        cmocka_unit_test(tables_mirror_and_stack),
        cmocka_unit_test(sliders_follow_keys_and_pointer),
        cmocka_unit_test(sliders_mirror),
        cmocka_unit_test(splitters_keep_both_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
