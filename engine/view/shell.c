#include "view/shell.h"

#include "view/screen_keys.h"

#include <string.h>

static const struct ui_command nothing = {DO_NOTHING, 0, 0, ""};

struct ui_page shell_page(struct ui_state *state, struct frame *frame,
                          const struct shell_view *view) {
    return (struct ui_page){state, frame, catalogue_of(view->language), view->is_rtl, 0};
}

/* ---- the bar ---- */

static void draw_logo(struct ui *ui, struct rect rect) {
    int s = rect.w;
    ui_fill(ui, rect, ROLE_ACCENT, s / 4);
    struct rect whole = ui_mirror(ui, rect); /* the logo is not mirrored */
    int stroke = s / 12 > 0 ? s / 12 : 1;
    const char *path =
        frame_printf(ui->frame, "M %d %d L %d %d C %d %d %d %d %d %d L %d %d",
                     whole.x + s * 24 / 100, whole.y + s * 37 / 100, whole.x + s * 47 / 100,
                     whole.y + s * 37 / 100, whole.x + s * 57 / 100, whole.y + s * 37 / 100,
                     whole.x + s * 58 / 100, whole.y + s * 62 / 100, whole.x + s * 69 / 100,
                     whole.y + s * 62 / 100, whole.x + s * 76 / 100, whole.y + s * 62 / 100);
    frame_path(ui->frame, path, ROLE_ON_ACCENT, stroke);
    frame_path(ui->frame,
               frame_printf(ui->frame, "M %d %d L %d %d", whole.x + s * 24 / 100,
                            whole.y + s * 62 / 100, whole.x + s * 38 / 100, whole.y + s * 62 / 100),
               ROLE_ACCENT_LINE, stroke);
}

static int tab_width(struct ui *ui, const char *label) {
    return ui_text_width(ui, label, ui_style(SIZE_BODY, WEIGHT_SEMIBOLD, ROLE_TEXT)) +
           2 * ui_px(ui, 12);
}

static void draw_tab(struct ui *ui, const char *id, const char *label, bool is_on,
                     struct rect rect) {
    int radius = ui_px(ui, 8);
    struct rect tab = rect_middle(rect, rect.w, ui_px(ui, 34));
    if (is_on || ui_is_hovered(ui, id))
        ui_fill(ui, tab, ROLE_SUNKEN, radius);
    struct text_style style = ui_style(SIZE_BODY, is_on ? WEIGHT_SEMIBOLD : WEIGHT_MEDIUM,
                                       is_on ? ROLE_TEXT : ROLE_TEXT_2);
    style.align = ALIGN_CENTER;
    ui_label(ui, label, style, tab);
    struct element *element =
        ui_element(ui, ELEMENT_TAB, id, tab, radius,
                   is_on ? ui_format(ui, STR_SPOKEN_HERE, label, NULL) : label);
    element->is_chosen = is_on;
}

static void draw_tabs(struct ui *ui, const struct shell_view *view, struct rect *rect) {
    static const struct {
        const char *id;
        enum str label;
    } tabs[] = {
        {"nav.home", STR_HOME}, {"nav.debriefs", STR_DEBRIEFS}, {"nav.progress", STR_PROGRESS}};
    for (int i = 0; i < 3; i++) {
        const char *label = ui_str(ui, tabs[i].label);
        draw_tab(ui, tabs[i].id, label, (int)view->tab == i,
                 rect_cut_left(rect, tab_width(ui, label)));
        rect_cut_left(rect, ui_px(ui, 4));
    }
}

static void draw_icon_button(struct ui *ui, const char *id, const char *icon, const char *spoken,
                             struct rect *rect) {
    int side = ui_px(ui, 36), inner = ui_px(ui, 18);
    if (rect->w < side) /* its key still works */
        return;
    struct rect button = rect_middle(rect_cut_right(rect, side), side, side);
    if (ui_is_hovered(ui, id))
        ui_fill(ui, button, ROLE_SUNKEN, ui_px(ui, 8));
    ui_icon(ui, icon, rect_center(button, inner, inner), ROLE_TEXT_2);
    ui_element(ui, ELEMENT_BUTTON, id, button, ui_px(ui, 8), spoken);
    rect_cut_right(rect, ui_px(ui, 8));
}

