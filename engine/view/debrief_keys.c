/* Keyboard and pointer on the debrief. */
#include "view/debrief_private.h"
#include "view/screen_keys.h"

#include <string.h>

static const struct ui_command nothing = {DO_NOTHING, 0, 0, ""};

static void go_to(struct debrief_screen *screen, const struct debrief_view *view, int index) {
    char id[32] = "decision.";
    if (index < 0 || index >= view->decision_count)
        return;
    screen->at = index;
    screen->detail.y = 0;
    size_t len = strlen(id);
    id[len] = '\0';
    for (int digits = index >= 100 ? 100 : index >= 10 ? 10 : 1; digits; digits /= 10)
        id[len++] = (char)('0' + index / digits % 10);
    ui_focus(&screen->ui, id);
    screen->ui.is_focus_visible = true;
    screen->ui.is_dirty = true;
}

static struct ui_command again(const struct debrief_screen *screen,
                               const struct debrief_view *view) {
    if (!view->decision_count || !view->decisions[screen->at].can_retry)
        return nothing;
    return (struct ui_command){DO_TRY_AGAIN, screen->at, 0, ""};
}

static struct ui_command activate(struct debrief_screen *screen, const struct debrief_view *view,
                                  const char *id) {
    struct ui_command out = nothing;
    if (shell_activate(&screen->shell, &screen->ui, id, &out))
        return out;
    if (chart_activate(&screen->curve, &screen->ui, "curve", id))
        return nothing;
    if (ui_id_number(id, "decision.") >= 0)
        go_to(screen, view, ui_id_number(id, "decision."));
    if (!strcmp(id, "again"))
        return again(screen, view);
    if (!strcmp(id, "dispute"))
        debrief_dispute_open(screen, view);
    if (!strcmp(id, "next")) {
        if (screen->at + 1 >= view->decision_count)
            return (struct ui_command){DO_GO_HOME, 0, 0, ""};
        go_to(screen, view, screen->at + 1);
        ui_focus(&screen->ui, "next");
    }
    return nothing;
}

static bool is_in_list(const struct debrief_screen *screen, const struct frame *frame) {
    const struct element *at = ui_focused(&screen->ui, frame);
    return at && at->kind == ELEMENT_LIST_ITEM && strncmp(at->id, "decision.", 9) != 0;
}

static struct ui_command handle_key(struct debrief_screen *screen, const struct debrief_view *view,
                                    const struct frame *frame, const struct ui_event *event) {
    struct ui_command out;
    if (shell_key(&screen->shell, &screen->ui, event, &out))
        return out;
    if (screen->shell.shows_keys) {
        const char *pressed = ui_navigate(&screen->ui, frame, event);
        return pressed ? activate(screen, view, pressed) : nothing;
    }
    if (event->key == KEY_ESCAPE)
        return (struct ui_command){DO_GO_HOME, 0, 0, ""};
    if (chart_handle(&screen->curve, &screen->ui, frame, "curve", event))
        return nothing;
    int offset, command = keys_find(&debrief_key_table, event, screen->has_no_letters, &offset);
    if (command == DEBRIEF_KEY_AGAIN)
        return again(screen, view);
    if (command == DEBRIEF_KEY_DISPUTE) {
        debrief_dispute_open(screen, view);
        return nothing;
    }
    bool is_arrow = event->key == KEY_UP || event->key == KEY_DOWN;
    if (is_arrow && !is_in_list(screen, frame)) {
        go_to(screen, view, screen->at + (event->key == KEY_DOWN ? 1 : -1));
        return nothing;
    }
    bool is_page = screen->page.content > 0 && screen->page.rect.h;
    if (ui_scroll_key(is_page ? &screen->page : &screen->detail, &screen->ui, event))
        return nothing;
    const char *id = ui_navigate(&screen->ui, frame, event);
    return id ? activate(screen, view, id) : nothing;
}

struct ui_command debrief_handle(struct debrief_screen *screen, const struct debrief_view *view,
                                 const struct frame *frame, const struct ui_event *event) {
    if (screen->is_disputing && !screen->shell.shows_keys)
        return debrief_dispute_handle(screen, frame, event);
    if (event->kind == UI_KEY)
        return handle_key(screen, view, frame, event);
    if (!screen->shell.shows_keys &&
        chart_handle(&screen->curve, &screen->ui, frame, "curve", event))
        return nothing;
    if (!screen->shell.shows_keys && (ui_scroll_wheel(&screen->list, &screen->ui, frame, event) ||
                                      ui_scroll_wheel(&screen->detail, &screen->ui, frame, event) ||
                                      ui_scroll_wheel(&screen->side, &screen->ui, frame, event) ||
                                      ui_scroll_wheel(&screen->page, &screen->ui, frame, event)))
        return nothing;
    const char *id = ui_navigate(&screen->ui, frame, event);
    return id ? activate(screen, view, id) : nothing;
}
