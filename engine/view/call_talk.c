/* The conversation: bubbles, newest at the bottom. */
#include "view/call_private.h"

static struct text_style words_style(const struct call_draw *d, enum role role) {
    return ui_style(d->width >= UI_NORMAL ? SIZE_READING : SIZE_BODY, WEIGHT_REGULAR, role);
}

static struct text_style head_style(void) {
    struct text_style style = ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_3);
    style.is_tabular = true;
    return style;
}

static struct text_style act_style(void) {
    return ui_style(SIZE_SMALL, WEIGHT_MEDIUM, ROLE_TEXT_2);
}

static bool is_now(const struct call_draw *d, int index) {
    for (int i = index + 1; i < d->view->line_count; i++)
        if (d->view->lines[i].kind != CALL_NOTE)
            return false;
    return d->view->lines[index].kind == CALL_CUSTOMER;
}

static int pad_x(const struct call_draw *d) {
    return ui_px(&d->ui, d->width >= UI_NORMAL ? 14 : 12);
}

static int pad_y(const struct call_draw *d) {
    return ui_px(&d->ui, d->width >= UI_NORMAL ? 10 : 8);
}

static int gap(const struct call_draw *d) {
    return ui_px(&d->ui, d->width >= UI_NORMAL ? 10 : 8);
}

/* "Ruth  4:02": who, and when in the call. */
static const char *who_of(struct call_draw *d, const struct call_line *line) {
    return line->kind == CALL_AGENT ? ui_str(&d->ui, STR_YOU) : line->who;
}

static int words_height(struct call_draw *d, const struct call_line *line, int w) {
    struct ui *ui = &d->ui;
    int h = ui_px(ui, 18);
    if (line->act)
        h += ui_text_height(ui, line->act, act_style(), w - ui_px(ui, 20));
    if (line->act && *line->text)
        h += ui_px(ui, 4);
    if (*line->text)
        h += ui_text_height(ui, line->text, words_style(d, ROLE_TEXT), w);
    return h;
}

static int natural_width(struct call_draw *d, const struct call_line *line) {
    struct ui *ui = &d->ui;
    int head = ui_text_width(ui, who_of(d, line), head_style()) + ui_px(ui, 8) +
               ui_text_width(ui, ui_clock(ui, line->t_ms), head_style());
    int words = *line->text ? ui_text_width(ui, line->text, words_style(d, ROLE_TEXT)) : 0;
    int act = line->act ? ui_text_width(ui, line->act, act_style()) + ui_px(ui, 20) : 0;
    int w = head > words ? head : words;
    return (w > act ? w : act) + ui_px(ui, 1);
}

static struct rect bubble_rect(struct call_draw *d, int index, int y, struct rect area) {
    struct ui *ui = &d->ui;
    const struct call_line *line = &d->view->lines[index];
    if (line->kind == CALL_NOTE) {
        struct text_style style = ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_3);
        return (struct rect){area.x, y, area.w, ui_text_height(ui, line->text, style, area.w)};
    }
    int most = ui_px(ui, d->width == UI_WIDE ? 520 : d->width == UI_NORMAL ? 424 : 320);
    if (d->width == UI_NARROW || most > area.w * 9 / 10)
        most = area.w * 9 / 10;
    int w = natural_width(d, line) + 2 * pad_x(d);
    w = w > most ? most : w;
    int h = words_height(d, line, w - 2 * pad_x(d)) + 2 * pad_y(d);
    int x = line->kind == CALL_AGENT ? area.x + area.w - w : area.x;
    return (struct rect){x, y, w, h};
}

static void draw_head(struct call_draw *d, const struct call_line *line, struct rect rect) {
    struct ui *ui = &d->ui;
    const char *who = who_of(d, line);
    int w = ui_text_width(ui, who, head_style());
    ui_text(ui, who, head_style(), (struct rect){rect.x, rect.y, w, rect.h});
    int x = w + ui_px(ui, 8);
    ui_text(ui, ui_clock(ui, line->t_ms), head_style(),
            (struct rect){rect.x + x, rect.y, rect.w - x, rect.h});
}

static void draw_words(struct call_draw *d, const struct call_line *line, struct rect rect) {
    struct ui *ui = &d->ui;
    draw_head(d, line, rect);
    rect_cut_top(&rect, ui_px(ui, 18));
    if (line->act) {
        int side = ui_px(ui, 14);
        struct rect icon = {rect.x, rect.y + ui_px(ui, 2), side, side};
        ui_icon(ui, "check", icon, ROLE_TEXT_2);
        struct rect act = rect;
        rect_cut_left(&act, ui_px(ui, 20));
        rect_cut_top(&rect, ui_text(ui, line->act, act_style(), act) + ui_px(ui, 4));
    }
    if (*line->text)
        ui_text(ui, line->text, words_style(d, ROLE_TEXT), rect);
}

/* Three corners are round; the one next to whoever speaks is nearly square. */
static void draw_shape(struct ui *ui, struct rect rect, bool is_agent, enum role role, int radius,
                       int corner) {
    struct rect foot = rect_cut_bottom(&rect, radius);
    struct rect left = rect_cut_left(&foot, foot.w / 2);
    ui_fill_corners(ui, rect, role, radius, CORNER_TL | CORNER_TR);
    ui_fill_corners(ui, left, role, is_agent ? radius : corner, CORNER_BL);
    ui_fill_corners(ui, foot, role, is_agent ? corner : radius, CORNER_BR);
}

