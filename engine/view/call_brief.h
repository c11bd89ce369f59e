/* Before the call: who you are, what you may settle, who is calling, how hard and how fast. */
#ifndef VIEW_CALL_BRIEF_H
#define VIEW_CALL_BRIEF_H

#include "session/session.h"
#include "ui/ui.h"
#include "view/ui_command.h"
#include "words/words.h"

struct brief_view {
    enum language language;
    bool is_rtl;
    const char *title, *summary, *role, *brief;
    const char *limit;     /* "$150"; "" none given */
    bool is_limit_nothing; /* the limit is 0 */
    const char *customer, *about;
    enum mode mode;
    int difficulty, minutes;
    bool can_choose; /* level and time; an assessment says them */
    bool is_timed;   /* any decision has a time */
    bool can_speak;
    const char *toast; /* a sentence, or NULL */
    bool is_toast_bad;
};

struct brief_screen {
    struct ui_state ui;
    int level, timing;
    struct ui_scroll page;
};

void brief_screen_init(struct brief_screen *screen, enum level level, enum timing timing);
void brief_draw(struct brief_screen *screen, const struct brief_view *view, struct frame *frame);
struct ui_command brief_handle(struct brief_screen *screen, const struct frame *frame,
                               const struct brief_view *view, const struct ui_event *event);

#endif
