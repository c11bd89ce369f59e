/* The state of one loading: owned by script_load, so that nothing is lost when Lua raises. */
#ifndef SCRIPT_LOAD_H
#define SCRIPT_LOAD_H

#include "base/arena.h"
#include "base/buf.h"
#include "script/bare.h"
#include "script/outline.h"
#include "script/pool.h"
#include "script/sandbox.h"
#include "script/script.h"
#include "script/value.h"

enum declared {
    DECLARED_SCENARIO,
    DECLARED_EXPERT,
    DECLARED_CARD,
    DECLARED_SCENE,
    DECLARED_OPTION,
    DECLARED_ENDING,
    DECLARED_RULE,
    DECLARED_CHECKPOINT,
    DECLARED_COUNT
};
const char *declared_name(enum declared kind);

/* One call of a constructor. */
struct declaration {
    enum declared kind;
    bool is_used;     /* an option that stands in a scene */
    bool is_nameless; /* the id was no text; said already */
    struct place place;
    const char *id;
    size_t id_len;
    struct value *value; /* NULL: the second call never came */
};

/* One file, read once. */
struct loaded_file {
    const char *path;       /* relative to the scenario's folder */
    const char *shown;      /* as messages name it */
    struct buf bytes;       /* as read; copied into the scenario at the end */
    struct outline outline; /* made when a finding asks for it */
};

enum { LOAD_KEYS = 128 };

struct load {
    const struct script_request *request;
    struct script_report *report;
    struct arena *arena; /* becomes the scenario's */
    struct pool values;  /* freed when loading ends */
    struct buf reading;  /* the file being read */
    struct buf shown;    /* a name being made */
    struct loaded_file files[SCRIPT_FILES_MAX];
    int file_count, include_depth, includes_refused;
    struct declaration *declarations;
    int declaration_count, declaration_capacity;
    int counts[DECLARED_COUNT];
    size_t copied; /* bytes taken over from Lua */
    int calls;     /* of constructors */
    /* Keys seen lately, by the address of Lua's string: a scenario has thousands of each. */
    struct {
        const char *lua, *key;
    } keys[LOAD_KEYS];
    struct sandbox sandbox;
    struct bare_words bare;
    size_t look_left;  /* bytes and values that may still be read to find places */
    int errors_before; /* in the report, of other files */
    bool is_nameless;  /* something has no id: do not ask what an id that nobody has names */
    bool is_partial;   /* the file did not run to its end: do not ask what is missing */
    bool no_memory;    /* the system's, not the sandbox's */
};

/* Reads, checks and keeps the scenario's own file. False: the report, `err` or no_memory says why.
 */
bool load_root(struct load *load, struct err *err);

/* Likewise for a file that the one at `place` includes; it becomes the last of load->files. False:
 * nothing to run, because it was included before or the report or no_memory says why. */
bool load_include(struct load *load, const char *path, size_t len, struct place place);

/* Runs the first file and all it includes. */
void load_run(struct load *load);

/* Parses and runs one file inside the sandbox. A syntax error is reported and the others go on;
 * what the file raises is raised. */
void run_file(struct lua_State *state, struct load *load, int index);

/* Reports what Lua says of a file that it cannot parse, and of one that failed while running. */
void explain_syntax(struct load *load, int index, const char *message);
void explain_failure(struct load *load, int file, int line, const char *message);

/* Why a word of Lua's does not exist here; NULL: it is none that was left out. */
const char *explain_left_out(const char *word);

/* What to do about a word that does not exist; may be written into `out`. */
const char *explain_word(const char *word, char *out, size_t size);

/* ---- places ---- */

struct place place_at(const struct load *load, int file, size_t at);
int file_of(const struct load *load, struct place place);      /* -1: none */
const struct outline *outline_of(struct load *load, int file); /* NULL: out of memory, noted */

/* The call in the text that made the declaration; NULL: not found. */
const struct outline_call *call_of(struct load *load, const struct declaration *from, int *file);

/* `place` with the column of the call of `word` with this id in its line. */
struct place place_of_call(struct load *load, struct place place, const char *word, const char *id);

/* Where `value` stands in what was declared, as line and column of its key (of itself, for an
 * item); NULL or not found: the nearest that is known, at the least the line of the declaration. */
struct place place_of(struct load *load, const struct declaration *from, const struct value *value);

/* Builds the scenario from the declarations and checks it. NULL: see load->report and no_memory. */
struct scenario *build_scenario(struct load *load);

/* True: a bundle of an old log is read as it was read then. */
bool is_lenient(const struct load *load);

/* Adds a finding of what revision 1 let pass: a warning where loading is lenient. */
void load_fault_new(struct load *load, int code, struct place place, const char *fix,
                    const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Adds a finding of this loading. */
void load_fault(struct load *load, int code, struct place place, const char *fix,
                const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
