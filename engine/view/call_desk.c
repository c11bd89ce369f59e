/* The desk: tabs, the open record with its facts, and what was opened so far. */
#include "view/call_private.h"

#include <string.h>

enum { FACT_ROW = 34, FOREVER = 1 << 24 };

static bool is_roomy(const struct call_draw *d) {
    return d->width >= UI_NORMAL;
}

static int gap(const struct call_draw *d) {
    return ui_px(&d->ui, is_roomy(d) ? 10 : 8);
}

static const struct call_card *open_card(const struct call_view *view) {
    for (int i = 0; i < view->card_count; i++)
        if (view->cards[i].is_open)
            return &view->cards[i];
    return NULL;
}

/* ---- tabs ---- */

static struct text_style tab_style(const struct call_card *card) {
    return ui_style(SIZE_BODY, card->is_open ? WEIGHT_SEMIBOLD : WEIGHT_MEDIUM,
                    card->is_open ? ROLE_TEXT : ROLE_TEXT_2);
}

static bool has_icon(const struct call_draw *d, const struct call_card *card) {
    return is_roomy(d) && card->icon && *card->icon;
}

static int tab_width(struct call_draw *d, const struct call_card *card) {
    struct ui *ui = &d->ui;
    int w = ui_text_width(ui, card->title, tab_style(card)) + 2 * ui_px(ui, 10);
    if (has_icon(d, card))
        w += ui_px(ui, 23);
    if (card->was_opened)
        w += ui_px(ui, 21);
    return w;
}

static void draw_tab(struct call_draw *d, int index, struct rect rect) {
    struct ui *ui = &d->ui;
    const struct call_card *card = &d->view->cards[index];
    const char *id = frame_printf(ui->frame, "tab.%s", card->id);
    int radius = ui_px(ui, 9), side = ui_px(ui, 16), tick = ui_px(ui, 14);
    if (card->is_open || ui_is_hovered(ui, id))
        ui_fill(ui, rect, card->is_open ? ROLE_SURFACE : ROLE_SUNKEN, radius);
    if (card->is_open)
        ui_edge(ui, rect, ROLE_BORDER_STRONG, radius, ui_px(ui, 1));
    struct rect inside = rect_inset(rect, ui_px(ui, 10), 0);
    if (has_icon(d, card)) {
        ui_icon(ui, card->icon, rect_middle(inside, side, side), tab_style(card).role);
        rect_cut_left(&inside, ui_px(ui, 23));
    }
    if (card->was_opened) {
        struct rect end = rect_cut_right(&inside, tick);
        ui_icon(ui, "check", rect_middle(end, tick, tick), ROLE_POSITIVE_TEXT);
    }
    ui_label(ui, card->title, tab_style(card), inside);
    const char *state = ui_str(ui, card->is_open      ? STR_SPOKEN_OPEN
                                   : card->was_opened ? STR_SPOKEN_OPENED
                                                      : STR_SPOKEN_NOT_OPENED);
    const char *spoken = ui_format(ui, STR_SPOKEN_TAB, card->title, ui_number(ui, index + 1),
                                   ui_number(ui, d->view->card_count), state, NULL);
    struct element *element = ui_element(ui, ELEMENT_TAB, id, rect, radius, spoken);
    element->is_chosen = card->is_open;
}

static int tab_height(const struct call_draw *d) {
    return ui_px(&d->ui, is_roomy(d) ? 36 : 34);
}

/* "F1 – F4" stands beside the tabs where there is room. */
static int keys_width(struct call_draw *d) {
    struct ui *ui = &d->ui;
    return d->view->card_count < 2 || !is_roomy(d) ? 0
                                                   : 2 * widget_key_width(ui, "F4") + ui_px(ui, 24);
}

static void draw_keys(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    int last = d->view->card_count < 4 ? d->view->card_count : 4;
    const char *key = frame_printf(ui->frame, "F%d", last);
    rect_cut_left(&rect, widget_key(ui, "F1", CAP_PLAIN, rect) + ui_px(ui, 6));
    struct text_style dash = ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_3);
    rect_cut_left(&rect, ui_label(ui, "–", dash, rect) + ui_px(ui, 6));
    widget_key(ui, key, CAP_PLAIN, rect);
}

