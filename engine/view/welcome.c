#include "view/welcome.h"

#include "ui/widgets.h"

#include <string.h>

enum { FOREVER = 1 << 24, FORM_WIDTH = 720, CHOICES = 6, NAME_MAX_CHARS = 32 };

void welcome_screen_init(struct welcome_screen *screen, const struct welcome_values *values,
                         const char *name, const char *team) {
    *screen = (struct welcome_screen){.values = *values};
    field_set(&screen->name, name);
    field_set(&screen->team, team);
    screen->name.edit.limit = screen->team.edit.limit = NAME_MAX_CHARS;
    ui_focus(&screen->ui, "name");
    screen->ui.is_focus_visible = true;
}

/* ---- the choices: one table for drawing, keys and pointer ---- */

static const enum str language_names[] = {STR_ENGLISH, STR_ARABIC};
static const enum str size_names[] = {STR_SIZE_100, STR_SIZE_125, STR_SIZE_150, STR_SIZE_175,
                                      STR_SIZE_200};
static const enum str theme_names[] = {STR_THEME_LIGHT, STR_THEME_DARK, STR_THEME_CONTRAST};
static const enum str timing_names[] = {STR_TIMING_NORMAL, STR_TIMING_EXTENDED, STR_TIMING_DOUBLE,
                                        STR_TIMING_UNTIMED};
static const enum str motion_names[] = {STR_MOTION_NORMAL, STR_MOTION_REDUCED};
static const enum str letter_names[] = {STR_LETTERS_OFF, STR_LETTERS_ON};

static const struct choice {
    const char *id;
    enum str label;
    const enum str *names;
    int count;
} choices[CHOICES] = {{"language", STR_INTERFACE_LANGUAGE, language_names, LANGUAGE_COUNT},
                      {"size", STR_TEXT_SIZE, size_names, 5},
                      {"theme", STR_THEME, theme_names, 3},
                      {"timing", STR_TIME, timing_names, TIMING_COUNT},
                      {"motion", STR_MOTION, motion_names, 2},
                      {"letters", STR_LETTER_KEYS, letter_names, 2}};

static int get(const struct welcome_values *values, int choice) {
    switch (choice) {
    case 0:
        return (int)values->language;
    case 1:
        return (values->text_percent - 100) / 25;
    case 2:
        return values->theme;
    case 3:
        return values->timing;
    case 4:
        return values->is_reduced_motion;
    default:
        return values->has_letter_keys;
    }
}

static void set(struct welcome_values *values, int choice, int value) {
    switch (choice) {
    case 0:
        values->language = (enum language)value;
        return;
    case 1:
        values->text_percent = 100 + 25 * value;
        return;
    case 2:
        values->theme = value;
        return;
    case 3:
        values->timing = value;
        return;
    case 4:
        values->is_reduced_motion = value;
        return;
    default:
        values->has_letter_keys = value;
        return;
    }
}

static int choice_of(const char *id) {
    for (int i = 0; i < CHOICES; i++)
        if (!strcmp(id, choices[i].id))
            return i;
    return -1;
}

/* ---- drawing ---- */

static struct text_style label_style(void) {
    return ui_style(SIZE_SMALL, WEIGHT_MEDIUM, ROLE_TEXT_2);
}

/* Returns the height. */
static int draw_field(struct ui *ui, struct text_field *field, const char *id, const char *label,
                      const char *hint, struct rect rect) {
    int top = rect.y;
    rect.h = FOREVER;
    bool is_error = field->edit.refused > 0;
    struct text_style style = label_style();
    if (is_error)
        style.role = ROLE_DANGER_TEXT;
    const char *text = is_error ? ui_count(ui, STR_TOO_LONG, field->edit.refused, NULL) : label;
    rect.y += ui_text(ui, text, style, rect) + ui_px(ui, 6);
    struct field_look look = {.id = id, .placeholder = hint, .spoken = label, .is_error = is_error};
    rect.h = ui_px(ui, 40);
    field_draw(ui, field, &look, rect);
    return rect.y + rect.h - top;
}

