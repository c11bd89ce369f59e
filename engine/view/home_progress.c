/* The six lines of progress, on the home screen and on a page of their own. */
#include "view/home_private.h"

static void draw_track(struct ui *ui, const struct progress_line *line, struct rect rect) {
    int h = ui_px(ui, 5);
    ui_fill(ui, rect_middle(rect, rect.w, h), ROLE_EXPERT_SOFT, h / 2);
    int from = rect.w * line->low / 1000, to = rect.w * line->high / 1000, bar = ui_px(ui, 8);
    struct rect range = rect_middle(rect, to - from > bar ? to - from : bar, bar);
    range.x += from + range.w <= rect.w ? from : rect.w - range.w;
    ui_fill(ui, range, ROLE_ACCENT_LINE, bar / 2);
    int x = rect.x + rect.w * line->best / 1000, y = rect.y + rect.h / 2;
    ui_dot(ui, x, y, ui_px(ui, 6), ROLE_SURFACE);
    ui_dot(ui, x, y, ui_px(ui, 5), ROLE_ACCENT);
    if (line->mean >= 0)
        ui_fill(ui,
                (struct rect){rect.x + rect.w * line->mean / 1000, rect.y, ui_px(ui, 2), rect.h},
                ROLE_TEXT_2, 0);
}

/* At the end of the track, which becomes shorter. */
static void draw_mark(struct ui *ui, struct rect *track) {
    const char *mark = ui_str(ui, STR_PROVISIONAL_MARK);
    struct text_style style = ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_2);
    int w = ui_text_width(ui, mark, style), gap = ui_px(ui, 8);
    style.align = ALIGN_END;
    ui_label(ui, mark, style, rect_cut_right(track, w));
    rect_cut_right(track, gap);
}

static const char *progress_text(struct ui *ui, const struct progress_line *line) {
    if (line->state == PROGRESS_SAID)
        return line->text;
    return line->is_provisional ? ui_format(ui, STR_PROVISIONAL_TEXT, line->text, NULL)
                                : line->text;
}

static int draw_line(struct ui *ui, const struct progress_line *line, int index, struct rect rect) {
    struct text_style name = ui_style(SIZE_SMALL, WEIGHT_MEDIUM, ROLE_TEXT);
    struct text_style few = ui_style(SIZE_SMALL, WEIGHT_REGULAR, ROLE_TEXT_3);
    const char *title = ui_str(ui, line->name);
    struct rect whole = rect;
    int row = ui_px(ui, 18), h = row;
    struct rect top = {rect.x, rect.y, rect.w, row};
    ui_label(ui, title, name, top);
    const char *text = progress_text(ui, line);
    bool is_marked = line->is_provisional && line->state == PROGRESS_SAID;
    rect.y += row + ui_px(ui, 7);
    if (line->state == PROGRESS_SAID) {
        name.align = ALIGN_END;
        ui_label(ui, text, name, top);
        struct rect track = {rect.x, rect.y, rect.w, ui_px(ui, 14)};
        if (line->is_provisional)
            draw_mark(ui, &track);
        draw_track(ui, line, track);
        h += ui_px(ui, 21);
    } else {
        int dash = ui_px(ui, 70);
        struct rect box = {rect.x, rect.y + ui_px(ui, 6), dash, ui_px(ui, 5)};
        ui_edge_dashed(ui, box, ROLE_BORDER_STRONG, ui_px(ui, 2), ui_px(ui, 1));
        struct rect words = {rect.x + dash + ui_px(ui, 10), rect.y, rect.w - dash - ui_px(ui, 10),
                             HOME_FOREVER};
        h += ui_px(ui, 7) + ui_text(ui, text, few, words);
    }
    whole.h = h;
    ui_element(
        ui, ELEMENT_LIST_ITEM, frame_printf(ui->frame, "progress.%d", index),
        rect_inset(whole, -ui_px(ui, 8), -ui_px(ui, 4)), ui_px(ui, 6),
        ui_join(ui, ", ", title, text, is_marked ? ui_str(ui, STR_PROVISIONAL_MARK) : "", NULL));
    return h + ui_px(ui, 18);
}

int home_progress_draw(struct ui *ui, const struct progress_line *lines, struct rect rect) {
    int pad_x = ui_px(ui, 18), pad_y = ui_px(ui, 16), at = ui->frame->draw_count;
    struct rect in = {rect.x + pad_x, rect.y + pad_y, rect.w - 2 * pad_x, HOME_FOREVER};
    in.y += ui_text(ui, ui_str(ui, STR_YOUR_PROGRESS),
                    ui_style(SIZE_READING, WEIGHT_SEMIBOLD, ROLE_TEXT), in) +
            ui_px(ui, 2);
    in.y += ui_text(ui, ui_str(ui, STR_PROGRESS_TEXT),
                    ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_2), in) +
            ui_px(ui, 12);
    bool is_provisional = false;
    for (int i = 0; i < PROGRESS_LINES; i++) {
        in.y += draw_line(ui, &lines[i], i, in);
        is_provisional |= lines[i].is_provisional;
    }
    if (is_provisional)
        in.y += ui_text(ui, ui_str(ui, STR_PROVISIONAL),
                        ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_2), in) +
                pad_y;
    int h = in.y - rect.y;
    int last = ui->frame->draw_count;
    widget_card(ui, (struct rect){rect.x, rect.y, rect.w, h});
    ui_send_back(ui, at, last);
    return h;
}
