#include "ui/paragraph.h"

#include "ui/paragraph_private.h"

#include <assert.h>

static_assert(sizeof(struct layout_key) == sizeof(void *) + 6 * sizeof(int),
              "a layout key is compared as bytes: no padding");

struct layout_key paragraph_key(const struct frame *frame, const struct text_style *style,
                                int width) {
    int line = style->line_height ? frame_px(frame, style->line_height)
                                  : (frame_px(frame, style->size) * 14 + 5) / 10;
    return (struct layout_key){
        .metrics = frame->metrics,
        .px = frame_px(frame, style->size),
        .line_px = line,
        .width = width > 0 ? width : 0,
        .max_lines = style->max_lines,
        .weight = style->weight,
        .flags = (style->is_mono ? LAYOUT_MONO : 0) | (style->is_tabular ? LAYOUT_TABULAR : 0) |
                 (style->is_balanced ? LAYOUT_BALANCED : 0) | (style->is_typed ? LAYOUT_TYPED : 0) |
                 (style->is_line_fixed ? LAYOUT_LINE_FIXED : 0) |
                 (frame->is_rtl ? LAYOUT_RTL_INTERFACE : 0) |
                 (style->direction == DIRECTION_LTR ? LAYOUT_FORCE_LTR : 0) |
                 (style->direction == DIRECTION_RTL ? LAYOUT_FORCE_RTL : 0),
    };
}

static const struct layout *layout_of(struct frame *frame, const char *text,
                                      const struct text_style *style, int width) {
    assert(frame->metrics && "a frame needs metrics before text is measured");
    struct layout_key key = paragraph_key(frame, style, width);
    const struct layout *layout = paragraph_layout(frame, text, &key);
    if (!layout)
        frame->failed = true;
    return layout;
}

struct text_size text_measure(struct frame *frame, const char *text, const struct text_style *style,
                              int width) {
    const struct layout *layout = layout_of(frame, text, style, width);
    return layout ? layout->size : (struct text_size){0};
}

int paragraph_line_x(const struct frame *frame, const struct layout *layout, enum text_align align,
                     struct rect rect, int width) {
    if (align == ALIGN_CENTER)
        return rect.x + (rect.w - width) / 2;
    bool is_right = align == ALIGN_TEXT ? layout->is_rtl : frame->is_rtl;
    if (align == ALIGN_END)
        is_right = !is_right;
    return is_right ? rect.x + rect.w - width : rect.x;
}

/* From the top of a line to its baseline: the interface's face stands in the middle of the line,
 * whatever faces the runs have, so that neighbours share a baseline. */
static int baseline(const struct frame *frame, const struct layout *layout) {
    const struct text_metrics *metrics = frame->metrics;
    enum font_face face = layout->key.flags & LAYOUT_MONO ? FONT_MONO : FONT_INTER;
    enum font_weight weight = (enum font_weight)layout->key.weight;
    int ascent = metrics->ascent(metrics->self, face, weight, layout->key.px);
    int descent = metrics->descent(metrics->self, face, weight, layout->key.px);
    return (layout->line_px - ascent - descent) / 2 + ascent;
}

struct text_size text_draw(struct frame *frame, const char *text, const struct text_style *style,
                           struct rect rect) {
    const struct layout *layout = layout_of(frame, text, style, rect.w);
    if (!layout)
        return (struct text_size){0};
    int y = rect.y + (layout->line_count ? baseline(frame, layout) : 0);
    for (int i = 0; i < layout->line_count; i++, y += layout->line_px) {
        const struct placed_line *line = &layout->lines[i];
        int x = paragraph_line_x(frame, layout, style->align, rect, line->width);
        for (int r = line->first_run; r < line->first_run + line->run_count; r++) {
            const struct placed_run *placed = &layout->runs[r];
            frame_run(frame, &placed->run, x + placed->x, y, placed->width, style->role);
        }
    }
    return layout->size;
}
