/* A call by keyboard and by pointer, with no window: what each key asks the controller to do. */
#include "view_fixture.h"

#include "view/voice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

struct walk {
    struct frame frame;
    struct text_metrics metrics;
    struct call_screen screen;
    struct call_view view;
};

static void draw(struct walk *walk) {
    call_draw(&walk->screen, &walk->view, &walk->frame);
    assert_false(walk->frame.failed);
}

static void start(struct walk *walk, int width, int height, int percent) {
    memset(walk, 0, sizeof *walk);
    walk->metrics = fixture_metrics();
    walk->view = fixture_call(false);
    walk->view.selected = -1;
    walk->frame.width = width;
    walk->frame.height = height;
    walk->frame.scale_percent = percent;
    walk->frame.metrics = &walk->metrics;
    call_screen_init(&walk->screen);
    draw(walk);
}

static void finish(struct walk *walk) {
    frame_finish(&walk->frame);
}

static struct ui_command send(struct walk *walk, struct ui_event event) {
    struct ui_command command = call_handle(&walk->screen, &walk->view, &walk->frame, &event);
    if (command.what == DO_SELECT)
        walk->view.selected = command.a;
    draw(walk);
    return command;
}

static struct ui_command key(struct walk *walk, int code) {
    return send(walk, (struct ui_event){.kind = UI_KEY, .key = (enum ui_key)code});
}

static struct ui_command shift_key(struct walk *walk, int code) {
    return send(walk,
                (struct ui_event){.kind = UI_KEY, .key = (enum ui_key)code, .is_shift = true});
}

static void type(struct walk *walk, const char *text) {
    struct ui_event event = {.kind = UI_TEXT};
    for (; *text; text++) {
        key(walk, *text >= 'a' && *text <= 'z' ? *text : KEY_SPACE);
        event.text[0] = *text;
        send(walk, event);
    }
}

static struct ui_command click(struct walk *walk, const char *id, int permille) {
    const struct element *element = frame_find(&walk->frame, id);
    assert_non_null(element);
    struct ui_event event = {.kind = UI_MOVE,
                             .x = element->rect.x + element->rect.w * permille / 1000,
                             .y = element->rect.y + element->rect.h / 2};
    send(walk, event);
    event.kind = UI_DOWN;
    send(walk, event);
    event.kind = UI_UP;
    return send(walk, event);
}

#define assert_focus(walk, id) assert_string_equal((walk)->screen.ui.focus, id)

static void a_decision_by_keyboard(void **state) {
    (void)state;
    struct walk walk;
    start(&walk, 1280, 800, 100);
    assert_focus(&walk, "said");
    assert_int_equal(key(&walk, KEY_ENTER).what, DO_NOTHING); /* nothing chosen, not sure */
    assert_true(walk.screen.is_error);
    struct ui_command command = key(&walk, '2');
    assert_int_equal(command.what, DO_SELECT);
    assert_int_equal(command.a, 1);
    assert_int_equal(key(&walk, KEY_ENTER).what, DO_NOTHING);
    assert_int_equal(shift_key(&walk, '5').what, DO_NOTHING);
    assert_int_equal(walk.screen.confidence, 4);
    key(&walk, 'w');
    assert_focus(&walk, "why");
    type(&walk, "inside the limit");
    command = key(&walk, KEY_ENTER);
    assert_int_equal(command.what, DO_COMMIT);
    assert_int_equal(command.a, 80);
    assert_string_equal(command.text, "inside the limit");
    finish(&walk);
}

static void assert_in_sight(const struct walk *walk, const char *id) {
    const struct element *element = frame_find(&walk->frame, id);
    assert_non_null(element);
    assert_true(element->rect.h > 0 && element->rect.y >= walk->screen.page.rect.y);
    assert_true(element->rect.y + element->rect.h <=
                walk->screen.page.rect.y + walk->screen.page.rect.h);
}

