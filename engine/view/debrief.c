/* How the debrief is placed; the list, another go. */
#include "view/debrief_private.h"

#include "session/session.h"

#include <string.h>

void debrief_screen_init(struct debrief_screen *screen) {
    *screen = (struct debrief_screen){.note.edit.limit = WHY_MAX};
    ui_focus(&screen->ui, "decision.0");
    screen->ui.is_focus_visible = true;
}

const char *debrief_word(const struct debrief_draw *d, int category) {
    static const enum str words[] = {STR_POOR, STR_ACCEPTABLE, STR_BEST};
    return category < 0 || category > 2 ? "" : ui_str(&d->ui, words[category]);
}

const char *debrief_quoted(struct debrief_draw *d, const char *text, bool is_said) {
    return is_said ? ui_quote(&d->ui, text) : text;
}

static const struct {
    unsigned flag;
    enum str text;
    const char *icon;
    enum tag look;
} flag_tags[] = {{DEBRIEF_WITHIN, STR_TAG_WITHIN, "badge-check", TAG_POSITIVE},
                 {DEBRIEF_HAD_TO, STR_TAG_HAD_TO, "arrow-up-right", TAG_LIMIT},
                 {DEBRIEF_GAP, STR_TAG_GAP, "scale", TAG_CAUTION},
                 {DEBRIEF_LIMIT, STR_TAG_LIMIT, "lock", TAG_LIMIT},
                 {DEBRIEF_HELD, STR_TAG_HELD, "flag", TAG_CAUTION},
                 {DEBRIEF_TIMED_OUT, STR_TAG_TIMED_OUT, "timer-off", TAG_DANGER},
                 {DEBRIEF_RULE, STR_TAG_RULE, "triangle-alert", TAG_DANGER},
                 {DEBRIEF_DISPUTED, STR_TAG_DISPUTED, "flag", TAG_CAUTION}};
enum { FLAG_TAGS = sizeof flag_tags / sizeof *flag_tags };

int debrief_tags_draw(struct debrief_draw *d, const struct debrief_decision *decision,
                      unsigned which, struct rect rect, bool is_measured) {
    struct ui *ui = &d->ui;
    struct flow flow = flow_start(rect, ui_px(ui, 22), ui_px(ui, 8));
    for (int i = 0; i < FLAG_TAGS; i++) {
        if (!(decision->flags & which & flag_tags[i].flag))
            continue;
        const char *text = ui_str(ui, flag_tags[i].text);
        struct rect at = flow_next(&flow, widget_tag_width(ui, text, flag_tags[i].icon));
        if (!is_measured)
            widget_tag(ui, text, flag_tags[i].icon, flag_tags[i].look, at);
    }
    return flow_height(&flow);
}

/* All of them in one row. */
int debrief_tags_width(struct debrief_draw *d, const struct debrief_decision *decision) {
    struct ui *ui = &d->ui;
    int w = 0;
    for (int i = 0; i < FLAG_TAGS; i++)
        if (decision->flags & flag_tags[i].flag)
            w += (w ? ui_px(ui, 8) : 0) +
                 widget_tag_width(ui, ui_str(ui, flag_tags[i].text), flag_tags[i].icon);
    return w;
}

/* ---- the decisions ---- */

static const char *done_text(struct debrief_draw *d, const struct debrief_decision *decision) {
    return decision->flags & DEBRIEF_TIMED_OUT ? ui_str(&d->ui, STR_TIME_RAN_OUT)
           : decision->label && *decision->label
               ? decision->label
               : debrief_quoted(d, decision->done, decision->is_done_said);
}

static const char *word_of(struct debrief_draw *d, const struct debrief_decision *decision) {
    if (decision->flags & DEBRIEF_TIMED_OUT)
        return ui_str(&d->ui, STR_NO_ANSWER);
    if (decision->category < 0)
        return ui_str(&d->ui, STR_NOT_RATED);
    const char *word = debrief_word(d, decision->category);
    return decision->key < KEY_OPERATIONAL ? ui_format(&d->ui, STR_PROVISIONAL_TEXT, word, NULL)
                                           : word;
}

static const char *tag_words(struct debrief_draw *d, const struct debrief_decision *decision) {
    const char *out = "";
    for (int i = 0; i < FLAG_TAGS; i++)
        if (decision->flags & flag_tags[i].flag & ~(DEBRIEF_WITHIN | DEBRIEF_HAD_TO))
            out = ui_join(&d->ui, ", ", out, ui_str(&d->ui, flag_tags[i].text), NULL);
    return out;
}

