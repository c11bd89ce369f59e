/* The library: filters and cards. */
#include "view/home_private.h"

int home_columns(const struct home_draw *d, int width) {
    if (d->width == UI_NARROW)
        return 1;
    int gap = ui_px(&d->ui, 12), least = ui_px(&d->ui, 260);
    int columns = (width + gap) / (least + gap);
    int most = d->width == UI_WIDE ? 5 : d->width == UI_COMPACT ? 2 : 3;
    return columns > most ? most : columns < 1 ? 1 : columns;
}

/* ---- filters ---- */

/* "Skill: any of 4", "Skill: Evidence", "Banking"; nothing chosen: what the list is about. */
static const char *filter_label(struct ui *ui, int filter, const char *name,
                                const char *const *choices, unsigned chosen) {
    if (home_chosen_count(chosen) > 1)
        return ui_format(ui, STR_FILTER_ANY, name, ui_number(ui, home_chosen_count(chosen)), NULL);
    if (!chosen)
        return filter == FILTER_INDUSTRY ? choices[0] : name;
    const char *one = choices[home_chosen_first(chosen)];
    return filter == FILTER_SKILL ? ui_format(ui, STR_FILTER_VALUE, name, one, NULL) : one;
}

static const char *filter_hint(struct ui *ui, const char *name, unsigned chosen) {
    if (home_chosen_count(chosen) > 1)
        return ui_format(ui, STR_SPOKEN_FILTER_ANY, name, ui_number(ui, home_chosen_count(chosen)),
                         NULL);
    return ui_format(ui, chosen ? STR_SPOKEN_FILTER_USED : STR_SPOKEN_FILTER, name, NULL);
}

static struct button filter_button(struct home_draw *d, int filter) {
    static const char *const ids[] = {"filter.industry", "filter.skill", "filter.difficulty",
                                      "filter.length"};
    static const enum str names[] = {STR_FILTER_INDUSTRY, STR_FILTER_SKILL, STR_FILTER_DIFFICULTY,
                                     STR_FILTER_LENGTH};
    const char *choices[HOME_CHOICES_MAX];
    struct ui *ui = &d->ui;
    home_choices(ui, d->view, filter, choices);
    unsigned chosen = d->screen->filters[filter];
    const char *name = ui_str(ui, names[filter]);
    return (struct button){.id = ids[filter],
                           .label = filter_label(ui, filter, name, choices, chosen),
                           .icon = filter == FILTER_INDUSTRY ? "filter" : NULL,
                           .look = BUTTON_SECONDARY,
                           .is_small = true,
                           .is_chosen = chosen != 0,
                           .has_menu = true,
                           .hint = filter_hint(ui, name, chosen)};
}

static int filters_width(struct home_draw *d) {
    int w = 0;
    for (int i = 0; i < FILTER_COUNT; i++) {
        struct button button = filter_button(d, i);
        w += button_width(&d->ui, &button) + ui_px(&d->ui, 8);
    }
    return w;
}

static int draw_count(struct home_draw *d, struct rect rect, int shown) {
    struct ui *ui = &d->ui;
    const char *count = home_is_filtered(d->screen)
                            ? ui_format(ui, STR_CALLS_OF, ui_number(ui, shown),
                                        ui_number(ui, d->view->call_count), NULL)
                            : ui_count(ui, STR_CALLS, d->view->call_count, NULL);
    struct rect at = rect;
    rect_cut_left(&at, ui_label(ui, ui_str(ui, STR_LIBRARY),
                                ui_style(SIZE_READING, WEIGHT_SEMIBOLD, ROLE_TEXT), at) +
                           ui_px(ui, 12));
    int w = ui_label(ui, count, ui_style(SIZE_SMALL, WEIGHT_REGULAR, ROLE_TEXT_3), at);
    return at.x + w - rect.x;
}

int home_filters_draw(struct home_draw *d, struct rect rect, int shown) {
    struct ui *ui = &d->ui;
    struct button clear = {
        .id = "clear", .label = ui_str(ui, STR_CLEAR), .look = BUTTON_QUIET, .is_small = true};
    int row = ui_px(ui, 36), gap = ui_px(ui, 8);
    bool has_clear = home_is_filtered(d->screen);
    int w = filters_width(d) + (has_clear ? button_width(ui, &clear) : -gap);
    struct rect line = {rect.x, rect.y, rect.w, row}, area = rect;
    ui->region = HOME_REGION_FILTERS;
    bool is_one_row = draw_count(d, line, shown) + ui_px(ui, 16) + w <= rect.w;
    if (is_one_row)
        rect_cut_left(&area, rect.w - w);
    else
        area.y += row + gap;
    struct flow flow = flow_start(area, row, gap);
    for (int i = 0; i < FILTER_COUNT; i++) {
        struct button button = filter_button(d, i);
        d->filter_rects[i] = flow_next(&flow, button_width(ui, &button));
        button_draw(ui, &button, d->filter_rects[i]);
    }
    if (has_clear)
        button_draw(ui, &clear, flow_next(&flow, button_width(ui, &clear)));
    return flow_height(&flow) + (is_one_row ? 0 : row + gap);
}

