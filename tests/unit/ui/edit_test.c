/* Typing, selecting, the clipboard, undo and input methods: in the editor itself, in a field of one
 * line and in a text area. */
#include "ui/text_area.h"
#include "ui/widgets_field.h"
#include "ui_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROOM = 32 };

struct small {
    struct edit edit;
    char text[ROOM], history[2 * ROOM];
    struct editor editor;
};

static void small_init(struct small *small, bool is_multiline) {
    *small = (struct small){.edit.is_multiline = is_multiline};
    small->editor = (struct editor){&small->edit, small->text, small->history, ROOM};
}

static void type(const struct editor *editor, const char *text) {
    for (; *text; text++)
        edit_insert(editor, text, 1);
}

static void typing_is_taken_back_by_words(void **state) {
    (void)state;
    struct small s;
    small_init(&s, false);
    type(&s.editor, "one two");
    assert_true(edit_undo(&s.editor));
    assert_string_equal(s.text, "one ");
    assert_true(edit_undo(&s.editor));
    assert_string_equal(s.text, "");
    assert_false(edit_undo(&s.editor));
    assert_true(edit_redo(&s.editor));
    assert_true(edit_redo(&s.editor));
    assert_string_equal(s.text, "one two");
    assert_false(edit_redo(&s.editor));
    edit_undo(&s.editor);
    type(&s.editor, "x"); /* what was taken back is gone */
    assert_false(edit_redo(&s.editor));
    assert_string_equal(s.text, "one x");
}

static void a_move_begins_a_new_step(void **state) {
    (void)state;
    struct small s;
    small_init(&s, false);
    type(&s.editor, "ab");
    edit_move(&s.editor, 1, false);
    type(&s.editor, "c");
    edit_undo(&s.editor);
    assert_string_equal(s.text, "ab");
    assert_int_equal(s.edit.caret, 1);
}

static void replacing_everything_can_be_taken_back(void **state) {
    (void)state;
    struct small s;
    small_init(&s, false);
    const char *full = "0123456789012345678901234567890"; /* 31 bytes: as many as fit */
    for (int i = 0; i < 100; i++) {
        edit_select_all(&s.editor);
        assert_true(edit_insert(&s.editor, full, strlen(full)));
        assert_string_equal(s.text, full);
    }
    assert_true(edit_undo(&s.editor));
    assert_string_equal(s.text, full);
    assert_int_equal(edit_selection_end(&s.edit) - edit_selection_start(&s.edit), 31);
    assert_false(edit_insert(&s.editor, "0123456789012345678901234567890x", 32));
    assert_string_equal(s.text, full);
    assert_true(s.edit.refused > 0);
}

/* Whatever is done, undoing all of it and doing it again gives the same texts back. */
static void random_edits_can_be_undone(void **state) {
    (void)state;
    static const char *const pieces[] = {"a",        " ",         "\xc3\xa9", "wort",
                                         "\xd7\x90", "e\xcc\x81", "\n"};
    unsigned seed = 1;
    for (int round = 0; round < 300; round++) {
        struct small s;
        small_init(&s, round % 2);
        char texts[EDIT_STEPS_MAX + 1][ROOM];
        for (int i = 0; i < 40; i++) {
            seed = seed * 1103515245 + 12345;
            unsigned what = seed >> 16, to = s.edit.len ? what % (unsigned)(s.edit.len + 1) : 0;
            const char *piece = pieces[what % 7];
            int place = 0;
            while (place < (int)to)
                place = edit_next(&s.editor, place);
            if (what % 3 == 0)
                edit_move(&s.editor, place, what % 2);
            else if (what % 5 == 0)
                edit_erase(&s.editor, edit_previous(&s.editor, s.edit.caret));
            else
                edit_insert(&s.editor, piece, strlen(piece));
            assert_int_equal(s.edit.len, strlen(s.text));
            assert_true(s.edit.caret <= s.edit.len && s.edit.anchor <= s.edit.len);
        }
        int steps = 0;
        strcpy(texts[0], s.text);
        while (edit_undo(&s.editor))
            strcpy(texts[++steps], s.text);
        assert_true(steps == 0 || steps <= EDIT_STEPS_MAX);
        while (steps > 0) {
            assert_true(edit_redo(&s.editor));
            assert_string_equal(s.text, texts[--steps]);
        }
    }
}

