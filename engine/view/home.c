#include "view/home_private.h"

#include <string.h>

void home_screen_init(struct home_screen *screen) {
    *screen = (struct home_screen){.menu = -1, .shell.find.edit.limit = 60};
    ui_focus(&screen->ui, "start");
    screen->ui.is_focus_visible = true;
}

/* ---- next for you ---- */

static void draw_last_calls(struct home_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    int side = ui_px(ui, 28), icon = ui_px(ui, 16);
    struct rect whole = rect;
    const char *title = ui_count(ui, STR_LAST_CALLS, d->view->last_count, NULL);
    ui_text(ui, title, ui_style(SIZE_SMALL, WEIGHT_MEDIUM, ROLE_TEXT), rect);
    rect_cut_top(&rect, ui_px(ui, 27));
    struct rect row = rect_cut_top(&rect, side);
    int ended = 0;
    for (int i = 0; i < d->view->last_count; i++) {
        bool is_ended = d->view->last_ended[i];
        struct rect box = rect_cut_left(&row, side);
        ended += is_ended;
        if (!is_ended)
            ui_fill(ui, box, ROLE_LIMIT_SOFT, ui_px(ui, 8));
        ui_edge(ui, box, is_ended ? ROLE_BORDER_STRONG : ROLE_LIMIT, ui_px(ui, 8), ui_px(ui, 1));
        ui_icon(ui, is_ended ? "check" : "pause", rect_center(box, icon, icon),
                is_ended ? ROLE_TEXT_2 : ROLE_LIMIT_TEXT);
        rect_cut_left(&row, ui_px(ui, 7));
    }
    rect_cut_top(&rect, ui_px(ui, 6));
    struct text_style small = ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_2);
    struct rect legend = {rect.x, rect.y, rect.w, ui_px(ui, 18)};
    rect_cut_left(&legend, widget_meta(ui, "check", ui_str(ui, STR_FINISHED), small, legend) +
                               ui_px(ui, 16));
    widget_meta(ui, "pause", ui_str(ui, STR_TO_CONTINUE), small, legend);
    whole.h = ui_px(ui, 80);
    ui_element(ui, ELEMENT_TEXT, "last", whole, ui_px(ui, 6),
               ui_format(ui, STR_SPOKEN_LAST, title, ui_number(ui, ended),
                         ui_number(ui, d->view->last_count - ended), NULL));
}

/* Why this one; "" no reason. */
static const char *next_why(struct ui *ui, const struct home_view *view) {
    if (view->next_skill == SKILL_NONE)
        return "";
    const char *skill = home_skill(ui, view->next_skill), *low = skill;
    if (*skill >= 'A' && *skill <= 'Z') /* in the middle of a sentence */
        low = frame_printf(ui->frame, "%c%s", *skill + 32, skill + 1);
    if (!view->next_skill_decisions)
        return ui_format(ui, STR_NOT_PRACTISED, low, NULL);
    return ui_count(ui, STR_PRACTISED_LEAST, view->next_skill_decisions, low, NULL);
}

struct next {
    const char *over, *title, *text, *button;
    const struct home_call *call; /* NULL while one is to be continued */
};

static struct next next_of(struct home_draw *d) {
    struct ui *ui = &d->ui;
    const struct home_view *view = d->view;
    if (view->continue_session)
        return (struct next){
            .over = ui_str(ui, STR_CONTINUE_OVER),
            .title = view->continue_title,
            .text = view->continue_decisions
                        ? ui_count(ui, STR_CONTINUE_TEXT, view->continue_decisions, NULL)
                        : ui_str(ui, STR_CONTINUE_TEXT_NONE),
            .button = ui_str(ui, STR_CONTINUE)};
    const struct home_call *call = &view->calls[view->next];
    const char *why = next_why(ui, view);
    return (struct next){.over = ui_str(ui, call->is_warm_up ? STR_START_HERE : STR_NEXT),
                         .title = call->title,
                         .text = !call->is_warm_up && *why ? why : call->summary,
                         .button = ui_str(ui, STR_START_CALL),
                         .call = call};
}

static const char *next_spoken(struct ui *ui, const struct next *next) {
    const char *head = ui_format(ui, STR_SPOKEN_NEXT, next->over, next->title, next->text, NULL);
    if (!next->call)
        return ui_join(ui, " ", head, ui_str(ui, STR_SPOKEN_ENTER_START), NULL);
    return ui_join(ui, " ", head,
                   ui_format(ui, STR_SPOKEN_NEXT_META, ui_number(ui, next->call->minutes),
                             ui_number(ui, next->call->difficulty), NULL),
                   ui_str(ui, STR_SPOKEN_ENTER_START), NULL);
}

