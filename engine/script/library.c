/* The allow list: what a scenario file may call besides the constructors. Our own functions, so
 * that each is bounded: texts by SANDBOX_TEXT_MAX, work by what it charges to the steps. */
#include "script/library.h"

#include "base/utf8.h"
#include "script/load.h"

#include <limits.h>
#include <math.h>
#include <string.h>

void charge(lua_State *state, size_t steps) {
    sandbox_charge(state, &load_of(state)->sandbox, steps);
}

const char *check_text(lua_State *state, int arg, size_t *len) {
    const char *text = luaL_checklstring(state, arg, len);
    charge(state, *len / BYTES_A_STEP);
    return text;
}

/* Field by field: zeroing 16 KiB for each short text would be most of the work. */
void out_init(struct text_out *out, lua_State *state) {
    out->state = state;
    out->len = 0;
}

void out_add(struct text_out *out, const char *bytes, size_t len) {
    if (len > sizeof out->bytes - out->len)
        sandbox_raise(out->state, &load_of(out->state)->sandbox, LIMIT_TEXT);
    memcpy(out->bytes + out->len, bytes, len);
    out->len += len;
}

int out_push(struct text_out *out) {
    charge(out->state, out->len / BYTES_A_STEP);
    lua_pushlstring(out->state, out->bytes, out->len);
    return 1;
}

const char *push_text(lua_State *state, int arg, size_t *len) {
    switch (lua_type(state, arg)) {
    case LUA_TNUMBER:
    case LUA_TSTRING:
        lua_pushvalue(state, arg);
        break;
    case LUA_TBOOLEAN:
        lua_pushstring(state, lua_toboolean(state, arg) ? "true" : "false");
        break;
    default:
        lua_pushstring(state, luaL_typename(state, arg));
    }
    return lua_tolstring(state, -1, len);
}

lua_Integer lua_position(lua_Integer at, size_t len) {
    if (at >= 0)
        return at;
    return at < -(lua_Integer)len ? 0 : (lua_Integer)len + at + 1;
}

/* ---- basic ---- */

static int lib_tostring(lua_State *state) {
    size_t len;
    luaL_checkany(state, 1);
    push_text(state, 1, &len);
    return 1;
}

static int lib_type(lua_State *state) {
    luaL_argcheck(state, lua_type(state, 1) != LUA_TNONE, 1, "value expected");
    lua_pushstring(state, luaL_typename(state, 1));
    return 1;
}

static int lib_error(lua_State *state) {
    int level = (int)luaL_optinteger(state, 2, 1);
    lua_settop(state, 1);
    if (lua_type(state, 1) == LUA_TSTRING && level > 0) {
        luaL_where(state, level);
        lua_pushvalue(state, 1);
        lua_concat(state, 2);
    }
    return lua_error(state);
}

static int lib_assert(lua_State *state) {
    luaL_checkany(state, 1);
    if (lua_toboolean(state, 1))
        return lua_gettop(state);
    lua_remove(state, 1);
    lua_pushliteral(state, "assertion failed");
    lua_settop(state, 1);
    return lua_error(state);
}

static int lib_select(lua_State *state) {
    int count = lua_gettop(state);
    if (lua_type(state, 1) == LUA_TSTRING && *lua_tostring(state, 1) == '#') {
        lua_pushinteger(state, count - 1);
        return 1;
    }
    lua_Integer from = luaL_checkinteger(state, 1);
    if (from < 0)
        from = count + from;
    else if (from > count)
        from = count;
    luaL_argcheck(state, from >= 1, 1, "index out of range");
    return count - (int)from;
}

static int ipairs_next(lua_State *state) {
    lua_Integer i = luaL_checkinteger(state, 2) + 1;
    luaL_checktype(state, 1, LUA_TTABLE);
    lua_pushinteger(state, i);
    return lua_rawgeti(state, 1, i) == LUA_TNIL ? 1 : 2;
}