/* With text at 200 % the page scrolls: it goes where a key changed something. */
static void what_a_key_changed_comes_into_sight(void **state) {
    (void)state;
    struct walk walk;
    start(&walk, 1280, 800, 200);
    assert_true(walk.screen.page.content > walk.screen.page.rect.h);
    key(&walk, '1');
    assert_in_sight(&walk, "option.1");
    shift_key(&walk, '2');
    assert_in_sight(&walk, "confidence");
    key(&walk, '3');
    assert_in_sight(&walk, "option.3");
    assert_int_equal(key(&walk, KEY_ENTER).what, DO_COMMIT);
    key(&walk, 'w');
    assert_in_sight(&walk, "why");
    finish(&walk);
}

static void leaving_says_where_a_moment_waits(void **state) {
    (void)state;
    struct walk walk;
    start(&walk, 1280, 800, 100);
    walk.view.mode = MODE_RETRY;
    click(&walk, "leave", 500);
    const char *said = frame_find(&walk.frame, "dialog")->spoken;
    assert_non_null(strstr(said, "it waits under Debriefs"));
    assert_null(strstr(said, "Home"));
    finish(&walk);
}

static void letters_in_the_field_are_text(void **state) {
    (void)state;
    struct walk walk;
    start(&walk, 1280, 800, 100);
    key(&walk, 'w');
    assert_int_equal(key(&walk, 'e').what, DO_NOTHING);
    assert_int_equal(key(&walk, '1').what, DO_NOTHING);
    assert_int_equal(key(&walk, 'p').what, DO_NOTHING);
    assert_int_equal(key(&walk, KEY_F1).what, DO_CLOSE_CARD); /* it is open: F1 closes it */
    key(&walk, KEY_ESCAPE);
    assert_focus(&walk, "commit");
    assert_int_equal(key(&walk, 'p').what, DO_PAUSE);
    finish(&walk);
}

static void a_reason_too_long_is_refused(void **state) {
    (void)state;
    struct walk walk;
    start(&walk, 1280, 800, 100);
    key(&walk, 'w');
    struct ui_event event = {.kind = UI_TEXT, .text = "é"};
    for (int i = 0; i < WHY_MAX + 3; i++)
        send(&walk, event);
    assert_int_equal(walk.screen.why.edit.len, WHY_MAX * 2);
    assert_int_equal(walk.screen.why.edit.refused, 1);
    key(&walk, KEY_BACKSPACE);
    assert_int_equal(walk.screen.why.edit.len, WHY_MAX * 2 - 2);
    assert_int_equal(walk.screen.why.edit.refused, 0);
    finish(&walk);
}

static void a_card_number_is_not_kept(void **state) {
    (void)state;
    static const struct {
        int width, height, percent;
    } sizes[] = {{1280, 800, 100}, {960, 600, 100}, {1280, 800, 200}};
    for (int i = 0; i < 3; i++) {
        struct walk walk;
        start(&walk, sizes[i].width, sizes[i].height, sizes[i].percent);
        key(&walk, '1');
        shift_key(&walk, '5');
        key(&walk, 'w');
        send(&walk, (struct ui_event){.kind = UI_TEXT, .text = "she said 4111 1111 1111 1111"});
        assert_int_equal(key(&walk, KEY_ENTER).what, DO_NOTHING);
        assert_non_null(strstr(frame_find(&walk.frame, "why")->spoken, "card number"));
        assert_non_null(strstr(frame_find(&walk.frame, "commit")->spoken, "card number"));
        bool is_said = false;
        for (int j = 0; j < walk.frame.draw_count; j++)
            is_said |= walk.frame.draws[j].kind == DRAW_TEXT &&
                       strstr(walk.frame.draws[j].run.text, "looks like a card number") != NULL;
        assert_true(is_said);
        for (int j = 0; j < 5; j++)
            key(&walk, KEY_BACKSPACE);
        struct ui_command command = key(&walk, KEY_ENTER);
        assert_int_equal(command.what, DO_COMMIT);
        assert_string_equal(command.text, "she said 4111 1111 1111");
        finish(&walk);
    }
}