static void draw_next_meta(struct home_draw *d, const struct home_call *call, struct rect rect) {
    struct ui *ui = &d->ui;
    struct text_style style = ui_style(SIZE_SMALL, WEIGHT_REGULAR, ROLE_TEXT_2);
    int gap = ui_px(ui, 16), row = ui_px(ui, 20);
    const char *where =
        *call->organisation ? call->organisation : home_industry(ui, call->industry);
    const char *minutes = ui_format(ui, STR_MINUTES, ui_number(ui, call->minutes), NULL);
    const char *timed = ui_str(ui, call->is_timed ? STR_TIMED : STR_UNTIMED);
    const char *icon = home_industry_icon(call->industry);
    struct flow flow = flow_start(rect, row, gap);
    widget_meta(ui, icon, where, style,
                flow_next(&flow, widget_meta_width(ui, icon, where, style)));
    widget_meta(ui, "clock", minutes, style,
                flow_next(&flow, widget_meta_width(ui, "clock", minutes, style)));
    widget_meta(ui, call->is_timed ? "timer" : "timer-off", timed, style,
                flow_next(&flow, widget_meta_width(ui, "timer", timed, style)));
    const char *word = ui_str(ui, STR_FILTER_DIFFICULTY);
    int w = ui_text_width(ui, word, style);
    struct rect pips = flow_next(&flow, w + ui_px(ui, 7 + 47));
    ui_label(ui, word, style, rect_cut_left(&pips, w));
    rect_cut_left(&pips, ui_px(ui, 7));
    widget_pips(ui, call->difficulty, pips);
}

/* The others that were left are in the list of calls. */
static void draw_waiting(struct home_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    bool is_hovered = ui_is_hovered(ui, "waiting");
    struct text_style style =
        ui_style(SIZE_SMALL, WEIGHT_MEDIUM, is_hovered ? ROLE_ACCENT_HOVER : ROLE_ACCENT_TEXT);
    const char *text = ui_count(ui, STR_MORE_WAIT, d->view->waiting, NULL);
    struct rect box = rect_middle(rect, widget_meta(ui, "pause", text, style, rect), ui_px(ui, 24));
    ui_element(ui, ELEMENT_BUTTON, "waiting", box, ui_px(ui, 6), text);
}

static int next_words_height(struct home_draw *d, const struct next *next, int w) {
    struct ui *ui = &d->ui;
    return ui_px(ui, 18 + 2 + 4 + 14) +
           ui_text_height(ui, next->title, ui_style(SIZE_HEADING, WEIGHT_SEMIBOLD, ROLE_TEXT), w) +
           ui_text_height(ui, next->text, ui_style(SIZE_BODY, WEIGHT_REGULAR, ROLE_TEXT_2), w) +
           (next->call || d->view->waiting ? ui_px(ui, 20) : 0);
}

static void draw_next_words(struct home_draw *d, const struct next *next, struct rect rect) {
    struct ui *ui = &d->ui;
    struct rect foot = {rect.x, rect.y + rect.h - ui_px(ui, 20), rect.w, ui_px(ui, 20)};
    if (ui_width_class(ui) == UI_NARROW)
        foot.y = rect.y + next_words_height(d, next, rect.w) - ui_px(ui, 20);
    rect.h = HOME_FOREVER;
    rect.y +=
        ui_text(ui, next->over, ui_style(SIZE_SMALL, WEIGHT_SEMIBOLD, ROLE_ACCENT_TEXT), rect) +
        ui_px(ui, 2);
    struct text_style title = ui_style(SIZE_HEADING, WEIGHT_SEMIBOLD, ROLE_TEXT);
    title.is_balanced = true;
    rect.y += ui_text(ui, next->title, title, rect) + ui_px(ui, 4);
    ui_text(ui, next->text, ui_style(SIZE_BODY, WEIGHT_REGULAR, ROLE_TEXT_2), rect);
    if (next->call)
        draw_next_meta(d, next->call, foot);
    else if (d->view->waiting)
        draw_waiting(d, foot);
}

static void draw_start(struct home_draw *d, const struct next *next, struct rect rect) {
    struct ui *ui = &d->ui;
    struct button start = {.id = "start", .label = next->button, .key = "Enter"};
    button_draw(ui, &start, rect)->spoken = next_spoken(ui, next);
}

int home_next_draw(struct home_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    struct next next = next_of(d);
    bool is_narrow = d->width == UI_NARROW;
    int pad_x = ui_px(ui, 20), pad_y = ui_px(ui, 18), side = is_narrow ? 0 : ui_px(ui, 244);
    int words_w = rect.w - 2 * pad_x - (side ? side + ui_px(ui, 24) : 0);
    int words_h = next_words_height(d, &next, words_w), least = ui_px(ui, 172) - 2 * pad_y;
    int h = words_h > least ? words_h : least;
    if (is_narrow)
        h = words_h + ui_px(ui, 12 + 40) + (d->view->last_count ? ui_px(ui, 96) : 0);
    ui->region = HOME_REGION_NEXT;
    struct rect card = {rect.x, rect.y, rect.w, h + 2 * pad_y};
    widget_card(ui, card);
    struct rect in = rect_inset(card, pad_x, pad_y);
    struct rect start, last;
    if (is_narrow) {
        draw_next_words(d, &next, rect_cut_top(&in, words_h));
        rect_cut_top(&in, ui_px(ui, 12));
        start = rect_cut_top(&in, ui_px(ui, 40));
        rect_cut_top(&in, ui_px(ui, 16));
        last = in;
    } else {
        struct rect right = rect_cut_right(&in, side);
        ui_fill(ui, (struct rect){right.x, right.y, ui_px(ui, 1), right.h}, ROLE_BORDER, 0);
        rect_cut_left(&right, ui_px(ui, 25));
        start = rect_cut_bottom(&right, ui_px(ui, 40));
        last = right;
        rect_cut_right(&in, ui_px(ui, 24));
        draw_next_words(d, &next, in);
    }
    draw_start(d, &next, start);
    if (d->view->last_count)
        draw_last_calls(d, last);
    return card.h;
}

