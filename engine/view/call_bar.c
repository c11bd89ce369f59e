/* The call bar and the customer's bar. */
#include "view/call_private.h"

int call_mood(int anger, int trust) {
    int mood = (100 - anger + trust) / 2;
    return mood < 0 ? 0 : mood > 100 ? 100 : mood;
}

static int mood_level(int mood) {
    return mood >= 80 ? 4 : mood / 20;
}

static int mood_now(const struct call_view *view) {
    return view->mood_count ? view->moods[view->mood_count - 1] : 50;
}

static const char *mood_word(struct ui *ui, const struct call_view *view) {
    static const enum str words[] = {STR_MOOD_FURIOUS, STR_MOOD_UPSET, STR_MOOD_WARY,
                                     STR_MOOD_SETTLED, STR_MOOD_PLEASED};
    return ui_str(ui, words[mood_level(mood_now(view))]);
}

static const char *mood_trend(struct ui *ui, const struct call_view *view) {
    if (view->mood_count < 2)
        return "";
    int change = mood_now(view) - view->moods[view->mood_count - 2];
    return change > 2    ? ui_str(ui, STR_MOOD_RISING)
           : change < -2 ? ui_str(ui, STR_MOOD_FALLING)
                         : "";
}

/* ---- the call bar: what does not fit is left out, the least needed first ---- */

enum { SHED_NOTHING, SHED_PIPS, SHED_LABELS, SHED_TAG, SHED_PROGRESS, SHED_ALL };

static const char *progress_text(struct call_draw *d) {
    const struct call_view *view = d->view;
    struct ui *ui = &d->ui;
    if (view->phase == CALL_ENDED)
        return ui_str(ui, STR_CALL_ENDED_SHORT);
    const char *number = ui_number(ui, view->decision);
    if (view->fewest_left < 0)
        return ui_format(ui, STR_DECISION, number, NULL);
    if (view->most_left == 0)
        return ui_format(ui, STR_DECISION_LAST, number, NULL);
    if (view->most_left < 0)
        return ui_format(ui, STR_DECISION_AT_LEAST, number, ui_number(ui, view->fewest_left), NULL);
    if (view->fewest_left == view->most_left)
        return ui_format(ui, STR_DECISION_EXACT, number, ui_number(ui, view->most_left), NULL);
    return ui_format(ui, STR_DECISION_RANGE, number, ui_number(ui, view->fewest_left),
                     ui_number(ui, view->most_left), NULL);
}

static struct text_style bar_style(void) {
    return ui_style(SIZE_SMALL, WEIGHT_REGULAR, ROLE_TEXT_2);
}

static int pips_shown(const struct call_draw *d) {
    return d->view->decision > 8 || d->view->phase == CALL_ENDED ? 0 : d->view->decision;
}

static void draw_pips(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    for (int i = 0, count = pips_shown(d); i < count; i++) {
        struct rect cell = rect_cut_left(&rect, ui_px(ui, 23));
        if (i + 1 < count) {
            ui_fill(ui, rect_middle(cell, ui_px(ui, 18), ui_px(ui, 6)), ROLE_ACCENT, ui_px(ui, 3));
        } else {
            struct rect now = rect_middle(cell, ui_px(ui, 18), ui_px(ui, 8));
            ui_edge(ui, now, ROLE_ACCENT, ui_px(ui, 4), ui_px(ui, 2));
        }
    }
}

struct bar {
    struct button leave, speak, pause;
    const char *progress, *mode;
    int shed;
};

/* Why there is nothing to pause. */
static const char *phase_hint(struct call_draw *d) {
    if (d->view->phase == CALL_TIMED_OUT)
        return ui_str(&d->ui, STR_TIMES_UP_TITLE);
    return d->view->phase == CALL_ENDED ? ui_str(&d->ui, STR_CALL_ENDED) : NULL;
}

