/* What stands round every screen but the call: the top bar with its tabs, the search field, help,
 * and a short message at the bottom. */
#ifndef VIEW_SHELL_H
#define VIEW_SHELL_H

#include "ui/widgets.h"
#include "ui/widgets_field.h"
#include "view/ui_command.h"
#include "words/words.h"

enum shell_tab { SHELL_HOME, SHELL_DEBRIEFS, SHELL_PROGRESS, SHELL_NONE };

struct shell_view {
    enum language language;
    bool is_rtl;
    enum shell_tab tab;
    const char *name, *team; /* "" not said */
    const char *toast;       /* a sentence, or NULL */
    bool is_toast_bad;
    bool can_speak;
};

struct ui_page shell_page(struct ui_state *state, struct frame *frame,
                          const struct shell_view *view);

struct shell_state {
    struct text_field find;
    bool shows_keys; /* the list of keys lies over the screen */
    struct ui_scroll keys;
};

/* Draws the bar at the top of `window` and cuts it off. Without `has_field` the search field leads
 * to the home screen instead of taking text. */
void shell_draw(struct ui *ui, struct shell_state *state, const struct shell_view *view,
                bool has_field, struct rect *window);
/* The search field, where the bar has no room for it. */
void shell_find_draw(struct ui *ui, struct shell_state *state, bool has_field, struct rect box);
/* The toast and the list of keys: after everything else. */
void shell_draw_over(struct ui *ui, struct shell_state *state, const struct shell_view *view);

/* What is the same everywhere: text size, find, tabs of the bar, the list of keys. True: it was one
 * of these, *out says what to do. */
bool shell_key(struct shell_state *state, struct ui_state *ui, const struct ui_event *event,
               struct ui_command *out);
bool shell_activate(struct shell_state *state, struct ui_state *ui, const char *id,
                    struct ui_command *out);

#endif
