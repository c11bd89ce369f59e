/* From SDL's events to ours. */
#include "base/clock.h"
#include "window/window_private.h"

enum { LINES_A_NOTCH = 3 };

static const struct {
    SDL_Scancode code;
    enum ui_key key;
} keys[] = {
    {SDL_SCANCODE_RETURN, KEY_ENTER},   {SDL_SCANCODE_KP_ENTER, KEY_ENTER},
    {SDL_SCANCODE_ESCAPE, KEY_ESCAPE},  {SDL_SCANCODE_SPACE, KEY_SPACE},
    {SDL_SCANCODE_TAB, KEY_TAB},        {SDL_SCANCODE_BACKSPACE, KEY_BACKSPACE},
    {SDL_SCANCODE_DELETE, KEY_DELETE},  {SDL_SCANCODE_INSERT, KEY_INSERT},
    {SDL_SCANCODE_LEFT, KEY_LEFT},      {SDL_SCANCODE_RIGHT, KEY_RIGHT},
    {SDL_SCANCODE_UP, KEY_UP},          {SDL_SCANCODE_DOWN, KEY_DOWN},
    {SDL_SCANCODE_HOME, KEY_HOME},      {SDL_SCANCODE_END, KEY_END},
    {SDL_SCANCODE_PAGEUP, KEY_PAGE_UP}, {SDL_SCANCODE_PAGEDOWN, KEY_PAGE_DOWN},
    {SDL_SCANCODE_EQUALS, KEY_PLUS},    {SDL_SCANCODE_KP_PLUS, KEY_PLUS},
    {SDL_SCANCODE_MINUS, KEY_MINUS},    {SDL_SCANCODE_KP_MINUS, KEY_MINUS},
    {SDL_SCANCODE_0, (enum ui_key)'0'}, {SDL_SCANCODE_KP_0, (enum ui_key)'0'},
};

static enum ui_key key_of(SDL_Scancode code) {
    if (code >= SDL_SCANCODE_A && code <= SDL_SCANCODE_Z)
        return (enum ui_key)('a' + (code - SDL_SCANCODE_A));
    if (code >= SDL_SCANCODE_1 && code <= SDL_SCANCODE_9)
        return (enum ui_key)('1' + (code - SDL_SCANCODE_1));
    if (code >= SDL_SCANCODE_KP_1 && code <= SDL_SCANCODE_KP_9)
        return (enum ui_key)('1' + (code - SDL_SCANCODE_KP_1));
    if (code >= SDL_SCANCODE_F1 && code <= SDL_SCANCODE_F12)
        return (enum ui_key)(KEY_F1 + (code - SDL_SCANCODE_F1));
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i].code == code)
            return keys[i].key;
    return KEY_OTHER;
}

static void read_key(const SDL_KeyboardEvent *event, struct ui_event *out) {
    out->key = key_of(event->keysym.scancode);
    if (out->key == KEY_OTHER)
        return;
    out->kind = UI_KEY;
    SDL_Keycode printed = event->keysym.sym;
    out->letter = printed >= SDLK_a && printed <= SDLK_z ? (char)printed : '\0';
    out->is_shift = event->keysym.mod & KMOD_SHIFT;
    out->is_ctrl = event->keysym.mod & (KMOD_CTRL | KMOD_GUI);
    out->is_alt = event->keysym.mod & KMOD_LALT;
    out->is_repeat = event->repeat;
}

static void read_text(const SDL_TextInputEvent *event, struct ui_event *out) {
    out->kind = UI_TEXT;
    SDL_utf8strlcpy(out->text, event->text, sizeof out->text);
}

/* The caret comes as a number of characters. */
static void read_composition(const char *text, int caret, struct ui_event *out) {
    out->kind = UI_COMPOSE;
    SDL_utf8strlcpy(out->text, text ? text : "", sizeof out->text);
    const char *at = out->text;
    for (int i = 0; i < caret && *at; i++)
        do
            at++;
        while (((unsigned char)*at & 0xc0) == 0x80);
    out->compose_caret = (int)(at - out->text);
}

