/* Keyboard and pointer on the call: docs/design.md, section 4. */
#include "view/call_private.h"
#include "view/screen_keys.h"

#include <stdio.h>
#include <string.h>

static const struct ui_command nothing = {DO_NOTHING, 0, 0, ""};

static struct ui_command command(enum ui_do what, int a, int b) {
    return (struct ui_command){what, a, b, ""};
}

/* Enter after a time-out may still have been meant for Commit. */
enum { HOLD_LEAST_MS = 500 };

static struct ui_command release(const struct call_view *view) {
    return view->held_for_ms < HOLD_LEAST_MS || view->mode == MODE_ASSESSMENT
               ? nothing
               : command(DO_RELEASE, 0, 0);
}

static struct ui_command commit(struct call_screen *screen, const struct call_view *view) {
    if (!call_is_open(view))
        return nothing;
    if (!call_can_commit(screen, view)) {
        screen->is_error = true;
        screen->ui.is_dirty = true;
        return nothing;
    }
    return (struct ui_command){DO_COMMIT, screen->confidence * 20, 0, screen->why.text};
}

static bool scrolls(const struct ui_scroll *scroll) {
    return scroll->content > scroll->rect.h;
}

/* What a key changed must be in sight: nothing is committed unseen. */
static void bring_into_sight(struct call_screen *screen, const char *id) {
    ui_focus(&screen->ui, id);
    screen->ui.is_focus_visible = true;
    screen->ui.wants_reveal = true;
}

static struct ui_command choose(struct call_screen *screen, const struct call_view *view,
                                int position) {
    if (!call_is_open(view) || position < 0 || position >= view->option_count)
        return nothing;
    bool is_in_list = !strncmp(screen->ui.focus, "option.", 7);
    /* Enter must mean the one just chosen, and it must be in sight. */
    if (is_in_list || scrolls(&screen->options) || scrolls(&screen->page)) {
        char id[32];
        snprintf(id, sizeof id, "option.%d", position + 1);
        bring_into_sight(screen, id);
    }
    screen->ui.is_dirty = true;
    return command(DO_SELECT, position, 0);
}

static void set_confidence(struct call_screen *screen, const struct call_view *view, int step) {
    if (!call_is_open(view) || step < 0 || step >= CONFIDENCE_STEPS)
        return;
    screen->confidence = step;
    screen->is_error = false;
    if (scrolls(&screen->page))
        bring_into_sight(screen, "confidence");
    screen->ui.is_dirty = true;
}

/* The escalating option after the chosen one, or the first. */
static int next_escalation(const struct call_view *view) {
    int from =
        view->selected >= 0 && view->options[view->selected].is_escalation ? view->selected : -1;
    for (int i = 1; i <= view->option_count; i++) {
        int position = (from + i + view->option_count) % view->option_count;
        if (view->options[position].is_escalation)
            return position;
    }
    return -1;
}

static struct ui_command toggle_card(const struct call_view *view, int index) {
    if (!call_is_open(view) || index < 0 || index >= view->card_count)
        return nothing;
    const struct call_card *card = &view->cards[index];
    return card->is_open ? command(DO_CLOSE_CARD, 0, 0) : command(DO_OPEN_CARD, card->card, 0);
}

static const struct call_card *card_with(const struct call_view *view, const char *id, size_t len) {
    for (int i = 0; i < view->card_count; i++)
        if (strlen(view->cards[i].id) == len && !strncmp(view->cards[i].id, id, len))
            return &view->cards[i];
    return NULL;
}

/* "fact.account.3" */
static struct ui_command ask(const struct call_view *view, const char *id) {
    const char *name = id + strlen("fact."), *dot = strchr(name, '.');
    const struct call_card *card = dot ? card_with(view, name, (size_t)(dot - name)) : NULL;
    int fact = dot ? ui_id_number(dot + 1, "") : -1;
    if (!card || !call_is_open(view) || fact < 0 || fact >= card->fact_count ||
        !card->facts[fact].is_closed || card->facts[fact].was_asked)
        return nothing;
    return command(DO_ASK, card->card, fact);
}

