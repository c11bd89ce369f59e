#include "ui/ui.h"

#include <stdio.h>
#include <string.h>

void ui_begin(struct ui *ui, struct ui_state *state, struct frame *frame,
              const struct catalogue *words) {
    *ui = (struct ui){.frame = frame, .state = state, .words = words};
    frame->focus_id = state->focus;
    frame->hover_id = state->hover;
    frame->pressed_id = state->pressed;
    frame->is_focus_visible = state->is_focus_visible;
    frame_begin(frame);
}

enum { PICTURES_MAX = 3 };

struct rect ui_window(const struct ui *ui) {
    return (struct rect){0, 0, ui->frame->width, ui->frame->height};
}

bool ui_page_draws(struct ui_page *page, struct ui *ui) {
    bool is_wanted = !page->drawn || (ui->draw_again && page->drawn < PICTURES_MAX);
    if (!is_wanted) {
        page->state->wants_reveal = page->state->is_dirty = false;
        return false;
    }
    page->drawn++;
    page->frame->is_rtl = page->is_rtl;
    ui_begin(ui, page->state, page->frame, page->words);
    ui_fill(ui, ui_window(ui), ROLE_CANVAS, 0);
    return true;
}

int ui_px(const struct ui *ui, int logical) {
    return frame_px(ui->frame, logical);
}

enum ui_width ui_width_class(const struct ui *ui) {
    int width = frame_effective_width(ui->frame);
    return width < 880 ? UI_NARROW : width < 1120 ? UI_COMPACT : width < 1600 ? UI_NORMAL : UI_WIDE;
}

struct rect rect_inset(struct rect rect, int x, int y) {
    return (struct rect){rect.x + x, rect.y + y, rect.w - 2 * x, rect.h - 2 * y};
}

static int no_more(int length, int most) {
    return length > most ? (most > 0 ? most : 0) : length;
}

struct rect rect_cut_left(struct rect *rect, int w) {
    w = no_more(w, rect->w);
    struct rect cut = {rect->x, rect->y, w, rect->h};
    rect->x += w;
    rect->w -= w;
    return cut;
}

struct rect rect_cut_right(struct rect *rect, int w) {
    w = no_more(w, rect->w);
    rect->w -= w;
    return (struct rect){rect->x + rect->w, rect->y, w, rect->h};
}

struct rect rect_cut_top(struct rect *rect, int h) {
    h = no_more(h, rect->h);
    struct rect cut = {rect->x, rect->y, rect->w, h};
    rect->y += h;
    rect->h -= h;
    return cut;
}

struct rect rect_cut_bottom(struct rect *rect, int h) {
    h = no_more(h, rect->h);
    rect->h -= h;
    return (struct rect){rect->x, rect->y + rect->h, rect->w, h};
}

struct rect rect_middle(struct rect rect, int w, int h) {
    return (struct rect){rect.x, rect.y + (rect.h - h) / 2, w, h};
}

struct rect rect_center(struct rect rect, int w, int h) {
    return (struct rect){rect.x + (rect.w - w) / 2, rect.y + (rect.h - h) / 2, w, h};
}

bool rect_has(struct rect rect, int x, int y) {
    return x >= rect.x && y >= rect.y && x < rect.x + rect.w && y < rect.y + rect.h;
}

struct rect ui_mirror(const struct ui *ui, struct rect rect) {
    if (ui->frame->is_rtl)
        rect.x = ui->frame->width - rect.x - rect.w;
    return rect;
}

void ui_fill(struct ui *ui, struct rect rect, enum role role, int radius) {
    frame_fill(ui->frame, ui_mirror(ui, rect), role, radius);
}

static uint8_t mirrored_corners(uint8_t corners) {
    uint8_t out = 0;
    if (corners & CORNER_TL)
        out |= CORNER_TR;
    if (corners & CORNER_TR)
        out |= CORNER_TL;
    if (corners & CORNER_BL)
        out |= CORNER_BR;
    if (corners & CORNER_BR)
        out |= CORNER_BL;
    return out;
}

void ui_fill_corners(struct ui *ui, struct rect rect, enum role role, int radius, uint8_t corners) {
    if (ui->frame->is_rtl)
        corners = mirrored_corners(corners);
    frame_fill_corners(ui->frame, ui_mirror(ui, rect), role, radius, corners);
}

void ui_edge(struct ui *ui, struct rect rect, enum role role, int radius, int stroke) {
    frame_edge(ui->frame, ui_mirror(ui, rect), role, radius, stroke);
}

void ui_edge_dashed(struct ui *ui, struct rect rect, enum role role, int radius, int stroke) {
    frame_edge_dashed(ui->frame, ui_mirror(ui, rect), role, radius, stroke);
}

void ui_icon(struct ui *ui, const char *icon, struct rect rect, enum role role) {
    frame_icon(ui->frame, icon, ui_mirror(ui, rect), role);
}

void ui_icon_along(struct ui *ui, const char *icon, struct rect rect, enum role role,
                   bool points_back) {
    int before = ui->frame->draw_count;
    frame_icon(ui->frame, icon, ui_mirror(ui, rect), role);
    if (ui->frame->draw_count > before)
        ui->frame->draws[before].is_mirrored = ui->frame->is_rtl != points_back;
}

void ui_clip(struct ui *ui, struct rect rect) {
    frame_clip(ui->frame, ui_mirror(ui, rect));
}

void ui_unclip(struct ui *ui) {
    frame_unclip(ui->frame);
}

