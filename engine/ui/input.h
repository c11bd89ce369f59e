/* What a person did, as the window reports it: no SDL in it, so that every screen can be driven by
 * a test. Keys are by *position* on the keyboard (a US layout's names), so they work on any layout.
 */
#ifndef UI_INPUT_H
#define UI_INPUT_H

#include <stdbool.h>
#include <stdint.h>

enum ui_key {
    KEY_OTHER,   /* none of these */
    KEY_A = 'a', /* letters and digits are their ASCII codes: 'a'…'z', '0'…'9' */
    KEY_Z = 'z',
    KEY_ENTER = 256,
    KEY_ESCAPE,
    KEY_SPACE,
    KEY_TAB,
    KEY_BACKSPACE,
    KEY_DELETE,
    KEY_INSERT,
    KEY_LEFT,
    KEY_RIGHT,
    KEY_UP,
    KEY_DOWN,
    KEY_HOME,
    KEY_END,
    KEY_PAGE_UP,
    KEY_PAGE_DOWN,
    KEY_PLUS,
    KEY_MINUS,
    KEY_F1,
    KEY_F2,
    KEY_F3,
    KEY_F4,
    KEY_F5,
    KEY_F6,
    KEY_F7,
    KEY_F8,
    KEY_F9,
    KEY_F10,
    KEY_F11,
    KEY_F12,
};

enum ui_event_kind {
    UI_NONE,    /* nothing happened before the wait's time was over */
    UI_KEY,     /* key, is_shift, is_ctrl, is_alt; is_repeat: it is still held */
    UI_TEXT,    /* text: UTF-8 typed into the focused field */
    UI_COMPOSE, /* text: what an input method shows for now, "" nothing more; compose_caret */
    UI_MOVE,    /* pointer at x, y */
    UI_DOWN,    /* primary button; clicks */
    UI_UP,
    UI_WHEEL,  /* lines: positive is up */
    UI_RESIZE, /* the window has another size or scale */
    UI_EXPOSE, /* draw again */
    UI_HIDDEN, /* minimised or fully covered */
    UI_SHOWN,
    UI_FOCUS_LOST, /* the window no longer has the keyboard */
    UI_FOCUS_GAINED,
    UI_CLOSE, /* the person closes the window */
};

enum { UI_TEXT_MAX = 256 }; /* bytes, with the NUL; an input method that shows more is cut */

struct ui_event {
    enum ui_event_kind kind;
    enum ui_key key;
    bool is_shift, is_ctrl, is_alt;
    bool is_repeat;
    char letter; /* a … z as the layout prints it on the key, else 0: for Ctrl with a letter */
    int x, y;    /* device px */
    int lines;
    int clicks; /* quick presses in one place so far: 2 is a double click; 0 not known */
    char text[UI_TEXT_MAX];
    int compose_caret; /* bytes into the text */
    int64_t at_us;     /* monotonic time at which the system had it */
};

/* A key that is held goes on writing, moving and scrolling; whatever else it does it does once. */
static inline bool ui_key_acts(const struct ui_event *event) {
    if (!event->is_repeat)
        return true;
    switch (event->key) {
    case KEY_TAB:
    case KEY_BACKSPACE:
    case KEY_DELETE:
    case KEY_LEFT:
    case KEY_RIGHT:
    case KEY_UP:
    case KEY_DOWN:
    case KEY_PAGE_UP:
    case KEY_PAGE_DOWN:
        return true;
    default:
        return false;
    }
}

#endif