static struct ui_command toggle_pause(const struct call_view *view) {
    if (!view->can_pause || view->phase != CALL_DECIDE)
        return nothing;
    return command(view->is_paused ? DO_GO_ON : DO_PAUSE, 0, 0);
}

static struct ui_command show(struct call_screen *screen, bool desk) {
    screen->shows_desk = desk;
    screen->ui.is_dirty = true;
    return nothing;
}

static struct ui_command ask_to_leave(struct call_screen *screen, bool asks) {
    screen->asks_to_leave = asks;
    screen->ui.is_dirty = true;
    ui_focus(&screen->ui, asks ? "stay" : "said");
    screen->ui.is_focus_visible = true;
    return nothing;
}

/* What pressing an element does, by pointer, Space or Enter. */
static struct ui_command activate(struct call_screen *screen, const struct call_view *view,
                                  const char *id) {
    if (ui_id_number(id, "option.") > 0)
        return choose(screen, view, ui_id_number(id, "option.") - 1);
    if (!strncmp(id, "tab.", 4)) {
        const struct call_card *card = card_with(view, id + 4, strlen(id + 4));
        return card ? toggle_card(view, (int)(card - view->cards)) : nothing;
    }
    if (!strncmp(id, "fact.", 5))
        return ask(view, id);
    if (!strcmp(id, "commit"))
        return commit(screen, view);
    if (!strcmp(id, "release"))
        return release(view);
    if (!strcmp(id, "debrief"))
        return command(DO_DEBRIEF, 0, 0);
    if (!strcmp(id, "pause") || !strcmp(id, "go"))
        return toggle_pause(view);
    if (!strcmp(id, "speak"))
        return command(DO_READ_SCREEN, 0, 0);
    if (!strncmp(id, "show.", 5))
        return show(screen, !strcmp(id, "show.desk"));
    if (!strcmp(id, "leave"))
        return view->phase == CALL_ENDED ? command(DO_DEBRIEF, 0, 0) : ask_to_leave(screen, true);
    if (!strcmp(id, "stay"))
        return ask_to_leave(screen, false);
    if (!strcmp(id, "leave-now"))
        return command(DO_LEAVE_CALL, 0, 0);
    return strcmp(id, "retry-write") ? nothing : command(DO_RETRY_WRITE, 0, 0);
}

/* ---- keys ---- */

static struct ui_command escape(struct call_screen *screen, const struct call_view *view) {
    const char *focus = screen->ui.focus;
    bool is_on_desk = !strncmp(focus, "fact.", 5) || !strncmp(focus, "tab.", 4);
    bool has_card = false;
    for (int i = 0; i < view->card_count; i++)
        has_card |= view->cards[i].is_open;
    if (screen->asks_to_leave)
        return ask_to_leave(screen, false);
    if (view->is_paused)
        return toggle_pause(view);
    if (!strcmp(focus, "why")) {
        ui_focus(&screen->ui, "commit");
        return nothing;
    }
    if (has_card && (is_on_desk || view->selected < 0))
        return command(DO_CLOSE_CARD, 0, 0);
    if (view->selected >= 0 && call_is_open(view))
        return command(DO_SELECT, -1, 0);
    return view->phase == CALL_ENDED ? command(DO_DEBRIEF, 0, 0) : ask_to_leave(screen, true);
}

