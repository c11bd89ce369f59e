/* One line as runs in visual order, and how wide it is. */
#include "ui/paragraph_private.h"

#include <string.h>

/* The zero whose width is the cell of a tabular digit; 0: not one. */
static uint32_t cell_zero(const struct paragraph_work *work, const struct text_char *here) {
    if (!(work->out->key.flags & LAYOUT_TABULAR))
        return 0;
    uint32_t c = here->character;
    if (c >= '0' && c <= '9')
        return '0';
    if (c >= 0x660 && c <= 0x669)
        return 0x660;
    return c >= 0x6F0 && c <= 0x6F9 ? 0x6F0 : 0;
}

static struct text_run run_of(const struct paragraph_work *work, int a, int b) {
    const struct text_char *first = &work->chars[a];
    struct text_run run = {
        .face = (enum font_face)first->face,
        .weight = (enum font_weight)work->out->key.weight,
        .px = work->out->key.px,
        .is_rtl = first->level & 1,
        .text = work->clean + first->at,
        .len = work->chars[b].at - first->at,
    };
    memcpy(run.script, script_tag((enum script_code)first->script), sizeof run.script);
    return run;
}

static int run_width(const struct paragraph_work *work, const struct text_run *run) {
    return work->metrics->run_width(work->metrics->self, run);
}

static int cell_width(const struct paragraph_work *work, const struct text_run *run,
                      uint32_t zero) {
    struct text_run cell = *run;
    cell.text = zero == '0' ? "0" : zero == 0x660 ? "\xD9\xA0" : "\xDB\xB0";
    cell.len = (int)strlen(cell.text);
    return run_width(work, &cell);
}

static int item_width(const struct paragraph_work *work, int a, int b) {
    struct text_run run = run_of(work, a, b);
    uint32_t zero = cell_zero(work, &work->chars[a]);
    return zero ? cell_width(work, &run, zero) : run_width(work, &run);
}

static bool is_same_run(const struct text_char *a, const struct text_char *b) {
    return a->face == b->face && a->script == b->script;
}

/* Where the item that begins at `a` ends. */
static int item_end(const struct paragraph_work *work, int a, int end) {
    const struct text_char *first = &work->chars[a];
    int b = a + 1;
    if (cell_zero(work, first))
        return b;
    while (b < end && is_same_run(first, &work->chars[b]) && work->chars[b].level == first->level &&
           work->chars[b].gap_level == NO_GAP && !cell_zero(work, &work->chars[b]))
        b++;
    return b;
}

int paragraph_width(struct paragraph_work *work, int a, int b) {
    int width = 0;
    while (a < b) {
        int end = item_end(work, a, b);
        width += item_width(work, a, end);
        a = end;
    }
    return width;
}

static void add_item(struct paragraph_work *work, int a, int b, uint8_t level) {
    void *list = work->items;
    bool is_grown =
        paragraph_grow(work, &list, work->item_count, &work->item_cap, sizeof *work->items);
    work->items = list;
    if (is_grown)
        work->items[work->item_count++] = (struct text_item){a, b, level};
}

static void reverse(struct text_item *items, int a, int b) {
    for (b--; a < b; a++, b--) {
        struct text_item keep = items[a];
        items[a] = items[b];
        items[b] = keep;
    }
}

/* Rule L2: from the highest level down to 1, reverse what is at that level or above. */
static void reorder(struct text_item *items, int count) {
    int highest = 0;
    for (int i = 0; i < count; i++)
        highest = items[i].level > highest ? items[i].level : highest;
    for (int level = highest; level > 0; level--) {
        for (int a = 0; a < count; a++) {
            int b = a;
            while (b < count && items[b].level >= level)
                b++;
            reverse(items, a, b);
            a = b > a ? b - 1 : a;
        }
    }
}

/* Neighbours on the line that are neighbours in the text too are shaped as one. */
static bool join(const struct paragraph_work *work, struct text_item *left,
                 const struct text_item *right) {
    const struct text_char *a = &work->chars[left->a], *b = &work->chars[right->a];
    bool is_rtl = left->level & 1;
    if (is_rtl != (right->level & 1) || !is_same_run(a, b) || cell_zero(work, a) ||
        cell_zero(work, b))
        return false;
    if (is_rtl ? right->b != left->a : left->b != right->a)
        return false;
    if (is_rtl)
        left->a = right->a;
    else
        left->b = right->b;
    return true;
}

/* The line's items in visual order, in work->items. */
static void order_line(struct paragraph_work *work, const struct text_line *line) {
    work->item_count = 0;
    for (int a = line->first; a < line->end;) {
        int b = item_end(work, a, line->end);
        if (work->chars[a].gap_level != NO_GAP)
            add_item(work, a, a, work->chars[a].gap_level);
        add_item(work, a, b, work->chars[a].level);
        a = b;
    }
    if (line->has_ellipsis)
        add_item(work, work->char_count, work->char_count + 1, work->chars[work->char_count].level);
    reorder(work->items, work->item_count);
    int kept = 0;
    for (int i = 0; i < work->item_count; i++) {
        const struct text_item *item = &work->items[i];
        bool is_gap = item->a == item->b;
        if (!is_gap && (!kept || !join(work, &work->items[kept - 1], item)))
            work->items[kept++] = *item;
    }
    work->item_count = kept;
}

int paragraph_line_width(struct paragraph_work *work, const struct text_line *line) {
    order_line(work, line);
    int width = 0;
    for (int i = 0; i < work->item_count; i++)
        width += item_width(work, work->items[i].a, work->items[i].b);
    return width;
}

/* Adds a run at x; returns its advance. */
static int place_run(struct paragraph_work *work, const struct text_item *item, int x) {
    struct layout *out = work->out;
    void *list = out->runs;
    bool is_grown = paragraph_grow(work, &list, out->run_count, &out->run_cap, sizeof *out->runs);
    out->runs = list;
    if (!is_grown)
        return 0;
    struct text_run run = run_of(work, item->a, item->b);
    int width = run_width(work, &run), advance = width;
    uint32_t zero = cell_zero(work, &work->chars[item->a]);
    if (zero)
        advance = cell_width(work, &run, zero);
    out->runs[out->run_count++] =
        (struct placed_run){.run = run, .x = x + (advance - width) / 2, .width = width};
    return advance;
}

void paragraph_place(struct paragraph_work *work, const struct text_line *line) {
    struct layout *out = work->out;
    void *list = out->lines;
    bool is_grown =
        paragraph_grow(work, &list, out->line_count, &out->line_cap, sizeof *out->lines);
    out->lines = list;
    if (!is_grown)
        return;
    struct placed_line placed = {.first_run = out->run_count};
    order_line(work, line);
    for (int i = 0; i < work->item_count; i++)
        placed.width += place_run(work, &work->items[i], placed.width);
    placed.run_count = out->run_count - placed.first_run;
    out->lines[out->line_count++] = placed;
}
