/* The tray: what to do, how sure, why, and Commit. */
#include "view/call_private.h"

bool call_is_open(const struct call_view *view) {
    return view->phase == CALL_DECIDE && !view->is_paused && !view->trouble;
}

bool call_can_commit(const struct call_screen *screen, const struct call_view *view) {
    return call_is_open(view) && view->selected >= 0 && screen->confidence >= 0 &&
           !field_holds_card(&screen->why);
}

const char *call_missing(struct ui *ui, const struct call_screen *screen,
                         const struct call_view *view) {
    if (view->phase != CALL_DECIDE)
        return "";
    if (view->selected < 0 && screen->confidence < 0)
        return ui_str(ui, STR_MISSING_BOTH);
    if (view->selected < 0)
        return ui_str(ui, STR_MISSING_OPTION);
    if (screen->confidence < 0)
        return ui_str(ui, STR_MISSING_CONFIDENCE);
    return field_holds_card(&screen->why) ? ui_str(ui, STR_MISSING_NO_CARD) : "";
}

const char *call_option_key(struct call_draw *d, int position) {
    const struct call_view *view = d->view;
    bool is_first = true;
    for (int i = 0; i < position; i++)
        is_first &= !view->options[i].is_escalation;
    if (view->options[position].is_escalation && is_first)
        return "E";
    return ui_number(&d->ui, position + 1);
}

/* ---- options ---- */

static bool is_row_card(const struct call_draw *d) {
    return d->width < UI_NORMAL;
}

static struct text_style option_style(const struct call_draw *d, bool is_disabled) {
    struct text_style style =
        ui_style(SIZE_BODY, WEIGHT_REGULAR, is_disabled ? ROLE_TEXT_3 : ROLE_TEXT);
    if (is_row_card(d))
        style.line_height = 18;
    return style;
}

static const char *option_text(struct call_draw *d, const struct call_option *option) {
    return option->is_said ? ui_quote(&d->ui, option->text) : option->text;
}

static int option_height(struct call_draw *d, const struct call_option *option, int w) {
    struct ui *ui = &d->ui;
    int text = w - 2 * ui_px(ui, 12) - ui_px(ui, 30);
    return ui_text_height(ui, option_text(d, option), option_style(d, false), text) +
           ui_px(ui, is_row_card(d) ? 12 : 21);
}

static void draw_option(struct call_draw *d, int position, struct rect rect) {
    struct ui *ui = &d->ui;
    const struct call_view *view = d->view;
    const struct call_option *option = &view->options[position];
    const char *id = frame_printf(ui->frame, "option.%d", position + 1);
    bool is_chosen = position == view->selected;
    bool is_off = view->phase != CALL_DECIDE && !(view->phase == CALL_COMMITTED && is_chosen);
    bool is_pressed = ui_is_pressed(ui, id) && !is_off;
    int radius = ui_px(ui, 10);
    enum role fill = is_off                    ? ROLE_SUNKEN
                     : is_chosen || is_pressed ? ROLE_ACCENT_SOFT
                     : ui_is_hovered(ui, id)   ? ROLE_SUNKEN
                                               : ROLE_SURFACE;
    ui_fill(ui, rect, fill, radius);
    ui_edge(ui, rect,
            is_off       ? ROLE_BORDER
            : is_chosen  ? ROLE_ACCENT
            : is_pressed ? ROLE_ACCENT_PRESSED
                         : ROLE_BORDER_STRONG,
            radius,
            ui_px(ui, !is_chosen                       ? 1
                      : d->screen->ui.is_high_contrast ? 3
                                                       : 2));
    struct rect inside = rect_inset(rect, ui_px(ui, 12), 0);
    struct rect key = rect_cut_left(&inside, ui_px(ui, 30));
    if (!is_row_card(d)) {
        key.y += ui_px(ui, 11);
        key.h = ui_px(ui, 20);
        rect_cut_top(&inside, ui_px(ui, 11));
    }
    const char *cap = call_option_key(d, position);
    widget_key(ui, cap, is_off ? CAP_OFF : is_chosen ? CAP_CHOSEN : CAP_PLAIN, key);
    if (is_row_card(d))
        ui_label(ui, option_text(d, option), option_style(d, is_off), inside);
    else
        ui_text(ui, option_text(d, option), option_style(d, is_off), inside);
    const char *state = ui_str(ui, is_chosen ? STR_SPOKEN_CHOSEN : STR_SPOKEN_NOT_CHOSEN);
    const char *spoken = ui_format(ui, *cap == 'E' ? STR_SPOKEN_OPTION_KEY : STR_SPOKEN_OPTION,
                                   ui_number(ui, position + 1), ui_number(ui, view->option_count),
                                   option->text, state, NULL);
    struct element *element = ui_element(ui, ELEMENT_OPTION, id, rect, radius, spoken);
    element->is_chosen = is_chosen;
    element->is_disabled = is_off;
}