static struct bar bar_make(struct call_draw *d) {
    struct ui *ui = &d->ui;
    static const enum str modes[] = {STR_MODE_PRACTICE, STR_MODE_ASSESSMENT, STR_MODE_RETRY,
                                     STR_MODE_PANEL, STR_MODE_PREVIEW};
    return (struct bar){
        .leave = {.id = "leave",
                  .label = ui_str(ui, STR_LEAVE_CALL),
                  .icon = "arrow-right",
                  .points_back = true,
                  .look = BUTTON_BARE},
        .speak = {.id = "speak",
                  .label = ui_str(ui, STR_READ_ALOUD),
                  .icon = "volume-2",
                  .look = BUTTON_BARE},
        .pause = {.id = "pause",
                  .label = ui_str(ui, d->view->is_paused ? STR_GO_ON : STR_PAUSE),
                  .icon = d->view->is_paused ? "play" : "pause",
                  .key = "P",
                  .look = BUTTON_BARE,
                  .is_disabled = d->view->phase != CALL_DECIDE,
                  .hint = phase_hint(d)},
        .progress = progress_text(d),
        .mode = ui_str(ui, modes[d->view->mode]),
    };
}

static bool can_pause(const struct call_draw *d) {
    return d->view->can_pause && d->view->phase != CALL_ENDED;
}

static int side_width(struct call_draw *d, const struct bar *bar) {
    struct ui *ui = &d->ui;
    int w = 0;
    if (bar->shed < SHED_PROGRESS)
        w += ui_text_width(ui, bar->progress, bar_style()) + ui_px(ui, 8);
    if (bar->shed < SHED_PIPS)
        w += pips_shown(d) * ui_px(ui, 23) + ui_px(ui, 8);
    if (d->view->can_speak)
        w += button_width(ui, &bar->speak);
    if (can_pause(d))
        w += button_width(ui, &bar->pause);
    return w + ui_px(ui, 16);
}

static int title_width(struct call_draw *d, const struct bar *bar) {
    struct ui *ui = &d->ui;
    int w = button_width(ui, &bar->leave) + ui_px(ui, 25) +
            ui_text_width(ui, d->view->title, ui_style(SIZE_BODY, WEIGHT_SEMIBOLD, ROLE_TEXT));
    if (bar->shed < SHED_TAG)
        w += ui_px(ui, 12) + widget_tag_width(ui, bar->mode, NULL);
    return w;
}

static void shed(struct call_draw *d, struct bar *bar, int room) {
    while (bar->shed < SHED_ALL && title_width(d, bar) + side_width(d, bar) > room) {
        bar->shed++;
        if (bar->shed == SHED_LABELS)
            bar->speak.label = bar->pause.label = NULL;
        if (bar->shed == SHED_ALL)
            bar->leave.label = NULL;
    }
    if (!bar->speak.label)
        bar->speak.hint = ui_str(&d->ui, STR_READ_ALOUD);
    if (!bar->pause.label)
        bar->pause.hint = ui_str(&d->ui, d->view->is_paused ? STR_GO_ON : STR_PAUSE);
    if (!bar->leave.label)
        bar->leave.hint = ui_str(&d->ui, STR_LEAVE_CALL);
}

static void draw_divider(struct ui *ui, struct rect *rect, bool at_end) {
    struct rect cell =
        at_end ? rect_cut_right(rect, ui_px(ui, 13)) : rect_cut_left(rect, ui_px(ui, 13));
    ui_fill(ui, rect_center(cell, ui_px(ui, 1), ui_px(ui, 20)), ROLE_BORDER, 0);
}

/* The bar touches the window's edge: what may be focused in it leaves room for the ring. */
static struct rect ring_inside(struct ui *ui, struct rect words) {
    return rect_inset(words, 0, ui_px(ui, 8));
}

static void draw_side(struct call_draw *d, const struct bar *bar, struct rect rect) {
    struct ui *ui = &d->ui;
    if (can_pause(d))
        button_at_end(ui, &bar->pause, &rect);
    if (d->view->can_speak)
        button_at_end(ui, &bar->speak, &rect);
    if (can_pause(d) || d->view->can_speak)
        draw_divider(ui, &rect, true);
    if (bar->shed < SHED_PIPS) {
        draw_pips(d, rect_cut_right(&rect, pips_shown(d) * ui_px(ui, 23)));
        rect_cut_right(&rect, ui_px(ui, 5));
    }
    if (bar->shed >= SHED_PROGRESS)
        return;
    int w = ui_text_width(ui, bar->progress, bar_style());
    struct rect words = rect_cut_right(&rect, w);
    ui_label(ui, bar->progress, bar_style(), words);
    ui_element(ui, ELEMENT_TEXT, "progress", ring_inside(ui, words), ui_px(ui, 4), bar->progress);
}