static void decision_element(struct debrief_draw *d, int index, struct rect rect, int radius) {
    struct ui *ui = &d->ui;
    const struct debrief_decision *decision = &d->view->decisions[index];
    const char *spoken = ui_format(ui, STR_SPOKEN_DECISION, ui_number(ui, index + 1),
                                   ui_number(ui, d->view->decision_count), done_text(d, decision),
                                   word_of(d, decision), NULL);
    struct element *element =
        ui_element(ui, ELEMENT_LIST_ITEM, frame_printf(ui->frame, "decision.%d", index), rect,
                   radius, ui_join(ui, " ", spoken, tag_words(d, decision), NULL));
    element->is_chosen = index == d->screen->at;
}

static void draw_number(struct debrief_draw *d, int index, struct rect dot) {
    struct ui *ui = &d->ui;
    bool is_on = index == d->screen->at;
    struct text_style style =
        ui_style(SIZE_CAPTION, WEIGHT_SEMIBOLD, is_on ? ROLE_ON_ACCENT : ROLE_TEXT_2);
    style.align = ALIGN_CENTER;
    ui_fill(ui, dot, is_on ? ROLE_ACCENT : ROLE_SURFACE, dot.w / 2);
    if (!is_on)
        ui_edge(ui, dot, ROLE_BORDER_STRONG, dot.w / 2, ui_px(ui, 1));
    ui_label(ui, ui_number(ui, index + 1), style, dot);
}

static int draw_decision(struct debrief_draw *d, int index, struct rect rect) {
    struct ui *ui = &d->ui;
    const struct debrief_decision *decision = &d->view->decisions[index];
    unsigned which = ~(unsigned)(DEBRIEF_WITHIN | DEBRIEF_HAD_TO);
    struct text_style title = ui_style(SIZE_SMALL, WEIGHT_MEDIUM, ROLE_TEXT);
    struct text_style word = ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_2);
    int pad_x = ui_px(ui, 8), pad_y = ui_px(ui, 9), left = ui_px(ui, 35);
    int w = rect.w - 2 * pad_x - left;
    const char *text = done_text(d, decision);
    int title_h = ui_text_height(ui, text, title, w), gap = ui_px(ui, 3);
    int tags_h = debrief_tags_draw(d, decision, which, (struct rect){0, 0, w, 0}, true);
    int word_h = ui_text_height(ui, word_of(d, decision), word, w);
    int h = title_h + gap + word_h + (tags_h ? tags_h + ui_px(ui, 6) : 0) + 2 * pad_y;
    struct rect row = {rect.x, rect.y, rect.w, h};
    const char *id = frame_printf(ui->frame, "decision.%d", index);
    bool is_on = index == d->screen->at;
    int radius = ui_px(ui, 9), side = ui_px(ui, 24);
    if (is_on || ui_is_hovered(ui, id))
        ui_fill(ui, row, is_on ? ROLE_ACCENT_SOFT : ROLE_SUNKEN, radius);
    if (is_on)
        ui_edge(ui, row, ROLE_ACCENT, radius, ui_px(ui, 1));
    draw_number(d, index, (struct rect){row.x + pad_x, row.y + pad_y, side, side});
    struct rect at = {row.x + pad_x + left, row.y + pad_y, w, title_h};
    ui_text(ui, text, title, at);
    at.y += title_h + gap;
    ui_text(ui, word_of(d, decision), word, (struct rect){at.x, at.y, w, word_h});
    at.y += word_h + ui_px(ui, 6);
    debrief_tags_draw(d, decision, which, at, false);
    decision_element(d, index, row, radius);
    return h;
}

/* "↑ ↓ Move between decisions" */
static int draw_moves(struct debrief_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    struct rect row = {rect.x + ui_px(ui, 18), rect.y + ui_px(ui, 8), rect.w - ui_px(ui, 36),
                       ui_px(ui, 24)};
    rect_cut_left(&row, widget_key(ui, "↑", CAP_PLAIN, row) + ui_px(ui, 6));
    rect_cut_left(&row, widget_key(ui, "↓", CAP_PLAIN, row) + ui_px(ui, 6));
    ui_label(ui, ui_str(ui, STR_MOVE_DECISIONS),
             ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_2), row);
    return ui_px(ui, 44);
}

