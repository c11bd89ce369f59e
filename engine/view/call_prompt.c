/* The time bar and the row that says what to do, or that the time was up. */
#include "view/call_private.h"

enum { LOW_MS = 15000, CRITICAL_MS = 5000 };

/* After the time was up, and at the end. */
static bool is_waiting(const struct call_view *view) {
    return view->phase == CALL_TIMED_OUT || view->phase == CALL_ENDED;
}

/* ---- time ---- */

static enum role time_role(const struct call_view *view) {
    if (view->is_paused || view->is_read_aloud)
        return ROLE_BORDER_STRONG;
    return view->left_ms < CRITICAL_MS ? ROLE_DANGER
           : view->left_ms < LOW_MS    ? ROLE_CAUTION
                                       : ROLE_ACCENT;
}

void call_time_draw(struct call_draw *d, struct rect rect) {
    const struct call_view *view = d->view;
    ui_fill(&d->ui, rect, ROLE_EXPERT_SOFT, 0);
    if (view->limit_ms > 0 && view->phase == CALL_DECIDE) {
        struct rect left = rect;
        left.w = (int)((int64_t)rect.w * view->left_ms / view->limit_ms);
        if (left.w > 0)
            ui_fill(&d->ui, left, time_role(view), 0);
    }
    if (d->screen->ui.is_high_contrast)
        ui_edge(&d->ui, rect, ROLE_BORDER, 0, ui_px(&d->ui, 1));
}

struct time_words {
    const char *icon, *text;
    enum role role;
};

static struct time_words time_words(struct call_draw *d) {
    struct ui *ui = &d->ui;
    const struct call_view *view = d->view;
    int64_t seconds = (view->left_ms + 999) / 1000;
    if (is_waiting(view))
        return (struct time_words){NULL, "", ROLE_TEXT_2};
    if (view->limit_ms < 0)
        return (struct time_words){"clock", ui_str(ui, STR_NO_TIME_LIMIT), ROLE_TEXT_2};
    if (view->is_paused)
        return (struct time_words){
            "pause", ui_format(ui, STR_PAUSED_AT, ui_number(ui, seconds), NULL), ROLE_TEXT_2};
    if (view->is_read_aloud)
        return (struct time_words){
            "volume-2", ui_format(ui, STR_WAITS_AT, ui_number(ui, seconds), NULL), ROLE_TEXT_2};
    const char *text = ui_count(ui, STR_SECONDS_LEFT, seconds, NULL);
    if (view->left_ms < LOW_MS)
        return (struct time_words){
            "hourglass", text, view->left_ms < CRITICAL_MS ? ROLE_DANGER_TEXT : ROLE_CAUTION_TEXT};
    return (struct time_words){"timer", text, ROLE_TEXT_2};
}

static struct text_style time_style(enum role role) {
    struct text_style style = ui_style(SIZE_SMALL, WEIGHT_MEDIUM, role);
    style.is_tabular = true;
    return style;
}

/* ---- the prompt row ---- */

static const char *prompt_of(struct call_draw *d) {
    struct ui *ui = &d->ui;
    if (d->view->phase == CALL_ENDED)
        return ui_str(ui, STR_CALL_ENDED);
    if (d->view->phase == CALL_TIMED_OUT)
        return ui_str(ui, STR_TIMES_UP_TITLE);
    return d->view->prompt && *d->view->prompt ? d->view->prompt : ui_str(ui, STR_WHAT_DO_YOU_DO);
}

static const char *hint_of(struct call_draw *d) {
    struct ui *ui = &d->ui;
    switch (d->view->phase) {
    case CALL_ENDED:
        return d->view->ending ? d->view->ending : "";
    case CALL_TIMED_OUT:
        return ui_format(ui, STR_TIMES_UP_TEXT, d->view->customer, NULL);
    default:
        return ui_str(ui, STR_CHOOSE_HINT);
    }
}

static struct text_style prompt_style(void) {
    return ui_style(SIZE_TITLE, WEIGHT_SEMIBOLD, ROLE_TEXT);
}

static struct text_style hint_style(void) {
    return ui_style(SIZE_SMALL, WEIGHT_REGULAR, ROLE_TEXT_3);
}

static int time_width(struct call_draw *d) {
    struct time_words words = time_words(d);
    return widget_meta_width(&d->ui, words.icon, words.text, time_style(words.role));
}

