/* One decision beside the panel's. */
#include "view/debrief_private.h"

static struct text_style body(enum role role) {
    return ui_style(SIZE_BODY, WEIGHT_REGULAR, role);
}

static struct text_style small(enum font_weight weight, enum role role) {
    return ui_style(SIZE_SMALL, weight, role);
}

/* ---- head: which decision, its tags, what was said ---- */

static int draw_head(struct debrief_draw *d, const struct debrief_decision *decision,
                     struct rect rect) {
    struct ui *ui = &d->ui;
    struct text_style title = ui_style(SIZE_TITLE, WEIGHT_SEMIBOLD, ROLE_TEXT);
    const char *text = ui_format(ui, STR_DECISION_AT, ui_number(ui, d->screen->at + 1),
                                 ui_clock(ui, decision->t_ms), NULL);
    struct rect whole = rect;
    int top = rect.y, w = ui_text_width(ui, text, title);
    int line = ui_px(ui, 24);
    ui_text(ui, text, title, rect);
    if (decision->flags) {
        struct rect beside = {rect.x, rect.y + ui_px(ui, 1), rect.w, rect.h};
        int tags_w = debrief_tags_width(d, decision);
        if (w + ui_px(ui, 16) + tags_w <= rect.w) {
            debrief_tags_draw(d, decision, ~0u, rect_cut_right(&beside, tags_w), false);
        } else {
            struct rect below = {rect.x, rect.y + line + ui_px(ui, 6), rect.w, DEBRIEF_FOREVER};
            line += ui_px(ui, 6) + debrief_tags_draw(d, decision, ~0u, below, false);
        }
    }
    rect.y += line + ui_px(ui, 4);
    const char *said = decision->line && *decision->line ? ui_quote(ui, decision->line) : "";
    if (*said)
        rect.y += ui_text(ui, said, body(ROLE_TEXT_2), rect);
    whole.h = rect.y - top;
    ui_element(ui, ELEMENT_TEXT, "moment", whole, ui_px(ui, 6),
               ui_join(ui, ". ", text, said, NULL));
    return rect.y - top + ui_px(ui, 10);
}

/* ---- the table ---- */

struct table {
    int key_w, spread_w, mean_w, gap, text_w;
};

static struct table table_of(struct debrief_draw *d, const struct debrief_decision *decision,
                             int w) {
    struct ui *ui = &d->ui;
    struct table table = {.key_w = ui_px(ui, 20),
                          .spread_w = decision->experts ? ui_px(ui, 150) : 0,
                          .mean_w = ui_px(ui, 74),
                          .gap = ui_px(ui, 12)};
    if (d->width == UI_NARROW && decision->experts)
        table.spread_w = ui_px(ui, 110);
    table.text_w = w - table.key_w - table.mean_w - 2 * table.gap -
                   (table.spread_w ? table.spread_w + table.gap : 0);
    return table;
}

/* One dot for each expert, up to 15; above that a bar with the count. */
static void draw_spread(struct debrief_draw *d, const struct debrief_decision *decision, int votes,
                        struct rect rect) {
    struct ui *ui = &d->ui;
    int room = rect.w - ui_px(ui, 28), dot = ui_px(ui, 10), gap = ui_px(ui, 4);
    while (dot > ui_px(ui, 5) && votes * (dot + gap) > room)
        dot--, gap = gap > ui_px(ui, 2) ? gap - 1 : gap;
    int x = rect.x;
    if (!votes) {
        ui_label(ui, ui_str(ui, STR_NONE), small(WEIGHT_REGULAR, ROLE_TEXT_2), rect);
        return;
    }
    if (decision->experts > 15) {
        int w = room * votes / decision->experts;
        ui_fill(ui, rect_middle(rect, w > dot ? w : dot, dot), ROLE_EXPERT, dot / 2);
        x += w > dot ? w : dot;
    } else {
        for (int i = 0; i < votes; i++, x += dot + gap)
            ui_dot(ui, x + dot / 2, rect.y + rect.h / 2, dot / 2, ROLE_EXPERT);
    }
    x += ui_px(ui, 6);
    ui_label(ui, ui_number(ui, votes), small(WEIGHT_REGULAR, ROLE_TEXT_2),
             (struct rect){x, rect.y, rect.x + rect.w - x, rect.h});
}