static void words_and_characters(void **state) {
    (void)state;
    struct small s;
    small_init(&s, true);
    edit_set(&s.editor, "ab, e\xcc\x81t\xd8\x8c \xd9\x86\xd8\xb9\xd9\x85\nz");
    assert_int_equal(edit_word_next(&s.editor, 0), 2);
    assert_int_equal(edit_word_next(&s.editor, 2), 3);
    assert_int_equal(edit_word_next(&s.editor, 3), 8);
    assert_int_equal(edit_word_previous(&s.editor, 8), 4);
    assert_int_equal(edit_next(&s.editor, 4), 7); /* a letter and its accent are one */
    assert_int_equal(edit_previous(&s.editor, 7), 4);
    edit_select_word(&s.editor, 5);
    assert_int_equal(edit_selection_start(&s.edit), 4);
    assert_int_equal(edit_selection_end(&s.edit), 8);
}

static void what_may_not_stand_there_is_left_out(void **state) {
    (void)state;
    struct small s;
    small_init(&s, false);
    assert_true(edit_insert(&s.editor, "a\x01\r\nb\tc\x7f", 8));
    assert_string_equal(s.text, "a b c");
    assert_false(edit_insert(&s.editor, "\xff", 1));
    small_init(&s, true);
    assert_true(edit_insert(&s.editor, "a\r\nb\rc", 6));
    assert_string_equal(s.text, "a\nb\nc");
}

/* ---- a field ---- */

struct field_page {
    struct text_field field;
    struct rect rect;
};

static void draw_field(struct ui *ui, void *context) {
    struct field_page *page = context;
    struct field_look look = {.id = "f", .placeholder = "nothing", .spoken = "Name"};
    field_draw(ui, &page->field, &look, page->rect);
}

static void ctrl(struct ui_fixture *fix, struct field_page *page, char letter, bool is_shift) {
    struct ui_event event = ui_fixture_key((enum ui_key)letter);
    event.is_ctrl = true;
    event.is_shift = is_shift;
    event.letter = letter;
    assert_true(field_handle(&page->field, &fix->frame, &event));
}

static void a_field_copies_cuts_and_pastes(void **state) {
    (void)state;
    struct ui_fixture fix;
    struct field_page page = {.rect = {10, 10, 300, 40}, .field.edit.limit = 12};
    ui_fixture_init(&fix, 960, 600, LANGUAGE_ENGLISH);
    ui_focus(&fix.state, "f");
    ui_fixture_draw(&fix, draw_field, &page);
    assert_string_equal(ui_fixture_spoken(&fix, "f"), "Name, empty");
    struct ui_event text = ui_fixture_text("hello");
    assert_true(field_handle(&page.field, &fix.frame, &text));
    ctrl(&fix, &page, 'a', false);
    ctrl(&fix, &page, 'c', false);
    assert_string_equal(fix.clip, "hello");
    ui_fixture_draw(&fix, draw_field, &page);
    assert_int_equal(ui_fixture_draws(&fix, DRAW_FILL, ROLE_ACCENT_LINE), 1); /* the selection */
    ctrl(&fix, &page, 'x', false);
    assert_string_equal(page.field.text, "");
    ctrl(&fix, &page, 'v', false);
    ctrl(&fix, &page, 'v', false);
    assert_string_equal(page.field.text, "hellohello");
    ctrl(&fix, &page, 'v', false); /* 15 characters, 12 fit */
    assert_string_equal(page.field.text, "hellohello");
    assert_int_equal(page.field.edit.refused, 3);
    ctrl(&fix, &page, 'z', false);
    assert_string_equal(page.field.text, "hello");
    ctrl(&fix, &page, 'z', true);
    assert_string_equal(page.field.text, "hellohello");
    ui_fixture_finish(&fix);
}