static int draw_choice(struct ui *ui, const struct welcome_screen *screen, int index,
                       struct rect rect) {
    const struct choice *choice = &choices[index];
    const char *labels[8], *label = ui_str(ui, choice->label);
    int chosen = get(&screen->values, index), top = rect.y;
    for (int i = 0; i < choice->count; i++)
        labels[i] = ui_str(ui, choice->names[i]);
    rect.h = FOREVER;
    rect.y += ui_text(ui, label, label_style(), rect) + ui_px(ui, 6);
    rect.h = ui_px(ui, 40);
    struct segments segments = {.id = choice->id,
                                .labels = labels,
                                .count = choice->count,
                                .chosen = chosen,
                                .spoken = ui_format(ui, STR_SPOKEN_SETTING, label, labels[chosen],
                                                    ui_number(ui, chosen + 1),
                                                    ui_number(ui, choice->count), NULL)};
    segments_draw(ui, &segments, rect);
    return rect.y + rect.h - top;
}

/* Two beside each other, one above the other in a narrow window. Returns the height. */
static int draw_pair(struct ui *ui, struct welcome_screen *screen, int first, struct rect rect) {
    int gap = ui_px(ui, 20);
    if (ui_width_class(ui) == UI_NARROW) {
        int h = draw_choice(ui, screen, first, rect) + ui_px(ui, 14);
        rect.y += h;
        return h + draw_choice(ui, screen, first + 1, rect) + ui_px(ui, 14);
    }
    struct rect left = {rect.x, rect.y, (rect.w - gap) / 2, 0};
    struct rect right = {rect.x + left.w + gap, rect.y, rect.w - left.w - gap, 0};
    int h = draw_choice(ui, screen, first, left);
    draw_choice(ui, screen, first + 1, right);
    return h + ui_px(ui, 16);
}

static int draw_who(struct ui *ui, struct welcome_screen *screen, struct rect rect) {
    int gap = ui_px(ui, 20);
    const char *name = ui_str(ui, STR_YOUR_NAME), *team = ui_str(ui, STR_YOUR_TEAM);
    if (ui_width_class(ui) == UI_NARROW) {
        int h = draw_field(ui, &screen->name, "name", name, ui_str(ui, STR_NAME_HINT), rect) +
                ui_px(ui, 14);
        rect.y += h;
        return h + draw_field(ui, &screen->team, "team", team, ui_str(ui, STR_TEAM_HINT), rect) +
               ui_px(ui, 14);
    }
    struct rect left = {rect.x, rect.y, (rect.w - gap) / 2, 0};
    struct rect right = {rect.x + left.w + gap, rect.y, rect.w - left.w - gap, 0};
    int h = draw_field(ui, &screen->name, "name", name, ui_str(ui, STR_NAME_HINT), left);
    draw_field(ui, &screen->team, "team", team, ui_str(ui, STR_TEAM_HINT), right);
    return h + ui_px(ui, 18);
}

static int draw_fact(struct ui *ui, const char *icon, const char *text, struct rect rect) {
    int side = ui_px(ui, 16);
    ui_icon(ui, icon, (struct rect){rect.x, rect.y + ui_px(ui, 2), side, side}, ROLE_ACCENT_TEXT);
    rect_cut_left(&rect, ui_px(ui, 26));
    rect.h = FOREVER;
    return ui_text(ui, text, ui_style(SIZE_BODY, WEIGHT_REGULAR, ROLE_TEXT), rect) + ui_px(ui, 8);
}

/* What is noted, where it lies, and who sees it: before anything is. */
static int draw_notice(struct ui *ui, const struct welcome_view *view, struct rect rect) {
    int pad = ui_px(ui, 16), at = ui->frame->draw_count;
    struct rect in = {rect.x + pad, rect.y + ui_px(ui, 14), rect.w - 2 * pad, FOREVER};
    const char *where = ui_format(ui, STR_NOTED_WHERE, view->logs, NULL);
    const char *who = ui_str(ui, STR_NOTED_PRIVATE);
    in.y += ui_text(ui, ui_str(ui, STR_NOTED_TITLE),
                    ui_style(SIZE_BODY, WEIGHT_SEMIBOLD, ROLE_TEXT), in) +
            ui_px(ui, 8);
    in.y += draw_fact(ui, "eye", ui_str(ui, STR_NOTED_WHAT), in);
    in.y += draw_fact(ui, "eye-off", ui_str(ui, STR_NOTED_NOT), in);
    in.y += draw_fact(ui, "users", who, in);
    in.y += draw_fact(ui, "lock", where, in);
    int h = in.y + ui_px(ui, 6) - rect.y, last = ui->frame->draw_count;
    struct rect box = {rect.x, rect.y, rect.w, h};
    ui_fill(ui, box, ROLE_CANVAS, ui_px(ui, 10));
    ui_edge(ui, box, ROLE_BORDER, ui_px(ui, 10), ui_px(ui, 1));
    ui_send_back(ui, at, last);
    ui_element(ui, ELEMENT_TEXT, "noted", box, ui_px(ui, 10),
               ui_join(ui, " ", ui_str(ui, STR_NOTED_TITLE), ui_str(ui, STR_NOTED_WHAT),
                       ui_str(ui, STR_NOTED_NOT), who, where, NULL));
    return h + ui_px(ui, 18);
}