static const char *mean_text(struct debrief_draw *d, const struct debrief_option *option) {
    struct ui *ui = &d->ui;
    if (option->mean_tenths >= 0)
        return frame_printf(ui->frame, "%d.%d", option->mean_tenths / 10, option->mean_tenths % 10);
    if (option->credit >= 0)
        return frame_printf(ui->frame, "%d.%02d", option->credit / 10000,
                            option->credit % 10000 / 100);
    return "";
}

static int row_height(struct debrief_draw *d, const struct table *table,
                      const struct debrief_option *option) {
    struct ui *ui = &d->ui;
    const char *text = debrief_quoted(d, option->text, option->is_said);
    struct text_style style = body(ROLE_TEXT);
    style.weight = option->is_choice ? WEIGHT_SEMIBOLD : WEIGHT_REGULAR;
    int h = ui_text_height(ui, text, style, table->text_w) + ui_px(ui, 12);
    h += option->is_choice ? ui_px(ui, 26) : 0;
    int least = ui_px(ui, option->category >= 0 ? 46 : 32);
    return h > least ? h : least;
}

static void draw_mean(struct debrief_draw *d, const struct debrief_option *option,
                      struct rect rect) {
    struct ui *ui = &d->ui;
    struct text_style number =
        ui_style(SIZE_BODY, option->is_choice ? WEIGHT_SEMIBOLD : WEIGHT_MEDIUM, ROLE_TEXT);
    struct text_style word = ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_2);
    number.align = word.align = ALIGN_END;
    number.is_tabular = true;
    rect_cut_top(&rect, ui_px(ui, 5));
    ui_text(ui, mean_text(d, option), number, rect_cut_top(&rect, ui_px(ui, 20)));
    ui_text(ui, debrief_word(d, option->category), word, rect);
}

static const char *row_spoken(struct debrief_draw *d, const struct debrief_decision *decision,
                              const struct debrief_option *option) {
    struct ui *ui = &d->ui;
    const char *name = ui_format(ui, option->is_choice ? STR_SPOKEN_ROW_YOURS : STR_SPOKEN_ROW,
                                 option->key, option->text, NULL);
    const char *votes = decision->experts
                            ? ui_format(ui, STR_SPOKEN_VOTES, ui_number(ui, option->votes),
                                        ui_number(ui, decision->experts), NULL)
                            : "";
    const char *credit = option->credit < 0
                             ? ""
                             : ui_format(ui, STR_SPOKEN_CREDIT,
                                         frame_printf(ui->frame, "%d.%02d", option->credit / 10000,
                                                      option->credit % 10000 / 100),
                                         NULL);
    return ui_join(ui, ", ", name, votes, credit, debrief_word(d, option->category),
                   decision->key < KEY_OPERATIONAL ? ui_str(ui, STR_PROVISIONAL_MARK) : "", NULL);
}

