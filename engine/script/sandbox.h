/* The walls around Lua: memory, steps, time, and what a failure was. */
#ifndef SCRIPT_SANDBOX_H
#define SCRIPT_SANDBOX_H

#include "model/scenario.h"
#include "script/heap.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct lua_State;
struct lua_Debug;

enum {
    SANDBOX_LIVE_MAX = 64 << 20,   /* bytes at one time */
    SANDBOX_TOTAL_MAX = 512 << 20, /* bytes allocated in all */
    SANDBOX_TEXT_MAX = 16 << 10,   /* bytes of one string */
    SANDBOX_STEPS_MAX = 20000000,
    SANDBOX_STEPS_A_HOOK = 250,
    SANDBOX_SOURCE_MAX = 16 << 20, /* bytes of all files together */
    SANDBOX_COPIED_MAX = 64 << 20, /* bytes of all that is declared */
    SANDBOX_CALLS_MAX = 10000,     /* calls in calls; only to name the reason when memory ran out */
    SANDBOX_DEPTH_MAX = 8,         /* tables in tables in what is declared */
    /* A last wall, for what Lua does between two hooks. The largest scenarios allowed need a tenth
     * of it; below the wall time has no influence on anything. */
    SANDBOX_CPU_MS = 500,
    SANDBOX_CPU_MS_A_MIB = 50, /* more, for each MiB of source */
    /* Full collections that memory at its limit may force before it is refused for good. */
    SANDBOX_SQUEEZES_MAX = 4,
};

enum limit {
    LIMIT_NONE,
    LIMIT_SYSTEM, /* the system has no memory: not the file's fault */
    LIMIT_LIVE,
    LIMIT_TOTAL,
    LIMIT_TEXT,
    LIMIT_STEPS,
    LIMIT_TIME,
    LIMIT_DEPTH,
    LIMIT_COPIED,
    LIMIT_DECLARED, /* too many scenes, options …: reported where it happened */
    LIMIT_COUNT
};

/* "the texts and tables need more than 64 MiB", with the fix. */
const char *limit_text(enum limit limit);
const char *limit_fix(enum limit limit);

struct sandbox {
    struct lua_State *state;
    struct heap heap; /* everything that Lua has */
    size_t live, total;
    int squeezes;
    int64_t steps;
    int64_t cpu_us_max;
    enum limit refused; /* why the allocator said no last; counts only when Lua gives up on it */
    enum limit raised;  /* raised by the hook or a function of ours */
    int refused_file, refused_line; /* where; line 0: unknown */
    /* Written when an error is raised: the innermost line of the file that was running. */
    int file, line;
    char message[512];
    /* While a file is read by Lua's parser: the lines handed over so far. */
    int parsing_file, parsing_line;
};

void *sandbox_allocate(void *self, void *block, size_t old_size, size_t new_size);
void sandbox_hook(struct lua_State *state, struct lua_Debug *debug);

/* Counts work done by C for Lua; raises LIMIT_STEPS or LIMIT_TIME. */
void sandbox_charge(struct lua_State *state, struct sandbox *sandbox, size_t steps);
void sandbox_check_time(struct lua_State *state, struct sandbox *sandbox);
void sandbox_allow_time(struct sandbox *sandbox, int64_t ms); /* more, from the first call on */
_Noreturn void sandbox_raise(struct lua_State *state, struct sandbox *sandbox, enum limit limit);

/* The innermost running line of a file; false: none (a file is being parsed, or all is C). */
bool sandbox_where(struct lua_State *state, int *file, int *line);

/* Message handler of the protected call: notes place and message. */
int sandbox_catch(struct lua_State *state);

struct load;
struct load *load_of(struct lua_State *state);

/* Puts the allow list into the table at the top of the stack. */
void library_open(struct lua_State *state);

/* The constructors and `include`, likewise. */
void declare_open(struct lua_State *state);

#endif
