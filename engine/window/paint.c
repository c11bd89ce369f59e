#include "window/paint.h"

#include "base/hash.h"
#include "window/glyphs.h"
#include "window/picture.h"
#include "window/shape.h"

#include <stdlib.h>
#include <string.h>

/* What a draw was: enough to see that it has changed, and where. */
struct trace {
    uint64_t hash;
    struct rect bounds; /* within its clip */
};

struct painter {
    struct glyphs *glyphs;
    struct shapes *shapes;
    struct pictures *pictures;
    struct trace *before, *now;
    int before_count, before_cap, now_cap;
};

struct painter *painter_create(const char *assets, struct err *err) {
    struct painter *painter = calloc(1, sizeof *painter);
    if (!painter) {
        err_memory(err);
        return NULL;
    }
    painter->shapes = shapes_create();
    painter->pictures = pictures_create();
    if (!painter->shapes || !painter->pictures)
        err_memory(err);
    else
        painter->glyphs = glyphs_create(assets, err);
    if (painter->glyphs)
        return painter;
    painter_destroy(painter);
    return NULL;
}

void painter_destroy(struct painter *painter) {
    if (!painter)
        return;
    glyphs_destroy(painter->glyphs);
    shapes_destroy(painter->shapes);
    pictures_destroy(painter->pictures);
    free(painter->before);
    free(painter->now);
    free(painter);
}

const struct text_metrics *painter_metrics(const struct painter *painter) {
    return glyphs_metrics(painter->glyphs);
}

void painter_take_stats(struct painter *painter, long *misses, long *hits) {
    long more_misses, more_hits;
    glyphs_take_stats(painter->glyphs, misses, hits);
    pictures_take_stats(painter->pictures, &more_misses, &more_hits);
    *misses += more_misses;
    *hits += more_hits;
}

static struct rect join(struct rect a, struct rect b) {
    if (!a.w || !b.w)
        return a.w ? a : b;
    int left = a.x < b.x ? a.x : b.x, top = a.y < b.y ? a.y : b.y;
    int right = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
    int bottom = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;
    return (struct rect){left, top, right - left, bottom - top};
}

static struct rect grown(struct rect rect, int by) {
    return (struct rect){rect.x - by, rect.y - by, rect.w + 2 * by, rect.h + 2 * by};
}

/* Where a draw can leave ink, at most. */
static struct rect bounds_of(const struct draw *draw, struct rect clip, int px) {
    switch (draw->kind) {
    case DRAW_TEXT: {
        int em = draw->run.px;
        return rect_cut((struct rect){draw->rect.x - em, draw->rect.y - 2 * em,
                                      draw->rect.w + 2 * em, 3 * em + em / 2},
                        clip);
    }
    case DRAW_PATH:
        return clip;
    case DRAW_SHADOW:
        return rect_cut(grown(draw->rect, 3 * px), clip);
    case DRAW_ICON:
        return rect_cut(grown(draw->rect, 2 * px), clip);
    default:
        return rect_cut(draw->rect, clip);
    }
}

static uint64_t hash_of(const struct draw *draw, struct rect clip) {
    int numbers[] = {(int)draw->kind,   draw->rect.x, draw->rect.y, draw->rect.w,  draw->rect.h,
                     draw->role,        draw->radius, draw->stroke, draw->corners, draw->is_dashed,
                     draw->is_mirrored, clip.x,       clip.y,       clip.w,        clip.h};
    uint64_t hash = fnv1a_64(FNV1A_64_START, numbers, sizeof numbers);
    if (draw->name)
        hash = fnv1a_64(hash, draw->name, strlen(draw->name));
    if (draw->kind != DRAW_TEXT)
        return hash;
    int style[] = {(int)draw->run.face, (int)draw->run.weight, draw->run.px, draw->run.is_rtl};
    hash = fnv1a_64(hash, style, sizeof style);
    return fnv1a_64(hash, draw->run.text, (size_t)draw->run.len);
}

/* Fills painter->now; false: out of memory. */
static bool trace(struct painter *painter, const struct frame *frame, struct rect whole) {
    if (frame->draw_count > painter->now_cap) {
        int cap = frame->draw_cap;
        struct trace *now = realloc(painter->now, (size_t)cap * sizeof *now);
        if (!now)
            return false;
        painter->now = now;
        painter->now_cap = cap;
    }
    struct rect clip = whole;
    int px = frame_px(frame, 1);
    for (int i = 0; i < frame->draw_count; i++) {
        const struct draw *draw = &frame->draws[i];
        if (draw->kind == DRAW_CLIP || draw->kind == DRAW_UNCLIP)
            clip = rect_cut(draw->rect, whole);
        painter->now[i] = (struct trace){hash_of(draw, clip), bounds_of(draw, clip, px)};
    }
    return true;
}