struct grid {
    int columns, rows, gap, height;
    int row_h; /* every card of a tray has one size */
};

static struct grid grid_of(struct call_draw *d, int w, int columns, int least, int cells) {
    struct ui *ui = &d->ui;
    struct grid grid = {.columns = columns, .gap = ui_px(ui, d->width >= UI_NORMAL ? 10 : 8)};
    int card = (w - grid.gap * (columns - 1)) / columns;
    grid.rows = (cells + columns - 1) / columns;
    grid.row_h = least;
    for (int i = 0; i < d->view->option_count; i++) {
        int h = option_height(d, &d->view->options[i], card);
        grid.row_h = h > grid.row_h ? h : grid.row_h;
    }
    grid.height = grid.rows * grid.row_h + (grid.rows > 1 ? (grid.rows - 1) * grid.gap : 0);
    return grid;
}

static bool confidence_has_cell(const struct call_draw *d) {
    return d->width == UI_COMPACT && d->view->option_count % 2 && !d->options_scroll;
}

/* Side by side where that is lowest; two by two in a compact window; one a row in one column. */
static struct grid options_grid(struct call_draw *d, int w) {
    struct ui *ui = &d->ui;
    int count = d->view->option_count;
    if (count < 1)
        return (struct grid){.columns = 1};
    if (d->width == UI_NARROW)
        return grid_of(d, w, 1, ui_px(ui, 48), count);
    if (d->width == UI_COMPACT)
        return grid_of(d, w, 2, ui_px(ui, 48), count + (count % 2));
    int most = count < 5 ? count : 5;
    struct grid best = grid_of(d, w, most, ui_px(ui, count <= most ? 96 : 56), count);
    for (int columns = most - 1; columns > 1; columns--) {
        struct grid grid = grid_of(d, w, columns, ui_px(ui, 56), count);
        if (grid.height < best.height)
            best = grid;
    }
    return best;
}

static struct rect grid_cell(const struct grid *grid, struct rect rect, int index) {
    int column = index % grid->columns, row = index / grid->columns;
    int from = (rect.w + grid->gap) * column / grid->columns;
    int to = (rect.w + grid->gap) * (column + 1) / grid->columns - grid->gap;
    return (struct rect){rect.x + from, rect.y + row * (grid->row_h + grid->gap), to - from,
                         grid->row_h};
}

static int draw_options(struct call_draw *d, struct rect rect) {
    struct grid grid = options_grid(d, rect.w);
    for (int i = 0; i < d->view->option_count; i++)
        draw_option(d, i, grid_cell(&grid, rect, i));
    return grid.height;
}

int call_options_flow(struct call_draw *d, struct rect rect) {
    d->ui.region = REGION_TRAY;
    return draw_options(d, rect);
}

/* ---- confidence, reason, commit ---- */

static void draw_confidence(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    static const char *const labels[CONFIDENCE_STEPS] = {"0%", "20%", "40%", "60%", "80%", "100%"};
    int step = d->screen->confidence;
    const char *question = ui_str(ui, STR_CONFIDENCE_QUESTION);
    const char *spoken = step < 0 ? ui_format(ui, STR_SPOKEN_CONFIDENCE, question, NULL)
                                  : ui_format(ui, STR_SPOKEN_CONFIDENCE_SET, question,
                                              ui_number(ui, step * 20), NULL);
    struct segments segments = {.id = "confidence",
                                .labels = labels,
                                .count = CONFIDENCE_STEPS,
                                .chosen = step,
                                .is_error = d->screen->is_error && step < 0,
                                .is_disabled = d->view->phase != CALL_DECIDE,
                                .spoken = spoken};
    segments_draw(ui, &segments, rect);
}

static struct text_style answer_label(bool is_error) {
    return ui_style(SIZE_SMALL, WEIGHT_MEDIUM, is_error ? ROLE_DANGER_TEXT : ROLE_TEXT_2);
}