/* On a keyboard whose Z stands elsewhere the printed letter counts. */
static void shortcuts_follow_the_layout(void **state) {
    (void)state;
    struct ui_fixture fix;
    struct field_page page = {.rect = {10, 10, 300, 40}};
    ui_fixture_init(&fix, 960, 600, LANGUAGE_ENGLISH);
    ui_fixture_draw(&fix, draw_field, &page);
    struct ui_event text = ui_fixture_text("a");
    field_handle(&page.field, &fix.frame, &text);
    struct ui_event event = ui_fixture_key((enum ui_key)'y');
    event.is_ctrl = true;
    event.letter = 'z';
    field_handle(&page.field, &fix.frame, &event);
    assert_string_equal(page.field.text, "");
    ui_fixture_finish(&fix);
}

static void the_pointer_selects(void **state) {
    (void)state;
    struct ui_fixture fix;
    struct field_page page = {.rect = {10, 10, 300, 40}};
    ui_fixture_init(&fix, 960, 600, LANGUAGE_ENGLISH);
    field_set(&page.field, "abcd efgh");
    ui_focus(&fix.state, "f");
    ui_fixture_draw(&fix, draw_field, &page);
    int x = page.field.place.rect.x, y = 30;
    struct ui_event down = ui_fixture_pointer(UI_DOWN, x + 1, y);
    struct ui_event move = ui_fixture_pointer(UI_MOVE, x + 26, y); /* 14 px: 8.75 each */
    struct ui_event up = ui_fixture_pointer(UI_UP, x + 26, y);
    assert_true(field_point(&page.field, &fix.state, &fix.frame, "f", &down));
    assert_true(field_point(&page.field, &fix.state, &fix.frame, "f", &move));
    assert_false(field_point(&page.field, &fix.state, &fix.frame, "f", &up));
    assert_int_equal(page.field.edit.anchor, 0);
    assert_int_equal(page.field.edit.caret, 3);
    move.x = x + 200;
    assert_false(field_point(&page.field, &fix.state, &fix.frame, "f", &move));
    down.x = x + 60;
    down.clicks = 2;
    assert_true(field_point(&page.field, &fix.state, &fix.frame, "f", &down));
    assert_int_equal(edit_selection_start(&page.field.edit), 5);
    assert_int_equal(edit_selection_end(&page.field.edit), 9);
    down = ui_fixture_pointer(UI_DOWN, 500, 500); /* elsewhere */
    assert_false(field_point(&page.field, &fix.state, &fix.frame, "f", &down));
    ui_fixture_finish(&fix);
}

/* What an input method shows is drawn, underlined, and is no part of the text until it is certain.
 */
static void compositions_are_shown_and_not_kept(void **state) {
    (void)state;
    struct ui_fixture fix;
    struct field_page page = {.rect = {10, 10, 300, 40}};
    ui_fixture_init(&fix, 960, 600, LANGUAGE_ENGLISH);
    field_set(&page.field, "ab");
    ui_focus(&fix.state, "f");
    struct ui_event compose = ui_fixture_text("\xe3\x81\x8b\xe3\x81\xaa");
    compose.kind = UI_COMPOSE;
    compose.compose_caret = 3;
    assert_true(field_handle(&page.field, &fix.frame, &compose));
    ui_fixture_draw(&fix, draw_field, &page);
    struct buf dump = {0};
    frame_dump(&fix.frame, &dump);
    assert_non_null(strstr(buf_cstr(&dump), "\xe3\x81\x8b"));
    buf_finish(&dump);
    assert_string_equal(page.field.text, "ab");
    assert_int_equal(ui_fixture_draws(&fix, DRAW_FILL, ROLE_ACCENT), 1); /* underlined */
    struct ui_event left = ui_fixture_key(KEY_LEFT);
    assert_true(field_handle(&page.field, &fix.frame, &left)); /* the input method's own */
    assert_int_equal(page.field.edit.caret, 2);
    struct ui_event text = ui_fixture_text("\xe4\xbb\xae\xe5\x90\x8d");
    assert_true(field_handle(&page.field, &fix.frame, &text));
    assert_string_equal(page.field.text, "ab\xe4\xbb\xae\xe5\x90\x8d");
    assert_string_equal(page.field.edit.compose, "");
    ui_fixture_draw(&fix, draw_field, &page);
    assert_int_equal(ui_fixture_draws(&fix, DRAW_FILL, ROLE_ACCENT), 0);
    ui_fixture_finish(&fix);
}