static void escalate_has_its_key(void **state) {
    (void)state;
    struct walk walk;
    start(&walk, 1280, 800, 100);
    struct ui_command command = key(&walk, 'e');
    assert_int_equal(command.what, DO_SELECT);
    assert_int_equal(command.a, 4);
    assert_int_equal(key(&walk, KEY_ESCAPE).what, DO_SELECT);
    assert_int_equal(walk.view.selected, -1);
    walk.screen.has_no_letters = true;
    assert_int_equal(key(&walk, 'e').what, DO_NOTHING);
    finish(&walk);
}

static void the_desk_by_keyboard(void **state) {
    (void)state;
    struct walk walk;
    start(&walk, 1280, 800, 100);
    struct ui_command command = key(&walk, KEY_F2);
    assert_int_equal(command.what, DO_OPEN_CARD);
    assert_int_equal(command.a, 1);
    key(&walk, KEY_DOWN);
    assert_focus(&walk, "fact.account.8"); /* the first that is still closed */
    command = key(&walk, KEY_SPACE);
    assert_int_equal(command.what, DO_ASK);
    assert_int_equal(command.a, 0);
    assert_int_equal(command.b, 8);
    key(&walk, KEY_DOWN);
    assert_focus(&walk, "fact.account.9");
    assert_int_equal(key(&walk, KEY_ESCAPE).what, DO_CLOSE_CARD);
    finish(&walk);
}

static void tab_walks_and_regions_jump(void **state) {
    (void)state;
    struct walk walk;
    start(&walk, 1280, 800, 100);
    static const char *const stops[] = {"option.1", "option.2", "option.3",
                                        "option.4", "option.5", "confidence",
                                        "why",      "commit",   "tab.account"};
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        key(&walk, KEY_TAB);
        assert_focus(&walk, stops[i]);
    }
    shift_key(&walk, KEY_TAB);
    assert_focus(&walk, "commit");
    key(&walk, KEY_F6);
    assert_focus(&walk, "tab.account");
    key(&walk, KEY_F6);
    assert_focus(&walk, "line.0");
    shift_key(&walk, KEY_F6);
    assert_focus(&walk, "tab.account");
    key(&walk, KEY_RIGHT);
    assert_focus(&walk, "tab.policy");
    finish(&walk);
}

static void confidence_by_arrows_and_pointer(void **state) {
    (void)state;
    struct walk walk;
    start(&walk, 1280, 800, 100);
    ui_focus(&walk.screen.ui, "confidence");
    key(&walk, KEY_RIGHT);
    assert_int_equal(walk.screen.confidence, 0);
    key(&walk, KEY_END);
    assert_int_equal(walk.screen.confidence, 5);
    key(&walk, KEY_LEFT);
    assert_int_equal(walk.screen.confidence, 4);
    click(&walk, "confidence", 250);
    assert_int_equal(walk.screen.confidence, 1);
    walk.view.is_rtl = true; /* 0 stands at the right */
    draw(&walk);
    click(&walk, "confidence", 250);
    assert_int_equal(walk.screen.confidence, 4);
    key(&walk, KEY_RIGHT);
    assert_int_equal(walk.screen.confidence, 3);
    finish(&walk);
}

static void by_pointer(void **state) {
    (void)state;
    struct walk walk;
    start(&walk, 960, 600, 100);
    assert_int_equal(click(&walk, "option.3", 500).what, DO_SELECT);
    click(&walk, "confidence", 900);
    struct ui_command command = click(&walk, "commit", 500);
    assert_int_equal(command.what, DO_COMMIT);
    assert_int_equal(command.a, 100);
    assert_int_equal(click(&walk, "tab.notes", 500).what, DO_OPEN_CARD);
    finish(&walk);
}