static int tabs_height(struct call_draw *d, int w) {
    struct flow flow = flow_start((struct rect){0, 0, w, 0}, tab_height(d), ui_px(&d->ui, 4));
    for (int i = 0; i < d->view->card_count; i++)
        flow_next(&flow, tab_width(d, &d->view->cards[i]));
    return flow_height(&flow);
}

static int all_tabs_width(struct call_draw *d) {
    int w = 0;
    for (int i = 0; i < d->view->card_count; i++)
        w += tab_width(d, &d->view->cards[i]) + ui_px(&d->ui, 4);
    return w;
}

/* Returns the height: the tabs go on to a second row rather than be cut. */
static int draw_tabs(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    int keys = keys_width(d);
    struct rect row = rect;
    row.h = tab_height(d);
    if (keys && all_tabs_width(d) + keys <= rect.w)
        draw_keys(d, rect_cut_right(&row, keys - ui_px(ui, 8)));
    struct flow flow = flow_start(rect, tab_height(d), ui_px(ui, 4));
    for (int i = 0; i < d->view->card_count; i++)
        draw_tab(d, i, flow_next(&flow, tab_width(d, &d->view->cards[i])));
    return flow_height(&flow);
}

/* ---- facts ---- */

struct facts {
    int columns, column_w, label_w, gap_x;
};

static struct text_style label_style(void) {
    return ui_style(SIZE_BODY, WEIGHT_REGULAR, ROLE_TEXT_2);
}

static struct text_style value_style(void) {
    struct text_style style = ui_style(SIZE_READING, WEIGHT_MEDIUM, ROLE_TEXT);
    style.is_tabular = true;
    return style;
}

/* Two columns where every label and value fits beside each other, closed values too: asking for one
 * must not move the others. */
static struct facts facts_layout(struct call_draw *d, const struct call_card *card, int w) {
    struct ui *ui = &d->ui;
    struct facts facts = {.columns = 2, .gap_x = ui_px(ui, 32)};
    facts.column_w = (w - facts.gap_x) / 2;
    if (d->width == UI_NARROW || card->fact_count < 2)
        facts.columns = 1;
    for (int i = 0; i < card->fact_count; i++) {
        int label = ui_text_width(ui, card->facts[i].label, label_style());
        int value = ui_text_width(ui, card->facts[i].value, value_style());
        facts.label_w = label > facts.label_w ? label : facts.label_w;
        if (label + value + ui_px(ui, 12) > facts.column_w)
            facts.columns = 1;
    }
    if (facts.columns == 1)
        facts.column_w = w;
    if (facts.label_w > facts.column_w * 2 / 5)
        facts.label_w = facts.column_w * 2 / 5;
    return facts;
}

static bool is_beside(struct call_draw *d, const struct facts *facts,
                      const struct call_fact *fact) {
    return ui_text_width(&d->ui, fact->label, label_style()) +
               ui_text_width(&d->ui, fact->value, value_style()) + ui_px(&d->ui, 12) <=
           facts->column_w;
}

static int value_width(struct call_draw *d, const struct facts *facts) {
    return facts->column_w - facts->label_w - ui_px(&d->ui, 20);
}

static int fact_height(struct call_draw *d, const struct facts *facts,
                       const struct call_fact *fact) {
    struct ui *ui = &d->ui;
    int least = ui_px(ui, FACT_ROW);
    if (is_beside(d, facts, fact))
        return least;
    int value = ui_text_height(ui, fact->value, value_style(), value_width(d, facts));
    int label = ui_text_height(ui, fact->label, label_style(), facts->label_w);
    int h = (value > label ? value : label) + 2 * ui_px(ui, 6);
    return h > least ? h : least;
}

static void draw_show(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    struct text_style style = ui_style(SIZE_BODY, WEIGHT_MEDIUM, ROLE_ACCENT_TEXT);
    const char *show = ui_str(ui, STR_SHOW);
    int side = ui_px(ui, 16), w = ui_text_width(ui, show, style);
    struct rect words = rect_cut_right(&rect, w);
    rect_cut_right(&rect, ui_px(ui, 6));
    ui_icon(ui, "eye", rect_middle(rect_cut_right(&rect, side), side, side), ROLE_ACCENT_TEXT);
    ui_label(ui, show, style, words);
}

