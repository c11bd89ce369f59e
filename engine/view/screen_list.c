#include "view/screen_list.h"

#include <string.h>

enum { FOREVER = 1 << 24, PAGE_WIDTH = 760 };

void list_screen_init(struct list_screen *screen, enum shell_tab tab) {
    *screen = (struct list_screen){0};
    ui_focus(&screen->ui, tab == SHELL_DEBRIEFS ? "past.0" : "progress.0");
    screen->ui.is_focus_visible = true;
}

static int draw_title(struct ui *ui, const struct list_view *view, struct rect rect) {
    bool is_past = view->shell.tab == SHELL_DEBRIEFS;
    int top = rect.y;
    rect.h = FOREVER;
    rect.y += ui_text(ui, ui_str(ui, is_past ? STR_DEBRIEFS : STR_PROGRESS),
                      ui_style(SIZE_DISPLAY, WEIGHT_SEMIBOLD, ROLE_TEXT), rect) +
              ui_px(ui, 2);
    rect.y += ui_text(ui, ui_str(ui, is_past ? STR_DEBRIEFS_TEXT : STR_PROGRESS_PAGE_TEXT),
                      ui_style(SIZE_BODY, WEIGHT_REGULAR, ROLE_TEXT_2), rect);
    return rect.y - top + ui_px(ui, 16);
}

/* ---- the calls: only those in sight are laid out ---- */

enum { CALL_PAD = 16, CALL_PAD_Y = 12, CALL_GAP = 10 };

static const char *call_state(struct ui *ui, const struct past_call *call) {
    const char *state = ui_str(ui, call->is_ended ? STR_FINISHED : STR_TO_CONTINUE);
    if (!call->is_retry)
        return state;
    const char *retry = ui_str(ui, STR_MODE_RETRY);
    return call->is_ended ? retry : ui_join(ui, " · ", retry, state, NULL);
}

static const char *call_meta(struct ui *ui, const struct past_call *call) {
    return ui_join(ui, " · ", call->when, ui_count(ui, STR_DECISIONS, call->decisions, NULL), NULL);
}

static int words_width(struct ui *ui, const struct past_call *call, int width) {
    return width - 3 * ui_px(ui, CALL_PAD) - widget_tag_width(ui, call_state(ui, call), NULL) -
           ui_px(ui, 16);
}

static int measure_call(struct ui *ui, void *context, int row, int width) {
    const struct list_view *view = context;
    const struct past_call *call = &view->calls[row];
    return ui_text_height(ui, call->title, ui_style(SIZE_READING, WEIGHT_SEMIBOLD, ROLE_TEXT),
                          words_width(ui, call, width)) +
           ui_px(ui, 2 + 18) + 2 * ui_px(ui, CALL_PAD_Y) + ui_px(ui, CALL_GAP);
}

static void draw_call(struct ui *ui, void *context, const struct vlist_row *drawn) {
    const struct list_view *view = context;
    const struct past_call *call = &view->calls[drawn->index];
    int side = ui_px(ui, 16);
    struct rect row = drawn->rect;
    row.h -= ui_px(ui, CALL_GAP);
    struct rect in = rect_inset(row, ui_px(ui, CALL_PAD), ui_px(ui, CALL_PAD_Y));
    widget_card(ui, row);
    if (drawn->is_hovered)
        ui_fill(ui, rect_inset(row, ui_px(ui, 1), ui_px(ui, 1)), ROLE_SUNKEN, ui_px(ui, 11));
    ui_icon_along(ui, "arrow-right", rect_middle(rect_cut_right(&in, side), side, side),
                  ROLE_TEXT_3, false);
    rect_cut_right(&in, ui_px(ui, 12));
    const char *state = call_state(ui, call);
    widget_tag(ui, state, NULL, call->is_ended ? TAG_PLAIN : TAG_LIMIT,
               rect_cut_right(&in, widget_tag_width(ui, state, NULL)));
    rect_cut_right(&in, ui_px(ui, 12));
    int title = ui_text(ui, call->title, ui_style(SIZE_READING, WEIGHT_SEMIBOLD, ROLE_TEXT), in);
    rect_cut_top(&in, title + ui_px(ui, 2));
    ui_label(ui, call_meta(ui, call), ui_style(SIZE_SMALL, WEIGHT_REGULAR, ROLE_TEXT_2), in);
}

static const char *call_spoken(struct ui *ui, void *context, int row) {
    const struct list_view *view = context;
    const struct past_call *call = &view->calls[row];
    return ui_join(ui, ". ", call->title, call_meta(ui, call), call_state(ui, call), NULL);
}