void call_bar_draw(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    struct bar bar = bar_make(d);
    ui->region = REGION_BAR;
    ui_fill(ui, rect, ROLE_SURFACE, 0);
    ui_fill(ui, (struct rect){rect.x, rect.y + rect.h - ui_px(ui, 1), rect.w, ui_px(ui, 1)},
            ROLE_BORDER, 0);
    rect = rect_inset(rect, ui_px(ui, 10), 0);
    shed(d, &bar, rect.w);
    rect_cut_left(&rect, button_at(ui, &bar.leave, rect));
    draw_divider(ui, &rect, false);
    rect_cut_left(&rect, ui_px(ui, 6));
    struct rect side = rect_cut_right(&rect, side_width(d, &bar));
    struct text_style title = ui_style(SIZE_BODY, WEIGHT_SEMIBOLD, ROLE_TEXT);
    title.max_lines = 1; /* its whole text is spoken */
    int w = ui_text_width(ui, d->view->title, title);
    struct rect name = rect_cut_left(&rect, w);
    ui_label(ui, d->view->title, title, name);
    ui_element(ui, ELEMENT_TEXT, "title", ring_inside(ui, name), ui_px(ui, 4),
               ui_join(ui, ", ", d->view->title, bar.mode, NULL));
    rect_cut_left(&rect, ui_px(ui, 12));
    if (bar.shed < SHED_TAG)
        widget_tag(ui, bar.mode, NULL, d->view->mode == MODE_ASSESSMENT ? TAG_ACCENT : TAG_PLAIN,
                   rect);
    draw_side(d, &bar, side);
}

/* ---- the customer's bar ---- */

int call_customer_height(struct call_draw *d) {
    return ui_px(&d->ui, d->width >= UI_NORMAL ? 76 : 60);
}

static void draw_ring(struct call_draw *d, struct rect square) {
    struct ui *ui = &d->ui;
    int stroke = ui_px(ui, 3), inner = square.w - 2 * ui_px(ui, 6);
    ui_arc(ui, square, 1000, ROLE_BORDER, stroke);
    if (d->view->shows_mood) {
        int mood = mood_now(d->view);
        ui_arc(ui, square, mood < 4 ? 40 : mood * 10, (enum role)(ROLE_MOOD_1 + mood_level(mood)),
               stroke);
    }
    widget_avatar(ui, d->view->customer, ROLE_SUNKEN, ROLE_TEXT, rect_center(square, inner, inner));
}

static void draw_sparkline(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    const struct call_view *view = d->view;
    struct ui_point points[CALL_MOODS_MAX];
    int left = rect.x + ui_px(ui, 8), wide = rect.w - 2 * ui_px(ui, 8);
    int low = rect.y + rect.h - ui_px(ui, 5), high = rect.h - 2 * ui_px(ui, 5);
    for (int x = rect.x; x < rect.x + rect.w; x += ui_px(ui, 6))
        ui_fill(ui, (struct rect){x, rect.y + rect.h / 2, ui_px(ui, 2), ui_px(ui, 1)},
                ROLE_BORDER_STRONG, 0);
    for (int i = 0; i < view->mood_count; i++)
        points[i] = (struct ui_point){
            view->mood_count > 1 ? left + wide * i / (view->mood_count - 1) : left + wide,
            low - high * view->moods[i] / 100};
    enum role role = (enum role)(ROLE_MOOD_1 + mood_level(mood_now(view)));
    if (view->mood_count > 1)
        ui_polyline(ui, points, view->mood_count, role, ui_px(ui, 2));
    if (view->mood_count) {
        struct ui_point end = points[view->mood_count - 1];
        ui_dot(ui, end.x, end.y, ui_px(ui, 5), ROLE_SURFACE);
        ui_dot(ui, end.x, end.y, ui_px(ui, 3), role);
    }
}

static const char *channel_line(struct call_draw *d) {
    static const enum str channels[] = {STR_CHANNEL_VOICE, STR_CHANNEL_CHAT, STR_CHANNEL_EMAIL};
    return ui_join(&d->ui, " · ", ui_str(&d->ui, channels[d->view->channel]), d->view->organisation,
                   NULL);
}

static const char *channel_icon(const struct call_draw *d) {
    return d->view->channel == CHANNEL_VOICE ? "phone-call" : "message-square";
}