static int draw_row(struct debrief_draw *d, const struct debrief_decision *decision,
                    const struct table *table, int index, struct rect rect) {
    struct ui *ui = &d->ui;
    const struct debrief_option *option = &decision->options[index];
    struct rect row = {rect.x, rect.y, rect.w, row_height(d, table, option)}, in = row;
    struct text_style style = body(ROLE_TEXT);
    style.weight = option->is_choice ? WEIGHT_SEMIBOLD : WEIGHT_REGULAR;
    if (option->is_choice)
        ui_fill(ui, rect_inset(row, -ui_px(ui, 8), 0), ROLE_ACCENT_SOFT, ui_px(ui, 8));
    else if (index && !decision->options[index - 1].is_choice)
        widget_rule(ui, row);
    struct rect key = rect_cut_left(&in, table->key_w);
    widget_key(ui, option->key, CAP_PLAIN,
               (struct rect){key.x, key.y + ui_px(ui, 6), key.w, ui_px(ui, 20)});
    rect_cut_left(&in, table->gap);
    struct rect text = rect_cut_left(&in, table->text_w);
    rect_cut_top(&text, ui_px(ui, 6));
    rect_cut_top(&text, ui_text(ui, debrief_quoted(d, option->text, option->is_said), style, text));
    if (option->is_choice) {
        rect_cut_top(&text, ui_px(ui, 3));
        widget_tag(ui, ui_str(ui, STR_YOUR_CHOICE), NULL, TAG_FULL,
                   rect_cut_top(&text, ui_px(ui, 22)));
    }
    rect_cut_left(&in, table->gap);
    if (table->spread_w) {
        struct rect spread = rect_cut_left(&in, table->spread_w);
        spread.h = ui_px(ui, 32);
        draw_spread(d, decision, option->votes, spread);
        rect_cut_left(&in, table->gap);
    }
    draw_mean(d, option, in);
    ui_element(ui, ELEMENT_LIST_ITEM, frame_printf(ui->frame, "row.%d", index), row, ui_px(ui, 8),
               row_spoken(d, decision, option));
    return row.h;
}

static int draw_table_head(struct debrief_draw *d, const struct debrief_decision *decision,
                           const struct table *table, struct rect rect) {
    struct ui *ui = &d->ui;
    struct text_style style = ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_3);
    struct rect row = {rect.x, rect.y, rect.w, ui_px(ui, 22)}, in = row;
    rect_cut_left(&in, table->key_w + table->gap);
    ui_label(ui, ui_str(ui, STR_WHAT_YOU_COULD_DO), style, rect_cut_left(&in, table->text_w));
    rect_cut_left(&in, table->gap);
    if (table->spread_w) {
        ui_label(ui, ui_count(ui, STR_EXPERTS, decision->experts, NULL), style,
                 rect_cut_left(&in, table->spread_w));
        rect_cut_left(&in, table->gap);
    }
    style.align = ALIGN_END;
    bool has_mean = decision->experts && !decision->is_vote_panel;
    ui_label(ui, ui_str(ui, has_mean ? STR_MEAN_OF_7 : STR_CREDIT), style, in);
    ui_fill(ui, (struct rect){row.x, row.y + row.h - ui_px(ui, 1), row.w, ui_px(ui, 1)},
            ROLE_BORDER, 0);
    return row.h;
}

int debrief_panel_draw(struct debrief_draw *d, const struct debrief_decision *decision,
                       struct rect rect) {
    struct ui *ui = &d->ui;
    struct table table = table_of(d, decision, rect.w);
    int top = rect.y;
    rect.y += draw_table_head(d, decision, &table, rect);
    for (int i = 0; i < decision->option_count; i++)
        rect.y += draw_row(d, decision, &table, i, rect);
    if (decision->key < KEY_OPERATIONAL) {
        struct text_style style = ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_2);
        style.align = ALIGN_END;
        rect.y += ui_text(ui, ui_str(ui, STR_PROVISIONAL_MARK), style,
                          (struct rect){rect.x, rect.y, rect.w, DEBRIEF_FOREVER});
    }
    return rect.y - top;
}

/* ---- reasons ---- */

