/* Home, debrief, settings and the lists by keyboard, with no window. */
#include "view_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

static struct text_metrics metrics;

static struct frame frame_of(int width, int height) {
    metrics = fixture_metrics();
    return (struct frame){
        .width = width, .height = height, .scale_percent = 100, .metrics = &metrics};
}

static struct ui_event pressed(int key) {
    return (struct ui_event){.kind = UI_KEY, .key = (enum ui_key)key};
}

struct at_home {
    struct frame frame;
    struct home_screen screen;
    struct home_view view;
};

static void at_home(struct at_home *home) {
    home->frame = frame_of(1280, 800);
    home->view = fixture_home(false);
    home_screen_init(&home->screen);
    home_draw(&home->screen, &home->view, &home->frame);
}

static struct ui_command home_event(struct at_home *home, struct ui_event event) {
    struct ui_command command = home_handle(&home->screen, &home->view, &home->frame, &event);
    home_draw(&home->screen, &home->view, &home->frame);
    return command;
}

static int calls_shown(const struct frame *frame) {
    int count = 0;
    for (int i = 0; i < frame->element_count; i++)
        count += ui_id_number(frame->elements[i].id, "call.") >= 0;
    return count;
}

static void enter_starts_the_next_call(void **state) {
    (void)state;
    struct at_home home;
    at_home(&home);
    assert_string_equal(home.screen.ui.focus, "start");
    struct ui_command command = home_event(&home, pressed(KEY_ENTER));
    assert_int_equal(command.what, DO_START);
    assert_string_equal(command.text, "banking/transfer");
    home.view.continue_session = "an-id";
    home.view.continue_title = "The meter";
    home_draw(&home.screen, &home.view, &home.frame);
    command = home_event(&home, pressed(KEY_ENTER));
    assert_int_equal(command.what, DO_CONTINUE);
    assert_string_equal(command.text, "an-id");
    frame_finish(&home.frame);
}

/* A broken file of one's own vanished from home without a word. */
static void what_cannot_be_played_is_named(void **state) {
    (void)state;
    static const struct home_fault faults[] = {
        {"mine.lua", "has the id 'banking/transfer' of a call that ships with the program"},
        {"late.lua", "12: error E106: 'don' is no scene; did you mean 'done'?"}};
    struct at_home home;
    at_home(&home);
    assert_null(frame_find(&home.frame, "fault.0"));
    home.view.faults = faults;
    home.view.fault_count = 2;
    home_draw(&home.screen, &home.view, &home.frame);
    const struct element *first = frame_find(&home.frame, "fault.0");
    const struct element *second = frame_find(&home.frame, "fault.1");
    assert_non_null(first);
    assert_non_null(second);
    assert_string_equal(second->spoken,
                        "late.lua: 12: error E106: 'don' is no scene; did you mean 'done'?");
    assert_true(second->bounds.y >= first->bounds.y + first->bounds.h);
    for (int i = 0; i < home.frame.element_count; i++)
        if (ui_id_number(home.frame.elements[i].id, "call.") >= 0)
            assert_true(first->bounds.y > home.frame.elements[i].bounds.y);
    frame_finish(&home.frame);
}

static void finding_narrows_the_library(void **state) {
    (void)state;
    struct at_home home;
    at_home(&home);
    struct ui_event find = pressed('k');
    find.is_ctrl = true;
    home_event(&home, find);
    assert_string_equal(home.screen.ui.focus, "find");
    home_event(&home, (struct ui_event){.kind = UI_TEXT, .text = "Wedding"});
    assert_int_equal(calls_shown(&home.frame), 1);
    home_event(&home, pressed(KEY_ESCAPE));
    assert_int_equal(calls_shown(&home.frame), 6);
    home_event(&home, find);
    home_event(&home, (struct ui_event){.kind = UI_TEXT, .text = "zzz"});
    assert_int_equal(calls_shown(&home.frame), 0);
    assert_non_null(frame_find(&home.frame, "clear-all"));
    frame_finish(&home.frame);
}

