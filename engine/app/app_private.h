/* Shared by the files of the window's controller. */
#ifndef APP_APP_PRIVATE_H
#define APP_APP_PRIVATE_H

#include "app/app.h"
#include "app/app_call.h"
#include "app/app_debrief.h"
#include "app/app_library.h"
#include "app/app_past.h"
#include "library/library.h"
#include "play/play.h"
#include "sound/speech.h"
#include "view/call.h"
#include "view/call_brief.h"
#include "view/home.h"
#include "view/screen_list.h"
#include "view/welcome.h"
#include "window/window.h"

enum app_place {
    APP_NOWHERE,
    APP_HOME,
    APP_BRIEF,
    APP_CALL,
    APP_DEBRIEF,
    APP_DEBRIEFS,
    APP_PROGRESS,
    APP_SETTINGS,
};

/* What a press is meant for: it means something else in another moment of the call. */
struct app_moment {
    enum app_place place;
    int decision;
    enum call_phase phase;
};

struct app {
    const struct app_setup *setup;
    struct settings *settings;
    struct window *window;
    struct frame frame;
    enum app_place place;
    bool is_running;
    struct app_moment shown; /* of the picture on screen */
    bool drops_clicks;       /* the click brought another moment: its second half means nothing */
    bool is_stale;           /* the picture must be made again */
    char toast[600];
    bool is_toast_bad;
    struct app_speech speech;
    char words[8192];      /* of the screen, when it is read aloud */
    bool waits_for_voice;  /* the call's clock stands while a moment is read aloud */
    bool waits_for_answer; /* … or while the person is asked whether to leave */

    struct library *door; /* to scenarios */

    /* What there is to choose from, and what was done before. */
    struct app_library library;
    struct app_past past;
    struct people *people; /* which ids are one person; NULL: only each for itself */
    struct home_view home_view;
    struct home_screen home;

    struct list_view list_view;
    struct list_screen list;
    struct debrief_model debrief_model;
    struct debrief_screen debrief;
    char debrief_session[64];

    struct welcome_view welcome_view;
    struct welcome_screen welcome;
    struct settings settings_before; /* as they were when the settings were opened */

    /* The call being prepared or played. */
    struct scenario *scenario; /* owned where the play does not */
    struct play *play;
    struct brief_view brief_view;
    struct brief_screen brief;
    char limit[48];
    struct call_model model;
    struct call_screen call;
    int64_t held_since_ms; /* monotonic; -1: not held */
    bool seed_is_used;
    enum chosen_by chosen_by; /* of the call being prepared */
};

struct now app_now(void);

/* Who plays: as the window was started with, else as the settings say now. */
const char *app_agent(const struct app *app);
const char *app_agent_name(const struct app *app); /* NULL: not said */
const char *app_team(const struct app *app);       /* NULL: none */
enum language app_language(const struct app *app);

/* Goes to a place and prepares what it shows. */
void app_go(struct app *app, enum app_place place);
/* A sentence at the bottom of the next picture. */
void app_say(struct app *app, const char *text, bool is_bad);
bool app_can_speak(const struct app *app);
void app_set_text_percent(struct app *app, int percent);

/* ---- home ---- */
void app_home_fill(struct app *app);
/* The six lines and the number of decisions that count. */
void app_progress_fill(struct app *app, struct home_view *view);

void app_list_fill(struct app *app, enum shell_tab tab);

/* ---- first start and settings ---- */
void app_settings_open(struct app *app, bool is_first);
void app_settings_command(struct app *app, const struct ui_command *command);

/* ---- the debrief ---- */
/* Reads and replays the session's log and shows what it says. */
bool app_open_debrief(struct app *app, const char *session, struct err *err);

/* ---- the call ---- */
/* Loads the scenario (file or id) and shows what comes before the call. */
bool app_prepare_call(struct app *app, const char *name, enum chosen_by chosen_by, struct err *err);
bool app_begin_call(struct app *app, enum level level, enum timing timing, struct err *err);
bool app_resume_call(struct app *app, const char *session, struct err *err);
bool app_retry_moment(struct app *app, const char *session, int64_t seq, struct err *err);
void app_end_call(struct app *app);
/* What a command of the call's screen does. */
void app_call_command(struct app *app, const struct ui_command *command);
/* The call's clock stands while its words stay in sight, where the call may be paused now; `waits`
 * (one of the two above) keeps what it stands for, until it runs again. */
void app_call_stand(struct app *app, bool *waits);
void app_call_run(struct app *app, bool *waits);
/* After every event: a call that may be paused waits while "Leave this call?" is asked. */
void app_call_wait_for_answer(struct app *app);
/* Brings the model up to date. */
void app_call_refresh(struct app *app);
/* Lets time pass; sets is_stale where it shows. */
void app_call_tick(struct app *app);
int app_call_timeout(struct app *app); /* ms until there is something to do; -1: never */

/* ---- tests ---- */
/* Appends what the picture holds to the file that $OFFSCRIPT_TRACE names, once it is on screen and
 * before anything is pressed on it. */
void app_trace(const struct app *app);
void app_trace_wait(int timeout_ms); /* before it sleeps; -1: until something happens */
/* A repeat or half of a double click that did nothing. */
void app_trace_dropped(const struct ui_event *event);

/* ---- reading aloud ---- */
/* Says it; in a practice call the clock waits until it is said. */
void app_read(struct app *app, const char *text);
/* Breaks off what is being said, and the clock goes on. */
void app_hush(struct app *app);
/* The clock goes on as soon as the voice is silent. */
void app_voice_tick(struct app *app);

#endif
