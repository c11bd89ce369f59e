/* Everything that can be pressed is pressed, by pointer, on every screen and in every state of it:
 * at three sizes and in both directions. What lies over it (a notice, a card, a message) takes no
 * press away, and what was pressed does something. */
#include "view_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

/* One screen with what it shows. */
struct stage {
    const char *name;
    struct frame frame;
    struct text_metrics metrics;
    enum fixture_screen which;
    struct call_view call_view;
    struct home_view home_view;
    struct debrief_view debrief_view;
    struct list_view list_view;
    struct welcome_view welcome_view;
    struct brief_view brief_view;
    union screen {
        struct ui_state ui; /* every screen begins with it */
        struct call_screen call;
        struct home_screen home;
        struct debrief_screen debrief;
        struct list_screen list;
        struct welcome_screen welcome;
        struct brief_screen brief;
    } screen;
};

static void draw(struct stage *stage) {
    union screen *screen = &stage->screen;
    switch (stage->which) {
    case FIXTURE_CALL:
        call_draw(&screen->call, &stage->call_view, &stage->frame);
        break;
    case FIXTURE_HOME:
        home_draw(&screen->home, &stage->home_view, &stage->frame);
        break;
    case FIXTURE_DEBRIEF:
        debrief_draw(&screen->debrief, &stage->debrief_view, &stage->frame);
        break;
    case FIXTURE_WELCOME:
        welcome_draw(&screen->welcome, &stage->welcome_view, &stage->frame);
        break;
    case FIXTURE_BRIEF:
        brief_draw(&screen->brief, &stage->brief_view, &stage->frame);
        break;
    default:
        list_draw(&screen->list, &stage->list_view, &stage->frame);
        break;
    }
    assert_false(stage->frame.failed);
}

static struct ui_command handle(struct stage *stage, const struct ui_event *event) {
    union screen *screen = &stage->screen;
    const struct frame *frame = &stage->frame;
    switch (stage->which) {
    case FIXTURE_CALL:
        return call_handle(&screen->call, &stage->call_view, frame, event);
    case FIXTURE_HOME:
        return home_handle(&screen->home, &stage->home_view, frame, event);
    case FIXTURE_DEBRIEF:
        return debrief_handle(&screen->debrief, &stage->debrief_view, frame, event);
    case FIXTURE_WELCOME:
        return welcome_handle(&screen->welcome, &stage->welcome_view, frame, event);
    case FIXTURE_BRIEF:
        return brief_handle(&screen->brief, frame, &stage->brief_view, event);
    default:
        return list_handle(&screen->list, &stage->list_view, frame, event);
    }
}

/* ---- the states a screen can be in ---- */

static void set_up(struct stage *stage, enum fixture_screen which, bool is_arabic) {
    union screen *screen = &stage->screen;
    struct welcome_values values = fixture_values(is_arabic);
    stage->which = which;
    stage->call_view = fixture_call(is_arabic);
    stage->home_view = fixture_home(is_arabic);
    stage->debrief_view = fixture_debrief(is_arabic);
    stage->brief_view = fixture_brief(is_arabic);
    stage->welcome_view = (struct welcome_view){.logs = "logs", .can_speak = true};
    enum shell_tab tab = which == FIXTURE_PROGRESS ? SHELL_PROGRESS : SHELL_DEBRIEFS;
    stage->list_view = fixture_list(is_arabic, tab);
    if (which == FIXTURE_CALL)
        call_screen_init(&screen->call);
    else if (which == FIXTURE_HOME)
        home_screen_init(&screen->home);
    else if (which == FIXTURE_DEBRIEF)
        debrief_screen_init(&screen->debrief);
    else if (which == FIXTURE_WELCOME)
        welcome_screen_init(&screen->welcome, &values, "Mira", "");
    else if (which == FIXTURE_BRIEF)
        brief_screen_init(&screen->brief, LEVEL_STANDARD, TIMING_NORMAL);
    else
        list_screen_init(&screen->list, tab);
}

static void no_change(struct stage *stage) {
    (void)stage;
}

static void call_timed_out(struct stage *stage) {
    stage->call_view.phase = CALL_TIMED_OUT;
    stage->call_view.held_for_ms = 700;
    stage->call_view.selected = -1;
}

static void call_ended(struct stage *stage) {
    stage->call_view.phase = CALL_ENDED;
    stage->call_view.option_count = 0;
    stage->call_view.selected = -1;
    stage->call_view.ending = "The line is closed, and nobody has to ring again about it";
}

static void call_ended_assessment(struct stage *stage) {
    call_ended(stage);
    stage->call_view.mode = MODE_ASSESSMENT;
    stage->call_view.can_pause = false;
}

static void call_paused(struct stage *stage) {
    stage->call_view.is_paused = true;
}

static void call_leaving(struct stage *stage) {
    stage->screen.call.asks_to_leave = true;
}

static void call_trouble(struct stage *stage) {
    stage->call_view.trouble = "This call cannot be saved: there is no space left. Make room.";
}

