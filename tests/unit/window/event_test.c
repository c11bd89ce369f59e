/* What a person does, as SDL reports it, and as the window passes it on. */
#include "base/os.h"
#include "window/window_private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct window *open_window(void) {
    char assets[4096];
    snprintf(assets, sizeof assets, "%s/assets", getenv("OFFSCRIPT_SOURCE"));
    struct err err = {0};
    struct window_setup setup = {
        .title = "test", .assets = assets, .width = 960, .height = 600, .is_hidden = true};
    struct window *window = window_open(&setup, &err);
    if (!window)
        fail_msg("%s", err.text);
    struct ui_event event;
    do
        window_wait(window, 0, &event);
    while (event.kind != UI_NONE);
    return window;
}

static struct ui_event pass(struct window *window, SDL_Event event) {
    struct ui_event out;
    event.common.timestamp = SDL_GetTicks();
    SDL_PushEvent(&event);
    window_wait(window, 1000, &out);
    return out;
}

static void keys_go_by_position(void **state) {
    (void)state;
    static const struct {
        SDL_Scancode code;
        int key;
    } cases[] = {{SDL_SCANCODE_A, 'a'},
                 {SDL_SCANCODE_Z, 'z'},
                 {SDL_SCANCODE_1, '1'},
                 {SDL_SCANCODE_9, '9'},
                 {SDL_SCANCODE_0, '0'},
                 {SDL_SCANCODE_KP_5, '5'},
                 {SDL_SCANCODE_KP_0, '0'},
                 {SDL_SCANCODE_RETURN, KEY_ENTER},
                 {SDL_SCANCODE_KP_ENTER, KEY_ENTER},
                 {SDL_SCANCODE_F1, KEY_F1},
                 {SDL_SCANCODE_F12, KEY_F12},
                 {SDL_SCANCODE_EQUALS, KEY_PLUS},
                 {SDL_SCANCODE_MINUS, KEY_MINUS},
                 {SDL_SCANCODE_PAGEDOWN, KEY_PAGE_DOWN}};
    struct window *window = open_window();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        SDL_Event press = {.key = {.type = SDL_KEYDOWN}};
        press.key.keysym.scancode = cases[i].code;
        press.key.keysym.sym = SDLK_q; /* what the layout makes of it does not matter */
        press.key.keysym.mod = i % 2 ? KMOD_LSHIFT | KMOD_RCTRL : KMOD_NONE;
        struct ui_event got = pass(window, press);
        assert_int_equal(got.kind, UI_KEY);
        assert_int_equal(got.key, cases[i].key);
        assert_int_equal(got.is_shift, i % 2);
        assert_int_equal(got.is_ctrl, i % 2);
        assert_int_equal(got.letter, 'q'); /* but Ctrl with a letter goes by it */
        assert_true(got.at_us > 0);
    }
    window_close(window);
}

static void text_and_pointer(void **state) {
    (void)state;
    struct window *window = open_window();
    SDL_Event text = {.text = {.type = SDL_TEXTINPUT, .text = "é"}};
    struct ui_event got = pass(window, text);
    assert_int_equal(got.kind, UI_TEXT);
    assert_string_equal(got.text, "é");
    got = pass(
        window,
        (SDL_Event){
            .button = {.type = SDL_MOUSEBUTTONDOWN, .button = SDL_BUTTON_LEFT, .x = 7, .y = 9}});
    assert_int_equal(got.kind, UI_DOWN);
    assert_int_equal(got.x + 10 * got.y, 97);
    got = pass(window, (SDL_Event){.wheel = {.type = SDL_MOUSEWHEEL, .y = -1}});
    assert_int_equal(got.kind, UI_WHEEL);
    assert_true(got.lines < 0);
    for (int x = 1; x < 5; x++) {
        SDL_Event move = {.motion = {.type = SDL_MOUSEMOTION, .x = x, .y = 1}};
        SDL_PushEvent(&move);
    }
    got = pass(window, (SDL_Event){.motion = {.type = SDL_MOUSEMOTION, .x = 50, .y = 60}});
    assert_int_equal(got.kind, UI_MOVE);
    assert_int_equal(got.x, 50); /* the last place; the others are skipped */
    window_wait(window, 0, &got);
    assert_int_equal(got.kind, UI_NONE);
    window_close(window);
}

/* What an input method shows for now, short and long; the caret is counted in characters. */
static void compositions_come_through(void **state) {
    (void)state;
    struct window *window = open_window();
    SDL_Event edit = {
        .edit = {.type = SDL_TEXTEDITING, .text = "\u304b\u306a", .start = 1, .length = 0}};
    struct ui_event got = pass(window, edit);
    assert_int_equal(got.kind, UI_COMPOSE);
    assert_string_equal(got.text, "\u304b\u306a");
    assert_int_equal(got.compose_caret, 3);
    char *long_text = SDL_malloc(601);
    for (int i = 0; i < 200; i++)
        SDL_memcpy(long_text + 3 * i, "\u304b", 4);
    SDL_Event long_edit = {
        .editExt = {.type = SDL_TEXTEDITING_EXT, .text = long_text, .start = 2, .length = 0}};
    got = pass(window, long_edit); /* the window frees it */
    assert_int_equal(got.kind, UI_COMPOSE);
    assert_int_equal(strlen(got.text), 255); /* as much as fits, cut between characters */
    assert_int_equal(got.compose_caret, 6);
    edit.edit.text[0] = '\0';
    got = pass(window, edit);
    assert_int_equal(got.kind, UI_COMPOSE);
    assert_string_equal(got.text, "");
    window_close(window);
}

