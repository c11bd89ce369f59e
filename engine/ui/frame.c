#include "ui/frame.h"

#include "ui/frame_private.h"
#include "ui/paragraph_private.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { SMALLEST_TARGET = 32, RING_STROKE = 2, RING_GAP = 2 };

void frame_finish(struct frame *frame) {
    free(frame->draws);
    free(frame->elements);
    frame_texts_free(frame);
    paragraph_cache_destroy(frame->paragraphs);
    *frame = (struct frame){0};
}

void frame_begin(struct frame *frame) {
    frame->draw_count = frame->element_count = frame->clip_depth = 0;
    if (!frame->paragraphs)
        frame->paragraphs = paragraph_cache_create();
    frame->failed = !frame->paragraphs;
    frame_texts_rewind(frame);
    if (!frame->scale_percent)
        frame->scale_percent = 100;
    if (!frame->focus_id)
        frame->focus_id = "";
    if (!frame->hover_id)
        frame->hover_id = "";
    if (!frame->pressed_id)
        frame->pressed_id = "";
}

int frame_px(const struct frame *frame, int logical) {
    if (logical < 0)
        return -frame_px(frame, -logical);
    int scale = frame->scale_percent ? frame->scale_percent : 100;
    int px = (int)(((int64_t)logical * scale + 50) / 100);
    return px || !logical ? px : 1;
}

static int effective(const struct frame *frame, int length) {
    int scale = frame->scale_percent ? frame->scale_percent : 100;
    return (int)((int64_t)length * 100 / scale);
}

int frame_effective_width(const struct frame *frame) {
    return effective(frame, frame->width);
}

int frame_effective_height(const struct frame *frame) {
    return effective(frame, frame->height);
}

/* Room for one more of `size` bytes; the new list is at least doubled. */
static bool grow(struct frame *frame, void **list, int count, int *cap, size_t size) {
    if (count < *cap)
        return true;
    int more = *cap ? *cap * 2 : 256;
    void *bigger = realloc(*list, (size_t)more * size);
    if (!bigger) {
        frame->failed = true;
        return false;
    }
    *list = bigger;
    *cap = more;
    return true;
}

static struct draw *add_draw(struct frame *frame, enum draw_kind kind, struct rect rect,
                             enum role role) {
    void *list = frame->draws;
    bool has_room = grow(frame, &list, frame->draw_count, &frame->draw_cap, sizeof *frame->draws);
    frame->draws = list;
    if (!has_room)
        return NULL;
    struct draw *draw = &frame->draws[frame->draw_count++];
    *draw = (struct draw){.kind = kind, .rect = rect, .role = role};
    return draw;
}

void frame_fill(struct frame *frame, struct rect rect, enum role role, int radius) {
    frame_fill_corners(frame, rect, role, radius, CORNER_ALL);
}

void frame_fill_corners(struct frame *frame, struct rect rect, enum role role, int radius,
                        uint8_t corners) {
    struct draw *draw = add_draw(frame, DRAW_FILL, rect, role);
    if (!draw)
        return;
    draw->radius = corners ? radius : 0;
    draw->corners = radius > 0 ? corners : CORNER_ALL;
}

void frame_edge(struct frame *frame, struct rect rect, enum role role, int radius, int stroke) {
    struct draw *draw = add_draw(frame, DRAW_EDGE, rect, role);
    if (!draw)
        return;
    draw->radius = radius;
    draw->stroke = stroke;
    draw->corners = CORNER_ALL;
}

void frame_edge_dashed(struct frame *frame, struct rect rect, enum role role, int radius,
                       int stroke) {
    int before = frame->draw_count;
    frame_edge(frame, rect, role, radius, stroke);
    if (frame->draw_count > before)
        frame->draws[before].is_dashed = true;
}

void frame_shadow(struct frame *frame, struct rect rect, int radius) {
    struct draw *draw = add_draw(frame, DRAW_SHADOW, rect, ROLE_SHADOW);
    if (!draw)
        return;
    draw->radius = radius;
    draw->corners = CORNER_ALL;
}

void frame_icon(struct frame *frame, const char *icon, struct rect rect, enum role role) {
    const char *name = frame_text(frame, icon, strlen(icon));
    struct draw *draw = add_draw(frame, DRAW_ICON, rect, role);
    if (draw)
        draw->name = name;
}

void frame_icon_directed(struct frame *frame, const char *icon, struct rect rect, enum role role) {
    int before = frame->draw_count;
    frame_icon(frame, icon, rect, role);
    if (frame->draw_count > before)
        frame->draws[before].is_mirrored = frame->is_rtl;
}

