#include "view/call_brief.h"

#include "ui/widgets.h"
#include "view/screen_keys.h"

#include <string.h>

enum { FOREVER = 1 << 24, BRIEF_WIDTH = 720 };

void brief_screen_init(struct brief_screen *screen, enum level level, enum timing timing) {
    *screen = (struct brief_screen){.level = level, .timing = timing};
    ui_focus(&screen->ui, "begin");
    screen->ui.is_focus_visible = true;
}

struct brief_draw {
    struct ui ui;
    struct brief_screen *screen;
    const struct brief_view *view;
};

/* A label in one column, words in the other; under 880 one above the other. Returns the height. */
static int draw_row(struct brief_draw *d, const char *id, const char *label, const char *text,
                    struct rect rect) {
    struct ui *ui = &d->ui;
    struct text_style name = ui_style(SIZE_SMALL, WEIGHT_MEDIUM, ROLE_TEXT_2);
    struct text_style words = ui_style(SIZE_READING, WEIGHT_REGULAR, ROLE_TEXT);
    struct rect whole = rect;
    bool is_narrow = ui_width_class(ui) == UI_NARROW;
    int left = is_narrow ? 0 : ui_px(ui, 150);
    struct rect head = {rect.x, rect.y + ui_px(ui, 2), is_narrow ? rect.w : left - ui_px(ui, 12),
                        FOREVER};
    int head_h = ui_text(ui, label, name, head) + ui_px(ui, 2);
    struct rect body = {rect.x + left, rect.y + (is_narrow ? head_h : 0), rect.w - left, FOREVER};
    int body_h = ui_text(ui, text, words, body) + (is_narrow ? head_h : 0);
    whole.h = body_h > head_h ? body_h : head_h;
    ui_element(ui, ELEMENT_TEXT, id, whole, ui_px(ui, 6), ui_join(ui, ". ", label, text, NULL));
    return whole.h + ui_px(ui, 12);
}

static int draw_customer(struct brief_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    int side = ui_px(ui, 44);
    struct text_style name = ui_style(SIZE_READING, WEIGHT_SEMIBOLD, ROLE_TEXT);
    struct text_style about = ui_style(SIZE_BODY, WEIGHT_REGULAR, ROLE_TEXT_2);
    struct rect square = {rect.x, rect.y, side, side}, whole = rect;
    widget_avatar(ui, d->view->customer, ROLE_ACCENT_SOFT, ROLE_ACCENT_TEXT, square);
    rect_cut_left(&rect, side + ui_px(ui, 14));
    rect.h = FOREVER;
    int h = ui_text(ui, d->view->customer, name, rect);
    rect.y += h;
    h += ui_text(ui, d->view->about, about, rect);
    whole.h = h > side ? h : side;
    ui_element(ui, ELEMENT_TEXT, "customer", whole, ui_px(ui, 6),
               ui_join(ui, ". ", d->view->customer, d->view->about, NULL));
    return whole.h + ui_px(ui, 16);
}

struct choice {
    const char *id;
    enum str label;
    const enum str *names;
    int count, chosen;
};

static int draw_choice(struct brief_draw *d, const struct choice *choice, struct rect rect) {
    struct ui *ui = &d->ui;
    const char *labels[TIMING_COUNT];
    for (int i = 0; i < choice->count; i++)
        labels[i] = ui_str(ui, choice->names[i]);
    const char *label = ui_str(ui, choice->label);
    int top = rect.y;
    rect.h = FOREVER;
    rect.y += ui_text(ui, label, ui_style(SIZE_SMALL, WEIGHT_MEDIUM, ROLE_TEXT_2), rect);
    rect.y += ui_px(ui, 6);
    struct segments segments = {
        .id = choice->id,
        .labels = labels,
        .count = choice->count,
        .chosen = choice->chosen,
        .spoken = ui_format(ui, STR_SPOKEN_SETTING, label, labels[choice->chosen],
                            ui_number(ui, choice->chosen + 1), ui_number(ui, choice->count), NULL)};
    rect.h = ui_px(ui, 40);
    segments_draw(ui, &segments, rect);
    return rect.y + rect.h - top;
}

static const enum str level_names[] = {STR_LEVEL_CALM, STR_LEVEL_STANDARD, STR_LEVEL_STORM};
static const enum str timing_names[] = {STR_TIMING_NORMAL, STR_TIMING_EXTENDED, STR_TIMING_DOUBLE,
                                        STR_TIMING_UNTIMED};

