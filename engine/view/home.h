/* Home: what to do next, the library, the last calls and how far the figures are. */
#ifndef VIEW_HOME_H
#define VIEW_HOME_H

#include "model/scenario.h"
#include "view/shell.h"

struct home_call {
    const char *id, *title, *summary, *industry;
    const char *organisation; /* "" none */
    enum skill skills[SKILL_COUNT];
    int skill_count;
    int difficulty, minutes;
    bool is_timed;
    int played;              /* times finished */
    const char *last_played; /* "12 May"; "" never */
    bool is_waiting;         /* left, and to be continued */
    bool is_warm_up;
    bool is_scored; /* a decision of it has a key */
    int language;   /* of its texts: enum language; -1: one the interface does not speak */
};

/* A file of the library that cannot be played. */
struct home_fault {
    const char *file, *why;
};

enum { HOME_LAST_MAX = 6 };
enum progress_state { PROGRESS_FEW, PROGRESS_SAID };

/* One of the six lines; permille along its track. */
struct progress_line {
    enum str name;
    enum progress_state state;
    const char *text; /* what can be said; or the whole of what is needed for it */
    int low, high, best;
    int mean;            /* of the team; -1: none */
    bool is_provisional; /* from keys that are not measured */
};
enum { PROGRESS_LINES = 6 };

struct home_view {
    struct shell_view shell;
    int hour; /* of the day, for the greeting */
    const struct home_call *calls;
    int call_count;
    const struct home_fault *faults;
    int fault_count;
    int next;                     /* index of the call to do next; -1: none */
    const char *continue_session; /* an unfinished call comes first; NULL: none */
    const char *continue_title;
    int continue_decisions;         /* made in it so far */
    int waiting;                    /* unfinished calls besides that one */
    enum skill next_skill;          /* practised least, why `next` is next; SKILL_NONE: no reason */
    int next_skill_decisions;       /* made in it so far */
    const char *last_on;            /* day of the last call; "" none */
    bool last_ended[HOME_LAST_MAX]; /* oldest first; false: to continue */
    int last_count;
    struct progress_line progress[PROGRESS_LINES];
    int decisions; /* that count, so far */
};

enum { FILTER_INDUSTRY, FILTER_SKILL, FILTER_DIFFICULTY, FILTER_LENGTH, FILTER_COUNT };
enum { HOME_CHOICES_MAX = 24 };

struct home_screen {
    struct ui_state ui;
    struct shell_state shell;
    struct ui_scroll page;
    unsigned filters[FILTER_COUNT]; /* bit N: item N of its list; 0: all */
    int menu;                       /* filter whose list is open; -1: none */
    struct ui_scroll menu_scroll;
};

void home_screen_init(struct home_screen *screen);
void home_draw(struct home_screen *screen, const struct home_view *view, struct frame *frame);
struct ui_command home_handle(struct home_screen *screen, const struct home_view *view,
                              const struct frame *frame, const struct ui_event *event);

/* The word for a skill, and the icon of an industry. */
const char *home_skill(const struct ui *ui, enum skill skill);
const char *home_industry(struct ui *ui, const char *industry);
const char *home_industry_icon(const char *industry);

/* The progress card, for the progress page as well. Returns its height. */
int home_progress_draw(struct ui *ui, const struct progress_line *lines, struct rect rect);

#endif
