/* A table of keys: what is found in it, and what the list of keys tells. */
#include "ui/keys.h"
#include "ui_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { PICK, BOLD, LIST, LARGER };
static const struct key_row rows[] = {
    {'1', '9', KEYS_PLAIN, PICK, "1 – 9", STR_UI_EMPTY},
    {'b', 0, KEYS_ANY_SHIFT, BOLD, "B", STR_UI_EMPTY},
    {'b', 0, KEYS_CTRL, LIST, "Ctrl B", STR_UI_UNDEFINED},
    {KEY_PLUS, 0, KEYS_CTRL | KEYS_ANY_SHIFT, LARGER, NULL, STR_UI_EMPTY},
    {0, 0, KEYS_PLAIN, 0, "F6", STR_UI_TOO_FEW}};
static const struct key_table table = {rows, 5};

static int find(int key, bool shift, bool ctrl, bool no_letters, int *offset) {
    struct ui_event event = ui_fixture_key((enum ui_key)key);
    event.is_shift = shift;
    event.is_ctrl = ctrl;
    return keys_find(&table, &event, no_letters, offset);
}

static void keys_mean_what_the_table_says(void **state) {
    (void)state;
    int offset;
    assert_int_equal(find('1', false, false, false, &offset), PICK);
    assert_int_equal(offset, 0);
    assert_int_equal(find('9', false, false, false, &offset), PICK);
    assert_int_equal(offset, 8);
    assert_int_equal(find('1', true, false, false, &offset), -1);
    assert_int_equal(find('b', true, false, false, &offset), BOLD);
    assert_int_equal(find('b', false, true, false, &offset), LIST);
    assert_int_equal(find('b', true, true, false, &offset), -1);
    assert_int_equal(find(KEY_PLUS, true, true, false, &offset), LARGER);
    assert_int_equal(find(KEY_PLUS, false, false, false, &offset), -1);
    assert_int_equal(find(KEY_OTHER, false, false, false, &offset), -1); /* a row that only tells */
    struct ui_event text = ui_fixture_text("b");
    assert_int_equal(keys_find(&table, &text, false, &offset), -1);
}

static void letters_can_be_turned_off(void **state) {
    (void)state;
    int offset;
    assert_int_equal(find('b', false, false, true, &offset), -1);
    assert_int_equal(find('b', false, true, true, &offset), LIST);
    assert_int_equal(find('3', false, false, true, &offset), PICK);
}

static void draw(struct ui *ui, void *context) {
    const struct key_table *const tables[] = {&table, &table};
    *(int *)context = keys_draw(ui, tables, 2, (struct rect){10, 10, 400, 0});
    assert_int_equal(keys_told(tables, 2), 8);
}

static void the_list_tells_every_key(void **state) {
    (void)state;
    struct ui_fixture fix;
    int height = 0;
    ui_fixture_init(&fix, 960, 600, LANGUAGE_ENGLISH);
    ui_fixture_draw(&fix, draw, &height);
    assert_int_equal(height, 8 * 30);
    assert_string_equal(ui_fixture_spoken(&fix, "key.2"), "Ctrl B: Cannot be told");
    assert_non_null(frame_find(&fix.frame, "key.7"));
    assert_null(frame_find(&fix.frame, "key.8"));
    ui_fixture_finish(&fix);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(keys_mean_what_the_table_says),
                                       cmocka_unit_test(letters_can_be_turned_off),
                                       cmocka_unit_test(the_list_tells_every_key)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