/* Enter commits; on what is itself to be pressed it presses. */
static struct ui_command enter(struct call_screen *screen, const struct call_view *view,
                               const struct frame *frame) {
    const struct element *at = ui_focused(&screen->ui, frame);
    if (view->trouble)
        return command(view->is_trouble_final ? DO_LEAVE_CALL : DO_RETRY_WRITE, 0, 0);
    if (screen->asks_to_leave)
        return at ? activate(screen, view, at->id) : nothing;
    if (view->phase == CALL_ENDED)
        return command(DO_DEBRIEF, 0, 0);
    if (view->phase == CALL_TIMED_OUT)
        return release(view);
    if (view->is_paused)
        return toggle_pause(view);
    int option = at ? ui_id_number(at->id, "option.") - 1 : -1;
    if (option >= 0 && option != view->selected)
        return choose(screen, view, option);
    struct ui_command asks = at && !strncmp(at->id, "fact.", 5) ? ask(view, at->id) : nothing;
    if (asks.what != DO_NOTHING)
        return asks;
    bool presses = at && (at->kind == ELEMENT_BUTTON || at->kind == ELEMENT_TAB);
    return presses ? activate(screen, view, at->id) : commit(screen, view);
}

static struct ui_command focus_why(struct call_screen *screen, const struct call_view *view) {
    if (call_is_open(view)) {
        bring_into_sight(screen, "why");
    }
    return nothing;
}

static bool is_editing(const struct call_screen *screen, const struct frame *frame) {
    const struct element *at = ui_focused(&screen->ui, frame);
    return at && at->is_editing;
}

static void show_record(struct call_screen *screen, const struct call_card *card) {
    char id[UI_ID_MAX] = "tab.";
    screen->shows_desk = true;
    strncat(id, card->id, sizeof id - 8);
    if (scrolls(&screen->page))
        bring_into_sight(screen, id);
}

/* Letters, digits and function keys: the call's table. False: not one of them. */
static bool table_key(struct call_screen *screen, const struct call_view *view,
                      const struct ui_event *event, bool no_letters, struct ui_command *out) {
    int offset, command = keys_find(&call_key_table, event, no_letters, &offset);
    *out = nothing;
    switch (command) {
    case CALL_KEY_OPTION:
        *out = choose(screen, view, offset);
        return true;
    case CALL_KEY_ESCALATE:
        *out = view->option_count ? choose(screen, view, next_escalation(view)) : nothing;
        return true;
    case CALL_KEY_SURE:
        set_confidence(screen, view, offset);
        return true;
    case CALL_KEY_WHY:
        *out = focus_why(screen, view);
        return true;
    case CALL_KEY_RECORD:
        *out = toggle_card(view, offset);
        if (out->what == DO_OPEN_CARD)
            show_record(screen, &view->cards[offset]);
        return true;
    case CALL_KEY_PAUSE:
        *out = toggle_pause(view);
        return true;
    default:
        return false;
    }
}

static bool move_confidence(struct call_screen *screen, const struct call_view *view,
                            const struct frame *frame, const struct ui_event *event) {
    if (strcmp(screen->ui.focus, "confidence"))
        return false;
    int step = segments_key(frame, event, screen->confidence, CONFIDENCE_STEPS);
    set_confidence(screen, view, step);
    return step >= 0;
}

static bool move_tab(struct call_screen *screen, const struct call_view *view,
                     const struct frame *frame, const struct ui_event *event) {
    int step = segments_key(frame, event, 1, 3) - 1;
    if (strncmp(screen->ui.focus, "tab.", 4) || step < -1 || !step)
        return false;
    for (int i = 0; i < view->card_count; i++)
        if (!strcmp(view->cards[i].id, screen->ui.focus + 4)) {
            int next = (i + step + view->card_count) % view->card_count;
            char id[UI_ID_MAX] = "tab.";
            strncat(id, view->cards[next].id, sizeof id - 8);
            ui_focus(&screen->ui, id);
            return true;
        }
    return false;
}

/* Up and Down go into the card that is open, first to what is still closed; inside, and in any
 * other list, they move as everywhere. */