static void draw_value(struct call_draw *d, const struct facts *facts, const struct call_fact *fact,
                       struct rect rect) {
    struct ui *ui = &d->ui;
    struct text_style style = value_style();
    bool beside = is_beside(d, facts, fact);
    struct rect value = beside ? rect : rect_cut_right(&rect, value_width(d, facts));
    style.align = beside ? ALIGN_END : ALIGN_START;
    if (!fact->is_closed || fact->was_asked)
        ui_label(ui, fact->value, style, value);
    else
        draw_show(d, value);
}

static void draw_fact(struct call_draw *d, const struct facts *facts, const struct call_card *card,
                      int index, struct rect rect) {
    struct ui *ui = &d->ui;
    const struct call_fact *fact = &card->facts[index];
    const char *id = frame_printf(ui->frame, "fact.%s.%d", card->id, index);
    bool is_shut = fact->is_closed && !fact->was_asked;
    struct rect label = rect;
    label.w = is_beside(d, facts, fact) ? rect.w : facts->label_w;
    if (is_shut && ui_is_hovered(ui, id))
        ui_fill(ui, rect_inset(rect, -ui_px(ui, 6), ui_px(ui, 1)), ROLE_SUNKEN, ui_px(ui, 6));
    ui_label(ui, fact->label, label_style(), label);
    draw_value(d, facts, fact, rect);
    ui_fill(ui, (struct rect){rect.x, rect.y + rect.h - ui_px(ui, 1), rect.w, ui_px(ui, 1)},
            ROLE_BORDER, 0);
    const char *spoken = is_shut ? ui_format(ui, STR_SPOKEN_FACT_CLOSED, fact->label, NULL)
                         : fact->is_closed
                             ? ui_format(ui, STR_SPOKEN_FACT_ASKED, fact->label, fact->value, NULL)
                             : ui_format(ui, STR_SPOKEN_FACT, fact->label, fact->value, NULL);
    ui_element(ui, ELEMENT_LIST_ITEM, id, rect_inset(rect, -ui_px(ui, 8), 0), ui_px(ui, 6), spoken);
}

/* In two columns the facts run down the first, then down the second. */
static int draw_facts(struct call_draw *d, const struct call_card *card, struct rect rect) {
    struct facts facts = facts_layout(d, card, rect.w);
    int rows = (card->fact_count + facts.columns - 1) / facts.columns, bottom = rect.y;
    for (int i = 0; i < card->fact_count; i++) {
        int column = i / (rows ? rows : 1);
        int h = fact_height(d, &facts, &card->facts[i]);
        if (i == rows) /* the second column starts at the top again */
            rect.h = 0;
        int y = rect.y + rect.h;
        struct rect row = {rect.x + column * (facts.column_w + facts.gap_x), y, facts.column_w, h};
        draw_fact(d, &facts, card, i, row);
        rect.h += h;
        bottom = y + h > bottom ? y + h : bottom;
    }
    return bottom;
}

/* ---- the open record ---- */

static struct text_style prose_style(const struct call_draw *d) {
    struct text_style style =
        ui_style(is_roomy(d) ? SIZE_READING : SIZE_BODY, WEIGHT_REGULAR, ROLE_TEXT);
    if (is_roomy(d))
        style.line_height = 23;
    return style;
}