void home_menu_draw(struct home_draw *d) {
    const char *choices[HOME_CHOICES_MAX];
    int filter = d->screen->menu;
    if (filter < 0)
        return;
    struct menu menu = {.id = "menu",
                        .labels = choices,
                        .count = home_choices(&d->ui, d->view, filter, choices),
                        .chosen = d->screen->filters[filter] ? d->screen->filters[filter] : 1,
                        .takes_several = home_takes_several(filter),
                        .scroll = &d->screen->menu_scroll,
                        .anchor = d->filter_rects[filter]};
    d->ui.region = HOME_REGION_FILTERS;
    menu_draw(&d->ui, &menu);
}

/* ---- cards ---- */

static struct text_style title_style(void) {
    struct text_style style = ui_style(SIZE_READING, WEIGHT_SEMIBOLD, ROLE_TEXT);
    style.line_height = 21;
    style.is_balanced = true;
    return style;
}

static const char *played_text(struct ui *ui, const struct home_call *call) {
    if (call->is_waiting)
        return ui_str(ui, STR_TO_CONTINUE);
    if (!call->played)
        return ui_str(ui, STR_NOT_TRIED);
    if (call->played == 2)
        return ui_format(ui, STR_PLAYED_TWICE, call->last_played, NULL);
    return ui_count(ui, STR_PLAYED, call->played, call->last_played, NULL);
}

static const char *minutes_text(struct ui *ui, const struct home_call *call) {
    return ui_format(ui, STR_MINUTES, ui_number(ui, call->minutes), NULL);
}

/* "+2" */
static const char *more_text(struct ui *ui, int count) {
    return frame_printf(ui->frame, "+%d", count);
}

/* How many tags fit beside each other, with the number of those that do not. */
static int skills_that_fit(struct ui *ui, const struct home_call *call, int room) {
    int used = 0;
    for (int i = 0; i < call->skill_count; i++) {
        int left = call->skill_count - i - 1;
        int more = left ? widget_tag_width(ui, more_text(ui, left), NULL) + ui_px(ui, 6) : 0;
        used += widget_tag_width(ui, home_skill(ui, call->skills[i]), NULL);
        if (used + more > room)
            return i;
        used += ui_px(ui, 6);
    }
    return call->skill_count;
}

static void draw_skills(struct ui *ui, const struct home_call *call, enum tag look,
                        struct rect rect) {
    int fit = skills_that_fit(ui, call, rect.w);
    for (int i = 0; i < fit; i++)
        rect_cut_left(&rect, widget_tag(ui, home_skill(ui, call->skills[i]), NULL, look, rect) +
                                 ui_px(ui, 6));
    if (fit < call->skill_count)
        widget_tag(ui, more_text(ui, call->skill_count - fit), NULL, look, rect);
}

static void draw_meta(struct ui *ui, const struct home_call *call, struct rect rect) {
    struct text_style style = ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_2);
    int pips = 5 * ui_px(ui, 7) + 4 * ui_px(ui, 3);
    struct rect end = rect_cut_right(&rect, pips);
    rect_cut_left(&rect,
                  widget_meta(ui, "clock", minutes_text(ui, call), style, rect) + ui_px(ui, 12));
    widget_meta(ui, call->is_timed ? "timer" : "timer-off",
                ui_str(ui, call->is_timed ? STR_TIMED : STR_UNTIMED), style, rect);
    widget_pips(ui, call->difficulty, end);
}

static const char *call_spoken(struct ui *ui, const struct home_view *view,
                               const struct home_call *call, int number, int count) {
    struct buf skills = {0};
    for (int i = 0; i < call->skill_count; i++)
        buf_printf(&skills, "%s%s", i ? ", " : "", home_skill(ui, call->skills[i]));
    (void)view;
    const char *text = ui_format(
        ui, STR_SPOKEN_CALL, call->title,
        ui_join(ui, ", ", home_industry(ui, call->industry), call->organisation, NULL),
        buf_cstr(&skills), ui_number(ui, call->difficulty), minutes_text(ui, call),
        ui_str(ui, call->is_timed ? STR_TIMED : STR_UNTIMED), played_text(ui, call), NULL);
    buf_finish(&skills);
    return ui_join(
        ui, " ", text,
        ui_format(ui, STR_SPOKEN_PLACE, ui_number(ui, number), ui_number(ui, count), NULL), NULL);
}

