#include "script/sandbox.h"

#include "base/os.h"
#include "script/load.h"

#include <lauxlib.h>
#include <lua.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct limit_words {
    const char *text, *fix;
};

static const struct limit_words limit_words[LIMIT_COUNT] = {
    [LIMIT_NONE] = {"", NULL},
    [LIMIT_SYSTEM] = {"out of memory", NULL},
    [LIMIT_LIVE] = {"the file needs more than 64 MiB of memory at one time",
                    "look for a table or a list that grows without end"},
    [LIMIT_TOTAL] = {"the file uses more than 512 MiB of memory in all",
                     "look for a loop that builds texts or tables over and over"},
    [LIMIT_TEXT] = {"one string has more than 16 KiB (16,384 bytes)",
                    "split the text; this holds for long [[…]] texts in the file as well"},
    [LIMIT_STEPS] = {"the file needs more than 20 million steps", "look for a loop without an end"},
    [LIMIT_TIME] = {"the file needs too much time",
                    "look for a loop without an end, or one that compares long texts"},
    [LIMIT_DEPTH] = {"functions call one another without end",
                     "look for a function that calls itself"},
    [LIMIT_COPIED] = {"more than 64 MiB are declared",
                      "look for a table that is used in many places, or contains itself"},
    [LIMIT_DECLARED] = {"too many things are declared", NULL},
};

const char *limit_text(enum limit limit) {
    return limit_words[limit].text;
}

const char *limit_fix(enum limit limit) {
    return limit_words[limit].fix;
}

struct load *load_of(struct lua_State *state) {
    struct load *load;
    memcpy(&load, lua_getextraspace(state), sizeof load);
    return load;
}

/* ---- memory ---- */

static void *refuse(struct sandbox *sandbox, enum limit limit) {
    lua_Debug frame;
    bool is_deep = limit == LIMIT_LIVE && lua_getstack(sandbox->state, SANDBOX_CALLS_MAX, &frame);
    sandbox->refused = is_deep ? LIMIT_DEPTH : limit;
    sandbox->refused_line = 0;
    if (sandbox->parsing_line) {
        sandbox->refused_file = sandbox->parsing_file;
        sandbox->refused_line = sandbox->parsing_line;
    } else if (sandbox->state) {
        sandbox_where(sandbox->state, &sandbox->refused_file, &sandbox->refused_line);
    }
    return NULL;
}

/* Lua's own collections cost little for each byte. One forced by memory at its limit goes through
 * everything for perhaps a few bytes, so only a few of those are allowed. */
static bool is_over_live(struct sandbox *sandbox, size_t more) {
    if (sandbox->squeezes > SANDBOX_SQUEEZES_MAX)
        return true;
    if (sandbox->live + more <= SANDBOX_LIVE_MAX)
        return false;
    sandbox->squeezes++;
    return true;
}

void *sandbox_allocate(void *self, void *block, size_t old_size, size_t new_size) {
    struct sandbox *sandbox = self;
    bool is_text = !block && old_size == LUA_TSTRING; /* without a block the size is the type */
    if (!block)
        old_size = 0;
    if (new_size == 0) {
        heap_resize(&sandbox->heap, block, old_size, 0);
        sandbox->live -= old_size;
        return NULL;
    }
    size_t more = new_size > old_size ? new_size - old_size : 0;
    if (is_text && new_size > SANDBOX_TEXT_MAX + sizeof(void *) * 4)
        return refuse(sandbox, LIMIT_TEXT);
    if (more && sandbox->total + more > SANDBOX_TOTAL_MAX)
        return refuse(sandbox, LIMIT_TOTAL);
    if (more && is_over_live(sandbox, more))
        return refuse(sandbox, LIMIT_LIVE);
    void *moved = heap_resize(&sandbox->heap, block, old_size, new_size);
    if (!moved)
        return more ? refuse(sandbox, LIMIT_SYSTEM) : block; /* Lua believes shrinking to succeed */
    sandbox->live = sandbox->live - old_size + new_size;
    sandbox->total += more;
    return moved;
}

/* ---- steps and time ---- */

/* Of this thread where the system can tell: others may be busy with something else. */
static int64_t cpu_us(void) {
    int64_t us = os_thread_us();
    return us >= 0 ? us : os_monotonic_us();
}

_Noreturn void sandbox_raise(struct lua_State *state, struct sandbox *sandbox, enum limit limit) {
    sandbox->raised = limit;
    if (sandbox->parsing_line) {
        sandbox->file = sandbox->parsing_file;
        sandbox->line = sandbox->parsing_line;
    } else {
        sandbox_where(state, &sandbox->file, &sandbox->line);
    }
    luaL_error(state, "limit");
    abort(); /* not reached */
}

void sandbox_charge(struct lua_State *state, struct sandbox *sandbox, size_t steps) {
    sandbox->steps += (int64_t)steps;
    if (sandbox->steps > SANDBOX_STEPS_MAX)
        sandbox_raise(state, sandbox, LIMIT_STEPS);
}

void sandbox_check_time(struct lua_State *state, struct sandbox *sandbox) {
    if (cpu_us() > sandbox->cpu_us_max)
        sandbox_raise(state, sandbox, LIMIT_TIME);
}

void sandbox_allow_time(struct sandbox *sandbox, int64_t ms) {
    if (!sandbox->cpu_us_max)
        sandbox->cpu_us_max = cpu_us();
    sandbox->cpu_us_max += ms * 1000;
}

void sandbox_hook(struct lua_State *state, struct lua_Debug *debug) {
    (void)debug;
    struct sandbox *sandbox = &load_of(state)->sandbox;
    sandbox_charge(state, sandbox, SANDBOX_STEPS_A_HOOK);
    sandbox_check_time(state, sandbox);
}

/* ---- where ---- */

bool sandbox_where(struct lua_State *state, int *file, int *line) {
    lua_Debug frame;
    for (int level = 0; lua_getstack(state, level, &frame); level++) {
        lua_getinfo(state, "Sl", &frame);
        if (frame.currentline <= 0)
            continue;
        *file = atoi(frame.source + 1); /* chunks are named "=0", "=1" … by their file */
        *line = frame.currentline;
        return true;
    }
    return false;
}

/* An error may be any value; a text is kept as it is, another is named by its type. */
int sandbox_catch(struct lua_State *state) {
    struct sandbox *sandbox = &load_of(state)->sandbox;
    if (!sandbox->raised)
        sandbox_where(state, &sandbox->file, &sandbox->line);
    if (lua_type(state, 1) == LUA_TSTRING)
        snprintf(sandbox->message, sizeof sandbox->message, "%s", lua_tostring(state, 1));
    else
        snprintf(sandbox->message, sizeof sandbox->message, "error was called with a %s value",
                 lua_typename(state, lua_type(state, 1)));
    return 1;
}