static void read_button(const SDL_MouseButtonEvent *event, struct ui_event *out) {
    if (event->button != SDL_BUTTON_LEFT)
        return;
    out->kind = event->type == SDL_MOUSEBUTTONDOWN ? UI_DOWN : UI_UP;
    out->clicks = event->clicks;
    out->x = event->x;
    out->y = event->y;
}

/* The pointer's last place; those before it do not matter any more. */
static void read_motion(SDL_MouseMotionEvent event, struct ui_event *out) {
    SDL_Event next;
    while (SDL_PeepEvents(&next, 1, SDL_PEEKEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) == 1 &&
           next.type == SDL_MOUSEMOTION) {
        SDL_PeepEvents(&next, 1, SDL_GETEVENT, SDL_MOUSEMOTION, SDL_MOUSEMOTION);
        event = next.motion;
    }
    out->kind = UI_MOVE;
    out->x = event.x;
    out->y = event.y;
}

static void read_wheel(const SDL_MouseWheelEvent *event, struct ui_event *out) {
    if (!event->y)
        return;
    out->kind = UI_WHEEL;
    out->lines = event->y * LINES_A_NOTCH;
    if (event->direction == SDL_MOUSEWHEEL_FLIPPED)
        out->lines = -out->lines;
    SDL_GetMouseState(&out->x, &out->y);
}

static void read_window(struct window *window, const SDL_WindowEvent *event, struct ui_event *out) {
    switch (event->event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        window->is_all_due = true;
        out->kind = UI_RESIZE;
        break;
    case SDL_WINDOWEVENT_EXPOSED:
        window->is_all_due = true;
        out->kind = UI_EXPOSE;
        break;
    case SDL_WINDOWEVENT_HIDDEN:
    case SDL_WINDOWEVENT_MINIMIZED:
        out->kind = UI_HIDDEN;
        break;
    case SDL_WINDOWEVENT_SHOWN:
    case SDL_WINDOWEVENT_RESTORED:
        window->is_all_due = true;
        out->kind = UI_SHOWN;
        break;
    case SDL_WINDOWEVENT_FOCUS_LOST:
        out->kind = UI_FOCUS_LOST;
        break;
    case SDL_WINDOWEVENT_FOCUS_GAINED:
        out->kind = UI_FOCUS_GAINED;
        break;
    case SDL_WINDOWEVENT_CLOSE:
        out->kind = UI_CLOSE;
        break;
    default:
        break;
    }
}

/* SDL's stamps count milliseconds since its start. */
static int64_t moment_of(const SDL_Event *event) {
    int64_t age_ms = (int64_t)(SDL_GetTicks() - event->common.timestamp);
    return clock_monotonic_us() - (age_ms > 0 && age_ms < 60000 ? age_ms * 1000 : 0);
}

void event_read(struct window *window, const SDL_Event *event, struct ui_event *out) {
    *out = (struct ui_event){.kind = UI_NONE, .at_us = moment_of(event)};
    switch (event->type) {
    case SDL_KEYDOWN:
        read_key(&event->key, out);
        break;
    case SDL_TEXTINPUT:
        read_text(&event->text, out);
        break;
    case SDL_TEXTEDITING:
        read_composition(event->edit.text, event->edit.start, out);
        break;
    case SDL_TEXTEDITING_EXT:
        read_composition(event->editExt.text, event->editExt.start, out);
        SDL_free(event->editExt.text);
        break;
    case SDL_MOUSEMOTION:
        read_motion(event->motion, out);
        break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        read_button(&event->button, out);
        break;
    case SDL_MOUSEWHEEL:
        read_wheel(&event->wheel, out);
        break;
    case SDL_WINDOWEVENT:
        read_window(window, &event->window, out);
        break;
    case SDL_QUIT:
        out->kind = UI_CLOSE;
        break;
    default:
        break;
    }
}