static void leaving_asks_first(void **state) {
    (void)state;
    struct walk walk;
    start(&walk, 1280, 800, 100);
    key(&walk, KEY_ESCAPE); /* the open card */
    struct call_card none[1] = {{.id = "account", .title = "Account"}};
    walk.view.cards = none;
    walk.view.card_count = 1;
    draw(&walk);
    assert_int_equal(key(&walk, KEY_ESCAPE).what, DO_NOTHING);
    assert_true(walk.screen.asks_to_leave);
    assert_focus(&walk, "stay");
    assert_null(frame_find(&walk.frame, "option.1")); /* what is behind cannot be reached */
    assert_int_equal(key(&walk, '1').what, DO_NOTHING);
    assert_int_equal(key(&walk, KEY_ENTER).what, DO_NOTHING);
    assert_false(walk.screen.asks_to_leave);
    key(&walk, KEY_ESCAPE);
    key(&walk, KEY_TAB);
    key(&walk, KEY_TAB);
    while (strcmp(walk.screen.ui.focus, "leave-now"))
        key(&walk, KEY_TAB);
    assert_int_equal(key(&walk, KEY_ENTER).what, DO_LEAVE_CALL);
    finish(&walk);
}

static void a_timeout_is_held(void **state) {
    (void)state;
    struct walk walk;
    start(&walk, 1280, 800, 100);
    walk.view.phase = CALL_TIMED_OUT;
    walk.view.held_for_ms = 100;
    draw(&walk);
    assert_int_equal(key(&walk, KEY_ENTER).what, DO_NOTHING); /* meant for Commit */
    assert_int_equal(key(&walk, '1').what, DO_NOTHING);
    walk.view.held_for_ms = 700;
    assert_int_equal(key(&walk, KEY_ENTER).what, DO_RELEASE);
    walk.view.mode = MODE_ASSESSMENT;
    draw(&walk);
    assert_int_equal(key(&walk, KEY_ENTER).what, DO_NOTHING); /* four seconds, whatever happens */
    finish(&walk);
}

static void pause_covers_the_words(void **state) {
    (void)state;
    struct walk walk;
    start(&walk, 1280, 800, 100);
    walk.view.is_paused = true;
    draw(&walk);
    assert_null(frame_find(&walk.frame, "said"));
    assert_null(frame_find(&walk.frame, "option.1"));
    for (int i = 0; i < walk.frame.draw_count; i++)
        if (walk.frame.draws[i].kind == DRAW_TEXT)
            assert_null(strstr(walk.frame.draws[i].run.text, "probate"));
    assert_int_equal(key(&walk, 'p').what, DO_GO_ON);
    assert_int_equal(key(&walk, '1').what, DO_NOTHING);
    finish(&walk);
}

static void an_assessment_shows_no_mood_and_no_pause(void **state) {
    (void)state;
    struct walk walk;
    start(&walk, 1280, 800, 100);
    walk.view.mode = MODE_ASSESSMENT;
    walk.view.shows_mood = walk.view.can_pause = false;
    draw(&walk);
    assert_null(frame_find(&walk.frame, "pause"));
    assert_null(strstr(frame_find(&walk.frame, "customer")->spoken, "pset"));
    for (int i = 0; i < walk.frame.draw_count; i++)
        assert_false(walk.frame.draws[i].role >= ROLE_MOOD_1 &&
                     walk.frame.draws[i].role <= ROLE_MOOD_5);
    assert_int_equal(key(&walk, 'p').what, DO_NOTHING);
    finish(&walk);
}

static void a_hidden_clock_is_nowhere(void **state) {
    (void)state;
    struct walk walk;
    start(&walk, 1280, 800, 100);
    walk.view.shows_clock = false;
    draw(&walk);
    assert_null(strstr(frame_find(&walk.frame, "customer")->spoken, "8:00"));
    for (int i = 0; i < walk.frame.draw_count; i++)
        if (walk.frame.draws[i].kind == DRAW_TEXT)
            assert_null(strstr(walk.frame.draws[i].run.text, "Target"));
    finish(&walk);
}

