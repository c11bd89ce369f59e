/* How the debrief is placed; outcome, list, another go. */
#include "view/debrief_private.h"

#include <string.h>

void debrief_screen_init(struct debrief_screen *screen) {
    *screen = (struct debrief_screen){0};
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
                 {DEBRIEF_RULE, STR_TAG_RULE, "triangle-alert", TAG_DANGER}};
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

/* ---- the outcome ---- */

struct metric {
    const char *name, *value, *note, *icon;
    enum role icon_role;
};

static void draw_metric(struct debrief_draw *d, const struct metric *metric, int index,
                        struct rect rect) {
    struct ui *ui = &d->ui;
    struct text_style value = ui_style(SIZE_HEADING, WEIGHT_SEMIBOLD, ROLE_TEXT);
    value.is_tabular = true;
    struct rect whole = rect;
    ui_fill(ui, (struct rect){rect.x, rect.y, ui_px(ui, 1), rect.h}, ROLE_BORDER, 0);
    rect_cut_left(&rect, ui_px(ui, 20));
    ui_label(ui, metric->name, ui_style(SIZE_SMALL, WEIGHT_REGULAR, ROLE_TEXT_2),
             rect_cut_top(&rect, ui_px(ui, 18)));
    struct rect line = rect_cut_top(&rect, ui_px(ui, 28));
    if (metric->icon) {
        int side = ui_px(ui, 18);
        ui_icon(ui, metric->icon, rect_middle(line, side, side), metric->icon_role);
        rect_cut_left(&line, ui_px(ui, 24));
    }
    ui_label(ui, metric->value, value, line);
    ui_label(ui, metric->note, ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_3),
             rect_cut_top(&rect, ui_px(ui, 16)));
    ui_element(ui, ELEMENT_LIST_ITEM, frame_printf(ui->frame, "metric.%d", index), whole,
               ui_px(ui, 6), ui_join(ui, ", ", metric->name, metric->value, metric->note, NULL));
}

static int metrics_of(struct debrief_draw *d, struct metric out[4]) {
    struct ui *ui = &d->ui;
    const struct debrief_view *view = d->view;
    int count = 0;
    out[count++] = (struct metric){ui_str(ui, STR_SATISFACTION),
                                   ui_format(ui, STR_OF_FIVE, ui_number(ui, view->csat), NULL),
                                   ui_str(ui, STR_AS_ENDING), NULL, ROLE_NONE};
    out[count++] = (struct metric){
        ui_str(ui, STR_COMPLIANCE), ui_str(ui, view->is_compliant ? STR_CLEAR_RULES : STR_BROKEN),
        ui_str(ui, view->is_compliant ? STR_NO_RULE_BROKEN : STR_RULE_BROKEN),
        view->is_compliant ? "circle-check" : "circle-alert",
        view->is_compliant ? ROLE_POSITIVE : ROLE_DANGER};
    out[count++] = (struct metric){
        ui_str(ui, STR_COST), view->cost,
        *view->limit ? ui_format(ui, STR_LIMIT_NOTE, view->limit, NULL) : "", NULL, ROLE_NONE};
    out[count++] = (struct metric){
        ui_str(ui, STR_HANDLE_TIME), ui_clock(ui, view->handle_ms),
        view->target_ms ? ui_format(ui, STR_TARGET, ui_clock(ui, view->target_ms), NULL) : "", NULL,
        ROLE_NONE};
    return count;
}

static int outcome_words(struct debrief_draw *d, struct rect rect, bool is_measured) {
    struct ui *ui = &d->ui;
    struct text_style title = ui_style(SIZE_HEADING, WEIGHT_SEMIBOLD, ROLE_TEXT);
    struct text_style text = ui_style(SIZE_BODY, WEIGHT_REGULAR, ROLE_TEXT_2);
    int title_h = ui_text_height(ui, d->view->title, title, rect.w) + ui_px(ui, 2);
    int text_h = *d->view->lesson ? ui_text_height(ui, d->view->lesson, text, rect.w) : 0;
    if (is_measured)
        return title_h + text_h;
    rect = rect_middle(rect, rect.w, title_h + text_h);
    struct rect whole = rect;
    ui_text(ui, d->view->title, title, rect_cut_top(&rect, title_h));
    if (text_h)
        ui_text(ui, d->view->lesson, text, rect);
    ui_element(ui, ELEMENT_TEXT, "outcome", whole, ui_px(ui, 6),
               ui_join(ui, ". ", d->view->call, d->view->title, d->view->lesson, NULL));
    return title_h + text_h;
}

static void draw_badge(struct debrief_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    bool is_good = d->view->is_resolved;
    int side = ui_px(ui, 44), inner = ui_px(ui, 24);
    struct rect badge = rect_middle(rect, side, side);
    ui_fill(ui, badge, is_good ? ROLE_POSITIVE_SOFT : ROLE_SUNKEN, ui_px(ui, 12));
    ui_icon(ui, is_good ? "heart-handshake" : "phone-call", rect_center(badge, inner, inner),
            is_good ? ROLE_POSITIVE_TEXT : ROLE_TEXT_2);
}