static const char *confidence_label(struct call_draw *d, bool *is_error) {
    *is_error = d->screen->is_error && d->screen->confidence < 0;
    return ui_str(&d->ui, *is_error ? STR_CONFIDENCE_ERROR : STR_CONFIDENCE_SHORT);
}

static const char *why_label(struct call_draw *d, bool *is_error) {
    int over = d->screen->why.edit.refused;
    bool is_card = field_holds_card(&d->screen->why);
    *is_error = over > 0 || is_card;
    if (is_card)
        return ui_str(&d->ui, STR_HOLDS_CARD_NUMBER);
    return over > 0 ? ui_count(&d->ui, STR_WHY_TOO_LONG, over, NULL) : ui_str(&d->ui, STR_WHY);
}

static void draw_why(struct call_draw *d, struct rect rect, bool is_labelled) {
    struct ui *ui = &d->ui;
    bool is_error;
    const char *label = why_label(d, &is_error);
    struct field_look look = {.id = "why",
                              .placeholder =
                                  ui_str(ui, is_labelled ? STR_WHY_PLACEHOLDER : STR_WHY),
                              .spoken = is_error ? label : ui_str(ui, STR_SPOKEN_WHY),
                              .is_error = is_error,
                              .is_disabled = d->view->phase != CALL_DECIDE};
    field_draw(ui, &d->screen->why, &look, rect);
}

void call_commit_draw(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    const char *missing = call_missing(ui, d->screen, d->view);
    struct button commit = {.id = "commit",
                            .label = ui_str(ui, STR_COMMIT),
                            .key = "Enter",
                            .is_disabled = !call_can_commit(d->screen, d->view),
                            .hint = *missing ? missing : NULL};
    button_draw(ui, &commit, rect);
}

static int commit_width(struct call_draw *d) {
    struct ui *ui = &d->ui;
    struct button commit = {.label = ui_str(ui, STR_COMMIT), .key = "Enter"};
    int w = button_width(ui, &commit), least = ui_px(ui, 168);
    return w > least ? w : least;
}

static int label_height(struct call_draw *d) {
    bool is_error;
    return ui_text_height(&d->ui, why_label(d, &is_error), answer_label(false), 0);
}

/* As drawn at 1280: three columns with their labels above. */
static int answer_height(struct call_draw *d) {
    return label_height(d) + ui_px(&d->ui, 6 + 40);
}

static void draw_answer(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    bool confidence_error, why_error;
    const char *how_sure = confidence_label(d, &confidence_error);
    const char *why = why_label(d, &why_error);
    int need = ui_text_width(ui, how_sure, answer_label(false)), six = ui_px(ui, 326);
    struct rect sure = rect_cut_left(&rect, need > six ? need : six);
    struct rect commit = rect_cut_right(&rect, commit_width(d));
    rect = rect_inset(rect, ui_px(ui, 20), 0);
    int label = label_height(d), below = label + ui_px(ui, 6);
    ui_text(ui, how_sure, answer_label(confidence_error), rect_cut_top(&sure, label));
    rect_cut_top(&sure, below - label);
    draw_confidence(d, sure);
    ui_text(ui, why, answer_label(why_error), rect_cut_top(&rect, label));
    rect_cut_top(&rect, below - label);
    draw_why(d, rect, true);
    struct rect words = rect_cut_top(&commit, label);
    rect_cut_top(&commit, below - label);
    const char *missing = call_missing(ui, d->screen, d->view);
    struct text_style small = ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_3);
    small.align = ALIGN_END;
    int wide = ui_text_width(ui, missing, small);
    /* The reason why Commit waits may start over the field: nothing else stands there. */
    words.x -= wide > words.w ? wide - words.w : 0;
    words.w = wide > words.w ? wide : words.w;
    if (*missing && d->view->selected >= 0)
        ui_label(ui, missing, small, words);
    call_commit_draw(d, commit);
}

/* Confidence as one row: its question, then the cells. */
static void draw_confidence_row(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    bool is_error;
    const char *text = confidence_label(d, &is_error);
    int cells = ui_px(ui, 214), w = ui_text_width(ui, text, answer_label(false));
    int most = rect.w - cells - ui_px(ui, 12);
    ui_label(ui, text, answer_label(is_error), rect_cut_left(&rect, w < most ? w : most));
    rect_cut_left(&rect, ui_px(ui, 12));
    draw_confidence(d, rect_middle(rect, rect.w, ui_px(ui, 40)));
}