static int draw_choices(struct brief_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    struct choice level = {"level", STR_PRESSURE, level_names, LEVEL_COUNT, d->screen->level};
    struct choice timing = {"timing", STR_TIME, timing_names, TIMING_COUNT, d->screen->timing};
    int gap = ui_px(ui, 16);
    if (ui_width_class(ui) == UI_NARROW) {
        int h = draw_choice(d, &level, rect) + gap;
        rect.y += h;
        return h + (d->view->is_timed ? draw_choice(d, &timing, rect) + gap : 0);
    }
    struct rect left = rect_cut_left(&rect, (rect.w - gap) * 3 / 7);
    rect_cut_left(&rect, gap);
    int h = draw_choice(d, &level, left);
    if (d->view->is_timed)
        draw_choice(d, &timing, rect);
    return h + ui_px(ui, 20);
}

/* An assessment says what holds; nothing can be chosen. */
static int draw_settled(struct brief_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    int top = rect.y;
    rect.y += draw_row(d, "level", ui_str(ui, STR_PRESSURE),
                       ui_str(ui, level_names[d->screen->level]), rect);
    if (d->view->is_timed)
        rect.y += draw_row(d, "timing", ui_str(ui, STR_TIME),
                           ui_str(ui, timing_names[d->screen->timing]), rect);
    if (d->view->mode == MODE_ASSESSMENT)
        rect.y += draw_row(d, "mode", ui_str(ui, STR_MODE_ASSESSMENT),
                           ui_str(ui, STR_ASSESSMENT_TEXT), rect);
    return rect.y - top;
}

static int draw_head(struct brief_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    int top = rect.y;
    rect.h = FOREVER;
    struct text_style over = ui_style(SIZE_SMALL, WEIGHT_SEMIBOLD, ROLE_ACCENT_TEXT);
    struct text_style title = ui_style(SIZE_DISPLAY, WEIGHT_SEMIBOLD, ROLE_TEXT);
    title.is_balanced = true;
    rect.y += ui_text(ui, ui_str(ui, STR_BEFORE_CALL), over, rect) + ui_px(ui, 2);
    rect.y += ui_text(ui, d->view->title, title, rect) + ui_px(ui, 4);
    rect.y += ui_text(ui, d->view->summary, ui_style(SIZE_BODY, WEIGHT_REGULAR, ROLE_TEXT_2), rect);
    struct rect whole = {rect.x, top, rect.w, rect.y - top};
    ui_element(
        ui, ELEMENT_TEXT, "brief", whole, ui_px(ui, 6),
        ui_join(ui, ". ", ui_str(ui, STR_BEFORE_CALL), d->view->title, d->view->summary, NULL));
    return rect.y - top;
}

static int draw_card(struct brief_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    const struct brief_view *view = d->view;
    int pad = ui_px(ui, 24), at = ui->frame->draw_count;
    struct rect inside = {rect.x + pad, rect.y + pad, rect.w - 2 * pad, FOREVER};
    inside.y += draw_customer(d, inside);
    widget_rule(ui, inside);
    inside.y += ui_px(ui, 16);
    inside.y += draw_row(d, "role", ui_str(ui, STR_YOUR_ROLE), view->role, inside);
    if (*view->limit)
        inside.y +=
            draw_row(d, "limit", ui_str(ui, STR_YOUR_LIMIT_LABEL),
                     view->is_limit_nothing ? ui_str(ui, STR_YOUR_LIMIT_NOTHING)
                                            : ui_format(ui, STR_YOUR_LIMIT_TEXT, view->limit, NULL),
                     inside);
    if (view->brief && *view->brief)
        inside.y += draw_row(d, "rules", ui_str(ui, STR_YOUR_BRIEF), view->brief, inside);
    widget_rule(ui, inside);
    inside.y += ui_px(ui, view->can_choose ? 14 : 16);
    inside.y += view->can_choose ? draw_choices(d, inside) : draw_settled(d, inside);
    int h = inside.y - rect.y + ui_px(ui, 4);
    int last = ui->frame->draw_count;
    widget_card(ui, (struct rect){rect.x, rect.y, rect.w, h});
    ui_send_back(ui, at, last);
    return h;
}

