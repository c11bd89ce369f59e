/* Focus, hover and press: what is the same on every screen. */
#include "ui/ui.h"

#include <stdlib.h>
#include <string.h>

static void set_id(char out[UI_ID_MAX], const char *id) {
    size_t len = strlen(id);
    if (len >= UI_ID_MAX)
        len = UI_ID_MAX - 1;
    memmove(out, id, len);
    out[len] = '\0';
}

void ui_focus(struct ui_state *state, const char *id) {
    if (strcmp(state->focus, id))
        state->is_dirty = true;
    set_id(state->focus, id);
    state->wants_reveal = true;
}

bool ui_is_typed(const struct ui_event *event) {
    return event->kind == UI_TEXT || event->kind == UI_COMPOSE;
}

const struct element *ui_find(const struct frame *frame, const char *id) {
    return *id ? frame_find(frame, id) : NULL;
}

const struct element *ui_focused(const struct ui_state *state, const struct frame *frame) {
    return ui_find(frame, state->focus);
}

int ui_id_number(const char *id, const char *prefix) {
    size_t len = strlen(prefix);
    if (!id || strncmp(id, prefix, len) || id[len] < '0' || id[len] > '9')
        return -1;
    return atoi(id + len);
}

int ui_list_row(const char *id, const char *list) {
    size_t len = strlen(list);
    return strncmp(id, list, len) || id[len] != '.' ? -1 : ui_id_number(id + len, ".");
}

static int index_of_focus(const struct ui_state *state, const struct frame *frame) {
    for (int i = 0; i < frame->element_count; i++)
        if (!strcmp(frame->elements[i].id, state->focus))
            return i;
    return -1;
}

/* Items of one list: same kind, same region, same id up to the first dot. Tab passes a list as one
 * stop; the arrows move inside. */
static bool same_list(const struct element *a, const struct element *b) {
    size_t len = strcspn(a->id, ".");
    return a->kind == ELEMENT_LIST_ITEM && b->kind == ELEMENT_LIST_ITEM && a->region == b->region &&
           len == strcspn(b->id, ".") && !strncmp(a->id, b->id, len);
}

static void focus_at(struct ui_state *state, const struct frame *frame, int index) {
    ui_focus(state, frame->elements[index].id);
    state->is_focus_visible = true;
    state->is_dirty = true;
}

/* Where Tab comes into the list that element `index` is of. */
static int entry_of(const struct frame *frame, int index) {
    const struct element *first = &frame->elements[index];
    for (int i = index; i < frame->element_count && same_list(first, &frame->elements[i]); i++)
        if (frame->elements[i].is_entry)
            return i;
    return index;
}

static void move_tab(struct ui_state *state, const struct frame *frame, bool is_back) {
    int count = frame->element_count, at = index_of_focus(state, frame);
    if (!count)
        return;
    int step = is_back ? count - 1 : 1;
    int next = at < 0 ? (is_back ? count - 1 : 0) : (at + step) % count;
    while (at >= 0 && next != at && same_list(&frame->elements[at], &frame->elements[next]))
        next = (next + step) % count;
    /* Going back into a list enters it at its beginning. */
    while (is_back && next > 0 && same_list(&frame->elements[next], &frame->elements[next - 1]))
        next--;
    focus_at(state, frame, entry_of(frame, next));
}

static bool move_in_list(struct ui_state *state, const struct frame *frame, int step) {
    int at = index_of_focus(state, frame);
    int next = at + step;
    if (at < 0 || next < 0 || next >= frame->element_count ||
        !same_list(&frame->elements[at], &frame->elements[next]))
        return at >= 0 && frame->elements[at].kind == ELEMENT_LIST_ITEM;
    focus_at(state, frame, next);
    return true;
}

/* Elements of a region may stand apart in the focus order; the first of the next one is taken. */
static void move_region(struct ui_state *state, const struct frame *frame, bool is_back) {
    int count = frame->element_count, at = index_of_focus(state, frame);
    if (!count)
        return;
    int here = at < 0 ? -1 : frame->elements[at].region;
    int step = is_back ? count - 1 : 1;
    int next = at < 0 ? 0 : at;
    for (int i = 0; i < count; i++) {
        next = (next + step) % count;
        if (frame->elements[next].region != here)
            break;
    }
    while (is_back && next > 0 && frame->elements[next - 1].region == frame->elements[next].region)
        next--;
    focus_at(state, frame, next);
}

static void set_hover(struct ui_state *state, const struct frame *frame, int x, int y) {
    const struct element *element = frame_hit(frame, x, y);
    const char *id = element ? element->id : "";
    if (!strcmp(id, state->hover))
        return;
    set_id(state->hover, id);
    state->is_dirty = true;
}

static void press(struct ui_state *state) {
    set_id(state->pressed, state->hover);
    state->is_dirty = true;
    if (!*state->hover)
        return;
    set_id(state->focus, state->hover);
    state->is_focus_visible = true;
}

static const char *release(struct ui_state *state, const struct frame *frame) {
    bool is_same = *state->pressed && !strcmp(state->pressed, state->hover);
    const struct element *element = ui_find(frame, state->pressed);
    state->pressed[0] = '\0';
    state->is_dirty = true;
    return is_same && element ? element->id : NULL;
}

static const char *press_key(struct ui_state *state, const struct frame *frame,
                             const struct ui_event *event) {
    const struct element *element = ui_focused(state, frame);
    bool is_editing = element && element->is_editing;
    if (event->is_ctrl || event->is_alt)
        return NULL;
    switch (event->key) {
    case KEY_TAB:
        move_tab(state, frame, event->is_shift);
        return NULL;
    case KEY_F6:
        move_region(state, frame, event->is_shift);
        return NULL;
    case KEY_UP:
        move_in_list(state, frame, -1);
        return NULL;
    case KEY_DOWN:
        move_in_list(state, frame, 1);
        return NULL;
    case KEY_SPACE:
        return element && !is_editing ? element->id : NULL;
    case KEY_ENTER:
        return element ? element->id : NULL;
    default:
        return NULL;
    }
}

const char *ui_navigate(struct ui_state *state, const struct frame *frame,
                        const struct ui_event *event) {
    switch (event->kind) {
    case UI_MOVE:
        set_hover(state, frame, event->x, event->y);
        return NULL;
    case UI_DOWN:
        set_hover(state, frame, event->x, event->y);
        press(state);
        return NULL;
    case UI_UP:
        set_hover(state, frame, event->x, event->y);
        return release(state, frame);
    case UI_KEY:
        return press_key(state, frame, event);
    case UI_RESIZE:
    case UI_EXPOSE:
    case UI_SHOWN:
        state->is_dirty = true;
        return NULL;
    default:
        return NULL;
    }
}
