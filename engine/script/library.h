/* Shared by the files of the allow list. */
#ifndef SCRIPT_LIBRARY_H
#define SCRIPT_LIBRARY_H

#include "script/sandbox.h"

#include <lauxlib.h>
#include <lua.h>

/* Work on bytes is quick; this many count as one step. */
enum { BYTES_A_STEP = 32 };

/* Counts work as steps; raises when there were too many. */
void charge(lua_State *state, size_t steps);

/* The text argument, paid for. */
const char *check_text(lua_State *state, int arg, size_t *len);

/* The argument as a text, as Lua's tostring gives it but without addresses; left on the stack. */
const char *push_text(lua_State *state, int arg, size_t *len);

/* A position as Lua counts them: from 1, or from the end if negative. */
lua_Integer lua_position(lua_Integer at, size_t len);

/* A text being built, on the C stack; longer than SANDBOX_TEXT_MAX raises. */
struct text_out {
    lua_State *state;
    size_t len;
    char bytes[SANDBOX_TEXT_MAX];
};
void out_init(struct text_out *out, lua_State *state);
void out_add(struct text_out *out, const char *bytes, size_t len);
int out_push(struct text_out *out); /* leaves it on the stack; returns 1 */

extern const luaL_Reg string_functions[];

#endif