/* Left is where one sees left. */
static void arrows_follow_the_eye(void **state) {
    (void)state;
    struct ui_fixture fix;
    struct field_page page = {.rect = {10, 10, 300, 40}};
    ui_fixture_init(&fix, 960, 600, LANGUAGE_ARABIC);
    field_set(&page.field, "\xd9\x86\xd8\xb9\xd9\x85");
    ui_fixture_draw(&fix, draw_field, &page);
    struct ui_event event = ui_fixture_key(KEY_RIGHT);
    event.is_shift = true;
    field_handle(&page.field, &fix.frame, &event);
    assert_int_equal(page.field.edit.caret, 4);
    assert_int_equal(page.field.edit.anchor, 6);
    ui_fixture_finish(&fix);
}

/* ---- a text area ---- */

struct area_page {
    struct text_area area;
    struct rect rect;
};

static void draw_area(struct ui *ui, void *context) {
    struct area_page *page = context;
    struct text_area_look look = {.id = "note", .name = "Note", .placeholder = "What to say"};
    text_area_draw(ui, &page->area, &look, page->rect);
}

static void press(struct ui_fixture *fix, struct area_page *page, enum ui_key key, bool is_shift) {
    struct ui_event event = ui_fixture_key(key);
    event.is_shift = is_shift;
    assert_true(text_area_handle(&page->area, &fix->state, &fix->frame, "note", &event));
    assert_true(fix->state.is_dirty);
    ui_fixture_draw(fix, draw_area, page);
}

static void area_init(struct ui_fixture *fix, struct area_page *page, enum language language) {
    *page = (struct area_page){.rect = {10, 10, 120, 70}};
    ui_fixture_init(fix, 960, 600, language);
    assert_true(text_area_init(&page->area, 4000, 0));
    ui_focus(&fix->state, "note");
    ui_fixture_draw(fix, draw_area, page);
}

static void area_finish(struct ui_fixture *fix, struct area_page *page) {
    text_area_finish(&page->area);
    ui_fixture_finish(fix);
}

static void up_and_down_keep_their_column(void **state) {
    (void)state;
    struct ui_fixture fix;
    struct area_page page;
    area_init(&fix, &page, LANGUAGE_ENGLISH);
    text_area_set(&page.area, "abcdef\nab\nabcdef");
    ui_fixture_draw(&fix, draw_area, &page);
    press(&fix, &page, KEY_LEFT, false); /* before the last f */
    press(&fix, &page, KEY_UP, false);
    assert_int_equal(page.area.edit.caret, 9);
    press(&fix, &page, KEY_UP, false);
    assert_int_equal(page.area.edit.caret, 5); /* the column of the start, not of the short line */
    press(&fix, &page, KEY_UP, false);
    assert_int_equal(page.area.edit.caret, 0);
    press(&fix, &page, KEY_END, true);
    assert_int_equal(page.area.edit.caret, 6);
    assert_int_equal(page.area.edit.anchor, 0);
    assert_int_equal(ui_fixture_draws(&fix, DRAW_FILL, ROLE_ACCENT_LINE), 1);
    press(&fix, &page, KEY_DOWN, true);
    press(&fix, &page, KEY_DOWN, true);
    press(&fix, &page, KEY_DOWN, true);
    assert_int_equal(page.area.edit.caret, page.area.edit.len);
    assert_int_equal(ui_fixture_draws(&fix, DRAW_FILL, ROLE_ACCENT_LINE), 5); /* 3 lines, 2 ends */
    area_finish(&fix, &page);
}