static int draw_head(struct ui *ui, const struct welcome_view *view, struct rect rect) {
    int top = rect.y;
    const char *title = ui_str(ui, view->is_first ? STR_WELCOME : STR_SETTINGS);
    const char *text = ui_str(ui, view->is_first ? STR_WELCOME_TEXT : STR_SETTINGS_TEXT);
    rect.h = FOREVER;
    rect.y +=
        ui_text(ui, title, ui_style(SIZE_DISPLAY, WEIGHT_SEMIBOLD, ROLE_TEXT), rect) + ui_px(ui, 2);
    rect.y += ui_text(ui, text, ui_style(SIZE_BODY, WEIGHT_REGULAR, ROLE_TEXT_2), rect);
    ui_element(ui, ELEMENT_TEXT, "welcome", (struct rect){rect.x, top, rect.w, rect.y - top},
               ui_px(ui, 6), ui_join(ui, ". ", title, text, NULL));
    return rect.y - top + ui_px(ui, 18);
}

static int draw_form(struct ui *ui, struct welcome_screen *screen, const struct welcome_view *view,
                     struct rect rect) {
    int pad = ui_px(ui, ui_width_class(ui) == UI_NARROW ? 16 : 24), at = ui->frame->draw_count;
    struct rect in = {rect.x + pad, rect.y + pad, rect.w - 2 * pad, FOREVER};
    in.y += draw_who(ui, screen, in);
    in.y += draw_notice(ui, view, in);
    in.y += draw_pair(ui, screen, 0, in);
    in.y += draw_pair(ui, screen, 2, in);
    in.y += draw_pair(ui, screen, 4, in);
    int h = in.y + pad - ui_px(ui, 16) - rect.y, last = ui->frame->draw_count;
    widget_card(ui, (struct rect){rect.x, rect.y, rect.w, h});
    ui_send_back(ui, at, last);
    return h;
}

static void draw_foot(struct ui *ui, const struct welcome_view *view, struct rect rect) {
    struct button save = {
        .id = "save", .label = ui_str(ui, view->is_first ? STR_BEGIN : STR_SAVE), .key = "Enter"};
    struct button skip = {.id = "skip",
                          .label = ui_str(ui, view->is_first ? STR_SKIP : STR_CANCEL),
                          .key = "Esc",
                          .look = BUTTON_QUIET};
    struct button read = {.id = "read",
                          .label = ui_str(ui, STR_READ_ALOUD),
                          .icon = "volume-2",
                          .look = BUTTON_QUIET};
    ui_fill(ui, rect, ROLE_SURFACE, 0);
    widget_rule(ui, rect);
    int w = rect.w - 2 * ui_px(ui, 16), most = ui_px(ui, FORM_WIDTH);
    struct rect inside = rect_center(rect, w < most ? w : most, rect.h);
    ui->region = 1;
    button_at_end(ui, &save, &inside);
    rect_cut_left(&inside, button_at(ui, &skip, inside) + ui_px(ui, 4));
    if (view->can_speak)
        button_at(ui, &read, inside);
}