static int draw_quote(struct debrief_draw *d, const char *id, const char *head,
                      const struct debrief_view_of *view, enum role rule, struct rect rect) {
    struct ui *ui = &d->ui;
    struct rect in = rect;
    rect_cut_left(&in, ui_px(ui, 15));
    in.h = DEBRIEF_FOREVER;
    const char *text = *view->text ? ui_quote(ui, view->text) : "";
    in.y += ui_text(ui, head, small(WEIGHT_SEMIBOLD, ROLE_TEXT), in) + ui_px(ui, 2);
    if (*text)
        in.y += ui_text(ui, text, body(ROLE_TEXT), in);
    if (view->who && *view->who)
        in.y += ui_text(ui, view->who, ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_3), in);
    int h = in.y - rect.y;
    ui_fill(ui, (struct rect){rect.x, rect.y, ui_px(ui, 3), h}, rule, 0);
    ui_element(ui, ELEMENT_TEXT, id, (struct rect){rect.x, rect.y, rect.w, h}, ui_px(ui, 4),
               ui_join(ui, ". ", head, view->text, view->who ? view->who : "", NULL));
    return h;
}

static int draw_views(struct debrief_draw *d, const struct debrief_decision *decision,
                      struct rect rect) {
    struct ui *ui = &d->ui;
    const struct debrief_view_of *major = &decision->majority, *second = &decision->second;
    const char *of = ui_number(ui, decision->experts);
    int gap = ui_px(ui, 20), h = 0;
    if (!major->votes)
        return 0;
    const char *why =
        ui_format(ui, STR_NAMED_BEST, ui_number(ui, major->votes), of, major->key, NULL);
    bool is_beside = second->votes && d->width != UI_NARROW;
    struct rect left = {rect.x, rect.y, is_beside ? (rect.w - gap) / 2 : rect.w, 0};
    h = draw_quote(d, "majority", why, major, ROLE_ACCENT, left);
    if (second->votes) {
        bool is_minority = decision->is_minority;
        const char *other = ui_format(ui, is_minority ? STR_MINORITY : STR_NAMED_BEST,
                                      ui_number(ui, second->votes), of, second->key, NULL);
        struct rect right = is_beside
                                ? (struct rect){rect.x + left.w + gap, rect.y, left.w, 0}
                                : (struct rect){rect.x, rect.y + h + ui_px(ui, 12), rect.w, 0};
        int below = draw_quote(d, is_minority ? "minority" : "majority.2", other, second,
                               is_minority ? ROLE_BORDER_STRONG : ROLE_ACCENT, right);
        h = is_beside ? (below > h ? below : h) : h + ui_px(ui, 12) + below;
    }
    return h + ui_px(ui, 14);
}

/* ---- what was opened ---- */

static int draw_opened(struct debrief_draw *d, const char *id, const char *title,
                       const struct debrief_opened *items, int count, bool is_numbered,
                       struct rect rect) {
    struct ui *ui = &d->ui;
    int top = rect.y, row = ui_px(ui, 24), number_w = ui_px(ui, 22);
    struct buf names = {0};
    rect.h = DEBRIEF_FOREVER;
    rect.y += ui_text(ui, title, small(WEIGHT_SEMIBOLD, ROLE_TEXT), rect) + ui_px(ui, 6);
    struct flow flow = flow_start(rect, row, ui_px(ui, 6));
    struct text_style style = ui_style(SIZE_CAPTION, WEIGHT_MEDIUM, ROLE_TEXT);
    for (int i = 0; i < count; i++) {
        bool has_number = is_numbered || items[i].share >= 0;
        int w =
            ui_text_width(ui, items[i].label, style) + ui_px(ui, 16) + (has_number ? number_w : 0);
        struct rect box = flow_next(&flow, w);
        ui_fill(ui, box, items[i].is_hit ? ROLE_ACCENT_SOFT : ROLE_SURFACE, ui_px(ui, 7));
        ui_edge(ui, box, items[i].is_hit ? ROLE_ACCENT : ROLE_BORDER, ui_px(ui, 7), ui_px(ui, 1));
        rect_cut_left(&box, ui_px(ui, has_number ? 4 : 8));
        if (has_number) {
            struct text_style figure = ui_style(SIZE_CAPTION, WEIGHT_MEDIUM, ROLE_TEXT_2);
            figure.align = ALIGN_CENTER;
            ui_label(ui, ui_number(ui, is_numbered ? i + 1 : items[i].share), figure,
                     rect_cut_left(&box, ui_px(ui, 18)));
            rect_cut_left(&box, ui_px(ui, 6));
        }
        style.role = items[i].is_hit ? ROLE_ACCENT_TEXT : ROLE_TEXT;
        ui_label(ui, items[i].label, style, box);
        buf_printf(&names, "%s%s", i ? ", " : "", items[i].label);
    }
    if (!count)
        ui_text(ui, ui_str(ui, STR_NOTHING_OPENED), small(WEIGHT_REGULAR, ROLE_TEXT_2), rect);
    int h = rect.y - top + (count ? flow_height(&flow) : ui_px(ui, 18));
    ui_element(
        ui, ELEMENT_TEXT, id, (struct rect){rect.x, top, rect.w, h}, ui_px(ui, 6),
        ui_join(ui, ": ", title, count ? buf_cstr(&names) : ui_str(ui, STR_NOTHING_OPENED), NULL));
    buf_finish(&names);
    return h + ui_px(ui, 10);
}