static void filters_open_and_choose(void **state) {
    (void)state;
    struct at_home home;
    at_home(&home);
    ui_focus(&home.screen.ui, "filter.difficulty");
    home_event(&home, pressed(KEY_SPACE));
    assert_string_equal(home.screen.ui.focus, "menu.0");
    assert_null(frame_find(&home.frame, "start"));
    for (int i = 0; i < 4; i++)
        home_event(&home, pressed(KEY_DOWN));
    home_event(&home, pressed(KEY_ENTER));
    assert_int_equal(calls_shown(&home.frame), 2); /* difficulty 4 */
    assert_string_equal(home.screen.ui.focus, "filter.difficulty");
    frame_finish(&home.frame);
}

static void a_filter_takes_several(void **state) {
    (void)state;
    struct at_home home;
    at_home(&home);
    ui_focus(&home.screen.ui, "filter.difficulty");
    home_event(&home, pressed(KEY_SPACE));
    assert_string_equal(home.screen.ui.focus, "menu.0");
    for (int i = 0; i < 4; i++)
        home_event(&home, pressed(KEY_DOWN));
    home_event(&home, pressed(KEY_SPACE)); /* difficulty 4, and the list stays open */
    assert_int_equal(home.screen.menu, FILTER_DIFFICULTY);
    home_event(&home, pressed(KEY_DOWN));
    home_event(&home, pressed(KEY_SPACE));
    home_event(&home, pressed(KEY_ESCAPE));
    assert_int_equal(calls_shown(&home.frame), 3);
    const struct element *filter = frame_find(&home.frame, "filter.difficulty");
    assert_non_null(strstr(filter->spoken, "any of"));
    home_event(&home, pressed(KEY_ENTER)); /* on the first that is ticked */
    assert_string_equal(home.screen.ui.focus, "menu.4");
    home_event(&home, pressed(KEY_SPACE));
    home_event(&home, pressed(KEY_ESCAPE));
    assert_int_equal(calls_shown(&home.frame), 1);
    home_event(&home, pressed(KEY_SPACE));
    while (strcmp(home.screen.ui.focus, "menu.0") != 0)
        home_event(&home, pressed(KEY_UP));
    home_event(&home, pressed(KEY_SPACE)); /* all of them again */
    assert_int_equal(calls_shown(&home.frame), 6);
    assert_int_equal(home.screen.menu, -1);
    frame_finish(&home.frame);
}

static void arrows_walk_the_cards(void **state) {
    (void)state;
    struct at_home home;
    at_home(&home);
    ui_focus(&home.screen.ui, "call.0");
    home_event(&home, pressed(KEY_RIGHT));
    assert_string_equal(home.screen.ui.focus, "call.1");
    home_event(&home, pressed(KEY_DOWN));
    assert_string_equal(home.screen.ui.focus, "call.4");
    home_event(&home, pressed(KEY_LEFT));
    assert_string_equal(home.screen.ui.focus, "call.3");
    struct ui_command command = home_event(&home, pressed(KEY_ENTER));
    assert_int_equal(command.what, DO_START);
    assert_string_equal(command.text, "travel/rebooked");
    frame_finish(&home.frame);
}

static void the_debrief_by_keyboard(void **state) {
    (void)state;
    struct frame frame = frame_of(1280, 800);
    struct debrief_view view = fixture_debrief(false);
    struct debrief_screen screen;
    debrief_screen_init(&screen);
    debrief_draw(&screen, &view, &frame);
    struct ui_event down = pressed(KEY_DOWN), again = pressed('t'), escape = pressed(KEY_ESCAPE);
    debrief_handle(&screen, &view, &frame, &down);
    assert_int_equal(screen.at, 1);
    debrief_draw(&screen, &view, &frame);
    const struct element *row = frame_find(&frame, "row.4");
    assert_string_equal(row->spoken,
                        "Option E, your choice: Escalate to the Bereavement team, 1 of "
                        "12 experts, credit 0.20, Poor, provisional");
    struct ui_command command = debrief_handle(&screen, &view, &frame, &again);
    assert_int_equal(command.what, DO_TRY_AGAIN);
    assert_int_equal(command.a, 1);
    debrief_handle(&screen, &view, &frame, &down);
    debrief_handle(&screen, &view, &frame, &down); /* there is none after the last */
    assert_int_equal(screen.at, 2);
    assert_int_equal(debrief_handle(&screen, &view, &frame, &escape).what, DO_GO_HOME);
    frame_finish(&frame);
}