static bool enter_card(struct call_screen *screen, const struct call_view *view,
                       const struct frame *frame, const struct ui_event *event) {
    const struct element *at = ui_focused(&screen->ui, frame);
    bool is_in_list = at && (!strncmp(at->id, "fact.", 5) || !strncmp(at->id, "option.", 7));
    if ((event->key != KEY_UP && event->key != KEY_DOWN) || is_in_list)
        return false;
    for (int i = 0; i < view->card_count; i++) {
        const struct call_card *card = &view->cards[i];
        int fact = 0;
        while (fact < card->fact_count &&
               (!card->facts[fact].is_closed || card->facts[fact].was_asked))
            fact++;
        char id[UI_ID_MAX];
        if (fact < card->fact_count)
            snprintf(id, sizeof id, "fact.%s.%d", card->id, fact);
        else
            snprintf(id, sizeof id, "fact.%s.%s", card->id, card->fact_count ? "0" : "text");
        if (!card->is_open || !ui_find(frame, id))
            continue;
        ui_focus(&screen->ui, id);
        screen->ui.is_focus_visible = true;
        return true;
    }
    return false;
}

static struct ui_command scroll_key(struct call_screen *screen, const struct frame *frame,
                                    const struct ui_event *event) {
    struct ui_scroll *scroll = frame_effective_width(frame) < 880 ? &screen->page : &screen->talk;
    ui_scroll_key(scroll, &screen->ui, event);
    return nothing;
}

static struct ui_command handle_key(struct call_screen *screen, const struct call_view *view,
                                    const struct frame *frame, const struct ui_event *event) {
    struct ui_command out;
    if (text_size_key(event, &out))
        return out;
    if (event->is_ctrl && !is_editing(screen, frame))
        return nothing;
    if (event->key == KEY_ESCAPE)
        return escape(screen, view);
    if (event->key == KEY_ENTER)
        return enter(screen, view, frame);
    bool is_dialog = screen->asks_to_leave || view->trouble;
    bool is_typing = is_editing(screen, frame);
    bool is_plain = !is_dialog && !event->is_alt;
    if (is_plain && is_typing && field_handle(&screen->why, frame, event)) {
        screen->ui.is_dirty = true;
        return nothing;
    }
    bool no_letters = is_typing || screen->has_no_letters;
    if (is_plain && table_key(screen, view, event, no_letters, &out))
        return out;
    if (is_plain &&
        (move_confidence(screen, view, frame, event) || move_tab(screen, view, frame, event) ||
         enter_card(screen, view, frame, event)))
        return nothing;
    const char *id = ui_navigate(&screen->ui, frame, event);
    return id ? activate(screen, view, id) : scroll_key(screen, frame, event);
}

static struct ui_command handle_pointer(struct call_screen *screen, const struct call_view *view,
                                        const struct frame *frame, const struct ui_event *event) {
    if (ui_scroll_wheel(&screen->talk, &screen->ui, frame, event) ||
        ui_scroll_wheel(&screen->desk, &screen->ui, frame, event) ||
        ui_scroll_wheel(&screen->options, &screen->ui, frame, event) ||
        ui_scroll_wheel(&screen->page, &screen->ui, frame, event))
        return nothing;
    field_point(&screen->why, &screen->ui, frame, "why", event);
    const char *id = ui_navigate(&screen->ui, frame, event);
    if (!id)
        return nothing;
    if (!strcmp(id, "confidence")) {
        set_confidence(screen, view,
                       segments_hit(frame, "confidence", CONFIDENCE_STEPS, event->x, event->y));
        return nothing;
    }
    return activate(screen, view, id);
}

struct ui_command call_handle(struct call_screen *screen, const struct call_view *view,
                              const struct frame *frame, const struct ui_event *event) {
    if (ui_is_typed(event)) {
        if (is_editing(screen, frame)) {
            field_handle(&screen->why, frame, event);
            screen->ui.is_dirty = true;
        }
        return nothing;
    }
    if (event->kind == UI_KEY)
        return handle_key(screen, view, frame, event);
    return handle_pointer(screen, view, frame, event);
}
