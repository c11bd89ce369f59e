/* The first start and the settings: one form. Who practises, what is noted and who sees it, and how
 * the window looks. */
#ifndef VIEW_WELCOME_H
#define VIEW_WELCOME_H

#include "session/session.h"
#include "ui/widgets_field.h"
#include "view/ui_command.h"
#include "words/words.h"

struct welcome_values {
    enum language language;
    int text_percent; /* 100, 125, 150, 175, 200 */
    int theme;        /* 0 light, 1 dark, 2 high contrast */
    int timing;       /* enum timing */
    bool is_reduced_motion, has_letter_keys;
};

struct welcome_view {
    bool is_first;    /* the first start: with a greeting, and it can be skipped */
    const char *logs; /* where the decision logs lie */
    bool can_speak;
};

struct welcome_screen {
    struct ui_state ui;
    struct text_field name, team;
    struct welcome_values values;
    struct ui_scroll page;
};

void welcome_screen_init(struct welcome_screen *screen, const struct welcome_values *values,
                         const char *name, const char *team);
void welcome_draw(struct welcome_screen *screen, const struct welcome_view *view,
                  struct frame *frame);
/* DO_PREVIEW_SETTINGS after a change that shows; DO_SAVE_SETTINGS; DO_SKIP_SETTINGS. The values are
 * the screen's. */
struct ui_command welcome_handle(struct welcome_screen *screen, const struct welcome_view *view,
                                 const struct frame *frame, const struct ui_event *event);

#endif