/* ---- the page ---- */

static const char *greeting_text(struct ui *ui, const struct home_view *view) {
    if (!view->last_on || !*view->last_on)
        return ui_str(ui, STR_NEW_HERE);
    const char *last = ui_format(ui, STR_LAST_ON, view->last_on, NULL);
    const char *count =
        view->decisions ? ui_count(ui, STR_DECISIONS_SO_FAR, view->decisions, NULL) : "";
    return ui_join(ui, " ", count, last, NULL);
}

static int draw_greeting(struct home_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    const struct home_view *view = d->view;
    enum str day = view->hour < 5    ? STR_GOOD_EVENING
                   : view->hour < 12 ? STR_GOOD_MORNING
                   : view->hour < 18 ? STR_GOOD_AFTERNOON
                                     : STR_GOOD_EVENING;
    size_t first = strcspn(view->shell.name, " ");
    const char *name = frame_text(ui->frame, view->shell.name, first);
    const char *hello =
        *name ? ui_format(ui, STR_GREETING, ui_str(ui, day), name, NULL) : ui_str(ui, day);
    const char *text = greeting_text(ui, view);
    int top = rect.y;
    rect.h = HOME_FOREVER;
    rect.y += ui_text(ui, hello, ui_style(SIZE_DISPLAY, WEIGHT_SEMIBOLD, ROLE_TEXT), rect);
    rect.y += ui_px(ui, 2);
    rect.y += ui_text(ui, text, ui_style(SIZE_BODY, WEIGHT_REGULAR, ROLE_TEXT_2), rect);
    return rect.y - top;
}

static int draw_main(struct home_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    int top = rect.y, shown = 0;
    rect.y += draw_greeting(d, rect) + ui_px(ui, 14);
    if (d->view->continue_session || d->view->next >= 0)
        rect.y += home_next_draw(d, rect) + ui_px(ui, 16);
    for (int i = 0; i < d->view->call_count; i++)
        shown += home_matches(ui, d->screen, d->view, &d->view->calls[i]);
    if (d->width == UI_NARROW) {
        int h = ui_px(ui, 40);
        ui->region = HOME_REGION_FILTERS;
        shell_find_draw(ui, &d->screen->shell, true, (struct rect){rect.x, rect.y, rect.w, h});
        rect.y += h + ui_px(ui, 12);
    }
    rect.y += home_filters_draw(d, rect, shown) + ui_px(ui, 12);
    rect.y += home_calls_draw(d, rect);
    rect.y += home_faults_draw(d, rect);
    return rect.y - top;
}

static int draw_page(struct home_draw *d, struct rect page) {
    struct ui *ui = &d->ui;
    bool has_side = d->width >= UI_NORMAL;
    struct rect side = has_side ? rect_cut_right(&page, ui_px(ui, 340)) : page;
    if (has_side)
        rect_cut_right(&page, ui_px(ui, 24));
    int h = draw_main(d, page);
    ui->region = HOME_REGION_SIDE;
    if (has_side) {
        int right = home_progress_draw(ui, d->view->progress, side);
        return right > h ? right : h;
    }
    side.y += h + ui_px(ui, 16);
    return h + ui_px(ui, 16) + home_progress_draw(ui, d->view->progress, side);
}

void home_draw(struct home_screen *screen, const struct home_view *view, struct frame *frame) {
    struct home_draw d = {.screen = screen, .view = view};
    struct ui *ui = &d.ui;
    struct ui_page whole = shell_page(&screen->ui, frame, &view->shell);
    while (ui_page_draws(&whole, ui)) {
        d.width = ui_width_class(ui);
        struct rect window = ui_window(ui);
        shell_draw(ui, &screen->shell, &view->shell, true, &window);
        int margin = ui_px(ui, d.width == UI_NARROW ? 16 : 32), most = ui_px(ui, 1720);
        int y = ui_scroll_begin(ui, &screen->page, window);
        struct rect page = rect_inset(window, margin, 0);
        if (page.w > most)
            page = rect_center(page, most, page.h);
        page.y = y + ui_px(ui, 20);
        int h = draw_page(&d, page);
        ui_scroll_end(ui, &screen->page, h + ui_px(ui, 20 + 32));
        home_menu_draw(&d);
        shell_draw_over(ui, &screen->shell, &view->shell);
    }
}