/* Who is practising: leads to the settings. */
static void draw_me(struct ui *ui, const struct shell_view *view, struct rect *rect) {
    int side = ui_px(ui, 32), gap = ui_px(ui, 10);
    const char *name = *view->name ? view->name : ui_str(ui, STR_YOU);
    const char *team = *view->team ? view->team : ui_str(ui, STR_SETTINGS);
    struct text_style bold = ui_style(SIZE_SMALL, WEIGHT_SEMIBOLD, ROLE_TEXT);
    struct text_style small = ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_3);
    bold.line_height = 16;
    bold.max_lines = small.max_lines = 1;
    int most = ui_px(ui, 180), words = ui_text_width(ui, name, bold);
    int other = ui_text_width(ui, team, small);
    words = words > other ? words : other;
    words = words > most ? most : words;
    if (ui_width_class(ui) < UI_NORMAL)
        words = 0;
    int w = side + (words ? gap + words : 0) + 2 * ui_px(ui, 4);
    struct rect me = rect_middle(rect_cut_right(rect, w), w, ui_px(ui, 40)), whole = me;
    if (ui_is_hovered(ui, "me"))
        ui_fill(ui, me, ROLE_SUNKEN, ui_px(ui, 9));
    me = rect_inset(me, ui_px(ui, 4), 0);
    widget_avatar(ui, name, ROLE_ACCENT_SOFT, ROLE_ACCENT_TEXT,
                  rect_middle(rect_cut_left(&me, side), side, side));
    if (words) {
        rect_cut_left(&me, gap);
        struct rect box = rect_middle(me, words, ui_px(ui, 32));
        ui_label(ui, name, bold, rect_cut_top(&box, ui_px(ui, 16)));
        ui_label(ui, team, small, box);
    }
    ui_element(
        ui, ELEMENT_BUTTON, "me", whole, ui_px(ui, 9),
        ui_join(ui, ", ", name, *view->team ? view->team : "", ui_str(ui, STR_SETTINGS), NULL));
    rect_cut_right(rect, ui_px(ui, 8));
}

void shell_find_draw(struct ui *ui, struct shell_state *state, bool has_field, struct rect box) {
    struct field_look look = {.id = "find",
                              .placeholder = ui_str(ui, STR_FIND),
                              .spoken = ui_str(ui, STR_FIND),
                              .icon = "search",
                              .key = box.w < ui_px(ui, 220) ? NULL : "Ctrl K",
                              .is_small = true};
    field_draw(ui, &state->find, &look, box);
    if (!has_field && ui->frame->element_count)
        ui->frame->elements[ui->frame->element_count - 1].is_editing = false;
}

static void draw_find(struct ui *ui, struct shell_state *state, bool has_field, struct rect *rect) {
    int most = ui_px(ui, 272), least = ui_px(ui, 150), h = ui_px(ui, 36);
    int w = rect->w > most ? most : rect->w;
    if (w < least)
        draw_icon_button(ui, "find", "search", ui_str(ui, STR_FIND), rect);
    else
        shell_find_draw(ui, state, has_field, rect_middle(rect_cut_right(rect, w), w, h));
}

void shell_draw(struct ui *ui, struct shell_state *state, const struct shell_view *view,
                bool has_field, struct rect *window) {
    struct rect bar = rect_cut_top(window, ui_px(ui, 56));
    bool is_narrow = ui_width_class(ui) == UI_NARROW;
    ui->region = 0;
    ui_fill(ui, bar, ROLE_SURFACE, 0);
    ui_fill(ui, (struct rect){bar.x, bar.y + bar.h - ui_px(ui, 1), bar.w, ui_px(ui, 1)},
            ROLE_BORDER, 0);
    bar = rect_inset(bar, ui_px(ui, is_narrow ? 16 : 32), 0);
    int logo = ui_px(ui, 26);
    draw_logo(ui, rect_middle(rect_cut_left(&bar, logo), logo, logo));
    rect_cut_left(&bar, ui_px(ui, 10));
    if (!is_narrow) {
        struct text_style name = ui_style(SIZE_TITLE, WEIGHT_SEMIBOLD, ROLE_TEXT);
        int w = ui_text_width(ui, "Offscript", name);
        ui_label(ui, "Offscript", name, rect_cut_left(&bar, w));
        rect_cut_left(&bar, ui_px(ui, 24));
    }
    draw_tabs(ui, view, &bar);
    rect_cut_left(&bar, ui_px(ui, 8));
    int at = ui->frame->element_count;
    draw_me(ui, view, &bar);
    draw_icon_button(ui, "help", "circle-help", ui_str(ui, STR_KEYS), &bar);
    if (view->can_speak)
        draw_icon_button(ui, "read", "volume-2", ui_str(ui, STR_READ_SCREEN), &bar);
    if (!is_narrow) /* there the home screen has it above the library */
        draw_find(ui, state, has_field, &bar);
    ui_reverse_elements(ui, at);
}