static int draw_time(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    struct text_style big = ui_style(SIZE_TITLE, WEIGHT_SEMIBOLD, ROLE_TEXT);
    struct text_style small = ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_3);
    const char *clock = ui_clock(ui, d->view->now_ms);
    const char *target = ui_format(ui, STR_TARGET, ui_clock(ui, d->view->target_ms), NULL);
    big.is_tabular = small.is_tabular = true;
    big.line_height = 22;
    big.align = small.align = ALIGN_END;
    int w = ui_text_width(ui, target, small), wide = ui_text_width(ui, clock, big);
    w = w > wide ? w : wide;
    struct rect cell = rect_cut_right(&rect, w);
    int top = (cell.h - ui_px(ui, 38)) / 2;
    rect_cut_top(&cell, top);
    rect_cut_top(&cell, ui_text(ui, clock, big, cell));
    ui_text(ui, target, small, cell);
    return w + ui_px(ui, 16);
}

static void draw_mood(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    struct text_style style = ui_style(SIZE_CAPTION, WEIGHT_MEDIUM, ROLE_TEXT_2);
    int w = ui_px(ui, 132), h = ui_px(ui, 34);
    struct rect box = rect_center(rect, w, h + ui_px(ui, 16));
    draw_sparkline(d, rect_cut_top(&box, h));
    style.align = ALIGN_CENTER;
    ui_label(ui, ui_format(ui, STR_MOOD, mood_word(ui, d->view), NULL), style, box);
}

static const char *customer_spoken(struct call_draw *d) {
    struct ui *ui = &d->ui;
    const struct call_view *view = d->view;
    const char *mood =
        view->shows_mood ? ui_join(ui, ", ", mood_word(ui, view), mood_trend(ui, view), NULL) : "";
    const char *time = view->shows_clock
                           ? ui_format(ui, STR_SPOKEN_ELAPSED, ui_clock(ui, view->now_ms),
                                       ui_clock(ui, view->target_ms), NULL)
                           : "";
    return ui_join(ui, ". ", ui_join(ui, ", ", view->customer, channel_line(d), NULL), mood, time,
                   NULL);
}

static void draw_name(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    struct text_style name = ui_style(SIZE_READING, WEIGHT_SEMIBOLD, ROLE_TEXT);
    struct text_style sub = ui_style(SIZE_SMALL, WEIGHT_REGULAR, ROLE_TEXT_2);
    name.max_lines = sub.max_lines = 1; /* whole in the element's words */
    bool is_small = d->width < UI_NORMAL;
    const char *line = is_small && d->view->shows_mood
                           ? ui_format(ui, STR_MOOD, mood_word(ui, d->view), NULL)
                           : channel_line(d);
    int h = ui_px(ui, 40);
    struct rect box = rect_middle(rect, rect.w, h);
    ui_label(ui, d->view->customer, name, rect_cut_top(&box, ui_px(ui, 22)));
    int side = ui_px(ui, 14);
    ui_icon(ui, channel_icon(d), rect_middle(box, side, side), ROLE_TEXT_2);
    rect_cut_left(&box, ui_px(ui, 20));
    ui_label(ui, line, sub, box);
}

void call_customer_draw(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    bool is_small = d->width < UI_NORMAL;
    struct rect whole = rect;
    ui_fill(ui, rect, ROLE_SURFACE, 0);
    ui_fill(ui, (struct rect){rect.x, rect.y + rect.h - ui_px(ui, 1), rect.w, ui_px(ui, 1)},
            ROLE_BORDER, 0);
    ui_element(ui, ELEMENT_TEXT, "customer", rect_inset(whole, ui_px(ui, 6), ui_px(ui, 6)),
               ui_px(ui, 9), customer_spoken(d));
    rect = rect_inset(rect, ui_px(ui, is_small ? 16 : 20), 0);
    int ring = ui_px(ui, is_small ? 40 : 48);
    draw_ring(d, rect_middle(rect, ring, ring));
    rect_cut_left(&rect, ring + ui_px(ui, is_small ? 10 : 14));
    if (d->view->shows_clock)
        rect_cut_right(&rect, draw_time(d, rect));
    if (!is_small && d->view->shows_mood && rect.w > ui_px(ui, 300)) {
        draw_mood(d, rect_cut_right(&rect, ui_px(ui, 132)));
        rect_cut_right(&rect, ui_px(ui, 12));
    }
    draw_name(d, rect);
}