static void what_the_panel_missed(void **state) {
    (void)state;
    struct frame frame = frame_of(1280, 800);
    struct debrief_view view = fixture_debrief(false);
    struct debrief_screen screen;
    debrief_screen_init(&screen);
    debrief_draw(&screen, &view, &frame);
    struct ui_event d = pressed('d'), enter = pressed(KEY_ENTER), escape = pressed(KEY_ESCAPE);
    struct ui_event text = {.kind = UI_TEXT, .text = "d is for date"};
    assert_int_equal(debrief_handle(&screen, &view, &frame, &d).what, DO_NOTHING);
    debrief_draw(&screen, &view, &frame);
    assert_true(frame_find(&frame, "note")->is_editing);
    assert_null(frame_find(&frame, "again")); /* it lies behind */
    assert_int_equal(debrief_handle(&screen, &view, &frame, &enter).what, DO_NOTHING); /* empty */
    debrief_handle(&screen, &view, &frame, &text);
    struct ui_event card = {.kind = UI_TEXT, .text = " 5555-5555-5555-4444"};
    debrief_handle(&screen, &view, &frame, &card);
    assert_int_equal(debrief_handle(&screen, &view, &frame, &enter).what, DO_NOTHING);
    debrief_draw(&screen, &view, &frame);
    assert_non_null(strstr(frame_find(&frame, "keep")->spoken, "card number"));
    field_set(&screen.note, "d is for date");
    struct ui_command command = debrief_handle(&screen, &view, &frame, &enter);
    assert_int_equal(command.what, DO_DISPUTE);
    assert_int_equal(command.a, 0);
    assert_string_equal(command.text, "d is for date");
    view.dispute_trouble = "the disk is full"; /* nothing typed is lost */
    debrief_draw(&screen, &view, &frame);
    assert_string_equal(screen.note.text, "d is for date");
    debrief_handle(&screen, &view, &frame, &escape);
    debrief_draw(&screen, &view, &frame);
    assert_string_equal(screen.ui.focus, "dispute");
    assert_non_null(frame_find(&frame, "again"));
    frame_finish(&frame);
}

static bool is_drawn(const struct frame *frame, const char *text) {
    for (int i = 0; i < frame->draw_count; i++)
        if (frame->draws[i].kind == DRAW_TEXT && strstr(frame->draws[i].run.text, text))
            return true;
    return false;
}

static void a_chart_is_spoken_of_where_it_is(void **state) {
    (void)state;
    for (int count = 10; count < 70; count++) {
        struct frame frame = frame_of(1280, 800);
        struct debrief_view view = fixture_debrief(false);
        struct debrief_screen screen;
        view.calibration.count = count;
        debrief_screen_init(&screen);
        debrief_draw(&screen, &view, &frame);
        bool has_axis = is_drawn(&frame, "How sure you said");
        assert_int_equal(has_axis, is_drawn(&frame, "dashed"));
        assert_int_equal(has_axis,
                         strstr(frame_find(&frame, "calibration")->spoken, "dashed") != NULL);
        frame_finish(&frame);
    }
}