static void enter_makes_a_line_and_the_caret_stays_in_sight(void **state) {
    (void)state;
    struct ui_fixture fix;
    struct area_page page;
    area_init(&fix, &page, LANGUAGE_ENGLISH);
    for (int i = 0; i < 12; i++) {
        struct ui_event text = ui_fixture_text("x");
        assert_true(text_area_handle(&page.area, &fix.state, &fix.frame, "note", &text));
        press(&fix, &page, KEY_ENTER, false);
    }
    assert_int_equal(page.area.edit.len, 24);
    assert_int_equal(page.area.scroll.content, 13 * 20);
    assert_int_equal(page.area.scroll.y, 13 * 20 - (70 - 18));
    struct ui_event home = ui_fixture_key(KEY_HOME);
    home.is_ctrl = true;
    assert_true(text_area_handle(&page.area, &fix.state, &fix.frame, "note", &home));
    ui_fixture_draw(&fix, draw_area, &page);
    assert_int_equal(page.area.scroll.y, 0);
    struct ui_event send = ui_fixture_key(KEY_ENTER);
    send.is_ctrl = true;
    assert_false(text_area_handle(&page.area, &fix.state, &fix.frame, "note", &send));
    struct ui_event tab = ui_fixture_key(KEY_TAB), escape = ui_fixture_key(KEY_ESCAPE);
    assert_false(text_area_handle(&page.area, &fix.state, &fix.frame, "note", &tab));
    assert_false(text_area_handle(&page.area, &fix.state, &fix.frame, "note", &escape));
    area_finish(&fix, &page);
}

static void long_texts_are_pasted_whole_and_taken_back(void **state) {
    (void)state;
    struct ui_fixture fix;
    struct area_page page;
    area_init(&fix, &page, LANGUAGE_ENGLISH);
    for (int i = 0; i < 3900; i++)
        fix.clip[i] = i % 50 == 49 ? '\n' : 'y';
    struct ui_event paste = ui_fixture_key((enum ui_key)'v');
    paste.is_ctrl = true;
    assert_true(text_area_handle(&page.area, &fix.state, &fix.frame, "note", &paste));
    assert_string_equal(page.area.text, fix.clip);
    ui_fixture_draw(&fix, draw_area, &page);
    struct ui_event undo = ui_fixture_key((enum ui_key)'z');
    undo.is_ctrl = true;
    assert_true(text_area_handle(&page.area, &fix.state, &fix.frame, "note", &undo));
    assert_string_equal(page.area.text, "");
    area_finish(&fix, &page);
}

static void a_click_finds_its_line_in_both_directions(void **state) {
    (void)state;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        struct ui_fixture fix;
        struct area_page page;
        area_init(&fix, &page, (enum language)language);
        text_area_set(&page.area, "ab\ncd");
        ui_fixture_draw(&fix, draw_area, &page);
        struct rect rect = page.area.place.rect;
        struct ui_event down = ui_fixture_pointer(UI_DOWN, rect.x + 1, rect.y + rect.h - 2);
        assert_true(text_area_handle(&page.area, &fix.state, &fix.frame, "note", &down));
        assert_int_equal(page.area.edit.caret, 3);
        area_finish(&fix, &page);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(typing_is_taken_back_by_words),
        cmocka_unit_test(a_move_begins_a_new_step),
        cmocka_unit_test(replacing_everything_can_be_taken_back),
        cmocka_unit_test(random_edits_can_be_undone),
        cmocka_unit_test(words_and_characters),
        cmocka_unit_test(what_may_not_stand_there_is_left_out),
        cmocka_unit_test(a_field_copies_cuts_and_pastes),
        cmocka_unit_test(shortcuts_follow_the_layout),
        cmocka_unit_test(the_pointer_selects),
        cmocka_unit_test(compositions_are_shown_and_not_kept),
        cmocka_unit_test(arrows_follow_the_eye),
        cmocka_unit_test(up_and_down_keep_their_column),
        cmocka_unit_test(enter_makes_a_line_and_the_caret_stays_in_sight),
        cmocka_unit_test(long_texts_are_pasted_whole_and_taken_back),
        cmocka_unit_test(a_click_finds_its_line_in_both_directions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
