/* What a person has set: <home>/settings.json. */
#ifndef APP_SETTINGS_H
#define APP_SETTINGS_H

#include "base/err.h"
#include "base/ident.h"
#include "library/paths.h"
#include "score/adopt.h"
#include "session/session.h"

#include <stdbool.h>

struct settings {
    char agent[IDENT_SIZE];    /* the person's id: a staff number, or made at the first start; ""
                                  there is none yet */
    char name[129], team[129]; /* what they are called; "" not said yet */
    int text_percent;          /* 100, 125, 150, 175, 200 */
    int theme;                 /* enum theme of the window: 0 light, 1 dark, 2 high contrast */
    int timing;                /* enum timing */
    bool is_reduced_motion;
    bool has_letter_keys; /* single-letter keys are on */
    bool is_welcomed;     /* the first start is behind us */
    bool must_adopt;      /* logs of the first release are not joined with the id yet */
    char language[16];    /* of the interface; "" the system's */
};

/* A missing file gives the defaults. A damaged one is an error that names it; nothing is
 * overwritten. */
bool settings_load(const struct paths *paths, struct settings *settings, struct err *err);

/* Adds a sentence for every setting of the file whose value is not known (settings_load takes the
 * default for it), with the known ones. Nothing is added where all are, or there is no file. */
bool settings_check(const struct paths *paths, struct buf *out, struct err *err);

/* Writes the whole file or nothing. Unknown keys that an earlier load saw are not kept. */
bool settings_save(const struct paths *paths, const struct settings *settings, struct err *err);

/* Sees to it that the person has an id, and keeps it in the settings. The first release had the
 * name or the system's user for an id; whoever gets one now `must_adopt` the logs of those names
 * that are in this home. False: it could not be kept, *err says why. */
bool settings_know_agent(const struct paths *paths, struct settings *settings, struct err *err);

/* What is to be adopted, from these settings; all NULL where nothing is. Lives as long as they do.
 */
void settings_adopts(const struct settings *settings, const char *names[ADOPT_NAMES]);

/* Adopts now and notes that it is done, for whoever has no loop. True where nothing is to be done.
 */
bool settings_adopt(const struct paths *paths, struct settings *settings, struct err *err);

/* The label for logs and texts; NULL: not said. */
const char *settings_name(const struct settings *settings);
const char *settings_team(const struct settings *settings);

#endif