static int draw_evidence(struct debrief_draw *d, const struct debrief_decision *decision,
                         struct rect rect) {
    struct ui *ui = &d->ui;
    int top = rect.y;
    widget_rule(ui, rect);
    rect.y += ui_px(ui, 12);
    rect.y += draw_opened(d, "opened", ui_str(ui, STR_YOU_OPENED), decision->opened,
                          decision->opened_count, true, rect);
    if (decision->wanted_count) {
        bool has_shares = decision->wanted[0].share >= 0;
        const char *title =
            has_shares
                ? ui_format(ui, STR_EXPERTS_OPEN_OF, ui_number(ui, decision->wanted_of), NULL)
                : ui_str(ui, decision->experts ? STR_EXPERTS_OPEN : STR_AUTHOR_OPEN);
        rect.y +=
            draw_opened(d, "wanted", title, decision->wanted, decision->wanted_count, false, rect);
    }
    return rect.y - top;
}

/* ---- what you said ---- */

static const char *sure_text(struct debrief_draw *d, const struct debrief_decision *decision) {
    struct ui *ui = &d->ui;
    if (decision->flags & DEBRIEF_TIMED_OUT)
        return ui_str(ui, STR_TIMED_OUT_TEXT);
    if (decision->confidence < 0)
        return ui_str(ui, STR_NO_CONFIDENCE);
    return ui_format(ui, STR_YOU_SAID, ui_number(ui, decision->confidence), NULL);
}

static const char *verdict_text(struct debrief_draw *d, const struct debrief_decision *decision) {
    struct ui *ui = &d->ui;
    const char *mean = "";
    for (int i = 0; i < decision->option_count; i++)
        if (decision->options[i].is_choice && decision->options[i].mean_tenths >= 0)
            mean = ui_format(ui, STR_PANEL_MEAN, mean_text(d, &decision->options[i]), NULL);
    if (decision->category < 0 || decision->flags & DEBRIEF_TIMED_OUT)
        return "";
    const char *word = ui_str(
        ui, decision->category >= 1 ? (decision->experts ? STR_PANEL_ACCEPTS : STR_AUTHOR_ACCEPTS)
                                    : (decision->experts ? STR_PANEL_REFUSES : STR_AUTHOR_REFUSES));
    return ui_join(ui, " ", mean, word, NULL);
}

