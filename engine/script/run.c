/* Running the files inside the sandbox: one protected call that owns nothing. */
#include "script/load.h"

#include <lauxlib.h>
#include <lua.h>
#include <stdio.h>
#include <string.h>

/* ---- handing a file to Lua's parser ---- */

/* Pieces are small, so that the clock is looked at while a file is parsed, and end with a line, so
 * that it is known which one is being read when memory runs out. */
enum { PIECE_MAX = 4096 };

struct pieces {
    struct sandbox *sandbox;
    const char *at, *end;
    size_t since_look;
    bool ended_line;
};

static const char *next_piece(lua_State *state, void *self, size_t *len) {
    struct pieces *pieces = self;
    const char *from = pieces->at;
    size_t left = (size_t)(pieces->end - from);
    if (pieces->since_look > PIECE_MAX) {
        pieces->since_look = 0;
        sandbox_check_time(state, pieces->sandbox);
    }
    pieces->sandbox->parsing_line += pieces->ended_line;
    *len = left < PIECE_MAX ? left : PIECE_MAX;
    if (!left)
        return NULL;
    const char *line_end = memchr(from, '\n', *len);
    if (line_end)
        *len = (size_t)(line_end - from) + 1;
    pieces->ended_line = line_end != NULL;
    pieces->since_look += *len;
    pieces->at += *len;
    return from;
}

static int parse(lua_State *state, struct load *load, int index) {
    const struct loaded_file *file = &load->files[index];
    struct sandbox *sandbox = &load->sandbox;
    const char *text = buf_cstr(&file->bytes);
    size_t len = file->bytes.len;
    size_t bom = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    struct pieces pieces = {sandbox, text + bom, text + len, 0, false};
    char name[16];
    snprintf(name, sizeof name, "=%d", index);
    sandbox_allow_time(sandbox, (int64_t)(len >> 10) * SANDBOX_CPU_MS_A_MIB / 1024);
    sandbox->parsing_file = index;
    sandbox->parsing_line = 1;
    int status = lua_load(state, next_piece, &pieces, name, "t");
    sandbox->parsing_line = 0;
    return status;
}

void run_file(lua_State *state, struct load *load, int index) {
    int status = parse(state, load, index);
    if (status == LUA_OK) {
        bare_scan(load, index);
        lua_call(state, 0, 0);
        return;
    }
    if (status != LUA_ERRSYNTAX || load->sandbox.raised)
        lua_error(state);
    load->is_partial = true;
    explain_syntax(load, index, lua_tostring(state, -1));
    lua_pop(state, 1);
}

/* ---- the protected call ---- */

static int protected_run(lua_State *state) {
    struct load *load = load_of(state);
    lua_pushglobaltable(state);
    library_open(state);
    declare_open(state);
    bare_open(state);
    lua_pop(state, 1);
    run_file(state, load, 0);
    return 0;
}

static void report_limit(struct load *load, enum limit limit, int file, int line) {
    if (limit == LIMIT_SYSTEM)
        load->no_memory = true;
    else if (limit != LIMIT_DECLARED)
        load_fault(load, E102, (struct place){load->files[file].shown, line}, limit_fix(limit),
                   "%s", limit_text(limit));
}

static void report_failure(struct load *load, int status) {
    struct sandbox *sandbox = &load->sandbox;
    load->is_partial = true;
    if (status == LUA_ERRMEM)
        report_limit(load, sandbox->refused, sandbox->refused_file, sandbox->refused_line);
    else if (sandbox->raised)
        report_limit(load, sandbox->raised, sandbox->file, sandbox->line);
    else
        explain_failure(load, sandbox->file, sandbox->line, sandbox->message);
}

void load_run(struct load *load) {
    struct sandbox *sandbox = &load->sandbox;
    lua_State *state = lua_newstate(sandbox_allocate, sandbox);
    if (!state) {
        load->no_memory = true;
        heap_finish(&sandbox->heap);
        return;
    }
    memcpy(lua_getextraspace(state), &load, sizeof load);
    sandbox->state = state;
    sandbox_allow_time(sandbox, SANDBOX_CPU_MS);
    lua_sethook(state, sandbox_hook, LUA_MASKCOUNT, SANDBOX_STEPS_A_HOOK);
    lua_pushcfunction(state, sandbox_catch);
    lua_pushcfunction(state, protected_run);
    int status = lua_pcall(state, 0, 0, 1);
    if (status != LUA_OK)
        report_failure(load, status);
    bare_report(load);
    load->report->steps = sandbox->steps;
    load->report->bytes = sandbox->total;
    /* Without lua_close: nothing in here has a finaliser, and its memory goes as a whole. */
    sandbox->state = NULL;
    heap_finish(&sandbox->heap);
}