static int lib_ipairs(lua_State *state) {
    luaL_checktype(state, 1, LUA_TTABLE);
    lua_pushcfunction(state, ipairs_next);
    lua_pushvalue(state, 1);
    lua_pushinteger(state, 0);
    return 3;
}

static int digit_of(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'Z' ? c - 'A' + 10 : INT_MAX;
}

static int number_in_base(lua_State *state) {
    lua_Integer base = luaL_checkinteger(state, 2);
    size_t len;
    luaL_checktype(state, 1, LUA_TSTRING);
    const char *text = check_text(state, 1, &len);
    charge(state, len / 4);
    luaL_argcheck(state, base >= 2 && base <= 36, 2, "base out of range");
    bool is_negative = len && *text == '-';
    lua_Unsigned number = 0;
    for (size_t i = is_negative; i < len; i++) {
        int digit = digit_of(text[i]);
        if (digit >= base) {
            lua_pushnil(state);
            return 1;
        }
        number = number * (lua_Unsigned)base + (lua_Unsigned)digit;
    }
    if (len == (size_t)is_negative)
        lua_pushnil(state);
    else
        lua_pushinteger(state, (lua_Integer)(is_negative ? 0u - number : number));
    return 1;
}

static int lib_tonumber(lua_State *state) {
    if (!lua_isnoneornil(state, 2))
        return number_in_base(state);
    luaL_checkany(state, 1);
    if (lua_type(state, 1) == LUA_TNUMBER) {
        lua_settop(state, 1);
        return 1;
    }
    size_t len = 0;
    if (lua_type(state, 1) == LUA_TSTRING) {
        const char *text = lua_tolstring(state, 1, &len);
        charge(state, len); /* Lua goes through it digit by digit */
        if (lua_stringtonumber(state, text) == len + 1)
            return 1;
    }
    lua_pushnil(state);
    return 1;
}

/* ---- table ---- */

static int table_concat(lua_State *state) {
    struct text_out out;
    out_init(&out, state);
    size_t between_len;
    luaL_checktype(state, 1, LUA_TTABLE);
    const char *between = luaL_optlstring(state, 2, "", &between_len);
    lua_Integer from = luaL_optinteger(state, 3, 1);
    lua_Integer to = luaL_optinteger(state, 4, (lua_Integer)lua_rawlen(state, 1));
    for (lua_Integer i = from; i <= to; i++) {
        size_t len;
        charge(state, 1);
        int type = lua_rawgeti(state, 1, i);
        if (type != LUA_TSTRING && type != LUA_TNUMBER)
            luaL_error(state, "item %I of table.concat is a %s, not a text or number", i,
                       lua_typename(state, type));
        const char *text = lua_tolstring(state, -1, &len);
        out_add(&out, text, len);
        if (i < to)
            out_add(&out, between, between_len);
        lua_pop(state, 1);
        if (i == LUA_MAXINTEGER)
            break;
    }
    return out_push(&out);
}

static int table_insert(lua_State *state) {
    luaL_checktype(state, 1, LUA_TTABLE);
    lua_Integer end = (lua_Integer)lua_rawlen(state, 1) + 1, at = end;
    int args = lua_gettop(state);
    if (args == 3) {
        at = luaL_checkinteger(state, 2);
        luaL_argcheck(state, at >= 1 && at <= end, 2, "position out of bounds");
    } else if (args != 2) {
        return luaL_error(state, "table.insert takes a table, maybe a position, and a value");
    }
    charge(state, (size_t)(end - at));
    for (lua_Integer i = end; i > at; i--) {
        lua_rawgeti(state, 1, i - 1);
        lua_rawseti(state, 1, i);
    }
    lua_rawseti(state, 1, at);
    return 0;
}

/* ---- math ---- */

static int most(lua_State *state, bool is_max) {
    int count = lua_gettop(state), best = 1;
    luaL_checknumber(state, 1);
    for (int i = 1; i <= count; i++) {
        luaL_checktype(state, i, LUA_TNUMBER);
        bool is_less = lua_compare(state, i, best, LUA_OPLT);
        if (is_max ? lua_compare(state, best, i, LUA_OPLT) : is_less)
            best = i;
    }
    charge(state, (size_t)count);
    lua_pushvalue(state, best);
    return 1;
}

