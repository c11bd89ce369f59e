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

static int draw_call(struct ui *ui, const struct past_call *call, int index, int count,
                     struct rect rect) {
    const char *id = frame_printf(ui->frame, "past.%d", index);
    struct text_style title = ui_style(SIZE_READING, WEIGHT_SEMIBOLD, ROLE_TEXT);
    struct text_style small = ui_style(SIZE_SMALL, WEIGHT_REGULAR, ROLE_TEXT_2);
    int pad = ui_px(ui, 16), side = ui_px(ui, 16);
    const char *decisions = ui_count(ui, STR_DECISIONS, call->decisions, NULL);
    const char *state = ui_str(ui, call->is_retry   ? STR_MODE_RETRY
                                   : call->is_ended ? STR_FINISHED
                                                    : STR_TO_CONTINUE);
    const char *meta = ui_join(ui, " · ", call->when, decisions, NULL);
    int tag = widget_tag_width(ui, state, NULL), w = rect.w - 3 * pad - tag - side;
    int h = ui_text_height(ui, call->title, title, w) + ui_px(ui, 2 + 18) + 2 * ui_px(ui, 12);
    struct rect row = {rect.x, rect.y, rect.w, h}, in = rect_inset(row, pad, ui_px(ui, 12));
    widget_card(ui, row);
    if (ui_is_hovered(ui, id))
        ui_fill(ui, rect_inset(row, ui_px(ui, 1), ui_px(ui, 1)), ROLE_SUNKEN, ui_px(ui, 11));
    ui_icon_along(ui, "arrow-right", rect_middle(rect_cut_right(&in, side), side, side),
                  ROLE_TEXT_3, false);
    rect_cut_right(&in, ui_px(ui, 12));
    widget_tag(ui, state, NULL, call->is_ended ? TAG_PLAIN : TAG_LIMIT, rect_cut_right(&in, tag));
    rect_cut_right(&in, ui_px(ui, 12));
    rect_cut_top(&in, ui_text(ui, call->title, title, in) + ui_px(ui, 2));
    ui_label(ui, meta, small, in);
    ui_element(ui, ELEMENT_LIST_ITEM, id, row, ui_px(ui, 12),
               ui_join(ui, ". ", call->title, meta, state,
                       ui_format(ui, STR_SPOKEN_PLACE, ui_number(ui, index + 1),
                                 ui_number(ui, count), NULL),
                       NULL));
    return h + ui_px(ui, 10);
}

static int draw_past(struct ui *ui, const struct list_view *view, struct rect rect) {
    int top = rect.y;
    ui->region = 1;
    if (!view->call_count) {
        struct empty empty = {.icon = "history",
                              .title = ui_str(ui, STR_NO_DEBRIEFS),
                              .text = ui_str(ui, STR_NO_DEBRIEFS_TEXT),
                              .button = {.id = "start",
                                         .label = ui_str(ui, STR_START_A_CALL),
                                         .look = BUTTON_SECONDARY,
                                         .is_small = true}};
        return empty_draw(ui, &empty, rect);
    }
    for (int i = 0; i < view->call_count; i++)
        rect.y += draw_call(ui, &view->calls[i], i, view->call_count, rect);
    return rect.y - top;
}

void list_draw(struct list_screen *screen, const struct list_view *view, struct frame *frame) {
    struct ui ui;
    struct ui_page whole = shell_page(&screen->ui, frame, &view->shell);
    while (ui_page_draws(&whole, &ui)) {
        struct rect window = ui_window(&ui);
        shell_draw(&ui, &screen->shell, &view->shell, false, &window);
        int top = ui_scroll_begin(&ui, &screen->page, window);
        int margin = ui_px(&ui, ui_width_class(&ui) == UI_NARROW ? 16 : 32);
        int w = window.w - 2 * margin, most = ui_px(&ui, PAGE_WIDTH);
        struct rect page = rect_center(window, w < most ? w : most, window.h);
        page.y = top + ui_px(&ui, 24);
        page.y += draw_title(&ui, view, page);
        ui.region = 1;
        if (view->shell.tab == SHELL_DEBRIEFS)
            page.y += draw_past(&ui, view, page);
        else
            page.y += home_progress_draw(&ui, view->progress, page);
        ui_scroll_end(&ui, &screen->page, page.y + ui_px(&ui, 24) - top);
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
    if (ui_scroll_key(&screen->page, &screen->ui, event))
        return out;
    if (!screen->shell.shows_keys && ui_scroll_wheel(&screen->page, &screen->ui, frame, event))
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