static void call_lost(struct stage *stage) {
    call_trouble(stage);
    stage->call_view.is_trouble_final = true;
}

static void call_desk(struct stage *stage) {
    stage->screen.call.shows_desk = true;
}

static void call_toast(struct stage *stage) {
    stage->call_view.toast = "The last line of the log was cut, and the call goes on before it.";
}

static void home_empty(struct stage *stage) {
    stage->home_view.call_count = 0;
    stage->home_view.next = -1;
}

static void home_no_match(struct stage *stage) {
    field_set(&stage->screen.home.shell.find, "zzz");
}

static void home_continue(struct stage *stage) {
    stage->home_view.continue_session = "a-session";
    stage->home_view.continue_title = "The meter read nine times too high";
    stage->home_view.waiting = 2;
}

static void home_menu(struct stage *stage) {
    stage->screen.home.menu = FILTER_DIFFICULTY;
}

static void home_keys(struct stage *stage) {
    stage->screen.home.shell.shows_keys = true;
}

static void home_toast(struct stage *stage) {
    stage->home_view.shell.toast = "That call could not be opened.";
    stage->home_view.shell.is_toast_bad = true;
}

static void debrief_disputing(struct stage *stage) {
    struct ui_event d = {.kind = UI_KEY, .key = (enum ui_key)'d'};
    draw(stage);
    handle(stage, &d);
    field_set(&stage->screen.debrief.note, "The date of the letter");
}

static void debrief_timed_out(struct stage *stage) {
    stage->screen.debrief.at = 2;
}

static void list_empty(struct stage *stage) {
    stage->list_view.call_count = 0;
}

static void welcome_first(struct stage *stage) {
    stage->welcome_view.is_first = true;
}

static void brief_assessment(struct stage *stage) {
    stage->brief_view.mode = MODE_ASSESSMENT;
    stage->brief_view.can_choose = false;
    stage->brief_view.can_speak = true;
}

static const struct situation {
    const char *name;
    enum fixture_screen which;
    void (*change)(struct stage *stage);
} situations[] = {{"call", FIXTURE_CALL, no_change},
                  {"call, timed out", FIXTURE_CALL, call_timed_out},
                  {"call, ended", FIXTURE_CALL, call_ended},
                  {"call, ended in an assessment", FIXTURE_CALL, call_ended_assessment},
                  {"call, paused", FIXTURE_CALL, call_paused},
                  {"call, asks to leave", FIXTURE_CALL, call_leaving},
                  {"call, not saved", FIXTURE_CALL, call_trouble},
                  {"call, lost", FIXTURE_CALL, call_lost},
                  {"call, the desk's tab", FIXTURE_CALL, call_desk},
                  {"call, with a message", FIXTURE_CALL, call_toast},
                  {"home", FIXTURE_HOME, no_change},
                  {"home, empty", FIXTURE_HOME, home_empty},
                  {"home, nothing found", FIXTURE_HOME, home_no_match},
                  {"home, to continue", FIXTURE_HOME, home_continue},
                  {"home, a filter's list", FIXTURE_HOME, home_menu},
                  {"home, the keys", FIXTURE_HOME, home_keys},
                  {"home, with a message", FIXTURE_HOME, home_toast},
                  {"debrief", FIXTURE_DEBRIEF, no_change},
                  {"debrief, timed out", FIXTURE_DEBRIEF, debrief_timed_out},
                  {"debrief, a note", FIXTURE_DEBRIEF, debrief_disputing},
                  {"debriefs", FIXTURE_LIST, no_change},
                  {"debriefs, none", FIXTURE_LIST, list_empty},
                  {"progress", FIXTURE_PROGRESS, no_change},
                  {"settings", FIXTURE_WELCOME, no_change},
                  {"first start", FIXTURE_WELCOME, welcome_first},
                  {"brief", FIXTURE_BRIEF, no_change},
                  {"brief, assessment", FIXTURE_BRIEF, brief_assessment}};

/* ---- pressing ---- */

static bool begins(const char *id, const char *prefix) {
    return !strncmp(id, prefix, strlen(prefix));
}

/* Items of a list that are there to be read are pressed by nobody. */
static bool is_to_be_pressed(const struct element *element) {
    if (element->kind == ELEMENT_LIST_ITEM)
        return begins(element->id, "call.") || begins(element->id, "past.") ||
               begins(element->id, "decision.") || begins(element->id, "menu.");
    return element->kind != ELEMENT_TEXT;
}

static struct ui_command press(struct stage *stage, int x, int y) {
    struct ui_event event = {.kind = UI_MOVE, .x = x, .y = y};
    handle(stage, &event);
    event.kind = UI_DOWN;
    handle(stage, &event);
    event.kind = UI_UP;
    return handle(stage, &event);
}

/* Beyond what every screen keeps of focus and pointer. */
static bool has_changed(const union screen *before, const union screen *after) {
    size_t from = sizeof(struct ui_state);
    return memcmp((const char *)before + from, (const char *)after + from, sizeof *before - from);
}

