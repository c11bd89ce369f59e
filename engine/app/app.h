/* The window's controller: what belongs to no single screen. It opens the window, lists the
 * library, drives the play, and sleeps when nothing is due. */
#ifndef APP_APP_H
#define APP_APP_H

#include "app/settings.h"
#include "library/paths.h"
#include "session/session.h"

struct app_setup {
    const struct paths *paths;
    struct settings *settings; /* may be changed and saved */
    const char *scenario;      /* file or id: straight into this call; NULL: the home screen */
    const char *resume;        /* session to go on with; NULL: none */
    const char *logs;
    const char *agent; /* id; NULL: the one in the settings, under the name there */
    const char *team;  /* id; NULL: the team in the settings */
    enum mode mode;
    enum level level;
    enum timing timing;
    uint64_t seed; /* of the first call, where has_seed */
    bool has_seed;
    int scale_percent; /* 0: ask the display */
};

/* Runs until the window is closed. 0, or -1 with *err (no display, no fonts, a broken scenario). */
int app_run(const struct app_setup *setup, struct err *err);

#endif
