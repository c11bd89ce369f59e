/* Loading scenarios: Lua text in, plain C data out. The only room that knows Lua.
 *
 * A file is run once in a sandbox (no clock, no system, bounded memory, steps and texts); what it
 * declares is copied, the Lua state is closed, and the whole is checked. Everything wrong that can
 * be told apart is reported in one go, each with file, line and fix.
 *
 * What needs play to be seen (E119, E121) is not found here: library/library.h is the door that
 * loads, explores and lints. */
#ifndef SCRIPT_SCRIPT_H
#define SCRIPT_SCRIPT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "model/scenario.h"
#include "script/diagnostic.h"

enum {
    SCRIPT_FILE_MAX = 8 << 20, /* bytes of one file */
    SCRIPT_FILES_MAX = 64,     /* the scenario's file and all it includes */
    SCRIPT_INCLUDE_DEPTH_MAX = 8,
    SCRIPT_KEPT_MAX = 200, /* diagnostics kept of each severity; the rest is only counted */
};

/* ---- where files come from ---- */

struct script_files {
    /* Reads `path`, relative to the scenario's folder, into `out` (emptied first). Refuses what is
     * longer than `max` with ERR_CONTENT. */
    bool (*read)(void *self, const char *path, size_t max, struct buf *out, struct err *err);
    /* Writes the nearest path to one that cannot be read, for "did you mean". False: none is near.
     * NULL: nobody can tell. */
    bool (*nearest)(void *self, const char *path, char *out, size_t size);
    void *self;
};

struct script_request {
    struct script_files files;
    const char *root;   /* the scenario's file, relative to its folder: "late_refund.lua" */
    const char *folder; /* that folder as the person gave it, for messages; NULL or "": none */
    int rules;          /* of the log that a bundle belongs to (start.rules); 0: a file of today */
};

/* Revision 2 of the format refuses more than revision 1 did: a bare word, a key given twice in one
 * table, a title that shows nothing. What a log of rules 1 was played with is read as it was then
 * (the bare word is an absent key, the last of two keys holds) and reported as a warning, so that
 * every old log can be replayed. */
enum { SCRIPT_RULES_STRICT = 2 };

/* ---- what was found ---- */

struct diagnostic {
    int code;               /* 101 for E101, 201 for W201 */
    enum severity severity; /* the code's own; a warning where an old log's bundle may have it */
    struct place place;     /* line 0: the file as a whole; column 0: the line as a whole */
    const char *text;       /* what is wrong, without a full stop */
    const char *fix;        /* what to do, or NULL */
    const char *way;        /* "scene.option scene.option": leads there; NULL: nobody explored it */
};

/* `accept = { W214 = "why" }` in a scenario (scene -1), a scene (option -1) or an option. */
struct script_accept {
    int code; /* 214 */
    int scene, option;
    struct place place;
    const char *why;
};

/* Zeroed before the first use; everything in it lives until script_report_finish. It may gather
 * what several files give; `accepted` and the bounds are then of all of them. */
struct script_report {
    struct arena *arena;
    struct diagnostic *items; /* script_report_sort: by file and place, without doubles */
    int count, capacity;
    int errors, warnings;           /* found; may be more than kept */
    struct script_accept *accepted; /* sorted: scenario, scenes, options */
    int accepted_count, accepted_capacity;
    bool failed;   /* out of memory once: not complete */
    int64_t steps; /* of Lua, in the file that was loaded last */
    size_t bytes;  /* that Lua took for it in all */
};

void script_report_finish(struct script_report *report);

/* Adds a finding. `fix` may be NULL. Texts are copied. */
void script_report_add(struct script_report *report, int code, struct place place, const char *fix,
                       const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Likewise with a severity that is not the code's own. */
void script_report_add_as(struct script_report *report, enum severity severity, int code,
                          struct place place, const char *fix, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* Gives the finding that was added last its way: the options that lead there, divided by blanks. */
void script_report_way(struct script_report *report, const char *way);

/* By file, line, column and code; equal ones once. */
void script_report_sort(struct script_report *report);

/* How many of this severity are counted but not kept. */
int script_report_left_out(const struct script_report *report, enum severity severity);

/* `file:line: error E106: message; fix` without a newline. */
void diagnostic_format(const struct diagnostic *diagnostic, struct buf *out);

/* ---- loading ---- */

/* NULL if there is any error: then *err has a summary (ERR_CONTENT), or says that the file could
 * not be read (ERR_IO) or that memory ran out (ERR_MEMORY). The report is sorted. The scenario is
 * the caller's: scenario_destroy. */
struct scenario *script_load(const struct script_request *request, struct script_report *report,
                             struct err *err);

/* From the disk: regular files only, links not followed, never blocking. Includes are looked up
 * below the folder of `path`. */
struct scenario *script_load_file(const char *path, struct script_report *report, struct err *err);

/* From memory, as strict as from the disk. `sources` is borrowed during the call. */
struct scenario *script_load_memory(const struct source *sources, int count, const char *root,
                                    struct script_report *report, struct err *err);

/* From a log's bundle; `rules` is the log's `start.rules` (1 where the log does not say). */
struct scenario *script_load_bundle(const struct source *sources, int count, const char *root,
                                    int rules, struct script_report *report, struct err *err);

#endif