static void the_clipboard_is_the_systems(void **state) {
    (void)state;
    struct window *window = open_window();
    const struct clipboard *clipboard = window_clipboard(window);
    clipboard->set(clipboard->self, "h\u00e9llo there", 6);
    assert_string_equal(clipboard->get(clipboard->self), "h\u00e9llo");
    SDL_SetClipboardText("from elsewhere");
    assert_string_equal(clipboard->get(clipboard->self), "from elsewhere");
    window_close(window);
}

static void windows_come_and_go(void **state) {
    (void)state;
    static const struct {
        Uint8 event;
        enum ui_event_kind kind;
    } cases[] = {
        {SDL_WINDOWEVENT_EXPOSED, UI_EXPOSE},        {SDL_WINDOWEVENT_MINIMIZED, UI_HIDDEN},
        {SDL_WINDOWEVENT_RESTORED, UI_SHOWN},        {SDL_WINDOWEVENT_SIZE_CHANGED, UI_RESIZE},
        {SDL_WINDOWEVENT_FOCUS_LOST, UI_FOCUS_LOST}, {SDL_WINDOWEVENT_CLOSE, UI_CLOSE}};
    struct window *window = open_window();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        SDL_Event event = {.window = {.type = SDL_WINDOWEVENT, .event = cases[i].event}};
        event.window.windowID = SDL_GetWindowID(window->sdl);
        assert_int_equal(pass(window, event).kind, cases[i].kind);
    }
    assert_int_equal(pass(window, (SDL_Event){.quit = {.type = SDL_QUIT}}).kind, UI_CLOSE);
    window_close(window);
}

static void waiting_ends_in_time(void **state) {
    (void)state;
    struct window *window = open_window();
    struct ui_event got;
    Uint32 from = SDL_GetTicks();
    SDL_Event other = {.key = {.type = SDL_KEYUP}}; /* means nothing to us */
    SDL_PushEvent(&other);
    window_wait(window, 30, &got);
    assert_int_equal(got.kind, UI_NONE);
    assert_true(SDL_GetTicks() - from >= 25); /* that event did not end it */
    window_close(window);
}

static void wake_it(void *window) {
    window_wake(window);
}

/* Without the wake-up this would wait for ever. */
static void another_thread_wakes_it(void **state) {
    (void)state;
    struct window *window = open_window();
    struct ui_event got = {.kind = UI_CLOSE};
    struct os_thread *thread = os_thread_start(wake_it, window);
    assert_non_null(thread);
    window_wait(window, -1, &got);
    assert_int_equal(got.kind, UI_NONE);
    os_thread_join(thread);
    window_wake(window);
    SDL_Event key = {.key = {.type = SDL_KEYDOWN}};
    key.key.keysym.scancode = SDL_SCANCODE_RETURN;
    SDL_PushEvent(&key);
    window_wait(window, -1, &got); /* the wake-up, which hides nothing behind it */
    assert_int_equal(got.kind, UI_NONE);
    window_wait(window, -1, &got);
    assert_int_equal(got.key, KEY_ENTER);
    window_close(window);
}

static void what_is_held_and_pressed_twice_is_told(void **state) {
    (void)state;
    struct window *window = open_window();
    SDL_Event held = {.key = {.type = SDL_KEYDOWN, .repeat = 1}};
    held.key.keysym.scancode = SDL_SCANCODE_RETURN;
    struct ui_event out = pass(window, held);
    assert_true(out.is_repeat && !ui_key_acts(&out));
    held.key.keysym.scancode = SDL_SCANCODE_LEFT;
    out = pass(window, held);
    assert_true(out.is_repeat && ui_key_acts(&out));
    held.key.repeat = 0;
    held.key.keysym.scancode = SDL_SCANCODE_RETURN;
    out = pass(window, held);
    assert_true(ui_key_acts(&out));
    SDL_Event twice = {
        .button = {.type = SDL_MOUSEBUTTONDOWN, .button = SDL_BUTTON_LEFT, .clicks = 2}};
    assert_int_equal(pass(window, twice).clicks, 2);
    window_close(window);
}

static void what_was_meant_for_another_picture_is_forgotten(void **state) {
    (void)state;
    struct window *window = open_window();
    struct ui_event out;
    static const uint32_t kinds[] = {SDL_KEYDOWN, SDL_TEXTINPUT, SDL_MOUSEBUTTONDOWN,
                                     SDL_MOUSEBUTTONUP, SDL_MOUSEWHEEL};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        SDL_Event event = {.type = kinds[i]};
        if (kinds[i] == SDL_KEYDOWN)
            event.key.keysym.scancode = SDL_SCANCODE_RETURN;
        SDL_PushEvent(&event);
    }
    SDL_PushEvent(&(SDL_Event){.motion = {.type = SDL_MOUSEMOTION, .x = 7, .y = 8}});
    window_forget_input(window);
    window_wait(window, 0, &out);
    assert_int_equal(out.kind, UI_MOVE); /* where the pointer is holds for every picture */
    window_wait(window, 0, &out);
    assert_int_equal(out.kind, UI_NONE);
    window_close(window);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_held_and_pressed_twice_is_told),
        cmocka_unit_test(what_was_meant_for_another_picture_is_forgotten),
        cmocka_unit_test(keys_go_by_position),
        cmocka_unit_test(another_thread_wakes_it),
        cmocka_unit_test(text_and_pointer),
        cmocka_unit_test(compositions_come_through),
        cmocka_unit_test(the_clipboard_is_the_systems),
        cmocka_unit_test(windows_come_and_go),
        cmocka_unit_test(waiting_ends_in_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
