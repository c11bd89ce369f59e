/* One door to a scenario, for everything that opens one: check, play, simulate, doctor, home and
 * the bundles of logs. A scenario that has passed it at a depth has passed all that the depth
 * names; no command adds a check of its own. */
#ifndef LIBRARY_LIBRARY_H
#define LIBRARY_LIBRARY_H

#include "library/findings.h"
#include "library/paths.h"
#include "model/scenario.h"
#include "record/bundle.h"

enum library_depth {
    LIBRARY_DATA,    /* the file, what it includes, the collected panel and the bundle's hash */
    LIBRARY_CHECKED, /* and no way through the call comes to a scene that offers nothing, or too
                        much; remembered by the scenario's hash */
    LIBRARY_LINTED,  /* and every warning; everything is explored, nothing is remembered */
};

struct library;

/* `paths` is borrowed: it says where fonts and icons are and where to remember what was explored.
 * NULL: out of memory. */
struct library *library_create(const struct paths *paths, struct err *err);

/* Writes down what was explored. NULL is fine. */
void library_destroy(struct library *library);

/* NULL if there is any error: then *err names the first with its place (ERR_CONTENT), or says that
 * the file could not be read (ERR_IO) or that memory ran out. The findings are the caller's, zeroed
 * before and finished after; they may hold warnings of a scenario that loads. The scenario is the
 * caller's to destroy. */
struct scenario *library_load(struct library *library, const char *path, enum library_depth depth,
                              struct findings *findings, struct err *err);

/* Only what no font that ships can show in the file's texts (W219): for doctor, without the time
 * that a whole exploration takes. False: it does not load, or memory ran out. */
bool library_glyphs(struct library *library, const char *path, struct findings *findings,
                    struct err *err);

/* The file of `name`: an existing file as it is, else the id of a call in the library. False: there
 * is none (*err names the nearest id), or several files declare the id and none of them ships.
 * `note` (or NULL) gets a sentence where the id is a shipped call's and a file of the person's own
 * declares it, too; else it is "". */
struct library_note {
    char text[1024];
};
bool library_find(const struct paths *paths, const char *name, char path[FILE_PATH_MAX],
                  struct library_note *note, struct err *err);

/* From the bundle of a log, for resume, replay and verify: LIBRARY_DATA. */
struct scenario_loader library_loader(void);

#endif