void welcome_draw(struct welcome_screen *screen, const struct welcome_view *view,
                  struct frame *frame) {
    const struct catalogue *words = catalogue_of(screen->values.language);
    struct ui ui;
    struct ui_page whole = {&screen->ui, frame, words, words->is_rtl, 0};
    while (ui_page_draws(&whole, &ui)) {
        struct rect window = ui_window(&ui);
        struct rect foot = rect_cut_bottom(&window, ui_px(&ui, 72));
        int top = ui_scroll_begin(&ui, &screen->page, window);
        int w = window.w - 2 * ui_px(&ui, 16), most = ui_px(&ui, FORM_WIDTH);
        struct rect page = rect_center(window, w < most ? w : most, window.h);
        page.y = top + ui_px(&ui, 28);
        page.y += draw_head(&ui, view, page);
        page.y += draw_form(&ui, screen, view, page) + ui_px(&ui, 24);
        ui_scroll_end(&ui, &screen->page, page.y - top);
        draw_foot(&ui, view, foot);
    }
}

/* ---- what the person did ---- */

static struct ui_command command(enum ui_do what) {
    return (struct ui_command){what, 0, 0, ""};
}

static struct ui_command pressed(const char *id) {
    if (id && !strcmp(id, "save"))
        return command(DO_SAVE_SETTINGS);
    if (id && !strcmp(id, "skip"))
        return command(DO_SKIP_SETTINGS);
    return command(id && !strcmp(id, "read") ? DO_READ_SCREEN : DO_NOTHING);
}

static struct ui_command choose(struct welcome_screen *screen, int choice, int value) {
    if (value < 0 || value >= choices[choice].count)
        return command(DO_NOTHING);
    set(&screen->values, choice, value);
    screen->ui.is_dirty = true;
    return command(DO_PREVIEW_SETTINGS);
}

static struct text_field *field_of(struct welcome_screen *screen) {
    if (!strcmp(screen->ui.focus, "name"))
        return &screen->name;
    return strcmp(screen->ui.focus, "team") ? NULL : &screen->team;
}

static struct ui_command resize(struct welcome_screen *screen, const struct ui_event *event) {
    int step = get(&screen->values, 1);
    if (event->key == KEY_PLUS)
        return choose(screen, 1, step < 4 ? step + 1 : 4);
    if (event->key == KEY_MINUS)
        return choose(screen, 1, step > 0 ? step - 1 : 0);
    return (int)event->key == '0' ? choose(screen, 1, 0) : command(DO_NOTHING);
}

static struct ui_command handle_key(struct welcome_screen *screen, const struct frame *frame,
                                    const struct ui_event *event) {
    struct text_field *field = field_of(screen);
    int choice = choice_of(screen->ui.focus);
    if (event->is_ctrl && !field)
        return resize(screen, event);
    if (event->key == KEY_ESCAPE)
        return command(DO_SKIP_SETTINGS);
    if (event->key == KEY_ENTER && !strcmp(screen->ui.focus, "read"))
        return command(DO_READ_SCREEN);
    if (event->key == KEY_ENTER)
        return command(strcmp(screen->ui.focus, "skip") ? DO_SAVE_SETTINGS : DO_SKIP_SETTINGS);
    if (field && field_handle(field, frame, event)) {
        screen->ui.is_dirty = true;
        return command(DO_NOTHING);
    }
    if (choice >= 0) {
        int next = segments_key(frame, event, get(&screen->values, choice), choices[choice].count);
        if (next >= 0)
            return choose(screen, choice, next);
    }
    if (ui_scroll_key(&screen->page, &screen->ui, event))
        return command(DO_NOTHING);
    const char *id = ui_navigate(&screen->ui, frame, event);
    return pressed(id);
}

struct ui_command welcome_handle(struct welcome_screen *screen, const struct welcome_view *view,
                                 const struct frame *frame, const struct ui_event *event) {
    (void)view;
    struct text_field *field = field_of(screen);
    if (event->kind == UI_KEY)
        return handle_key(screen, frame, event);
    if (ui_is_typed(event)) {
        if (field && field_handle(field, frame, event))
            screen->ui.is_dirty = true;
        return command(DO_NOTHING);
    }
    if (ui_scroll_wheel(&screen->page, &screen->ui, frame, event))
        return command(DO_NOTHING);
    field_point(&screen->name, &screen->ui, frame, "name", event);
    field_point(&screen->team, &screen->ui, frame, "team", event);
    const char *id = ui_navigate(&screen->ui, frame, event);
    int choice = id ? choice_of(id) : -1;
    if (choice >= 0)
        return choose(screen, choice,
                      segments_hit(frame, id, choices[choice].count, event->x, event->y));
    return pressed(id);
}
