/* Keyboard and pointer on the home screen. */
#include "view/home_private.h"

#include <stdio.h>
#include <string.h>

static const struct ui_command nothing = {DO_NOTHING, 0, 0, ""};

static struct ui_command start(const struct home_view *view) {
    if (view->continue_session)
        return (struct ui_command){DO_CONTINUE, 0, 0, view->continue_session};
    if (view->next >= 0)
        return (struct ui_command){DO_START, true, 0, view->calls[view->next].id};
    return nothing;
}

static void clear(struct home_screen *screen) {
    memset(screen->filters, 0, sizeof screen->filters);
    field_clear(&screen->shell.find);
    ui_focus(&screen->ui, "filter.industry");
    screen->ui.is_dirty = true;
}

static const char *const filter_ids[] = {"filter.industry", "filter.skill", "filter.difficulty",
                                         "filter.length"};

static void open_menu(struct home_screen *screen, int filter) {
    char id[16];
    screen->menu = filter;
    screen->menu_scroll = (struct ui_scroll){0};
    snprintf(id, sizeof id, "menu.%d", home_chosen_first(screen->filters[filter]));
    ui_focus(&screen->ui, id);
    screen->ui.wants_reveal = true;
    screen->ui.is_dirty = true;
}

static void close_menu(struct home_screen *screen) {
    ui_focus(&screen->ui, filter_ids[screen->menu]);
    screen->menu = -1;
    screen->ui.is_dirty = true;
}

/* Space and the pointer tick one of several and leave the list open. */
static void choose_item(struct home_screen *screen, int item) {
    unsigned *chosen = &screen->filters[screen->menu];
    bool is_ticked = item > 0 && home_takes_several(screen->menu);
    *chosen = is_ticked ? *chosen ^ 1u << item : item ? 1u << item : 0;
    screen->ui.is_dirty = true;
    if (!is_ticked)
        close_menu(screen);
}

/* Enter takes the item as well, and closes the list. */
static bool take_item(struct home_screen *screen, const struct ui_event *event) {
    int item = ui_id_number(screen->ui.focus, "menu.");
    if (screen->menu < 0 || item < 0 || event->key != KEY_ENTER)
        return false;
    unsigned *chosen = &screen->filters[screen->menu];
    bool keeps = item > 0 && home_takes_several(screen->menu);
    *chosen = (keeps ? *chosen : 0) | (item ? 1u << item : 0);
    close_menu(screen);
    return true;
}

static struct ui_command activate(struct home_screen *screen, const struct home_view *view,
                                  const char *id) {
    struct ui_command out = nothing;
    int call = ui_id_number(id, "call."), item = ui_id_number(id, "menu.");
    if (shell_activate(&screen->shell, &screen->ui, id, &out))
        return strcmp(id, "find") ? out : nothing; /* the field is here */
    if (call >= 0 && call < view->call_count)
        return (struct ui_command){DO_START, 0, 0, view->calls[call].id};
    if (item >= 0 && screen->menu >= 0) {
        choose_item(screen, item);
        return nothing;
    }
    for (int i = 0; i < FILTER_COUNT; i++)
        if (!strcmp(id, filter_ids[i])) {
            open_menu(screen, i);
            return nothing;
        }
    if (!strcmp(id, "waiting"))
        return (struct ui_command){DO_GO_DEBRIEFS, 0, 0, ""};
    if (!strcmp(id, "clear") || !strcmp(id, "clear-all"))
        clear(screen);
    return strcmp(id, "start") ? nothing : start(view);
}

/* Left, Right, Up and Down walk the cards as they stand. */
static bool walk_cards(struct home_screen *screen, const struct frame *frame,
                       const struct ui_event *event) {
    const struct element *at = ui_focused(&screen->ui, frame), *best = NULL;
    if (!at || ui_id_number(at->id, "call.") < 0)
        return false;
    int dx = event->key == KEY_RIGHT ? 1 : event->key == KEY_LEFT ? -1 : 0;
    int dy = event->key == KEY_DOWN ? 1 : event->key == KEY_UP ? -1 : 0;
    if (!dx && !dy)
        return false;
    long least = 0;
    for (int i = 0; i < frame->element_count; i++) {
        const struct element *to = &frame->elements[i];
        long x = (long)to->bounds.x - at->bounds.x, y = (long)to->bounds.y - at->bounds.y;
        if (ui_id_number(to->id, "call.") < 0 || x * dx + y * dy <= 0)
            continue;
        long across = dx ? y : x, far = x * x + y * y + 8 * across * across;
        if (!best || far < least) {
            best = to;
            least = far;
        }
    }
    if (best)
        ui_focus(&screen->ui, best->id);
    screen->ui.is_focus_visible = true;
    screen->ui.is_dirty = true;
    return true;
}

static struct ui_command escape(struct home_screen *screen) {
    if (screen->menu >= 0)
        close_menu(screen);
    else if (home_is_filtered(screen))
        clear(screen);
    return nothing;
}

static bool is_typing(const struct home_screen *screen) {
    return !strcmp(screen->ui.focus, "find") && screen->menu < 0;
}

static struct ui_command handle_key(struct home_screen *screen, const struct home_view *view,
                                    const struct frame *frame, const struct ui_event *event) {
    struct ui_command out = nothing;
    if (shell_key(&screen->shell, &screen->ui, event, &out)) {
        if (out.what != DO_FIND)
            return out;
        ui_focus(&screen->ui, "find");
        screen->ui.is_focus_visible = true;
        return nothing;
    }
    if (event->key == KEY_ESCAPE)
        return escape(screen);
    if (is_typing(screen) && field_handle(&screen->shell.find, frame, event)) {
        screen->ui.is_dirty = true;
        return nothing;
    }
    if (is_typing(screen) && event->key == KEY_ENTER)
        return nothing;
    if (take_item(screen, event) || walk_cards(screen, frame, event))
        return nothing;
    if (ui_scroll_key(&screen->page, &screen->ui, event))
        return nothing;
    const char *id = ui_navigate(&screen->ui, frame, event);
    return id ? activate(screen, view, id) : nothing;
}

struct ui_command home_handle(struct home_screen *screen, const struct home_view *view,
                              const struct frame *frame, const struct ui_event *event) {
    if (event->kind == UI_KEY)
        return handle_key(screen, view, frame, event);
    if (ui_is_typed(event)) {
        if (is_typing(screen) && field_handle(&screen->shell.find, frame, event))
            screen->ui.is_dirty = true;
        return nothing;
    }
    field_point(&screen->shell.find, &screen->ui, frame, "find", event);
    if (event->kind == UI_DOWN && screen->menu >= 0 && !frame_hit(frame, event->x, event->y))
        close_menu(screen);
    if (event->kind == UI_WHEEL && screen->menu >= 0) {
        ui_scroll_wheel(&screen->menu_scroll, &screen->ui, frame, event);
        return nothing;
    }
    if (!screen->shell.shows_keys && ui_scroll_wheel(&screen->page, &screen->ui, frame, event))
        return nothing;
    const char *id = ui_navigate(&screen->ui, frame, event);
    return id ? activate(screen, view, id) : nothing;
}