int call_answer_flow(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    bool is_error;
    int top = rect.y, control = ui_px(ui, 40);
    ui->region = REGION_TRAY;
    const char *how_sure = confidence_label(d, &is_error);
    rect.y += ui_text(ui, how_sure, answer_label(is_error), rect) + ui_px(ui, 6);
    draw_confidence(d, (struct rect){rect.x, rect.y, rect.w, control});
    rect.y += control + ui_px(ui, 12);
    const char *why = why_label(d, &is_error);
    rect.y += ui_text(ui, why, answer_label(is_error), rect) + ui_px(ui, 6);
    draw_why(d, (struct rect){rect.x, rect.y, rect.w, control}, true);
    return rect.y + control - top;
}

/* ---- the whole tray ---- */

static int margin(const struct call_draw *d) {
    return ui_px(&d->ui, d->width >= UI_NORMAL ? 20 : 16);
}

static struct rect tray_inside(const struct call_draw *d, struct rect rect) {
    int most = ui_px(&d->ui, 1680) - 2 * margin(d);
    rect = rect_inset(rect, margin(d), 0);
    return d->width == UI_WIDE && rect.w > most ? rect_center(rect, most, rect.h) : rect;
}

static int foot_height(struct call_draw *d) {
    struct ui *ui = &d->ui;
    if (d->view->phase == CALL_ENDED)
        return ui_px(ui, 16);
    if (d->width == UI_COMPACT)
        return ui_px(ui, 10 + 40 + 19) + (confidence_has_cell(d) ? 0 : ui_px(ui, 48));
    return ui_px(ui, 12 + 25) + answer_height(d);
}

int call_tray_height(struct call_draw *d, int most) {
    struct ui *ui = &d->ui;
    struct rect inside = tray_inside(d, (struct rect){0, 0, ui->frame->width, 0});
    int head = ui_px(ui, 1) + ui_px(ui, 6) + call_prompt_height(d, inside.w);
    int options = d->view->phase == CALL_ENDED ? 0 : options_grid(d, inside.w).height;
    int h = head + options + foot_height(d);
    d->options_scroll = h > most;
    return h > most ? most : h;
}

static void draw_compact_foot(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    if (!confidence_has_cell(d))
        draw_confidence_row(d, rect_cut_top(&rect, ui_px(ui, 48)));
    rect_cut_top(&rect, ui_px(ui, 10));
    struct rect below = rect;
    rect = rect_cut_top(&rect, ui_px(ui, 40));
    rect_cut_top(&below, rect.h);
    bool is_error;
    const char *why = why_label(d, &is_error);
    if (is_error) /* a label has no room here: only what is wrong is said */
        ui_label(ui, why, ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_DANGER_TEXT), below);
    struct rect commit = rect_cut_right(&rect, commit_width(d));
    rect_cut_right(&rect, ui_px(ui, 12));
    draw_why(d, rect, false);
    call_commit_draw(d, commit);
}

/* More options than the tray may hold scroll; prompt, time and Commit stay. */
static void draw_options_area(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    struct grid grid = options_grid(d, rect.w);
    if (grid.height > rect.h) {
        struct rect wide = rect;
        int ring = ui_px(ui, 4);
        wide = rect_inset(wide, -2 * ring, 0);
        rect.y = ui_scroll_begin(ui, &d->screen->options, wide) + ring;
        draw_options(d, rect);
        ui_scroll_end(ui, &d->screen->options, grid.height + 2 * ring);
        return;
    }
    d->screen->options = (struct ui_scroll){0};
    draw_options(d, rect);
    if (confidence_has_cell(d))
        draw_confidence_row(d, grid_cell(&grid, rect, d->view->option_count));
}

void call_tray_draw(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    ui->region = REGION_TRAY;
    ui_fill(ui, rect, ROLE_SURFACE, 0);
    widget_rule(ui, rect_cut_top(&rect, ui_px(ui, 1)));
    call_time_draw(d, rect_cut_top(&rect, ui_px(ui, 6)));
    rect = tray_inside(d, rect);
    call_prompt_draw(d, rect_cut_top(&rect, call_prompt_height(d, rect.w)));
    struct rect foot = rect_cut_bottom(&rect, foot_height(d));
    if (d->view->phase == CALL_ENDED)
        return;
    draw_options_area(d, rect);
    if (d->width == UI_COMPACT) {
        draw_compact_foot(d, foot);
    } else {
        rect_cut_top(&foot, ui_px(ui, 12));
        draw_answer(d, rect_cut_top(&foot, answer_height(d)));
    }
}