/* Draws that begin and end both frames alike are left out; all others count. */
static struct rect changed(const struct painter *painter, int now_count) {
    const struct trace *before = painter->before, *now = painter->now;
    int first = 0, before_end = painter->before_count, now_end = now_count;
    while (first < before_end && first < now_end && before[first].hash == now[first].hash)
        first++;
    while (before_end > first && now_end > first &&
           before[before_end - 1].hash == now[now_end - 1].hash) {
        before_end--;
        now_end--;
    }
    struct rect area = {0};
    for (int i = first; i < before_end; i++)
        area = join(area, before[i].bounds);
    for (int i = first; i < now_end; i++)
        area = join(area, now[i].bounds);
    return area;
}

static void keep_trace(struct painter *painter, int count) {
    struct trace *list = painter->before;
    int cap = painter->before_cap;
    painter->before = painter->now;
    painter->before_cap = painter->now_cap;
    painter->before_count = count;
    painter->now = list;
    painter->now_cap = cap;
}

static void paint_edge(struct painter *painter, struct canvas *canvas, const struct frame *frame,
                       const struct draw *draw, struct color color) {
    if (draw->is_dashed)
        picture_dashes(painter->pictures, canvas, draw->rect, draw->radius, draw->stroke,
                       frame_px(frame, 4), color);
    else
        shape_edge(painter->shapes, canvas, draw->rect, draw->radius, draw->stroke, color);
}

/* Strokes are 1.75 logical pixels wide, and a tenth of the size in icons too small for that. */
static void paint_icon(struct painter *painter, struct canvas *canvas, const struct frame *frame,
                       const struct draw *draw, struct color color) {
    int stroke_100 = 175 * frame->scale_percent / 100;
    if (stroke_100 > draw->rect.w * 10)
        stroke_100 = draw->rect.w * 10;
    picture_icon(painter->pictures, canvas, draw->name, draw->rect, stroke_100, draw->is_mirrored,
                 color);
}

static void paint_draw(struct painter *painter, struct canvas *canvas, const struct frame *frame,
                       const struct draw *draw, struct color color) {
    switch (draw->kind) {
    case DRAW_FILL:
        shape_fill(painter->shapes, canvas, draw->rect, draw->radius, draw->corners, color);
        break;
    case DRAW_EDGE:
        paint_edge(painter, canvas, frame, draw, color);
        break;
    case DRAW_SHADOW:
        shape_shadow(painter->shapes, canvas, draw->rect, draw->radius, frame_px(frame, 1), color);
        break;
    case DRAW_TEXT:
        glyphs_draw(painter->glyphs, canvas, &draw->run, draw->rect.x, draw->rect.y, color);
        break;
    case DRAW_ICON:
        paint_icon(painter, canvas, frame, draw, color);
        break;
    case DRAW_PATH:
        picture_path(painter->pictures, canvas, draw->name, draw->stroke, color);
        break;
    case DRAW_CLIP:
    case DRAW_UNCLIP:
        break;
    }
}

static bool covers(const struct draw *draw, struct rect area) {
    struct rect rect = rect_cut(draw->rect, area);
    return draw->kind == DRAW_FILL && !draw->radius && rect.w == area.w && rect.h == area.h;
}

/* Paints all draws that touch the area, and nothing outside of it. */
static void paint_area(struct painter *painter, struct canvas *canvas, const struct frame *frame,
                       enum theme theme, const struct trace *traces, struct rect area) {
    canvas_clip(canvas, area);
    if (!frame->draw_count || !covers(frame->draws, area))
        canvas_fill(canvas, area, theme_color(theme, ROLE_CANVAS));
    for (int i = 0; i < frame->draw_count; i++) {
        const struct draw *draw = &frame->draws[i];
        if (draw->kind == DRAW_CLIP || draw->kind == DRAW_UNCLIP)
            canvas_clip(canvas, rect_cut(draw->rect, area));
        else if (rect_cut(traces[i].bounds, area).w)
            paint_draw(painter, canvas, frame, draw, theme_color(theme, draw->role));
    }
}

struct rect painter_paint(struct painter *painter, struct canvas *canvas, const struct frame *frame,
                          enum theme theme, bool is_all) {
    struct rect whole = {0, 0, canvas->width, canvas->height};
    if (!trace(painter, frame, whole))
        return (struct rect){0};
    struct rect area = is_all ? whole : changed(painter, frame->draw_count);
    if (area.w)
        paint_area(painter, canvas, frame, theme, painter->now, area);
    keep_trace(painter, frame->draw_count);
    return area;
}
