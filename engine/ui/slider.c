#include "ui/slider.h"

#include <string.h>

enum { THUMB = 18, TRACK = 4, PAGE_STEPS = 10 };

static int within(int64_t value, int least, int most) {
    return value < least ? least : value > most ? most : (int)value;
}

/* ---- sliders ---- */

/* Where the thumb's middle is, from the left end of a rectangle of that width. */
static int thumb_x(const struct slider *slider, int width, int thumb) {
    int64_t span = (int64_t)slider->most - slider->least;
    int at = within(slider->at, slider->least, slider->most);
    return thumb / 2 +
           (span > 0 ? (int)((width - thumb) * (at - (int64_t)slider->least) / span) : 0);
}

static void draw_track(struct ui *ui, const struct slider *slider, struct rect rect, int x) {
    int h = ui_px(ui, TRACK);
    struct rect track = rect_middle(rect, rect.w, h), filled = track;
    filled.w = x;
    ui_fill(ui, track, ROLE_BORDER_STRONG, h / 2);
    ui_fill(ui, filled, slider->is_disabled ? ROLE_BORDER_STRONG : ROLE_ACCENT, h / 2);
}

void slider_draw(struct ui *ui, const struct slider *slider, struct rect rect) {
    int thumb = ui_px(ui, THUMB), x = thumb_x(slider, rect.w, thumb), radius = thumb / 2;
    enum role role = slider->is_disabled             ? ROLE_BORDER_STRONG
                     : ui_is_pressed(ui, slider->id) ? ROLE_ACCENT_PRESSED
                     : ui_is_hovered(ui, slider->id) ? ROLE_ACCENT_HOVER
                                                     : ROLE_ACCENT;
    draw_track(ui, slider, rect, x);
    ui_dot(ui, rect.x + x, rect.y + rect.h / 2, radius, role);
    ui_dot(ui, rect.x + x, rect.y + rect.h / 2, radius - ui_px(ui, 2), ROLE_SURFACE);
    const char *value = slider->value ? slider->value : ui_number(ui, slider->at);
    struct element *element = ui_element(ui, ELEMENT_SLIDER, slider->id, rect, ui_px(ui, 8),
                                         ui_join(ui, ", ", slider->name, value, NULL));
    element->is_disabled = slider->is_disabled;
}

/* The step nearest to a pointer. */
static int slider_at(const struct slider *slider, const struct frame *frame,
                     const struct element *element, int pointer) {
    int thumb = frame_px(frame, THUMB), room = element->bounds.w - thumb;
    int64_t x = pointer - element->bounds.x - thumb / 2;
    int64_t span = (int64_t)slider->most - slider->least;
    if (frame->is_rtl)
        x = room - x;
    x = x < 0 ? 0 : x > room ? room : x;
    int step = slider->step > 0 ? slider->step : 1;
    int64_t steps = room > 0 ? (span * x + (int64_t)room * step / 2) / ((int64_t)room * step) : 0;
    return within(slider->least + steps * step, slider->least, slider->most);
}

/* Steps a key goes, by what one sees; 0: not one of the keys. */
static int key_steps(const struct frame *frame, enum ui_key key) {
    int right = frame->is_rtl ? -1 : 1;
    switch (key) {
    case KEY_RIGHT:
        return right;
    case KEY_LEFT:
        return -right;
    case KEY_UP:
        return 1;
    case KEY_DOWN:
        return -1;
    case KEY_PAGE_UP:
        return PAGE_STEPS;
    case KEY_PAGE_DOWN:
        return -PAGE_STEPS;
    default:
        return 0;
    }
}

static bool slider_key(const struct slider *slider, const struct frame *frame,
                       const struct ui_event *event, int *at) {
    int steps = key_steps(frame, event->key), step = slider->step > 0 ? slider->step : 1;
    if (event->is_ctrl || event->is_alt)
        return false;
    if (event->key == KEY_HOME)
        *at = slider->least;
    else if (event->key == KEY_END)
        *at = slider->most;
    else if (steps)
        *at = within((int64_t)slider->at + (int64_t)steps * step, slider->least, slider->most);
    else
        return false;
    return true;
}

bool slider_handle(const struct slider *slider, const struct ui_state *state,
                   const struct frame *frame, const struct ui_event *event, int *at) {
    const struct element *element = ui_find(frame, slider->id);
    if (!element || slider->is_disabled)
        return false;
    if (event->kind == UI_KEY)
        return !strcmp(state->focus, slider->id) && slider_key(slider, frame, event, at);
    bool is_down = event->kind == UI_DOWN && frame_hit(frame, event->x, event->y) == element;
    bool is_dragged = event->kind == UI_MOVE && !strcmp(state->pressed, slider->id);
    if (!is_down && !is_dragged)
        return false;
    *at = slider_at(slider, frame, element, event->x);
    return true;
}

/* ---- splitters ---- */

enum { HANDLE = 12, STEP_PERMILLE = 20 };