static void settings_change_and_save(void **state) {
    (void)state;
    struct frame frame = frame_of(1280, 800);
    struct welcome_values values = fixture_values(false);
    struct welcome_view view = {.is_first = true, .logs = "logs"};
    struct welcome_screen screen;
    welcome_screen_init(&screen, &values, "", "");
    welcome_draw(&screen, &view, &frame);
    struct ui_event text = {.kind = UI_TEXT, .text = "Mira"}, right = pressed(KEY_RIGHT);
    struct ui_event enter = pressed(KEY_ENTER), escape = pressed(KEY_ESCAPE);
    welcome_handle(&screen, &view, &frame, &text);
    assert_string_equal(screen.name.text, "Mira");
    ui_focus(&screen.ui, "size");
    assert_int_equal(welcome_handle(&screen, &view, &frame, &right).what, DO_PREVIEW_SETTINGS);
    assert_int_equal(screen.values.text_percent, 125);
    ui_focus(&screen.ui, "language");
    welcome_handle(&screen, &view, &frame, &right);
    assert_int_equal(screen.values.language, LANGUAGE_ARABIC);
    assert_int_equal(welcome_handle(&screen, &view, &frame, &enter).what, DO_SAVE_SETTINGS);
    assert_int_equal(welcome_handle(&screen, &view, &frame, &escape).what, DO_SKIP_SETTINGS);
    frame_finish(&frame);
}

static void the_brief_starts_the_call(void **state) {
    (void)state;
    struct frame frame = frame_of(960, 600);
    struct brief_view view = fixture_brief(false);
    struct brief_screen screen;
    brief_screen_init(&screen, LEVEL_STANDARD, TIMING_NORMAL);
    brief_draw(&screen, &view, &frame);
    struct ui_event right = pressed(KEY_RIGHT), enter = pressed(KEY_ENTER);
    ui_focus(&screen.ui, "level");
    brief_handle(&screen, &frame, &view, &right);
    ui_focus(&screen.ui, "timing");
    brief_handle(&screen, &frame, &view, &right);
    struct ui_command command = brief_handle(&screen, &frame, &view, &enter);
    assert_int_equal(command.what, DO_BEGIN_CALL);
    assert_int_equal(command.a, LEVEL_STORM);
    assert_int_equal(command.b, TIMING_EXTENDED);
    view.can_choose = false; /* an assessment says what holds, and nothing changes it */
    view.mode = MODE_ASSESSMENT;
    brief_screen_init(&screen, LEVEL_STANDARD, TIMING_DOUBLE);
    brief_draw(&screen, &view, &frame);
    assert_non_null(strstr(frame_find(&frame, "timing")->spoken, "Double"));
    assert_non_null(frame_find(&frame, "mode"));
    ui_focus(&screen.ui, "level");
    brief_handle(&screen, &frame, &view, &right);
    assert_int_equal(brief_handle(&screen, &frame, &view, &enter).a, LEVEL_STANDARD);
    frame_finish(&frame);
}

static void an_empty_list_offers_a_call(void **state) {
    (void)state;
    struct frame frame = frame_of(1280, 800);
    struct list_view view = fixture_list(false, SHELL_DEBRIEFS);
    struct list_screen screen;
    struct ui_event enter = pressed(KEY_ENTER);
    list_screen_init(&screen, SHELL_DEBRIEFS);
    list_draw(&screen, &view, &frame);
    struct ui_command command = list_handle(&screen, &view, &frame, &enter);
    assert_int_equal(command.what, DO_OPEN_DEBRIEF);
    assert_string_equal(command.text, "a");
    view.call_count = 0;
    list_draw(&screen, &view, &frame);
    assert_non_null(frame_find(&frame, "empty"));
    ui_focus(&screen.ui, "start");
    assert_int_equal(list_handle(&screen, &view, &frame, &enter).what, DO_GO_HOME);
    frame_finish(&frame);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(enter_starts_the_next_call),
                                       cmocka_unit_test(what_cannot_be_played_is_named),
                                       cmocka_unit_test(finding_narrows_the_library),
                                       cmocka_unit_test(filters_open_and_choose),
                                       cmocka_unit_test(a_filter_takes_several),
                                       cmocka_unit_test(arrows_walk_the_cards),
                                       cmocka_unit_test(the_debrief_by_keyboard),
                                       cmocka_unit_test(what_the_panel_missed),
                                       cmocka_unit_test(a_chart_is_spoken_of_where_it_is),
                                       cmocka_unit_test(settings_change_and_save),
                                       cmocka_unit_test(the_brief_starts_the_call),
                                       cmocka_unit_test(an_empty_list_offers_a_call)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