int debrief_outcome_draw(struct debrief_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    struct metric metrics[4];
    int count = metrics_of(d, metrics), pad = ui_px(ui, 24), each = ui_px(ui, 148);
    bool is_wide = d->width >= UI_NORMAL;
    int across = d->width == UI_NARROW ? (rect.w - 2 * pad) / each : count;
    across = across < 1 ? 1 : across > count ? count : across;
    int rows = (count + across - 1) / across, metric_h = ui_px(ui, 62);
    int words_w = rect.w - 2 * pad - ui_px(ui, 68) - (is_wide ? count * each + pad : 0);
    int words_h = outcome_words(d, (struct rect){0, 0, words_w, 0}, true);
    int least = ui_px(ui, 104) - 2 * ui_px(ui, 20);
    int h = words_h > least ? words_h : least;
    struct rect card = {rect.x, rect.y, rect.w,
                        h + 2 * ui_px(ui, 20) + (is_wide ? 0 : rows * (metric_h + ui_px(ui, 14)))};
    ui->region = DEBRIEF_OUTCOME;
    widget_card(ui, card);
    struct rect in = rect_inset(card, pad, ui_px(ui, 20));
    struct rect side = in;
    struct rect head = is_wide ? in : rect_cut_top(&in, h);
    if (is_wide) {
        side = rect_cut_right(&head, count * each);
        rect_cut_right(&head, pad);
    } else {
        rect_cut_top(&in, ui_px(ui, 14));
        side = in;
        each = in.w / across;
    }
    draw_badge(d, rect_cut_left(&head, ui_px(ui, 44)));
    rect_cut_left(&head, ui_px(ui, 24));
    outcome_words(d, head, false);
    for (int i = 0; i < count; i++) {
        struct rect cell = {side.x + i % across * each,
                            side.y + i / across * (metric_h + ui_px(ui, 14)), each,
                            is_wide ? side.h : metric_h};
        draw_metric(d, &metrics[i], i, rect_middle(cell, each, metric_h));
    }
    return card.h;
}

/* ---- the decisions ---- */

static const char *done_text(struct debrief_draw *d, const struct debrief_decision *decision) {
    return decision->flags & DEBRIEF_TIMED_OUT
               ? ui_str(&d->ui, STR_TIME_RAN_OUT)
               : debrief_quoted(d, decision->done, decision->is_done_said);
}