static int draw_paragraph(struct debrief_draw *d, const char *id, const char *bold,
                          const char *text, struct rect rect) {
    struct ui *ui = &d->ui;
    int top = rect.y;
    rect.h = DEBRIEF_FOREVER;
    if (*bold)
        rect.y += ui_text(ui, bold, small(WEIGHT_SEMIBOLD, ROLE_TEXT), rect);
    if (*text)
        rect.y += ui_text(ui, text, small(WEIGHT_REGULAR, ROLE_TEXT_2), rect);
    ui_element(ui, ELEMENT_TEXT, id, (struct rect){rect.x, top, rect.w, rect.y - top}, ui_px(ui, 4),
               ui_join(ui, " ", bold, text, NULL));
    return rect.y - top + ui_px(ui, 8);
}

/* What kind of key this is, where it is not a measured one. */
static const char *note_text(struct debrief_draw *d, const struct debrief_decision *decision) {
    struct ui *ui = &d->ui;
    if (!decision->experts)
        return ui_str(ui, STR_AUTHOR_KEY);
    switch (decision->key) {
    case KEY_AMBIGUOUS:
        return ui_str(ui, decision->has_acceptable ? STR_NOT_AGREED : STR_NONE_ACCEPTABLE);
    case KEY_ILLUSTRATIVE:
        return ui_join(ui, " ", ui_str(ui, STR_PROVISIONAL), ui_str(ui, STR_ILLUSTRATIVE), NULL);
    case KEY_PILOT:
        return ui_join(ui, " ", ui_str(ui, STR_PROVISIONAL), ui_str(ui, STR_PILOT_KEY), NULL);
    default:
        return "";
    }
}

/* What a look would have made possible. */
static int draw_withheld(struct debrief_draw *d, const struct debrief_decision *decision,
                         struct rect rect) {
    struct ui *ui = &d->ui;
    int top = rect.y;
    for (int i = 0; i < decision->withheld_count; i++) {
        const struct debrief_withheld *option = &decision->withheld[i];
        const char *text =
            ui_format(ui, option->is_said ? STR_COULD_HAVE_SAID : STR_COULD_HAVE_DONE,
                      option->looks, debrief_quoted(d, option->text, option->is_said), NULL);
        rect.y += draw_paragraph(d, frame_printf(ui->frame, "withheld.%d", i), text, "", rect);
    }
    return rect.y - top;
}

static int draw_end(struct debrief_draw *d, const struct debrief_decision *decision,
                    struct rect rect) {
    struct ui *ui = &d->ui;
    int top = rect.y;
    widget_rule(ui, rect);
    rect.y += ui_px(ui, 10);
    rect.y += draw_withheld(d, decision, rect);
    rect.y += draw_paragraph(d, "sure", sure_text(d, decision), verdict_text(d, decision), rect);
    if (decision->why && *decision->why)
        rect.y += draw_paragraph(d, "your-why", ui_str(ui, STR_YOU_WROTE),
                                 ui_quote(ui, decision->why), rect);
    if (decision->because && *decision->because)
        rect.y +=
            draw_paragraph(d, "because", ui_str(ui, STR_ABOUT_CHOICE), decision->because, rect);
    const char *note = note_text(d, decision);
    if (*note)
        rect.y += draw_paragraph(d, "panel-note", "", note, rect);
    return rect.y - top;
}

int debrief_detail_draw(struct debrief_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    const struct debrief_decision *decision = &d->view->decisions[d->screen->at];
    int top = rect.y;
    struct rect in = rect_inset(rect, ui_px(ui, 20), 0);
    in.y = top + ui_px(ui, 16);
    in.h = DEBRIEF_FOREVER;
    ui->region = DEBRIEF_DETAIL;
    in.y += draw_head(d, decision, in);
    if (decision->rule)
        in.y +=
            draw_paragraph(d, "rule", ui_format(ui, STR_BREAKS_RULE, decision->rule, NULL), "", in);
    in.y += debrief_panel_draw(d, decision, in) + ui_px(ui, 14);
    in.y += draw_views(d, decision, in);
    in.y += draw_evidence(d, decision, in);
    in.y += draw_end(d, decision, in);
    return in.y + ui_px(ui, 4) - top;
}