static int along(const struct splitter *splitter, struct rect rect) {
    return splitter->is_down ? rect.h : rect.w;
}

/* Device px for the first part, the handle's room taken off. */
static int first_length(const struct frame *frame, const struct splitter *splitter, int permille,
                        int all) {
    int room = all - frame_px(frame, HANDLE);
    int least = frame_px(frame, splitter->least_first);
    int most = room - frame_px(frame, splitter->least_second);
    int length = (int)((int64_t)room * permille / 1000);
    length = length > most ? most : length;
    length = length < least ? least : length;
    return length < 0 ? 0 : length > room ? room : length;
}

static void draw_grip(struct ui *ui, const struct splitter *splitter, struct rect handle) {
    bool is_lit = ui_is_hovered(ui, splitter->id) || !strcmp(ui->state->pressed, splitter->id);
    int line = ui_px(ui, 1), grip = ui_px(ui, 28), thick = ui_px(ui, 4);
    enum role role = is_lit ? ROLE_ACCENT : ROLE_BORDER_STRONG;
    struct rect rule = splitter->is_down ? rect_middle(handle, handle.w, line)
                                         : rect_center(handle, line, handle.h);
    ui_fill(ui, rule, ROLE_BORDER, 0);
    ui_fill(ui,
            splitter->is_down ? rect_center(handle, grip, thick) : rect_center(handle, thick, grip),
            role, thick / 2);
}

void splitter_draw(struct ui *ui, const struct splitter *splitter, struct splitter_state *kept,
                   int start, struct rect rect, struct rect *first, struct rect *second) {
    int permille = kept->permille ? kept->permille : start, handle_px = ui_px(ui, HANDLE);
    int length = first_length(ui->frame, splitter, permille, along(splitter, rect));
    kept->room = ui_mirror(ui, rect);
    *second = rect;
    *first = splitter->is_down ? rect_cut_top(second, length) : rect_cut_left(second, length);
    struct rect handle =
        splitter->is_down ? rect_cut_top(second, handle_px) : rect_cut_left(second, handle_px);
    draw_grip(ui, splitter, handle);
    int room = along(splitter, rect) - handle_px;
    int percent = room > 0 ? (int)((int64_t)length * 100 / room) : 0;
    ui_element(ui, ELEMENT_SPLITTER, splitter->id, handle, ui_px(ui, 4),
               ui_format(ui, STR_UI_SPLITTER, splitter->name, ui_number(ui, percent), NULL));
}

static int permille_at(const struct splitter *splitter, const struct splitter_state *kept,
                       const struct frame *frame, int x, int y) {
    int half = frame_px(frame, HANDLE) / 2, room = along(splitter, kept->room) - 2 * half;
    int at = splitter->is_down ? y - kept->room.y - half : x - kept->room.x - half;
    if (frame->is_rtl && !splitter->is_down)
        at = room - at;
    return room > 0 ? within((int64_t)at * 1000 / room, 1, 999) : 500;
}

/* What is seen now, which the least lengths may hold back from what was asked for. */
static int permille_seen(const struct splitter *splitter, const struct splitter_state *kept,
                         const struct frame *frame) {
    const struct element *handle = ui_find(frame, splitter->id);
    return permille_at(splitter, kept, frame, handle->bounds.x + handle->bounds.w / 2,
                       handle->bounds.y + handle->bounds.h / 2);
}

static bool splitter_key(const struct splitter *splitter, struct splitter_state *kept,
                         const struct frame *frame, const struct ui_event *event) {
    int steps = key_steps(frame, event->key);
    bool is_across = event->key == KEY_LEFT || event->key == KEY_RIGHT;
    bool is_upright = event->key == KEY_UP || event->key == KEY_DOWN;
    if (event->is_ctrl || event->is_alt || (splitter->is_down ? is_across : is_upright))
        return false;
    if (splitter->is_down)
        steps = -steps; /* down is on */
    if (event->key == KEY_HOME)
        kept->permille = 1;
    else if (event->key == KEY_END)
        kept->permille = 999;
    else if (steps)
        kept->permille = within(
            (int64_t)permille_seen(splitter, kept, frame) + (int64_t)steps * STEP_PERMILLE, 1, 999);
    else
        return false;
    return true;
}

bool splitter_handle(const struct splitter *splitter, struct splitter_state *kept,
                     struct ui_state *state, const struct frame *frame,
                     const struct ui_event *event) {
    if (!ui_find(frame, splitter->id))
        return false;
    bool is_taken = false;
    if (event->kind == UI_KEY && !strcmp(state->focus, splitter->id))
        is_taken = splitter_key(splitter, kept, frame, event);
    if (event->kind == UI_MOVE && !strcmp(state->pressed, splitter->id)) {
        kept->permille = permille_at(splitter, kept, frame, event->x, event->y);
        is_taken = true;
    }
    state->is_dirty |= is_taken;
    return is_taken;
}
