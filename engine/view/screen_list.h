/* Two plain pages under the top bar: the calls that were finished, and the progress. */
#ifndef VIEW_SCREEN_LIST_H
#define VIEW_SCREEN_LIST_H

#include "ui/vlist.h"
#include "view/home.h"

struct past_call {
    const char *session, *title;
    const char *when; /* "12 May, 14:05" */
    int decisions;
    bool is_ended, is_retry;
};

struct list_view {
    struct shell_view shell;       /* its tab says which page: debriefs or progress */
    const struct past_call *calls; /* newest first */
    int call_count;
    const struct progress_line *progress; /* PROGRESS_LINES */
    int decisions;
};

struct list_screen {
    struct ui_state ui;
    struct shell_state shell;
    struct ui_scroll page; /* of the progress */
    struct vlist calls;
};

void list_screen_init(struct list_screen *screen, enum shell_tab tab);
void list_draw(struct list_screen *screen, const struct list_view *view, struct frame *frame);
struct ui_command list_handle(struct list_screen *screen, const struct list_view *view,
                              const struct frame *frame, const struct ui_event *event);

#endif
