/* Carets: from a place in the text to a place on screen, and back. */
#include "ui/paragraph_private.h"

#include <stdlib.h>

/* A text laid out in its rectangle. */
struct placed_text {
    const struct frame *frame;
    const struct paragraph_work *work;
    struct rect rect;
    enum text_align align;
};

/* The first character at or behind the offset. */
static int char_at(const struct paragraph_work *work, int offset) {
    int low = 0, high = work->char_count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (work->chars[middle].source < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The line on which character `i` (or what stands at the offset) lies. */
static int line_of(const struct paragraph_work *work, int i, int offset) {
    int hard = 0, line = 0;
    while (hard < work->hard_count - 1 && offset > work->hards[hard].source_end)
        hard++;
    /* Past the lines of the hard lines before it: each ends where a line's next one begins. */
    for (int h = 0; h < hard; h++) {
        while (line < work->line_count - 1 && work->lines[line].next < work->hards[h].end)
            line++;
        line += line < work->line_count - 1;
    }
    while (line < work->line_count - 1 && i >= work->lines[line].next &&
           work->lines[line].next < work->hards[hard].end)
        line++;
    return line;
}

/* The run of the line that draws character `i`, or NULL. */
static const struct placed_run *run_of(const struct layout *layout, const struct placed_line *line,
                                       const struct paragraph_work *work, int i) {
    for (int r = line->first_run; r < line->first_run + line->run_count; r++) {
        const struct placed_run *placed = &layout->runs[r];
        int at = (int)(placed->run.text - layout->clean);
        if (work->chars[i].at >= at && work->chars[i].at < at + placed->run.len)
            return placed;
    }
    return NULL;
}

/* The side of character `i` at which it begins, or ends; from the line's left end. */
static int side_of(const struct paragraph_work *work, const struct placed_run *placed, int i,
                   bool is_end) {
    struct text_run before = placed->run;
    int at = (int)(before.text - work->out->clean);
    before.len = work->chars[i + is_end].at - at;
    int width = 0;
    if (before.len >= placed->run.len)
        width = placed->width;
    else if (before.len)
        width = work->metrics->run_width(work->metrics->self, &before);
    return placed->run.is_rtl ? placed->x + placed->width - width : placed->x + width;
}

static struct rect caret_of(const struct placed_text *text, int offset) {
    const struct paragraph_work *work = text->work;
    const struct layout *layout = work->out;
    int i = char_at(work, offset), line = line_of(work, i, offset), x = 0;
    struct placed_line none = {0};
    const struct placed_line *placed = line < layout->line_count ? &layout->lines[line] : &none;
    const struct placed_run *before = i > 0 ? run_of(layout, placed, work, i - 1) : NULL;
    const struct placed_run *after = i < work->char_count ? run_of(layout, placed, work, i) : NULL;
    if (before)
        x = side_of(work, before, i - 1, true);
    else if (after)
        x = side_of(work, after, i, false);
    else if (layout->is_rtl)
        x = placed->width;
    x += paragraph_line_x(text->frame, layout, text->align, text->rect, placed->width);
    return (struct rect){x, text->rect.y + line * layout->line_px, frame_px(text->frame, 1),
                         layout->line_px};
}

static bool place(const struct frame *frame, const char *text, const struct text_style *style,
                  struct rect rect, struct placed_text *out) {
    struct layout_key key = paragraph_key(frame, style, rect.w);
    *out = (struct placed_text){frame, paragraph_work_of(frame, text, &key), rect, style->align};
    return out->work != NULL;
}

struct rect text_caret(const struct frame *frame, const char *text, const struct text_style *style,
                       struct rect rect, int offset) {
    struct placed_text placed;
    if (!place(frame, text, style, rect, &placed))
        return (struct rect){rect.x, rect.y, 0, 0};
    return caret_of(&placed, offset);
}

/* The line that a height is on; above all it is the first, below all the last. */
static int line_at(const struct placed_text *text, int y) {
    const struct layout *layout = text->work->out;
    int line = layout->line_px > 0 ? (y - text->rect.y) / layout->line_px : 0;
    if (y < text->rect.y || line < 0)
        return 0;
    return line < layout->line_count ? line : layout->line_count - 1;
}

struct nearest {
    const struct placed_text *text;
    int line_y, x; /* what is looked for */
    int offset;
    long far;
};

/* Only carets on the line itself count. */
static void consider(struct nearest *nearest, int offset) {
    struct rect caret = caret_of(nearest->text, offset);
    long far = labs((long)caret.x - nearest->x);
    if (caret.y != nearest->line_y || (nearest->offset >= 0 && far >= nearest->far))
        return;
    nearest->far = far;
    nearest->offset = offset;
}

int text_hit(const struct frame *frame, const char *text, const struct text_style *style,
             struct rect rect, int x, int y) {
    struct placed_text placed;
    if (!place(frame, text, style, rect, &placed) || !*text || !placed.work->line_count)
        return 0;
    const struct paragraph_work *work = placed.work;
    int line = line_at(&placed, y);
    const struct text_line *seen = &work->lines[line < work->line_count ? line : 0];
    struct nearest nearest = {&placed, rect.y + line * work->out->line_px, x, -1, 0};
    /* In front of every character of the line, and at the end where a newline follows. */
    for (int i = seen->first; i < seen->next; i++)
        if (work->chars[i].break_class != BREAK_CM)
            consider(&nearest, work->chars[i].source);
    for (int h = 0; h < work->hard_count; h++)
        if (work->hards[h].first <= seen->next && work->hards[h].end >= seen->first)
            consider(&nearest, work->hards[h].source_end);
    return nearest.offset > 0 ? nearest.offset : 0;
}

/* ---- ranges ---- */

struct range {
    int from, to; /* bytes */
    void (*each)(void *context, struct rect part);
    void *context;
};

/* Characters of a run follow each other, so what lies in the range is one piece. */
static void add_run(const struct placed_text *text, const struct range *range,
                    const struct placed_run *run, int line_x, int y) {
    const struct paragraph_work *work = text->work;
    int start = (int)(run->run.text - work->out->clean), end = start + run->run.len;
    int first = -1, last = -1;
    int from = char_at(work, range->from);
    for (int i = from; i < work->char_count && work->chars[i].source < range->to; i++)
        if (work->chars[i].at >= start && work->chars[i].at < end) {
            first = first < 0 ? i : first;
            last = i;
        }
    if (first < 0)
        return;
    int a = side_of(work, run, first, false), b = side_of(work, run, last, true);
    range->each(range->context, (struct rect){line_x + (a < b ? a : b), y, a < b ? b - a : a - b,
                                              work->out->line_px});
}

static void add_newlines(const struct placed_text *text, const struct range *range) {
    const struct paragraph_work *work = text->work;
    for (int h = 0; h + 1 < work->hard_count; h++) {
        int at = work->hards[h].source_end;
        if (at < range->from || at >= range->to)
            continue;
        struct rect mark = caret_of(text, at);
        mark.w = frame_px(text->frame, 4);
        if (work->out->is_rtl)
            mark.x -= mark.w;
        range->each(range->context, mark);
    }
}

void text_range(const struct frame *frame, const char *text, const struct text_style *style,
                struct rect rect, int from, int to, void (*each)(void *context, struct rect part),
                void *context) {
    struct placed_text placed;
    struct range range = {from, to, each, context};
    if (from >= to || !place(frame, text, style, rect, &placed))
        return;
    const struct layout *layout = placed.work->out;
    for (int i = 0; i < layout->line_count; i++) {
        const struct placed_line *line = &layout->lines[i];
        int x = paragraph_line_x(frame, layout, style->align, rect, line->width);
        for (int r = line->first_run; r < line->first_run + line->run_count; r++)
            add_run(&placed, &range, &layout->runs[r], x, rect.y + i * layout->line_px);
    }
    add_newlines(&placed, &range);
}