static int math_max(lua_State *state) {
    return most(state, true);
}

static int math_min(lua_State *state) {
    return most(state, false);
}

static int math_floor(lua_State *state) {
    luaL_checktype(state, 1, LUA_TNUMBER);
    lua_Integer whole;
    double down = floor(lua_tonumber(state, 1));
    if (lua_isinteger(state, 1))
        lua_settop(state, 1);
    else if (lua_numbertointeger(down, &whole))
        lua_pushinteger(state, whole);
    else
        lua_pushnumber(state, down);
    return 1;
}

static int math_tointeger(lua_State *state) {
    luaL_checkany(state, 1);
    int is_whole = 0;
    lua_Integer whole = 0;
    if (lua_type(state, 1) == LUA_TNUMBER)
        whole = lua_tointegerx(state, 1, &is_whole);
    if (is_whole)
        lua_pushinteger(state, whole);
    else
        lua_pushnil(state);
    return 1;
}

/* ---- utf8 ---- */

static int lib_utf8_char(lua_State *state) {
    struct text_out out;
    out_init(&out, state);
    int count = lua_gettop(state);
    for (int i = 1; i <= count; i++) {
        char bytes[4];
        lua_Integer code = luaL_checkinteger(state, i);
        int len = code >= 0 && code <= 0x10FFFF ? utf8_encode((uint32_t)code, bytes) : 0;
        luaL_argcheck(state, len > 0, i, "not a character");
        out_add(&out, bytes, (size_t)len);
    }
    charge(state, (size_t)count);
    return out_push(&out);
}

/* Characters between two byte positions; nil and the place if the bytes are not UTF-8. */
static int lib_utf8_len(lua_State *state) {
    size_t len;
    const char *text = luaL_checklstring(state, 1, &len);
    lua_Integer at = lua_position(luaL_optinteger(state, 2, 1), len) - 1;
    lua_Integer end = lua_position(luaL_optinteger(state, 3, -1), len);
    luaL_argcheck(state, at >= 0 && at <= (lua_Integer)len, 2, "initial position out of bounds");
    luaL_argcheck(state, end <= (lua_Integer)len, 3, "final position out of bounds");
    charge(state, len / 4);
    lua_Integer count = 0;
    while (at < end) {
        uint32_t character;
        int bytes = utf8_decode(text + at, len - (size_t)at, &character);
        if (!bytes) {
            lua_pushnil(state);
            lua_pushinteger(state, at + 1);
            return 2;
        }
        at += bytes;
        count++;
    }
    lua_pushinteger(state, count);
    return 1;
}

/* ---- the list ---- */

static const luaL_Reg basic[] = {{"assert", lib_assert},     {"error", lib_error},
                                 {"ipairs", lib_ipairs},     {"select", lib_select},
                                 {"tonumber", lib_tonumber}, {"tostring", lib_tostring},
                                 {"type", lib_type},         {NULL, NULL}};
static const luaL_Reg table[] = {{"concat", table_concat}, {"insert", table_insert}, {NULL, NULL}};
static const luaL_Reg math[] = {{"floor", math_floor},
                                {"max", math_max},
                                {"min", math_min},
                                {"tointeger", math_tointeger},
                                {NULL, NULL}};
static const luaL_Reg utf8[] = {{"char", lib_utf8_char}, {"len", lib_utf8_len}, {NULL, NULL}};

static void open_table(lua_State *state, const char *name, const luaL_Reg *functions) {
    lua_createtable(state, 0, 8);
    luaL_setfuncs(state, functions, 0);
    lua_setfield(state, -2, name);
}

void library_open(lua_State *state) {
    luaL_setfuncs(state, basic, 0);
    open_table(state, "string", string_functions);
    open_table(state, "table", table);
    open_table(state, "math", math);
    open_table(state, "utf8", utf8);
}