static void a_new_moment_starts_anew(void **state) {
    (void)state;
    struct walk walk;
    start(&walk, 1280, 800, 100);
    shift_key(&walk, '3');
    key(&walk, 'w');
    type(&walk, "because");
    walk.view.decision++;
    draw(&walk);
    assert_int_equal(walk.screen.confidence, -1);
    assert_int_equal(walk.screen.why.edit.len, 0);
    assert_focus(&walk, "said");
    finish(&walk);
}

static void spoken_as_designed(void **state) {
    (void)state;
    struct walk walk;
    start(&walk, 1280, 800, 100);
    static const struct {
        const char *id, *spoken;
    } rows[] = {
        {"customer", "Ruth Anselby, Phone call · Northline Mobile. upset, rising. 4:24 of a target "
                     "of 8:00"},
        {"tab.policy", "Policy, tab 2 of 4, opened."},
        {"fact.account.7", "Leaving fee, £84.00."},
        {"fact.account.9", "Certificate, closed. Space to show."},
        {"option.5", "Option 5 of 5, key E: Escalate to the Bereavement team with a short handover "
                     "note. Not chosen."},
        {"confidence", "Would experienced colleagues accept this? How likely is it? Not set. Six "
                       "choices, 0 to 100 percent."},
        {"why", "Why? One line, optional, empty"},
        {"commit", "Commit, not ready: Choose one and set how sure you are to commit"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(frame_find(&walk.frame, rows[i].id)->spoken, rows[i].spoken);
    finish(&walk);
}

static void one_column_keeps_everything_in_reach(void **state) {
    (void)state;
    struct walk walk;
    start(&walk, 960, 600, 200);
    key(&walk, KEY_TAB);
    for (int i = 0; i < 60 && strcmp(walk.screen.ui.focus, "option.5"); i++)
        key(&walk, KEY_TAB);
    const struct element *element = frame_find(&walk.frame, "option.5");
    assert_non_null(element);
    assert_true(element->rect.h >= frame_px(&walk.frame, 40)); /* scrolled into sight */
    assert_non_null(frame_find(&walk.frame, "commit"));
    finish(&walk);
}

static void reading_aloud(void **state) {
    (void)state;
    struct walk walk;
    struct ui_command command;
    struct ui_event r = {.kind = UI_KEY, .key = (enum ui_key)'r'};
    start(&walk, 1280, 800, 100);
    assert_true(voice_key(&walk.screen.ui, &walk.frame, &r, &command));
    assert_int_equal(command.what, DO_SPEAK);
    assert_string_equal(command.text, frame_find(&walk.frame, "said")->spoken);
    r.is_shift = true;
    assert_true(voice_key(&walk.screen.ui, &walk.frame, &r, &command));
    assert_int_equal(command.what, DO_READ_SCREEN);
    char words[8192], few[64];
    voice_words(&walk.frame, words, sizeof words);
    assert_ptr_equal(strstr(words, "Ruth, 4:02"), words); /* what was said comes first */
    assert_non_null(strstr(words, "Option 5 of 5, key E"));
    assert_null(strstr(words, "I’ve told three people")); /* said before */
    assert_null(strstr(words, "Leave call"));
    voice_words(&walk.frame, few, sizeof few);
    assert_true(strlen(few) < sizeof few);
    key(&walk, 'w');
    assert_false(voice_key(&walk.screen.ui, &walk.frame, &r, &command)); /* typed, not read */
    walk.view.is_read_aloud = true; /* the words stay in sight and can be acted on */
    draw(&walk);
    assert_non_null(frame_find(&walk.frame, "option.1"));
    key(&walk, KEY_ESCAPE);
    assert_int_equal(key(&walk, '2').what, DO_SELECT);
    finish(&walk);
}

static void trouble_with_saving_has_one_way_on(void **state) {
    (void)state;
    struct walk walk;
    start(&walk, 960, 600, 100);
    walk.view.trouble = "This call cannot be saved: there is no space left. Make room.";
    draw(&walk);
    assert_string_equal(walk.screen.ui.focus, "retry-write");
    assert_null(frame_find(&walk.frame, "option.1"));
    const struct element *dialog = frame_find(&walk.frame, "dialog");
    assert_non_null(strstr(dialog->spoken, "Everything before it is safe"));
    assert_non_null(strstr(dialog->spoken, "no space left."));
    assert_null(strstr(dialog->spoken, "Make room.")); /* its advice is ours, in both languages */
    assert_int_equal(key(&walk, KEY_ENTER).what, DO_RETRY_WRITE);
    walk.view.is_trouble_final = true;
    draw(&walk);
    assert_int_equal(key(&walk, KEY_ENTER).what, DO_LEAVE_CALL);
    walk.view.trouble = NULL;
    draw(&walk);
    assert_string_equal(walk.screen.ui.focus, "said");
    walk.view.toast = "The last line was cut.";
    draw(&walk);
    const struct element *toast = frame_find(&walk.frame, "toast");
    assert_string_equal(toast->spoken, "The last line was cut.");
    assert_true(toast->rect.y + toast->rect.h < frame_find(&walk.frame, "option.1")->rect.y);
    finish(&walk);
}

static void many_options_leave_room_to_answer(void **state) {
    (void)state;
    struct walk walk;
    struct call_option options[9];
    start(&walk, 960, 600, 100);
    for (int i = 0; i < 9; i++)
        options[i] = (struct call_option){
            "A long answer that goes on for more than two lines of the card, since nobody wrote it "
            "down and everybody would rather look again before anything is promised to her.",
            true, i == 8};
    walk.view.options = options;
    walk.view.option_count = 9;
    draw(&walk);
    const struct element *sure = frame_find(&walk.frame, "confidence");
    const struct element *commit = frame_find(&walk.frame, "commit");
    assert_true(sure->rect.h >= 40 && sure->rect.y + sure->rect.h <= commit->rect.y);
    assert_int_equal(key(&walk, '9').what, DO_SELECT);
    const struct element *last = frame_find(&walk.frame, "option.9");
    assert_int_equal(last->rect.h, last->bounds.h); /* scrolled into sight */
    finish(&walk);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_decision_by_keyboard),
                                       cmocka_unit_test(what_a_key_changed_comes_into_sight),
                                       cmocka_unit_test(leaving_says_where_a_moment_waits),
                                       cmocka_unit_test(letters_in_the_field_are_text),
                                       cmocka_unit_test(a_reason_too_long_is_refused),
                                       cmocka_unit_test(a_card_number_is_not_kept),
                                       cmocka_unit_test(escalate_has_its_key),
                                       cmocka_unit_test(the_desk_by_keyboard),
                                       cmocka_unit_test(tab_walks_and_regions_jump),
                                       cmocka_unit_test(confidence_by_arrows_and_pointer),
                                       cmocka_unit_test(by_pointer),
                                       cmocka_unit_test(leaving_asks_first),
                                       cmocka_unit_test(a_timeout_is_held),
                                       cmocka_unit_test(pause_covers_the_words),
                                       cmocka_unit_test(an_assessment_shows_no_mood_and_no_pause),
                                       cmocka_unit_test(a_hidden_clock_is_nowhere),
                                       cmocka_unit_test(a_new_moment_starts_anew),
                                       cmocka_unit_test(spoken_as_designed),
                                       cmocka_unit_test(reading_aloud),
                                       cmocka_unit_test(trouble_with_saving_has_one_way_on),
                                       cmocka_unit_test(many_options_leave_room_to_answer),
                                       cmocka_unit_test(one_column_keeps_everything_in_reach)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
