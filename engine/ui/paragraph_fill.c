/* Fills lines with words, evens out titles, cuts what may be cut. */
#include "ui/paragraph_private.h"

static bool is_space(const struct text_char *here) {
    return here->break_class == BREAK_SP;
}

/* `end` without the spaces before it; where someone types, only those that a wrapped line hangs. */
static int trimmed(const struct paragraph_work *work, const struct hard_line *hard, int first,
                   int end) {
    if (end == hard->end && work->out->key.flags & LAYOUT_TYPED)
        return end;
    while (end > first && is_space(&work->chars[end - 1]))
        end--;
    return end;
}

static void add_line(struct paragraph_work *work, struct text_line line) {
    void *list = work->lines;
    bool is_grown =
        paragraph_grow(work, &list, work->line_count, &work->line_cap, sizeof *work->lines);
    work->lines = list;
    if (is_grown)
        work->lines[work->line_count++] = line;
}

static int next_break(const struct paragraph_work *work, int i, int end) {
    do
        i++;
    while (i < end && !work->chars[i].may_break);
    return i;
}

static int previous_break(const struct paragraph_work *work, int i, int first) {
    do
        i--;
    while (i > first && !work->chars[i].may_break);
    return i;
}

/* As many of the word's characters as fit, at least one, marks with their letter. */
static int split_word(struct paragraph_work *work, int first, int end, int width) {
    int fits = first + 1, low = first + 1, high = end;
    while (low <= high) {
        int middle = low + (high - low) / 2;
        if (paragraph_width(work, first, middle) <= width) {
            fits = middle;
            low = middle + 1;
        } else {
            high = middle - 1;
        }
    }
    while (fits < end && fits > first + 1 && work->chars[fits].break_class == BREAK_CM)
        fits--;
    while (fits < end && work->chars[fits].break_class == BREAK_CM)
        fits++;
    work->has_split = work->has_split || fits < end;
    return fits;
}

/* Where the line that begins at `first` gives way to the next one. */
static int fit(struct paragraph_work *work, const struct hard_line *hard, int first, int width) {
    int used = 0, at = first, end = hard->end;
    while (at < end) {
        int next = next_break(work, at, end), ink = trimmed(work, hard, at, next);
        int word = paragraph_width(work, at, ink);
        if (used + word > width)
            break;
        used += word + paragraph_width(work, ink, next);
        at = next;
    }
    /* Together, words may be wider than one by one: kerning, rounding. */
    while (at > first) {
        struct text_line line = {.first = first, .end = trimmed(work, hard, first, at)};
        if (paragraph_line_width(work, &line) <= width)
            return at;
        int earlier = previous_break(work, at, first);
        if (earlier == first)
            return at;
        at = earlier;
    }
    int next = next_break(work, first, end), ink = trimmed(work, hard, first, next);
    int cut = split_word(work, first, ink, width);
    while (cut < next && is_space(&work->chars[cut]))
        cut++;
    return cut;
}

static void fill_hard_line(struct paragraph_work *work, struct hard_line hard, int width) {
    struct text_line whole = {
        .first = hard.first, .end = trimmed(work, &hard, hard.first, hard.end), .next = hard.end};
    if (hard.first == hard.end || !width || paragraph_line_width(work, &whole) <= width) {
        add_line(work, whole);
        return;
    }
    for (int first = hard.first; first < hard.end && !work->failed;) {
        int next = fit(work, &hard, first, width);
        add_line(work, (struct text_line){
                           .first = first, .end = trimmed(work, &hard, first, next), .next = next});
        first = next;
    }
}

static void fill(struct paragraph_work *work, int width) {
    work->line_count = 0;
    work->has_split = false;
    for (int h = 0; h < work->hard_count && !work->failed; h++)
        fill_hard_line(work, work->hards[h], width);
}

/* The narrowest width that needs no more lines makes them even. */
static void balance(struct paragraph_work *work, int width) {
    int lines = work->line_count;
    if (lines < 2 || lines > 4 || work->hard_count > 1 || work->has_split)
        return;
    int low = width / lines, high = width;
    while (low < high) {
        int middle = low + (high - low) / 2;
        fill(work, middle);
        if (work->line_count <= lines && !work->has_split)
            high = middle;
        else
            low = middle + 1;
    }
    fill(work, high);
}

static const struct hard_line *hard_line_of(const struct paragraph_work *work,
                                            const struct text_line *line) {
    const struct hard_line *hard = work->hards;
    while (hard < work->hards + work->hard_count - 1 && line->first >= hard[1].first &&
           line->next > hard->end)
        hard++;
    return hard;
}

/* Ends the last line that is wanted in an ellipsis, with as much before it as fits. */
static void cut(struct paragraph_work *work, int max_lines, int width) {
    struct text_line *last = &work->lines[max_lines - 1];
    const struct hard_line *hard = hard_line_of(work, last);
    work->line_count = max_lines;
    work->chars[work->char_count].level = hard->base_level;
    struct text_line line = {.first = last->first, .next = hard->end, .has_ellipsis = true};
    int low = last->first, high = hard->end;
    while (low < high) {
        int middle = low + (high - low + 1) / 2;
        line.end = trimmed(work, hard, line.first, middle);
        if (!width || paragraph_line_width(work, &line) <= width)
            low = middle;
        else
            high = middle - 1;
    }
    while (low > line.first && low < hard->end && work->chars[low].break_class == BREAK_CM)
        low--;
    line.end = trimmed(work, hard, line.first, low);
    *last = line;
}

void paragraph_fill(struct paragraph_work *work) {
    const struct layout_key *key = &work->out->key;
    fill(work, key->width);
    bool is_cut = key->max_lines && work->line_count > key->max_lines;
    if (!is_cut && key->flags & LAYOUT_BALANCED)
        balance(work, key->width);
    if (is_cut && !work->failed)
        cut(work, key->max_lines, key->width);
    for (int i = 0; i < work->line_count && !work->failed; i++)
        paragraph_place(work, &work->lines[i]);
}