static int draw_prose(struct call_draw *d, const struct call_card *card, struct rect rect) {
    struct ui *ui = &d->ui;
    struct rect whole = rect;
    struct text_style title = ui_style(SIZE_BODY, WEIGHT_SEMIBOLD, ROLE_TEXT);
    int side = ui_px(ui, 16);
    struct rect head = rect_cut_top(&rect, ui_px(ui, 20));
    ui_icon(ui, card->icon && *card->icon ? card->icon : "book-open", rect_middle(head, side, side),
            ROLE_TEXT_2);
    rect_cut_left(&head, ui_px(ui, 24));
    int head_h = ui_text(ui, card->title, title, head);
    rect.y = head.y + head_h + ui_px(ui, 5);
    struct rect words = rect;
    rect_cut_left(&words, ui_px(ui, 15));
    int h = ui_text(ui, card->text, prose_style(d), words);
    ui_fill(ui, (struct rect){rect.x, rect.y, ui_px(ui, 3), h}, ROLE_ACCENT_LINE, 0);
    whole.h = rect.y + h - whole.y;
    ui_element(ui, ELEMENT_LIST_ITEM, frame_printf(ui->frame, "fact.%s.text", card->id),
               rect_inset(whole, -ui_px(ui, 8), -ui_px(ui, 4)), ui_px(ui, 6),
               ui_join(ui, ". ", card->title, card->text, NULL));
    return whole.y + whole.h;
}

/* Returns the y below it. */
static int draw_card(struct call_draw *d, const struct call_card *card, struct rect rect) {
    int y = rect.y;
    if (card->fact_count)
        y = draw_facts(d, card, (struct rect){rect.x, y, rect.w, 0});
    if (card->text && *card->text) {
        y += card->fact_count ? ui_px(&d->ui, 14) : 0;
        y = draw_prose(d, card, (struct rect){rect.x, y, rect.w, FOREVER});
    }
    return y;
}

/* Which keys open what: a call may have one record, or more than there are keys. */
static const char *choose_text(struct call_draw *d) {
    struct ui *ui = &d->ui;
    int count = d->view->card_count;
    if (count > 4)
        return ui_str(ui, STR_CHOOSE_RECORD_TEXT);
    if (count < 2)
        return ui_str(ui, STR_CHOOSE_RECORD_TEXT_ONE);
    if (count == 2)
        return ui_str(ui, STR_CHOOSE_RECORD_TEXT_TWO);
    return ui_format(ui, STR_CHOOSE_RECORD_TEXT_FEW, frame_printf(ui->frame, "F%d", count), NULL);
}

/* In the middle of the rectangle. Returns the height used: the rectangle's, or more. */
static int draw_choose(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    struct text_style title = ui_style(SIZE_READING, WEIGHT_SEMIBOLD, ROLE_TEXT);
    struct text_style text = ui_style(SIZE_SMALL, WEIGHT_REGULAR, ROLE_TEXT_2);
    title.align = text.align = ALIGN_CENTER;
    const char *words = choose_text(d);
    int w = rect.w - 2 * ui_px(ui, 24), icon = ui_px(ui, 24);
    int h = icon + ui_px(ui, 8) + ui_text_height(ui, ui_str(ui, STR_CHOOSE_RECORD), title, w) +
            ui_px(ui, 2) + ui_text_height(ui, words, text, w);
    struct rect box = rect_center(rect, w, h);
    if (box.y < rect.y)
        box.y = rect.y;
    struct rect whole = box;
    if (rect.h >= h) {
        ui_icon(ui, "layers", rect_center(rect_cut_top(&box, icon), icon, icon), ROLE_TEXT_3);
        rect_cut_top(&box, ui_px(ui, 8));
    }
    box.h = FOREVER;
    rect_cut_top(&box, ui_text(ui, ui_str(ui, STR_CHOOSE_RECORD), title, box) + ui_px(ui, 2));
    ui_text(ui, words, text, box);
    ui_element(ui, ELEMENT_TEXT, "desk", whole, ui_px(ui, 6),
               ui_join(ui, ". ", ui_str(ui, STR_CHOOSE_RECORD), words, NULL));
    return h > rect.h ? h : rect.h;
}

static void draw_record(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    struct ui_scroll *scroll = &d->screen->desk;
    const struct call_card *card = open_card(d->view);
    widget_card(ui, rect);
    struct rect inside = rect_inset(rect, ui_px(ui, 1), ui_px(ui, 1));
    int pad_x = ui_px(ui, is_roomy(d) ? 19 : 15), pad_y = ui_px(ui, is_roomy(d) ? 13 : 11);
    int top = ui_scroll_begin(ui, scroll, inside);
    int end = top;
    if (card)
        end = draw_card(d, card,
                        (struct rect){inside.x + pad_x, top + pad_y, inside.w - 2 * pad_x, 0}) +
              pad_y;
    else
        draw_choose(d, inside);
    ui_scroll_end(ui, scroll, end - top);
}

