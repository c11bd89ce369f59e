#include "base/json.h"
#include "ui/frame_private.h"

const char *face_name(enum font_face face) {
    static const char *const names[FONT_FACE_COUNT] = {"inter", "noto", "arabic", "hebrew", "mono"};
    return names[face];
}

const char *weight_name(enum font_weight weight) {
    static const char *const names[WEIGHT_COUNT] = {"regular", "medium", "semibold"};
    return names[weight];
}

static void dump_rect(struct buf *out, struct rect rect) {
    buf_printf(out, " %d,%d %dx%d", rect.x, rect.y, rect.w, rect.h);
}

static void dump_corners(struct buf *out, const struct draw *draw) {
    if (!draw->radius)
        return;
    buf_printf(out, " r%d", draw->radius);
    if (draw->corners == CORNER_ALL)
        return;
    buf_printf(out, " corners%s%s%s%s", draw->corners & CORNER_TL ? " tl" : "",
               draw->corners & CORNER_TR ? " tr" : "", draw->corners & CORNER_BL ? " bl" : "",
               draw->corners & CORNER_BR ? " br" : "");
}

static void dump_run(struct buf *out, const struct draw *draw) {
    const struct text_run *run = &draw->run;
    buf_printf(out, " %d,%d w%d %s %s %s %d %s %s ", draw->rect.x, draw->rect.y, draw->rect.w,
               role_name(draw->role), face_name(run->face), weight_name(run->weight), run->px,
               run->script, run->is_rtl ? "rtl" : "ltr");
    json_string_n(out, run->text, (size_t)run->len);
}

static void dump_shape(struct buf *out, const struct draw *draw) {
    if (draw->kind != DRAW_PATH)
        dump_rect(out, draw->rect);
    if (draw->role)
        buf_printf(out, " %s", role_name(draw->role));
    dump_corners(out, draw);
    if (draw->stroke)
        buf_printf(out, " stroke %d", draw->stroke);
    if (draw->is_dashed)
        buf_text(out, " dashed");
    if (draw->is_mirrored)
        buf_text(out, " mirrored");
    if (draw->name)
        buf_printf(out, " %s", draw->name);
}

static void dump_draw(struct buf *out, const struct draw *draw) {
    static const char *const kinds[] = {"fill", "edge", "shadow", "text",
                                        "icon", "path", "clip",   "unclip"};
    buf_text(out, kinds[draw->kind]);
    if (draw->kind == DRAW_TEXT)
        dump_run(out, draw);
    else
        dump_shape(out, draw);
    buf_char(out, '\n');
}

static void dump_element(struct buf *out, const struct element *element) {
    static const char *const kinds[] = {"button", "option", "tab",      "field",
                                        "choice", "text",   "list-item"};
    buf_printf(out, "element %s %s", kinds[element->kind], element->id);
    dump_rect(out, element->rect);
    buf_printf(out, " region %d%s%s%s ", element->region, element->is_chosen ? " chosen" : "",
               element->is_disabled ? " disabled" : "", element->is_editing ? " editing" : "");
    json_string(out, element->spoken);
    buf_char(out, '\n');
}

void frame_dump(const struct frame *frame, struct buf *out) {
    buf_printf(out, "frame %dx%d scale %d %s\n", frame->width, frame->height, frame->scale_percent,
               frame->is_rtl ? "rtl" : "ltr");
    for (int i = 0; i < frame->draw_count; i++)
        dump_draw(out, &frame->draws[i]);
    for (int i = 0; i < frame->element_count; i++)
        dump_element(out, &frame->elements[i]);
}
