/* A bundle: the files a scenario was loaded from, word for word, stored once beside the logs as
 * `<logs>/scenarios/<sha256>.json`, so that a session can be replayed anywhere and for ever.
 * Format: docs/decision-log.md, "Bundle". */
#ifndef RECORD_BUNDLE_H
#define RECORD_BUNDLE_H

#include "base/buf.h"
#include "model/scenario.h"

enum {
    BUNDLE_FILES_MAX = 256,
    BUNDLE_BYTES_MAX = 256 << 20, /* of the bundle's own file */
};

struct bundle_file {
    const char *path; /* relative to the scenario's folder; checked: no "..", not absolute */
    const char *text; /* closed by a NUL that does not count */
    size_t len;
};

struct bundle {
    struct arena *arena;             /* owns everything below */
    const char *root;                /* path of the scenario's own file; it is among the files */
    const struct bundle_file *files; /* sorted by path, in byte order */
    int file_count;
    char sha256[65];
    int rules; /* of the log it is read for: what rules 1 let pass is read as it was then (0: as
                * new)
                */
};

/* Turns a bundle into a scenario; the record room knows no Lua and asks for it. The scenario is the
 * caller's to destroy. NULL: *err says why. The collected panel in the bundle is put in place
 * afterwards by bundle_scenario. */
struct scenario_loader {
    struct scenario *(*load)(void *self, const struct bundle *bundle, struct err *err);
    void *self;
};

/* Makes the bundle's bytes from scenario->sources (sources[0] is the scenario's own file) and sets
 * scenario->sha256. */
bool bundle_make(struct scenario *scenario, struct buf *out, struct err *err);

/* Stores them below `logs` unless a good one is there already; a damaged one is replaced. */
bool bundle_store(const char *logs, const char *sha256, const struct buf *bytes, struct err *err);

/* Reads and checks `<logs>/scenarios/<sha256>.json`. False: missing, damaged (ERR_VERIFY) or not a
 * bundle. Finish it in either case. */
bool bundle_read(const char *logs, const char *sha256, struct bundle *out, struct err *err);

/* The same from bytes already read. `name` stands in messages. */
bool bundle_parse(const char *bytes, size_t len, const char *name, struct bundle *out,
                  struct err *err);
void bundle_finish(struct bundle *bundle);

const struct bundle_file *bundle_find(const struct bundle *bundle, const char *path); /* or NULL */

/* Loads the scenario, puts the bundle's collected panel in place, and sets scenario->sha256. */
struct scenario *bundle_scenario(const struct bundle *bundle, const struct scenario_loader *loader,
                                 struct err *err);

#endif