void frame_path(struct frame *frame, const char *path, enum role role, int stroke) {
    const char *data = frame_text(frame, path, strlen(path));
    struct draw *draw = add_draw(frame, DRAW_PATH, (struct rect){0}, role);
    if (!draw)
        return;
    draw->name = data;
    draw->stroke = stroke;
}

void frame_run(struct frame *frame, const struct text_run *run, int x, int y, int width,
               enum role role) {
    const char *text = frame_text(frame, run->text, (size_t)run->len);
    struct draw *draw = add_draw(frame, DRAW_TEXT, (struct rect){x, y, width, 0}, role);
    if (!draw)
        return;
    draw->run = *run;
    draw->run.text = text;
    if (frame->failed)
        draw->run.len = 0;
}

struct rect rect_cut(struct rect a, struct rect b) {
    int left = a.x > b.x ? a.x : b.x;
    int top = a.y > b.y ? a.y : b.y;
    int right = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
    int bottom = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
    if (right <= left || bottom <= top)
        return (struct rect){left, top, 0, 0};
    return (struct rect){left, top, right - left, bottom - top};
}

struct rect frame_clip_rect(const struct frame *frame) {
    if (!frame->clip_depth)
        return (struct rect){0, 0, frame->width, frame->height};
    return frame->clips[frame->clip_depth - 1];
}

void frame_clip(struct frame *frame, struct rect rect) {
    assert(frame->clip_depth < FRAME_CLIPS_MAX);
    struct rect cut = rect_cut(rect, frame_clip_rect(frame));
    frame->clips[frame->clip_depth++] = cut;
    add_draw(frame, DRAW_CLIP, cut, ROLE_NONE);
}

void frame_unclip(struct frame *frame) {
    assert(frame->clip_depth > 0);
    frame->clip_depth--;
    add_draw(frame, DRAW_UNCLIP, frame_clip_rect(frame), ROLE_NONE);
}

/* Grown about its middle to the smallest size a pointer should have to hit. */
static struct rect target(const struct frame *frame, struct rect rect) {
    int least = frame_px(frame, SMALLEST_TARGET);
    if (rect.w < least) {
        rect.x -= (least - rect.w) / 2;
        rect.w = least;
    }
    if (rect.h < least) {
        rect.y -= (least - rect.h) / 2;
        rect.h = least;
    }
    return rect;
}

static void draw_focus_ring(struct frame *frame, struct rect rect, int radius) {
    int stroke = frame_px(frame, RING_STROKE);
    int out = stroke + frame_px(frame, RING_GAP);
    struct rect ring = {rect.x - out, rect.y - out, rect.w + 2 * out, rect.h + 2 * out};
    frame_edge(frame, ring, ROLE_FOCUS, radius + out, stroke);
}

struct element *frame_element(struct frame *frame, enum element_kind kind, const char *id,
                              struct rect rect, int radius) {
    const char *own_id = frame_text(frame, id, strlen(id));
    if (frame->is_focus_visible && *id && !strcmp(id, frame->focus_id))
        draw_focus_ring(frame, rect, radius);
    void *list = frame->elements;
    bool has_room =
        grow(frame, &list, frame->element_count, &frame->element_cap, sizeof *frame->elements);
    frame->elements = list;
    struct element *element = has_room ? &frame->elements[frame->element_count++] : &frame->spare;
    *element = (struct element){
        .id = own_id,
        .kind = kind,
        .rect = rect_cut(target(frame, rect), frame_clip_rect(frame)),
        .bounds = rect,
        .radius = radius,
        .spoken = "",
    };
    return element;
}

static bool holds(struct rect rect, int x, int y) {
    return x >= rect.x && y >= rect.y && x < rect.x + rect.w && y < rect.y + rect.h;
}

/* Texts can be reached by keyboard so that they are read; a pointer presses nothing on them. */
static bool acts(const struct element *element) {
    return element->kind != ELEMENT_TEXT;
}

const struct element *frame_hit(const struct frame *frame, int x, int y) {
    const struct element *near = NULL, *text = NULL;
    for (int i = frame->element_count - 1; i >= 0; i--) {
        const struct element *element = &frame->elements[i];
        if (!holds(element->rect, x, y))
            continue;
        bool is_inside = holds(element->bounds, x, y);
        if (is_inside && (acts(element) || (element->is_cover && !near)))
            return element;
        if (acts(element) && !near)
            near = element;
        if (!acts(element) && !text)
            text = element;
    }
    return near ? near : text;
}

const struct element *frame_find(const struct frame *frame, const char *id) {
    for (int i = 0; i < frame->element_count; i++)
        if (!strcmp(frame->elements[i].id, id))
            return &frame->elements[i];
    return NULL;
}
