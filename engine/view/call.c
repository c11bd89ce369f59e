/* How the parts of the call are placed. */
#include "view/call_private.h"

#include <string.h>

void call_screen_init(struct call_screen *screen) {
    *screen = (struct call_screen){.confidence = -1, .why.edit.limit = WHY_MAX, .moment = -1};
    screen->talk.sticks_to_end = true;
    ui_focus(&screen->ui, "said");
}

/* A new moment: nothing is chosen, and the focus is on what the customer said. */
static void prepare(struct call_screen *screen, const struct call_view *view) {
    bool is_new = view->decision != screen->moment && view->phase != CALL_COMMITTED;
    if (is_new) {
        screen->moment = view->decision;
        screen->ui.pressed[0] = '\0';
        screen->confidence = -1;
        screen->is_error = false;
        field_clear(&screen->why);
        screen->options.y = screen->desk.y = 0;
    }
    if (is_new || view->line_count != screen->last_line_count) {
        screen->talk.is_away = false;
        if (is_new)
            ui_focus(&screen->ui, "said");
        screen->ui.wants_reveal = true;
    }
    if (view->trouble && strcmp(screen->ui.focus, "dialog") != 0) {
        ui_focus(&screen->ui, call_trouble_way(view));
        screen->ui.is_focus_visible = true;
    } else if (!view->trouble && screen->had_trouble) {
        ui_focus(&screen->ui, "said");
    }
    screen->had_trouble = view->trouble != NULL;
    screen->last_line_count = view->line_count;
}

static void draw_middle(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    int talk_w = d->width == UI_COMPACT ? rect.w * 404 / 960 : ui_px(ui, 572);
    if (d->width == UI_WIDE) {
        int most = ui_px(ui, 720 + 960);
        int w = rect.w < most ? rect.w : most;
        struct rect whole = rect;
        rect = rect_center(rect, w, rect.h);
        talk_w = w * 3 / 7;
        /* The customer's bar goes on to the edge of the window. */
        struct rect strip = {whole.x, whole.y, rect.x - whole.x, call_customer_height(d)};
        ui_fill(ui, strip, ROLE_SURFACE, 0);
        strip.y += strip.h - ui_px(ui, 1);
        widget_rule(ui, strip);
    }
    struct rect left = rect_cut_left(&rect, talk_w);
    d->desk = rect;
    rect_cut_bottom(&d->desk, ui_px(ui, 48)); /* below it stands what was opened */
    int line = ui_px(ui, 1);
    struct rect edge = rect_cut_right(&left, line);
    ui->region = REGION_TALK;
    struct rect customer = rect_cut_top(&left, call_customer_height(d));
    if (d->view->is_paused) {
        struct rect strip = {0, customer.y, ui->frame->width, customer.h};
        ui_fill(ui, strip, ROLE_SURFACE, 0);
        widget_rule(ui, (struct rect){0, strip.y + strip.h - ui_px(ui, 1), strip.w, 0});
        call_pause_cover(d, (struct rect){0, left.y, ui->frame->width, left.h + d->tray.h});
        call_customer_draw(d, customer);
        return;
    }
    call_talk_draw(d, left);
    call_tray_draw(d, d->tray);
    call_desk_draw(d, rect);
    ui_fill(ui, edge, ROLE_BORDER, 0);
    call_talk_elements(d);
    ui->region = REGION_TALK;
    call_customer_draw(d, customer);
}

static void draw_columns(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    d->screen->page = (struct ui_scroll){0}; /* there is no page to scroll */
    struct rect bar = rect_cut_top(&rect, ui_px(ui, d->width >= UI_NORMAL ? 48 : 44));
    d->tray = rect_cut_bottom(&rect, call_tray_height(d, rect.h * 2 / 3));
    draw_middle(d, rect);
    call_bar_draw(d, bar);
}

/* ---- one column ---- */

