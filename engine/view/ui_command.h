/* What a screen asks its controller to do. Screens change nothing but their own state. */
#ifndef VIEW_UI_COMMAND_H
#define VIEW_UI_COMMAND_H

enum ui_do {
    DO_NOTHING,

    /* Anywhere. */
    DO_TEXT_LARGER,
    DO_TEXT_SMALLER,
    DO_TEXT_NORMAL,
    DO_GO_HOME,
    DO_GO_DEBRIEFS,
    DO_GO_PROGRESS,
    DO_GO_SETTINGS,
    DO_FIND,        /* home, with the focus in the search field */
    DO_SPEAK,       /* text: say it aloud */
    DO_READ_SCREEN, /* say aloud what the whole screen says */
    DO_QUIT,

    /* Before and during a call. */
    DO_BEGIN_CALL, /* a: level, b: timing; the brief was read */
    DO_SELECT,     /* a: position shown, 0 …; -1 takes the choice back */
    DO_COMMIT,     /* a: confidence in per cent; text: why, "" none */
    DO_OPEN_CARD,  /* a: card */
    DO_CLOSE_CARD,
    DO_ASK, /* a: card, b: fact */
    DO_PAUSE,
    DO_GO_ON,       /* after a pause */
    DO_RELEASE,     /* the timeout's notice was read */
    DO_RETRY_WRITE, /* saving failed: try again */
    DO_LEAVE_CALL,  /* it was asked whether; the call can be continued */
    DO_DEBRIEF,     /* the call has ended: show it */

    /* Home and debrief. */
    DO_START,        /* text: scenario id: before the call */
    DO_CONTINUE,     /* text: session id */
    DO_OPEN_DEBRIEF, /* text: session id */
    DO_TRY_AGAIN,    /* a: decision index of the debrief */
    DO_DISPUTE,      /* a: the same; text: what the panel missed */

    /* First start and settings. */
    DO_SAVE_SETTINGS,
    DO_SKIP_SETTINGS,
    DO_PREVIEW_SETTINGS, /* text size or theme changed: show it at once */
};

struct ui_command {
    enum ui_do what;
    int a, b;
    const char *text; /* lives as long as the picture it came from, or the screen */
};

#endif