/* After the time was up, and at the end, the desk is there to be looked at. */
static bool is_over(const struct stage *stage, const struct element *element) {
    return stage->which == FIXTURE_CALL && stage->call_view.phase != CALL_DECIDE &&
           element->kind != ELEMENT_BUTTON;
}

static void press_one(struct stage *stage, const char *where, const char *id) {
    union screen before = stage->screen;
    ui_focus(&stage->screen.ui, id); /* scrolls it into sight */
    draw(stage);
    draw(stage);
    const struct element *element = frame_find(&stage->frame, id);
    if (!element || !element->rect.w || !element->rect.h)
        fail_msg("%s: %s cannot be brought into sight", where, id);
    bool is_idle = element->is_disabled || element->is_chosen || is_over(stage, element);
    bool is_field = element->kind == ELEMENT_FIELD;
    int x = element->rect.x + element->rect.w / 3, y = element->rect.y + element->rect.h / 2;
    const struct element *hit = frame_hit(&stage->frame, x, y);
    bool is_under_message = hit && hit->is_cover && !strcmp(hit->id, "toast");
    if (is_under_message) { /* it is opaque, and the first press takes it away */
        stage->screen = before;
        draw(stage);
        return;
    }
    if (!hit || strcmp(hit->id, id) != 0)
        fail_msg("%s: %s lies over %s", where, hit ? hit->id : "nothing", id);
    union screen settled = stage->screen;
    struct ui_command command = press(stage, x, y);
    if (element->kind == ELEMENT_CHOICE && !has_changed(&settled, &stage->screen)) /* chosen */
        command = press(stage, element->rect.x + element->rect.w * 9 / 10, y);
    bool is_focused = !strcmp(stage->screen.ui.focus, id);
    if (command.what == DO_NOTHING && !is_idle && !(is_field && is_focused) &&
        !has_changed(&settled, &stage->screen))
        fail_msg("%s: %s does nothing", where, id);
    stage->screen = before;
    draw(stage);
    draw(stage);
}

enum { IDS_MAX = 200 };

static int press_all(struct stage *stage, const char *where) {
    static char ids[IDS_MAX][UI_ID_MAX];
    int count = 0;
    draw(stage);
    draw(stage);
    for (int i = 0; i < stage->frame.element_count; i++)
        if (is_to_be_pressed(&stage->frame.elements[i])) {
            assert_true(count < IDS_MAX);
            strcpy(ids[count++], stage->frame.elements[i].id);
        }
    for (int i = 0; i < count; i++)
        press_one(stage, where, ids[i]);
    return count;
}

static void everything_can_be_pressed(void **state) {
    (void)state;
    static const struct size {
        const char *name;
        int width, height, percent;
    } sizes[] = {{"1280x800", 1280, 800, 100},
                 {"960x600", 960, 600, 100},
                 {"1920x1080", 1920, 1080, 100},
                 {"1280x800 at 200 %", 1280, 800, 200}};
    static struct stage stage;
    for (size_t i = 0; i < sizeof situations / sizeof *situations; i++)
        for (size_t j = 0; j < sizeof sizes / sizeof *sizes; j++)
            for (int is_arabic = 0; is_arabic < 2; is_arabic++) {
                char where[128];
                memset(&stage, 0, sizeof stage);
                stage.metrics = fixture_metrics();
                stage.frame.metrics = &stage.metrics;
                stage.frame.width = sizes[j].width;
                stage.frame.height = sizes[j].height;
                stage.frame.scale_percent = sizes[j].percent;
                stage.frame.focus_id = stage.frame.hover_id = stage.frame.pressed_id = "";
                set_up(&stage, situations[i].which, is_arabic);
                situations[i].change(&stage);
                snprintf(where, sizeof where, "%s, %s%s", situations[i].name, sizes[j].name,
                         is_arabic ? ", right to left" : "");
                assert_true(press_all(&stage, where) > 0);
                frame_finish(&stage.frame);
            }
}

/* The two that could not be pressed: what they ask for. */
static void the_way_on_is_pressed(void **state) {
    (void)state;
    static const struct {
        void (*change)(struct stage *stage);
        const char *id;
        enum ui_do what;
    } ways[] = {{call_timed_out, "release", DO_RELEASE}, {call_ended, "debrief", DO_DEBRIEF}};
    static struct stage stage;
    for (int i = 0; i < 2; i++) {
        memset(&stage, 0, sizeof stage);
        stage.metrics = fixture_metrics();
        stage.frame = (struct frame){
            .width = 960, .height = 600, .scale_percent = 100, .metrics = &stage.metrics};
        set_up(&stage, FIXTURE_CALL, false);
        ways[i].change(&stage);
        draw(&stage);
        struct rect rect = frame_find(&stage.frame, ways[i].id)->rect;
        for (int part = 1; part < 8; part++) /* not only its middle */
            assert_int_equal(press(&stage, rect.x + rect.w * part / 8, rect.y + rect.h / 2).what,
                             ways[i].what);
        frame_finish(&stage.frame);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(everything_can_be_pressed),
                                       cmocka_unit_test(the_way_on_is_pressed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