static void draw_note(struct call_draw *d, const struct call_line *line, struct rect rect) {
    struct text_style style = ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_3);
    style.align = ALIGN_CENTER;
    ui_text(&d->ui, line->text, style, rect);
}

static void draw_bubble(struct call_draw *d, int index, struct rect rect) {
    struct ui *ui = &d->ui;
    const struct call_line *line = &d->view->lines[index];
    if (line->kind == CALL_NOTE) {
        draw_note(d, line, rect);
        return;
    }
    bool is_agent = line->kind == CALL_AGENT, is_last = is_now(d, index);
    int radius = ui_px(ui, 14), corner = ui_px(ui, 4), edge = ui_px(ui, 1);
    enum role fill = is_agent ? ROLE_BUBBLE_AGENT : is_last ? ROLE_SURFACE : ROLE_BUBBLE_CUSTOMER;
    struct rect inner = rect;
    if (is_last)
        frame_shadow(ui->frame, ui_mirror(ui, rect), radius);
    if (is_last || d->screen->ui.is_high_contrast) {
        bool is_strong = d->screen->ui.is_high_contrast && !is_agent;
        draw_shape(ui, rect, is_agent, is_strong ? ROLE_BORDER_STRONG : ROLE_BORDER, radius,
                   corner);
        inner = rect_inset(rect, edge, edge);
        radius -= edge;
        corner -= edge;
    }
    draw_shape(ui, inner, is_agent, fill, radius, corner);
    draw_words(d, line, rect_inset(rect, pad_x(d), pad_y(d)));
}

static const char *line_spoken(struct call_draw *d, const struct call_line *line) {
    struct ui *ui = &d->ui;
    const char *what = ui_join(ui, " ", line->act ? line->act : "", line->text, NULL);
    if (line->kind == CALL_NOTE)
        return ui_format(ui, STR_SPOKEN_NOTE, what, NULL);
    return ui_format(ui, STR_SPOKEN_LINE, who_of(d, line), ui_clock(ui, line->t_ms), what, NULL);
}

static void add_element(struct call_draw *d, int index, struct rect rect) {
    struct ui *ui = &d->ui;
    const struct call_line *line = &d->view->lines[index];
    bool is_last = is_now(d, index);
    const char *id = is_last ? "said" : frame_printf(ui->frame, "line.%d", index);
    ui_element(ui, is_last ? ELEMENT_TEXT : ELEMENT_LIST_ITEM, id, rect,
               ui_px(ui, line->kind == CALL_NOTE ? 6 : 14), line_spoken(d, line));
}

enum pass { PASS_MEASURE, PASS_DRAW, PASS_LAST, PASS_EARLIER };

/* One way through all lines; returns the y below the last. */
static int go_through(struct call_draw *d, struct rect area, enum pass pass) {
    int y = area.y;
    for (int i = 0; i < d->view->line_count; i++) {
        struct rect rect = bubble_rect(d, i, y, area);
        if (pass == PASS_DRAW)
            draw_bubble(d, i, rect);
        else if (pass != PASS_MEASURE && (pass == PASS_LAST) == is_now(d, i))
            add_element(d, i, rect);
        y = rect.y + rect.h + gap(d);
    }
    return d->view->line_count ? y - gap(d) : y;
}

static struct rect talk_area(struct call_draw *d, struct rect rect, int height) {
    int pad = ui_px(&d->ui, d->width >= UI_NORMAL ? 20 : 16);
    int top = ui_px(&d->ui, d->width >= UI_NORMAL ? 16 : 10);
    struct rect area = rect_inset(rect, pad, top);
    if (height < area.h) /* few lines stand at the bottom, near the options */
        area.y += area.h - height;
    return area;
}

void call_talk_draw(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    struct ui_scroll *scroll = &d->screen->talk;
    int pad = ui_px(ui, d->width >= UI_NORMAL ? 16 : 10);
    struct rect probe = talk_area(d, rect, rect.h);
    int height = go_through(d, probe, PASS_MEASURE) - probe.y;
    struct rect area = talk_area(d, rect, height);
    area.y += ui_scroll_begin(ui, scroll, rect) - rect.y;
    d->talk_area = area;
    go_through(d, area, PASS_DRAW);
    ui->region = REGION_SAID;
    go_through(d, area, PASS_LAST);
    ui_scroll_end(ui, scroll, height + 2 * pad);
}

void call_talk_elements(struct call_draw *d) {
    struct ui *ui = &d->ui;
    struct ui_scroll *scroll = &d->screen->talk;
    ui->region = REGION_TALK;
    int content = scroll->content;
    ui_scroll_begin(ui, scroll, ui_mirror(ui, scroll->rect));
    go_through(d, d->talk_area, PASS_EARLIER);
    ui_scroll_end(ui, scroll, content);
}

int call_talk_flow(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    struct rect area = talk_area(d, rect, rect.h);
    int end = go_through(d, area, PASS_DRAW);
    ui->region = REGION_SAID;
    go_through(d, area, PASS_LAST);
    ui->region = REGION_TALK;
    go_through(d, area, PASS_EARLIER);
    return end + ui_px(ui, 10) - rect.y;
}
