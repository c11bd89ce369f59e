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
    int i = 0;
    while (i < work->char_count && work->chars[i].source < offset)
        i++;
    return i;
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

static bool place(struct frame *frame, const char *text, const struct text_style *style,
                  struct rect rect, struct placed_text *out) {
    struct layout_key key = paragraph_key(frame, style, rect.w);
    *out = (struct placed_text){frame, paragraph_work_of(frame, text, &key), rect, style->align};
    frame->failed = frame->failed || !out->work;
    return out->work != NULL;
}

struct rect text_caret(struct frame *frame, const char *text, const struct text_style *style,
                       struct rect rect, int offset) {
    struct placed_text placed;
    if (!place(frame, text, style, rect, &placed))
        return (struct rect){rect.x, rect.y, 0, 0};
    return caret_of(&placed, offset);
}

/* How far a point is from a caret; another line counts for more than any distance along one. */
static long distance(struct rect caret, int x, int y) {
    long lines = y < caret.y ? caret.y - y : y >= caret.y + caret.h ? y - caret.y - caret.h + 1 : 0;
    return lines * 100000 + labs((long)caret.x - x);
}

int text_hit(struct frame *frame, const char *text, const struct text_style *style,
             struct rect rect, int x, int y) {
    struct placed_text placed;
    if (!place(frame, text, style, rect, &placed) || !*text)
        return 0;
    const struct paragraph_work *work = placed.work;
    int nearest = 0;
    long least = distance(caret_of(&placed, 0), x, y);
    for (int i = 1; i <= work->char_count + work->hard_count; i++) {
        /* In front of every character, and of every newline and the end. */
        bool is_char = i < work->char_count;
        int offset =
            is_char ? work->chars[i].source
                    : work->hards[i > work->char_count ? i - work->char_count - 1 : 0].source_end;
        if (is_char && work->chars[i].break_class == BREAK_CM)
            continue;
        long far = distance(caret_of(&placed, offset), x, y);
        if (far < least) {
            least = far;
            nearest = offset;
        }
    }
    return nearest;
}