int debrief_list_draw(struct debrief_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    int top = rect.y, pad_x = ui_px(ui, 13); /* room for the ring beside the scroll bar */
    rect.y += ui_px(ui, 12);
    struct rect head = {rect.x + ui_px(ui, 18), rect.y, rect.w - ui_px(ui, 36), ui_px(ui, 22)};
    ui->region = DEBRIEF_LIST;
    rect.y += ui_text(ui, ui_count(ui, STR_DECISIONS, d->view->decision_count, NULL),
                      ui_style(SIZE_READING, WEIGHT_SEMIBOLD, ROLE_TEXT), head) +
              ui_px(ui, 6);
    /* The line that joins the numbers lies below them, and its length is known last. */
    int first = rect.y, rail_at = ui->frame->draw_count, last = 0;
    for (int i = 0; i < d->view->decision_count; i++) {
        last = rect.y;
        rect.y += draw_decision(
            d, i, (struct rect){rect.x + pad_x, rect.y, rect.w - 2 * pad_x, DEBRIEF_FOREVER});
    }
    int before = ui->frame->draw_count;
    ui_fill(ui,
            (struct rect){rect.x + pad_x + ui_px(ui, 19), first + ui_px(ui, 20), ui_px(ui, 2),
                          last - first},
            ROLE_BORDER, 0);
    ui_send_back(ui, rail_at, before);
    return rect.y + ui_px(ui, 8) + draw_moves(d, rect) - top;
}

static struct text_style step_style(void) {
    return ui_style(SIZE_CAPTION, WEIGHT_MEDIUM, ROLE_TEXT_2);
}

/* As wide as the longest word needs: nothing in the strip is cut. */
static int step_width(struct debrief_draw *d) {
    struct ui *ui = &d->ui;
    int most = 0;
    for (int i = 0; i < d->view->decision_count; i++) {
        int w = ui_text_width(ui, word_of(d, &d->view->decisions[i]), step_style());
        most = w > most ? w : most;
    }
    int w = most + ui_px(ui, 8 + 24 + 8 + 8 + 1), least = ui_px(ui, 128);
    return w > least ? w : least;
}

int debrief_steps_draw(struct debrief_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    int side = ui_px(ui, 40), step = step_width(d);
    struct rect area = rect_inset(rect, ui_px(ui, 14), ui_px(ui, 8));
    struct flow flow = flow_start(area, side, ui_px(ui, 8));
    ui->region = DEBRIEF_LIST;
    for (int i = 0; i < d->view->decision_count; i++)
        flow_next(&flow, step);
    struct rect card = {rect.x, rect.y, rect.w, flow_height(&flow) + 2 * ui_px(ui, 8)};
    widget_card(ui, card);
    flow = flow_start(area, side, ui_px(ui, 8));
    for (int i = 0; i < d->view->decision_count; i++) {
        struct rect cell = flow_next(&flow, step), whole = cell;
        bool is_on = i == d->screen->at;
        if (is_on) {
            ui_fill(ui, cell, ROLE_ACCENT_SOFT, ui_px(ui, 9));
            ui_edge(ui, cell, ROLE_ACCENT, ui_px(ui, 9), ui_px(ui, 1));
        }
        cell = rect_inset(cell, ui_px(ui, 8), 0);
        int dot = ui_px(ui, 24);
        draw_number(d, i, rect_middle(rect_cut_left(&cell, dot), dot, dot));
        rect_cut_left(&cell, ui_px(ui, 8));
        ui_label(ui, word_of(d, &d->view->decisions[i]), step_style(), cell);
        decision_element(d, i, whole, ui_px(ui, 9));
    }
    return card.h;
}

/* ---- another go ---- */

int debrief_again_draw(struct debrief_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    const struct debrief_decision *decision = &d->view->decisions[d->screen->at];
    int pad_x = ui_px(ui, 18), pad_y = ui_px(ui, 16), at = ui->frame->draw_count;
    struct rect in = {rect.x + pad_x, rect.y + pad_y, rect.w - 2 * pad_x, DEBRIEF_FOREVER};
    const char *text = ui_format(ui, STR_AGAIN_TEXT, ui_clock(ui, decision->t_ms), NULL);
    bool has_next = d->screen->at + 1 < d->view->decision_count;
    struct button again = {.id = "again",
                           .label = ui_str(ui, STR_AGAIN),
                           .icon = "rotate-ccw",
                           .key = "T",
                           .is_disabled = !decision->can_retry,
                           .hint = decision->can_retry ? NULL : ui_str(ui, STR_AGAIN_NOT)};
    struct button next = {.id = "next",
                          .label = ui_str(ui, has_next ? STR_NEXT_DECISION : STR_BACK_HOME),
                          .key = has_next ? "↓" : "Esc",
                          .look = BUTTON_SECONDARY};
    ui->region = DEBRIEF_AGAIN;
    in.y += ui_text(ui, ui_str(ui, STR_HAVE_ANOTHER_GO),
                    ui_style(SIZE_READING, WEIGHT_SEMIBOLD, ROLE_TEXT), in) +
            ui_px(ui, 3);
    in.y +=
        ui_text(ui, text, ui_style(SIZE_SMALL, WEIGHT_REGULAR, ROLE_TEXT_2), in) + ui_px(ui, 12);
    int h = ui_px(ui, 40), most = ui_px(ui, 340);
    struct rect button = {in.x, in.y, in.w < most ? in.w : most, h};
    button_draw(ui, &again, button);
    button.y += h + ui_px(ui, 8);
    button_draw(ui, &next, button);
    in.y = button.y + h + ui_px(ui, decision->dispute ? 16 : 10);
    int dispute = debrief_dispute_draw(d, in);
    int end = (dispute ? in.y + dispute + ui_px(ui, decision->dispute ? 16 : 10)
                       : button.y + h + pad_y) -
              rect.y,
        last = ui->frame->draw_count;
    widget_card(ui, (struct rect){rect.x, rect.y, rect.w, end});
    ui_send_back(ui, at, last);
    return end;
}