static void draw_no_calls(struct ui *ui, struct rect rect) {
    struct empty empty = {.icon = "history",
                          .title = ui_str(ui, STR_NO_DEBRIEFS),
                          .text = ui_str(ui, STR_NO_DEBRIEFS_TEXT),
                          .button = {.id = "start",
                                     .label = ui_str(ui, STR_START_A_CALL),
                                     .look = BUTTON_SECONDARY,
                                     .is_small = true}};
    empty_draw(ui, &empty, rect);
}

static void draw_past(struct ui *ui, struct list_screen *screen, const struct list_view *view,
                      struct rect rect) {
    struct list_view calls = *view; /* the functions above only read it */
    struct vlist_look look = {.id = "past",
                              .count = view->call_count,
                              .has_cards = true,
                              .gap = ui_px(ui, CALL_GAP),
                              .context = &calls,
                              .measure = measure_call,
                              .draw = draw_call,
                              .spoken = call_spoken};
    if (view->call_count)
        vlist_draw(ui, &screen->calls, &look, rect);
    else
        draw_no_calls(ui, rect);
}

static struct rect page_of(struct ui *ui, struct rect window) {
    int margin = ui_px(ui, ui_width_class(ui) == UI_NARROW ? 16 : 32);
    int w = window.w - 2 * margin, most = ui_px(ui, PAGE_WIDTH);
    return rect_center(window, w < most ? w : most, window.h);
}

/* The title stays; the calls scroll below it. */
static void draw_debriefs(struct ui *ui, struct list_screen *screen, const struct list_view *view,
                          struct rect window) {
    struct rect page = page_of(ui, window);
    rect_cut_top(&page, ui_px(ui, ui_width_class(ui) == UI_NARROW ? 12 : 24));
    rect_cut_top(&page, draw_title(ui, view, page));
    ui->region = 1;
    draw_past(ui, screen, view, page);
}

static void draw_progress(struct ui *ui, struct list_screen *screen, const struct list_view *view,
                          struct rect window) {
    int top = ui_scroll_begin(ui, &screen->page, window);
    struct rect page = page_of(ui, window);
    page.y = top + ui_px(ui, 24);
    page.y += draw_title(ui, view, page);
    ui->region = 1;
    page.y += home_progress_draw(ui, view->progress, page);
    ui_scroll_end(ui, &screen->page, page.y + ui_px(ui, 24) - top);
}

void list_draw(struct list_screen *screen, const struct list_view *view, struct frame *frame) {
    struct ui ui;
    struct ui_page whole = shell_page(&screen->ui, frame, &view->shell);
    while (ui_page_draws(&whole, &ui)) {
        struct rect window = ui_window(&ui);
        shell_draw(&ui, &screen->shell, &view->shell, false, &window);
        if (view->shell.tab == SHELL_DEBRIEFS)
            draw_debriefs(&ui, screen, view, window);
        else
            draw_progress(&ui, screen, view, window);
        shell_draw_over(&ui, &screen->shell, &view->shell);
    }
}

struct ui_command list_handle(struct list_screen *screen, const struct list_view *view,
                              const struct frame *frame, const struct ui_event *event) {
    struct ui_command out = {DO_NOTHING, 0, 0, ""};
    if (shell_key(&screen->shell, &screen->ui, event, &out))
        return out;
    if (event->kind == UI_KEY && event->key == KEY_ESCAPE)
        return (struct ui_command){DO_GO_HOME, 0, 0, ""};
    bool is_free = !screen->shell.shows_keys;
    if (is_free && view->shell.tab == SHELL_DEBRIEFS &&
        vlist_handle(&screen->calls, &screen->ui, frame, "past", event))
        return out;
    if (ui_scroll_key(&screen->page, &screen->ui, event))
        return out;
    if (is_free && ui_scroll_wheel(&screen->page, &screen->ui, frame, event))
        return out;
    const char *id = ui_navigate(&screen->ui, frame, event);
    if (!id || shell_activate(&screen->shell, &screen->ui, id, &out))
        return out;
    int call = ui_id_number(id, "past.");
    if (call >= 0 && call < view->call_count)
        return (struct ui_command){view->calls[call].is_ended ? DO_OPEN_DEBRIEF : DO_CONTINUE, 0, 0,
                                   view->calls[call].session};
    if (!strcmp(id, "start"))
        out.what = DO_GO_HOME;
    return out;
}