/* ---- over everything ---- */

static void draw_keys(struct ui *ui, struct shell_state *state) {
    int count;
    const struct key_table *const *tables = all_key_tables(&count);
    int row = ui_px(ui, 30), head = ui_px(ui, 40), foot = ui_px(ui, 56);
    int most = ui->frame->height - ui_px(ui, 80);
    int all = head + keys_told(tables, count) * row + foot;
    struct rect rect = dialog_begin(ui, 520, all < most ? all : most);
    struct button close = {.id = "close", .label = ui_str(ui, STR_CLOSE), .key = "Esc"};
    ui_label(ui, ui_str(ui, STR_KEYS), ui_style(SIZE_TITLE, WEIGHT_SEMIBOLD, ROLE_TEXT),
             rect_cut_top(&rect, head));
    struct rect end = rect_cut_bottom(&rect, foot);
    rect.y = ui_scroll_begin(ui, &state->keys, rect);
    ui_scroll_end(ui, &state->keys, keys_draw(ui, tables, count, rect));
    rect_cut_top(&end, ui_px(ui, 16));
    button_at_end(ui, &close, &end);
}

void shell_draw_over(struct ui *ui, struct shell_state *state, const struct shell_view *view) {
    ui->region = 0;
    if (view->toast) {
        struct rect window = {0, 0, ui->frame->width, ui->frame->height};
        rect_cut_bottom(&window, ui_px(ui, 20));
        widget_toast(ui, view->toast, view->is_toast_bad, window);
    }
    if (state->shows_keys)
        draw_keys(ui, state);
}

/* ---- what is the same everywhere ---- */

static void show_keys(struct shell_state *state, struct ui_state *ui, bool shows) {
    state->shows_keys = shows;
    ui_focus(ui, shows ? "close" : "help");
    ui->is_dirty = true;
}

bool shell_key(struct shell_state *state, struct ui_state *ui, const struct ui_event *event,
               struct ui_command *out) {
    *out = nothing;
    if (event->kind != UI_KEY)
        return false;
    if (state->shows_keys && event->key == KEY_ESCAPE) {
        show_keys(state, ui, false);
        return true;
    }
    int offset, command = keys_find(&common_keys, event, false, &offset);
    if (command == COMMON_KEY_LIST && !state->shows_keys)
        show_keys(state, ui, true);
    else if (command == COMMON_KEY_FIND)
        out->what = DO_FIND;
    else
        return text_size_key(event, out);
    return true;
}

bool shell_activate(struct shell_state *state, struct ui_state *ui, const char *id,
                    struct ui_command *out) {
    static const struct {
        const char *id;
        enum ui_do what;
    } ways[] = {{"nav.home", DO_GO_HOME},
                {"nav.debriefs", DO_GO_DEBRIEFS},
                {"nav.progress", DO_GO_PROGRESS},
                {"me", DO_GO_SETTINGS},
                {"find", DO_FIND},
                {"read", DO_READ_SCREEN}};
    *out = nothing;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (!strcmp(id, ways[i].id)) {
            out->what = ways[i].what;
            return true;
        }
    bool is_help = !strcmp(id, "help"), is_close = !strcmp(id, "close");
    if (is_help || is_close)
        show_keys(state, ui, is_help);
    return is_help || is_close;
}