/* ---- the page ---- */

static void draw_scrolled(struct debrief_draw *d, struct ui_scroll *scroll, struct rect rect,
                          int (*draw)(struct debrief_draw *d, struct rect rect)) {
    struct ui *ui = &d->ui;
    widget_card(ui, rect);
    int edge = ui_px(ui, 1);
    struct rect inside = rect_inset(rect, edge, edge);
    inside.y = ui_scroll_begin(ui, scroll, inside);
    int h = draw(d, inside);
    ui_scroll_end(ui, scroll, h);
}

static void draw_columns(struct debrief_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    int gap = ui_px(ui, 16);
    struct rect side;
    rect_cut_top(&rect, debrief_outcome_draw(d, rect) + ui_px(ui, 14));
    rect_cut_bottom(&rect, gap);
    struct rect list = rect_cut_left(&rect, ui_px(ui, 264));
    rect_cut_left(&rect, gap);
    side = rect_cut_right(&rect, ui_px(ui, 280));
    rect_cut_right(&rect, gap);
    draw_scrolled(d, &d->screen->list, list, debrief_list_draw);
    draw_scrolled(d, &d->screen->detail, rect, debrief_detail_draw);
    /* Room for the shadow of the cards in it. */
    struct rect wide = rect_inset(side, -ui_px(ui, 4), 0);
    int top = ui_scroll_begin(ui, &d->screen->side, wide);
    struct rect at = {side.x, top, side.w, DEBRIEF_FOREVER};
    at.y += debrief_calibration_draw(d, at) + ui_px(ui, 14);
    at.y += debrief_again_draw(d, at) + ui_px(ui, 4);
    ui_scroll_end(ui, &d->screen->side, at.y - top);
}

static int detail_card(struct debrief_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    int at = ui->frame->draw_count;
    int h = debrief_detail_draw(d, rect), last = ui->frame->draw_count;
    widget_card(ui, (struct rect){rect.x, rect.y, rect.w, h});
    ui_send_back(ui, at, last);
    return h;
}

static void draw_one_column(struct debrief_draw *d, struct rect window, int margin) {
    struct ui *ui = &d->ui;
    int top = ui_scroll_begin(ui, &d->screen->page, window), gap = ui_px(ui, 14);
    struct rect at = rect_inset(window, margin, 0);
    at.y = top + ui_px(ui, 16);
    at.h = DEBRIEF_FOREVER;
    at.y += debrief_outcome_draw(d, at) + gap;
    at.y += debrief_steps_draw(d, at) + gap;
    at.y += detail_card(d, at) + gap;
    at.y += debrief_again_draw(d, at) + gap;
    at.y += debrief_calibration_draw(d, at) + gap;
    ui_scroll_end(ui, &d->screen->page, at.y + ui_px(ui, 10) - top);
}

void debrief_draw(struct debrief_screen *screen, const struct debrief_view *view,
                  struct frame *frame) {
    struct debrief_draw d = {.screen = screen, .view = view};
    struct ui *ui = &d.ui;
    struct ui_page whole = shell_page(&screen->ui, frame, &view->shell);
    while (ui_page_draws(&whole, ui)) {
        d.width = ui_width_class(ui);
        struct rect window = ui_window(ui);
        shell_draw(ui, &screen->shell, &view->shell, false, &window);
        int margin = ui_px(ui, d.width == UI_NARROW ? 16 : 32), most = ui_px(ui, 1720);
        bool is_low = frame_effective_height(frame) < 640;
        if (d.width < UI_NORMAL || is_low || !view->decision_count) {
            if (view->decision_count)
                draw_one_column(&d, window, margin);
        } else {
            struct rect page = rect_inset(window, margin, 0);
            if (page.w > most)
                page = rect_center(page, most, page.h);
            rect_cut_top(&page, ui_px(ui, 16));
            draw_columns(&d, page);
        }
        debrief_dispute_over(&d);
        shell_draw_over(ui, &screen->shell, &view->shell);
    }
}