static struct button next_button(struct call_draw *d) {
    bool is_end = d->view->phase == CALL_ENDED;
    return (struct button){.id = is_end ? "debrief" : "release",
                           .label = ui_str(&d->ui, is_end ? STR_SEE_DEBRIEF : STR_GO_ON),
                           .key = "Enter",
                           .is_small = true,
                           .look = BUTTON_PRIMARY};
}

static bool has_next(const struct call_view *view) {
    return view->mode != MODE_ASSESSMENT || view->phase == CALL_ENDED;
}

/* What is left of a row for the notice. */
static int waiting_room(struct call_draw *d, int w) {
    struct button next = next_button(d);
    return has_next(d->view) ? w - button_width(&d->ui, &next) - ui_px(&d->ui, 12) : w;
}

/* The notice side by side: where that fits the tray keeps its height. */
static int one_line_width(struct call_draw *d) {
    return ui_text_width(&d->ui, prompt_of(d), prompt_style()) + ui_px(&d->ui, 12) +
           ui_text_width(&d->ui, hint_of(d), hint_style());
}

int call_prompt_height(struct call_draw *d, int w) {
    struct ui *ui = &d->ui;
    int least = ui_px(ui, d->width >= UI_NORMAL ? 44 : 38);
    int room = w - time_width(d) - ui_px(ui, 16);
    int h = ui_text_height(ui, prompt_of(d), prompt_style(), room) + ui_px(ui, 12);
    if (is_waiting(d->view)) {
        room = waiting_room(d, w);
        h = one_line_width(d) <= room
                ? 0
                : ui_text_height(ui, prompt_of(d), prompt_style(), room) +
                      ui_text_height(ui, hint_of(d), hint_style(), room) + ui_px(ui, 16);
    }
    return h > least ? h : least;
}

static void draw_time_words(struct call_draw *d, struct rect *rect) {
    struct ui *ui = &d->ui;
    struct time_words words = time_words(d);
    if (!*words.text)
        return;
    struct rect cell = rect_cut_right(rect, time_width(d));
    widget_meta(ui, words.icon, words.text, time_style(words.role), cell);
    rect_cut_right(rect, ui_px(ui, 16));
}

/* After the time was up, and at the end: two lines and a button. */
static void draw_waiting(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    struct button next = next_button(d);
    if (d->view->phase == CALL_TIMED_OUT)
        ui_edge_dashed(ui, rect_inset(rect, -ui_px(ui, 8), ui_px(ui, 1)), ROLE_DANGER, ui_px(ui, 9),
                       ui_px(ui, 1));
    struct rect whole = rect;
    if (has_next(d->view)) {
        button_at_end(ui, &next, &rect);
        rect_cut_right(&rect, ui_px(ui, 12));
    }
    if (one_line_width(d) <= rect.w) {
        int w = ui_text_width(ui, prompt_of(d), prompt_style());
        ui_label(ui, prompt_of(d), prompt_style(), rect_cut_left(&rect, w));
        rect_cut_left(&rect, ui_px(ui, 12));
        ui_label(ui, hint_of(d), hint_style(), rect);
    } else {
        int title = ui_text_height(ui, prompt_of(d), prompt_style(), rect.w);
        int text = ui_text_height(ui, hint_of(d), hint_style(), rect.w);
        struct rect box = rect_middle(rect, rect.w, title + text);
        ui_text(ui, prompt_of(d), prompt_style(), rect_cut_top(&box, title));
        ui_text(ui, hint_of(d), hint_style(), box);
    }
    ui_element(ui, ELEMENT_TEXT, "notice", rect_inset(whole, 0, ui_px(ui, 4)), ui_px(ui, 6),
               ui_join(ui, ". ", prompt_of(d), hint_of(d), NULL));
}

void call_prompt_draw(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    ui->region = REGION_TRAY;
    if (is_waiting(d->view)) {
        draw_waiting(d, rect);
        return;
    }
    draw_time_words(d, &rect);
    int w = ui_text_width(ui, prompt_of(d), prompt_style());
    int hint = ui_text_width(ui, hint_of(d), hint_style());
    bool has_hint = w + ui_px(ui, 12) + hint <= rect.w;
    ui_label(ui, prompt_of(d), prompt_style(), has_hint ? rect_cut_left(&rect, w) : rect);
    if (!has_hint)
        return;
    rect_cut_left(&rect, ui_px(ui, 12));
    rect.y += ui_px(ui, 2);
    ui_label(ui, hint_of(d), hint_style(), rect);
}