static void draw_foot(struct brief_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    struct button begin = {.id = "begin", .label = ui_str(ui, STR_START_CALL), .key = "Enter"};
    struct button back = {.id = "back",
                          .label = ui_str(ui, STR_BACK),
                          .icon = "arrow-right",
                          .points_back = true,
                          .look = BUTTON_QUIET};
    struct button read = {.id = "read",
                          .label = ui_str(ui, STR_READ_ALOUD),
                          .icon = "volume-2",
                          .look = BUTTON_QUIET};
    ui_fill(ui, rect, ROLE_SURFACE, 0);
    widget_rule(ui, rect);
    struct rect inside = rect_center(rect,
                                     rect.w < ui_px(ui, BRIEF_WIDTH + 64) ? rect.w - ui_px(ui, 64)
                                                                          : ui_px(ui, BRIEF_WIDTH),
                                     rect.h);
    ui->region = 1;
    button_at_end(ui, &begin, &inside);
    ui->region = 2;
    rect_cut_left(&inside, button_at(ui, &back, inside) + ui_px(ui, 4));
    if (d->view->can_speak)
        button_at(ui, &read, inside);
}

void brief_draw(struct brief_screen *screen, const struct brief_view *view, struct frame *frame) {
    struct brief_draw d = {.screen = screen, .view = view};
    struct ui *ui = &d.ui;
    struct ui_page whole = {&screen->ui, frame, catalogue_of(view->language), view->is_rtl, 0};
    while (ui_page_draws(&whole, ui)) {
        struct rect window = ui_window(ui);
        struct rect foot = rect_cut_bottom(&window, ui_px(ui, 72));
        int y = ui_scroll_begin(ui, &screen->page, window), top = y;
        int w = window.w - 2 * ui_px(ui, 32), most = ui_px(ui, BRIEF_WIDTH);
        struct rect page = rect_center(window, w < most ? w : most, window.h);
        page.y = y + ui_px(ui, ui_width_class(ui) == UI_NARROW ? 20 : 40);
        page.y += draw_head(&d, page) + ui_px(ui, 20);
        page.y += draw_card(&d, page) + ui_px(ui, 24);
        ui_scroll_end(ui, &screen->page, page.y - top);
        draw_foot(&d, foot);
        rect_cut_bottom(&window, ui_px(ui, 12));
        if (view->toast)
            widget_toast(ui, view->toast, view->is_toast_bad, window);
    }
}

/* ---- what the person did ---- */

static struct ui_command begin(const struct brief_screen *screen) {
    return (struct ui_command){DO_BEGIN_CALL, screen->level, screen->timing, ""};
}

static void set(struct brief_screen *screen, const char *id, int value) {
    if (value < 0)
        return;
    if (!strcmp(id, "level"))
        screen->level = value;
    else
        screen->timing = value;
    screen->ui.is_dirty = true;
}

static bool is_choice(const struct brief_view *view, const char *id) {
    if (!view->can_choose)
        return false;
    return !strcmp(id, "level") || !strcmp(id, "timing");
}

static int choice_count(const char *id) {
    return !strcmp(id, "level") ? LEVEL_COUNT : TIMING_COUNT;
}

struct ui_command brief_handle(struct brief_screen *screen, const struct frame *frame,
                               const struct brief_view *view, const struct ui_event *event) {
    struct ui_command out;
    if (text_size_key(event, &out) || (event->kind == UI_KEY && event->is_ctrl))
        return out;
    if (event->kind == UI_KEY && event->key == KEY_ESCAPE)
        return (struct ui_command){DO_GO_HOME, 0, 0, ""};
    if (event->kind == UI_KEY && is_choice(view, screen->ui.focus)) {
        bool is_level = !strcmp(screen->ui.focus, "level");
        int now = is_level ? screen->level : screen->timing;
        int next = segments_key(frame, event, now, choice_count(screen->ui.focus));
        if (next >= 0) {
            set(screen, screen->ui.focus, next);
            return (struct ui_command){DO_NOTHING, 0, 0, ""};
        }
    }
    ui_scroll_wheel(&screen->page, &screen->ui, frame, event);
    const char *id = ui_navigate(&screen->ui, frame, event);
    bool is_enter = event->kind == UI_KEY && event->key == KEY_ENTER;
    if (id && is_choice(view, id) && !is_enter)
        set(screen, id, segments_hit(frame, id, choice_count(id), event->x, event->y));
    else if (id && !strcmp(id, "read"))
        return (struct ui_command){DO_READ_SCREEN, 0, 0, ""};
    else if (id && !strcmp(id, "back"))
        return (struct ui_command){DO_GO_HOME, 0, 0, ""};
    else if ((id && !strcmp(id, "begin")) || is_enter)
        return begin(screen);
    return (struct ui_command){DO_NOTHING, 0, 0, ""};
}