/* ---- what was opened ---- */

static void draw_strip(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    const struct call_view *view = d->view;
    struct text_style style = ui_style(SIZE_SMALL, WEIGHT_SEMIBOLD, ROLE_TEXT);
    const char *count = ui_count(ui, STR_OPENED_COUNT, view->opened_count, NULL);
    struct rect whole = rect;
    struct buf names = {0};
    int side = ui_px(ui, 16), gap_x = ui_px(ui, 6), i = 0;
    ui_icon(ui, "eye", rect_middle(rect, side, side), ROLE_TEXT_2);
    rect_cut_left(&rect, side + gap_x);
    rect_cut_left(&rect, ui_label(ui, count, style, rect) + ui_px(ui, 10));
    const char *more = "";
    for (; i < view->opened_count; i++) {
        int rest = view->opened_count - i - 1;
        more = ui_count(ui, STR_OPENED_MORE, rest + 1, NULL);
        int after = rest ? widget_tag_width(ui, more, NULL) + gap_x : 0;
        if (widget_tag_width(ui, view->opened[i], "check") + after > rect.w)
            break;
        rect_cut_left(&rect, widget_tag(ui, view->opened[i], "check", TAG_LINE, rect) + gap_x);
    }
    if (i < view->opened_count && widget_tag_width(ui, more, NULL) <= rect.w)
        widget_tag(ui, more, NULL, TAG_LINE, rect);
    for (int j = 0; j < view->opened_count; j++)
        buf_printf(&names, "%s%s", j ? ", " : "", view->opened[j]);
    ui_element(ui, ELEMENT_TEXT, "opened", whole, ui_px(ui, 6),
               ui_join(ui, ": ", count, buf_cstr(&names), NULL));
    buf_finish(&names);
}

void call_desk_draw(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    ui->region = REGION_DESK;
    rect = rect_inset(rect, ui_px(ui, is_roomy(d) ? 20 : 16), ui_px(ui, is_roomy(d) ? 12 : 10));
    if (!d->view->card_count) {
        draw_choose(d, rect);
        return;
    }
    struct rect tabs = rect_cut_top(&rect, tabs_height(d, rect.w));
    rect_cut_top(&rect, gap(d));
    if (d->view->opened_count && rect.h > ui_px(ui, 120)) {
        struct rect strip = rect_cut_bottom(&rect, ui_px(ui, is_roomy(d) ? 26 : 22));
        rect_cut_bottom(&rect, gap(d));
        draw_tabs(d, tabs);
        draw_record(d, rect);
        draw_strip(d, strip);
        return;
    }
    draw_tabs(d, tabs);
    draw_record(d, rect);
}

int call_desk_flow(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    const struct call_card *card = open_card(d->view);
    int top = rect.y, pad = ui_px(ui, 16);
    ui->region = REGION_DESK;
    rect = rect_inset(rect, pad, ui_px(ui, 10));
    int h = draw_tabs(d, rect);
    rect.y += h + gap(d);
    /* The card's height is known only when it is drawn: its ground goes in afterwards, below. */
    int at = ui->frame->draw_count;
    struct rect inside = {rect.x + pad, rect.y + ui_px(ui, 12), rect.w - 2 * pad, ui_px(ui, 120)};
    int end = card ? draw_card(d, card, inside) : inside.y + draw_choose(d, inside);
    struct rect ground = {rect.x, rect.y, rect.w, end + ui_px(ui, 12) - rect.y};
    int last = ui->frame->draw_count;
    widget_card(ui, ground);
    ui_send_back(ui, at, last);
    end = ground.y + ground.h + gap(d);
    if (d->view->opened_count) {
        draw_strip(d, (struct rect){rect.x, end, rect.w, ui_px(ui, 26)});
        end += ui_px(ui, 26);
    }
    return end + ui_px(ui, 10) - top;
}