static int card_height(struct home_draw *d, const struct home_call *call, int w) {
    struct ui *ui = &d->ui;
    int title = ui_text_height(ui, call->title, title_style(), w - 2 * ui_px(ui, 16));
    int least = 2 * ui_px(ui, 21);
    return ui_px(ui, 188 - 42) + (title > least ? title : least);
}

static void draw_call(struct home_draw *d, int index, int number, int count, struct rect rect) {
    struct ui *ui = &d->ui;
    const struct home_call *call = &d->view->calls[index];
    const char *id = frame_printf(ui->frame, "call.%d", index);
    bool is_known = call->played || call->is_waiting;
    widget_card(ui, rect);
    if (ui_is_hovered(ui, id))
        ui_fill(ui, rect_inset(rect, ui_px(ui, 1), ui_px(ui, 1)), ROLE_SUNKEN, ui_px(ui, 11));
    struct rect in = rect_inset(rect, ui_px(ui, 16), ui_px(ui, 12));
    rect_cut_top(&in, ui_px(ui, 2));
    struct text_style over = ui_style(SIZE_CAPTION, WEIGHT_MEDIUM, ROLE_TEXT_3);
    over.max_lines = 1;
    struct rect line = rect_cut_top(&in, ui_px(ui, 16));
    int side = ui_px(ui, 16);
    ui_icon(ui, home_industry_icon(call->industry), rect_middle(line, side, side), ROLE_TEXT_3);
    rect_cut_left(&line, ui_px(ui, 23));
    ui_label(ui, ui_join(ui, " · ", home_industry(ui, call->industry), call->organisation, NULL),
             over, line);
    rect_cut_top(&in, ui_px(ui, 9));
    struct rect foot = rect_cut_bottom(&in, ui_px(ui, 26));
    struct rect meta = rect_cut_bottom(&in, ui_px(ui, 39));
    struct rect tags = rect_cut_bottom(&in, ui_px(ui, 22));
    ui_text(ui, call->title, title_style(), in);
    draw_skills(ui, call, ui_is_hovered(ui, id) ? TAG_LINE : TAG_PLAIN, tags);
    draw_meta(ui, call, (struct rect){meta.x, meta.y + ui_px(ui, 11), meta.w, ui_px(ui, 16)});
    widget_rule(ui, foot);
    ui_label(ui, played_text(ui, call),
             ui_style(SIZE_CAPTION, is_known ? WEIGHT_MEDIUM : WEIGHT_REGULAR,
                      is_known ? ROLE_TEXT : ROLE_TEXT_3),
             (struct rect){foot.x, foot.y + ui_px(ui, 9), foot.w, foot.h - ui_px(ui, 9)});
    ui_element(ui, ELEMENT_LIST_ITEM, id, rect, ui_px(ui, 12),
               call_spoken(ui, d->view, call, number, count));
}

static int draw_none(struct home_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    bool has_calls = d->view->call_count > 0;
    struct empty empty = {.icon = "search",
                          .title = ui_str(ui, has_calls ? STR_NO_MATCH : STR_NO_CALLS),
                          .text = ui_str(ui, has_calls ? STR_NO_MATCH_TEXT : STR_NO_CALLS_TEXT)};
    if (has_calls)
        empty.button = (struct button){.id = "clear-all",
                                       .label = ui_str(ui, STR_CLEAR_FILTERS),
                                       .look = BUTTON_SECONDARY,
                                       .is_small = true};
    return empty_draw(ui, &empty, rect);
}

int home_calls_draw(struct home_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    int columns = home_columns(d, rect.w), gap = ui_px(ui, 12), row_h = 0, count = 0, at = 0;
    int top = rect.y;
    ui->region = HOME_REGION_CALLS;
    for (int i = 0; i < d->view->call_count; i++)
        count += home_matches(ui, d->screen, d->view, &d->view->calls[i]);
    if (!count)
        return draw_none(d, rect);
    int w = (rect.w - gap * (columns - 1)) / columns;
    for (int i = 0; i < d->view->call_count; i++) {
        int h = card_height(d, &d->view->calls[i], w);
        row_h = h > row_h ? h : row_h; /* all cards have one height */
    }
    for (int i = 0; i < d->view->call_count; i++) {
        if (!home_matches(ui, d->screen, d->view, &d->view->calls[i]))
            continue;
        struct rect cell = {rect.x + at % columns * (w + gap), top + at / columns * (row_h + gap),
                            w, row_h};
        at++;
        draw_call(d, i, at, count, cell);
    }
    return (count + columns - 1) / columns * (row_h + gap) - gap;
}