static const char *word_of(struct debrief_draw *d, const struct debrief_decision *decision) {
    if (decision->flags & DEBRIEF_TIMED_OUT)
        return ui_str(&d->ui, STR_NO_ANSWER);
    return decision->category < 0 ? ui_str(&d->ui, STR_NOT_RATED)
                                  : debrief_word(d, decision->category);
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
    title.max_lines = 2; /* its whole text is spoken and stands in the detail */
    int pad_x = ui_px(ui, 8), pad_y = ui_px(ui, 9), left = ui_px(ui, 35);
    int w = rect.w - 2 * pad_x - left;
    const char *text = done_text(d, decision);
    int title_h = ui_text_height(ui, text, title, w), gap = ui_px(ui, 3);
    int tags_h = debrief_tags_draw(d, decision, which, (struct rect){0, 0, w, 0}, true);
    int h = title_h + gap + ui_px(ui, 16) + (tags_h ? tags_h + ui_px(ui, 6) : 0) + 2 * pad_y;
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
    ui_text(ui, word_of(d, decision), word, (struct rect){at.x, at.y, w, ui_px(ui, 16)});
    at.y += ui_px(ui, 16 + 6);
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
    int top = rect.y, pad_x = ui_px(ui, 10);
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

int debrief_steps_draw(struct debrief_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    int side = ui_px(ui, 40);
    struct rect area = rect_inset(rect, ui_px(ui, 14), ui_px(ui, 8));
    struct flow flow = flow_start(area, side, ui_px(ui, 8));
    ui->region = DEBRIEF_LIST;
    for (int i = 0; i < d->view->decision_count; i++)
        flow_next(&flow, ui_px(ui, 128));
    struct rect card = {rect.x, rect.y, rect.w, flow_height(&flow) + 2 * ui_px(ui, 8)};
    widget_card(ui, card);
    flow = flow_start(area, side, ui_px(ui, 8));
    for (int i = 0; i < d->view->decision_count; i++) {
        struct rect cell = flow_next(&flow, ui_px(ui, 128)), whole = cell;
        bool is_on = i == d->screen->at;
        if (is_on) {
            ui_fill(ui, cell, ROLE_ACCENT_SOFT, ui_px(ui, 9));
            ui_edge(ui, cell, ROLE_ACCENT, ui_px(ui, 9), ui_px(ui, 1));
        }
        cell = rect_inset(cell, ui_px(ui, 8), 0);
        int dot = ui_px(ui, 24);
        draw_number(d, i, rect_middle(rect_cut_left(&cell, dot), dot, dot));
        rect_cut_left(&cell, ui_px(ui, 8));
        ui_label(ui, word_of(d, &d->view->decisions[i]),
                 ui_style(SIZE_CAPTION, WEIGHT_MEDIUM, ROLE_TEXT_2), cell);
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
    int end = button.y + h + pad_y - rect.y, last = ui->frame->draw_count;
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
    for (int attempt = 0; attempt < 3; attempt++) {
        struct debrief_draw d = {.screen = screen, .view = view};
        struct ui *ui = &d.ui;
        frame->is_rtl = view->shell.is_rtl;
        ui_begin(ui, &screen->ui, frame, view->shell.language);
        d.width = ui_width_class(ui);
        struct rect window = {0, 0, frame->width, frame->height};
        ui_fill(ui, window, ROLE_CANVAS, 0);
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
        shell_draw_over(ui, &screen->shell, &view->shell);
        if (!ui->draw_again)
            break;
    }
    screen->ui.wants_reveal = screen->ui.is_dirty = false;
}

/* ---- what the person did ---- */

static const struct ui_command nothing = {DO_NOTHING, 0, 0, ""};

static void go_to(struct debrief_screen *screen, const struct debrief_view *view, int index) {
    char id[32] = "decision.";
    if (index < 0 || index >= view->decision_count)
        return;
    screen->at = index;
    screen->detail.y = 0;
    size_t len = strlen(id);
    id[len] = '\0';
    for (int digits = index >= 100 ? 100 : index >= 10 ? 10 : 1; digits; digits /= 10)
        id[len++] = (char)('0' + index / digits % 10);
    ui_focus(&screen->ui, id);
    screen->ui.is_focus_visible = true;
    screen->ui.is_dirty = true;
}

static struct ui_command again(const struct debrief_screen *screen,
                               const struct debrief_view *view) {
    if (!view->decision_count || !view->decisions[screen->at].can_retry)
        return nothing;
    return (struct ui_command){DO_TRY_AGAIN, screen->at, 0, ""};
}

static struct ui_command activate(struct debrief_screen *screen, const struct debrief_view *view,
                                  const struct frame *frame, const char *id) {
    struct ui_command out = nothing;
    if (shell_activate(&screen->shell, &screen->ui, frame, id, &out))
        return out;
    if (ui_id_number(id, "decision.") >= 0)
        go_to(screen, view, ui_id_number(id, "decision."));
    if (!strcmp(id, "again"))
        return again(screen, view);
    if (!strcmp(id, "next")) {
        if (screen->at + 1 >= view->decision_count)
            return (struct ui_command){DO_GO_HOME, 0, 0, ""};
        go_to(screen, view, screen->at + 1);
        ui_focus(&screen->ui, "next");
    }
    return nothing;
}

static bool is_in_list(const struct debrief_screen *screen, const struct frame *frame) {
    const struct element *at = ui_focused(&screen->ui, frame);
    return at && at->kind == ELEMENT_LIST_ITEM && strncmp(at->id, "decision.", 9) != 0;
}

static struct ui_command handle_key(struct debrief_screen *screen, const struct debrief_view *view,
                                    const struct frame *frame, const struct ui_event *event) {
    struct ui_command out;
    if (shell_key(&screen->shell, &screen->ui, event, &out))
        return out;
    if (screen->shell.shows_keys) {
        const char *pressed = ui_navigate(&screen->ui, frame, event);
        return pressed ? activate(screen, view, frame, pressed) : nothing;
    }
    if (event->key == KEY_ESCAPE)
        return (struct ui_command){DO_GO_HOME, 0, 0, ""};
    if ((int)event->key == 't')
        return again(screen, view);
    bool is_arrow = event->key == KEY_UP || event->key == KEY_DOWN;
    if (is_arrow && !is_in_list(screen, frame)) {
        go_to(screen, view, screen->at + (event->key == KEY_DOWN ? 1 : -1));
        return nothing;
    }
    if (event->key == KEY_PAGE_DOWN || event->key == KEY_PAGE_UP) {
        bool is_page = frame_find(frame, "progress") == NULL && screen->page.content > 0;
        struct ui_scroll *scroll = is_page && screen->page.rect.h ? &screen->page : &screen->detail;
        int page = scroll->rect.h * 4 / 5;
        ui_scroll_by(scroll, &screen->ui, event->key == KEY_PAGE_UP ? -page : page);
        return nothing;
    }
    const char *id = ui_navigate(&screen->ui, frame, event);
    return id ? activate(screen, view, frame, id) : nothing;
}

struct ui_command debrief_handle(struct debrief_screen *screen, const struct debrief_view *view,
                                 const struct frame *frame, const struct ui_event *event) {
    if (event->kind == UI_KEY)
        return handle_key(screen, view, frame, event);
    if (!screen->shell.shows_keys && (ui_scroll_wheel(&screen->list, &screen->ui, frame, event) ||
                                      ui_scroll_wheel(&screen->detail, &screen->ui, frame, event) ||
                                      ui_scroll_wheel(&screen->side, &screen->ui, frame, event) ||
                                      ui_scroll_wheel(&screen->page, &screen->ui, frame, event)))
        return nothing;
    const char *id = ui_navigate(&screen->ui, frame, event);
    return id ? activate(screen, view, frame, id) : nothing;
}