static int draw_tabs(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    static const char *const ids[] = {"show.talk", "show.desk"};
    int h = ui_px(ui, 40);
    struct rect row = rect_inset((struct rect){rect.x, rect.y, rect.w, h}, ui_px(ui, 16), 0);
    ui->region = REGION_DESK;
    for (int i = 0; i < 2; i++) {
        struct button tab = {.id = ids[i],
                             .label = ui_str(ui, i ? STR_TAB_DESK : STR_TAB_TALK),
                             .look = BUTTON_SECONDARY,
                             .is_small = true,
                             .is_chosen = d->screen->shows_desk == (i == 1)};
        rect_cut_left(&row, button_at(ui, &tab, row) + ui_px(ui, 8));
    }
    return h;
}

static void draw_page(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    int top = ui_scroll_begin(ui, &d->screen->page, rect), pad = ui_px(ui, 16);
    struct rect at = {rect.x, top, rect.w, 0};
    ui->region = REGION_TALK;
    int customer = call_customer_height(d);
    call_customer_draw(d, (struct rect){at.x, at.y, at.w, customer});
    at.y += customer + ui_px(ui, 8);
    if (d->view->is_paused) {
        call_pause_cover(d, (struct rect){at.x, at.y, at.w, ui_px(ui, 220)});
        ui_scroll_end(ui, &d->screen->page, at.y + ui_px(ui, 220) - top);
        return;
    }
    at.y += draw_tabs(d, at) + ui_px(ui, 4);
    at.y += d->screen->shows_desk ? call_desk_flow(d, at) : call_talk_flow(d, at);
    struct rect answer = rect_inset(at, pad, 0);
    if (d->view->phase == CALL_ENDED) {
        ui_scroll_end(ui, &d->screen->page, answer.y - top);
        return;
    }
    answer.y += call_options_flow(d, answer) + ui_px(ui, 14);
    answer.h = 1 << 24;
    answer.y += call_answer_flow(d, answer) + ui_px(ui, 16);
    ui_scroll_end(ui, &d->screen->page, answer.y - top);
}

static void draw_one_column(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    int pad = ui_px(ui, 16);
    d->screen->options = (struct ui_scroll){0};
    struct rect bar = rect_cut_top(&rect, ui_px(ui, 44));
    bool is_ended = d->view->phase == CALL_ENDED;
    struct rect foot = rect_cut_bottom(&rect, is_ended ? 0 : ui_px(ui, 56));
    struct rect prompt =
        rect_cut_top(&rect, ui_px(ui, 6) + call_prompt_height(d, rect.w - 2 * pad));
    ui_fill(ui, prompt, ROLE_SURFACE, 0);
    draw_page(d, rect);
    d->desk = rect;
    rect_cut_bottom(&d->desk, ui_px(ui, 12));
    call_time_draw(d, rect_cut_top(&prompt, ui_px(ui, 6)));
    call_prompt_draw(d, rect_inset(prompt, pad, 0));
    ui->region = REGION_TRAY;
    if (!is_ended) {
        ui_fill(ui, foot, ROLE_SURFACE, 0);
        widget_rule(ui, foot);
        call_commit_draw(d, rect_inset(foot, pad, ui_px(ui, 8)));
    }
    call_bar_draw(d, bar);
}

void call_draw(struct call_screen *screen, const struct call_view *view, struct frame *frame) {
    prepare(screen, view);
    if (frame->width != screen->last_width || frame->scale_percent != screen->last_scale)
        screen->ui.wants_reveal = true; /* everything has moved */
    screen->last_width = frame->width;
    screen->last_scale = frame->scale_percent;
    struct call_draw d = {0};
    struct ui_page page = {&screen->ui, frame, catalogue_of(view->language), view->is_rtl, 0};
    while (ui_page_draws(&page, &d.ui)) {
        d = (struct call_draw){.ui = d.ui, .screen = screen, .view = view};
        d.width = ui_width_class(&d.ui);
        struct rect window = ui_window(&d.ui);
        if (d.width == UI_NARROW)
            draw_one_column(&d, window);
        else
            draw_columns(&d, window);
        call_over_draw(&d);
    }
}