/* ---- elements ---- */

struct element *ui_element(struct ui *ui, enum element_kind kind, const char *id, struct rect rect,
                           int radius, const char *spoken) {
    struct element *element = frame_element(ui->frame, kind, id, ui_mirror(ui, rect), radius);
    element->region = ui->region;
    element->spoken = spoken;
    if (ui->scroll && ui_has_focus(ui, id)) {
        ui->focus_rect = rect;
        ui->is_focus_inside = true;
    }
    return element;
}

bool ui_has_focus(const struct ui *ui, const char *id) {
    return !strcmp(ui->state->focus, id);
}

bool ui_is_hovered(const struct ui *ui, const char *id) {
    return !strcmp(ui->state->hover, id);
}

bool ui_is_pressed(const struct ui *ui, const char *id) {
    return ui_is_hovered(ui, id) && !strcmp(ui->state->pressed, id);
}

void ui_reverse_elements(struct ui *ui, int from) {
    struct element *elements = ui->frame->elements;
    for (int i = from, j = ui->frame->element_count - 1; i < j; i++, j--) {
        struct element kept = elements[i];
        elements[i] = elements[j];
        elements[j] = kept;
    }
}

void ui_forget_elements(struct ui *ui) {
    ui->frame->element_count = 0;
}

/* ---- scroll areas ---- */

void ui_scroll_clamp(struct ui_scroll *scroll) {
    int most = scroll->content - scroll->rect.h;
    if (scroll->y > most)
        scroll->y = most;
    if (scroll->y < 0)
        scroll->y = 0;
}

int ui_scroll_begin(struct ui *ui, struct ui_scroll *scroll, struct rect rect) {
    ui->scroll = scroll;
    ui->is_focus_inside = false;
    scroll->rect = ui_mirror(ui, rect);
    ui_clip(ui, rect);
    return rect.y - scroll->y;
}

/* Moves so that the focused element and its ring are in sight. */
static void reveal(struct ui *ui, struct ui_scroll *scroll) {
    int margin = ui_px(ui, 8);
    int top = scroll->rect.y + margin, bottom = scroll->rect.y + scroll->rect.h - margin;
    struct rect focus = ui->focus_rect;
    int down = focus.y + focus.h - bottom;
    int shift = down > 0 ? down : 0;
    if (focus.y - shift < top) /* its beginning matters more than its end */
        shift = focus.y - top;
    scroll->y += shift;
}

void ui_scroll_bar(struct ui *ui, const struct ui_scroll *scroll) {
    if (scroll->content <= scroll->rect.h)
        return;
    struct rect rect = ui_mirror(ui, scroll->rect);
    int w = ui_px(ui, 6), gap = ui_px(ui, 2);
    int h = (int)((int64_t)rect.h * rect.h / scroll->content);
    if (h < ui_px(ui, 24))
        h = ui_px(ui, 24);
    int room = rect.h - h, most = scroll->content - rect.h;
    int y = rect.y + (int)((int64_t)room * scroll->y / most);
    ui_fill(ui, (struct rect){rect.x + rect.w - w - gap, y, w, h}, ROLE_BORDER_STRONG, w / 2);
}

/* Near enough to the end to count as there. */
static void note_end(struct ui_scroll *scroll, int slack) {
    scroll->is_away = scroll->y + slack < scroll->content - scroll->rect.h;
}

void ui_scroll_end(struct ui *ui, struct ui_scroll *scroll, int content) {
    int before = scroll->y;
    scroll->content = content;
    if (scroll->sticks_to_end && !scroll->is_away)
        scroll->y = content;
    ui_scroll_clamp(scroll);
    if (ui->state->wants_reveal && ui->is_focus_inside) {
        ui->focus_rect.y -= scroll->y - before;
        reveal(ui, scroll);
    }
    ui_scroll_clamp(scroll);
    note_end(scroll, ui_px(ui, 4));
    if (scroll->y != before)
        ui->draw_again = true;
    ui_scroll_bar(ui, scroll);
    ui_unclip(ui);
    ui->scroll = NULL;
}

void ui_scroll_by(struct ui_scroll *scroll, struct ui_state *state, int delta) {
    int before = scroll->y;
    scroll->y += delta;
    ui_scroll_clamp(scroll);
    note_end(scroll, 4);
    if (scroll->y != before)
        state->is_dirty = true;
}

bool ui_scroll_wheel(struct ui_scroll *scroll, struct ui_state *state, const struct frame *frame,
                     const struct ui_event *event) {
    if (event->kind != UI_WHEEL || !rect_has(scroll->rect, event->x, event->y))
        return false;
    int before = scroll->y;
    ui_scroll_by(scroll, state, -event->lines * frame_px(frame, 48));
    return scroll->y != before;
}

bool ui_scroll_key(struct ui_scroll *scroll, struct ui_state *state, const struct ui_event *event) {
    int page = scroll->rect.h * 4 / 5;
    if (event->kind != UI_KEY || event->is_alt)
        return false;
    if (event->key == KEY_PAGE_UP || event->key == KEY_PAGE_DOWN)
        ui_scroll_by(scroll, state, event->key == KEY_PAGE_UP ? -page : page);
    else if (event->is_ctrl && (event->key == KEY_HOME || event->key == KEY_END))
        ui_scroll_by(scroll, state, event->key == KEY_HOME ? -scroll->content : scroll->content);
    else
        return false;
    return true;
}
