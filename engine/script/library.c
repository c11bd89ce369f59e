/* The allow list: what a scenario file may call besides the constructors. Our own functions, so
 * that each is bounded: texts by SANDBOX_TEXT_MAX, work by what it charges to the steps. */
#include "base/utf8.h"
#include "script/load.h"

#include <lauxlib.h>
#include <limits.h>
#include <lua.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Work on bytes is quick; this many count as one step. */
enum { BYTES_A_STEP = 32, PIECES_A_STEP = 4, STEPS_A_NUMBER = 50 };

static void charge(lua_State *state, size_t steps) {
    sandbox_charge(state, &load_of(state)->sandbox, steps);
}

static const char *check_text(lua_State *state, int arg, size_t *len) {
    const char *text = luaL_checklstring(state, arg, len);
    charge(state, *len / BYTES_A_STEP);
    return text;
}

/* ---- a text being built, on the C stack ------------------------------------------------------ */

struct text_out {
    lua_State *state;
    size_t len;
    char bytes[SANDBOX_TEXT_MAX];
};

/* Field by field: zeroing 16 KiB for each short text would be most of the work. */
static void out_init(struct text_out *out, lua_State *state) {
    out->state = state;
    out->len = 0;
}

static void out_add(struct text_out *out, const char *bytes, size_t len) {
    if (len > sizeof out->bytes - out->len)
        sandbox_raise(out->state, &load_of(out->state)->sandbox, LIMIT_TEXT);
    memcpy(out->bytes + out->len, bytes, len);
    out->len += len;
}

static int out_push(struct text_out *out) {
    charge(out->state, out->len / BYTES_A_STEP);
    lua_pushlstring(out->state, out->bytes, out->len);
    return 1;
}

/* ---- basic ----------------------------------------------------------------------------------- */

/* As Lua's, without addresses. Leaves one string on the stack. */
static const char *push_text(lua_State *state, int arg, size_t *len) {
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

/* ---- string ---------------------------------------------------------------------------------- */

static int string_len(lua_State *state) {
    size_t len;
    luaL_checklstring(state, 1, &len);
    lua_pushinteger(state, (lua_Integer)len);
    return 1;
}

/* ASCII only: other letters are several bytes, and the locale must not matter. */
static int change_case(lua_State *state, char from, char to, int shift) {
    struct text_out out;
    out_init(&out, state);
    size_t len;
    const char *text = check_text(state, 1, &len);
    out_add(&out, text, len);
    for (size_t i = 0; i < len; i++)
        if (out.bytes[i] >= from && out.bytes[i] <= to)
            out.bytes[i] = (char)(out.bytes[i] + shift);
    return out_push(&out);
}

static int string_lower(lua_State *state) {
    return change_case(state, 'A', 'Z', 'a' - 'A');
}

static int string_upper(lua_State *state) {
    return change_case(state, 'a', 'z', 'A' - 'a');
}

/* A position as Lua counts them: from 1, or from the end if negative. */
static lua_Integer position(lua_Integer at, size_t len) {
    if (at >= 0)
        return at;
    return at < -(lua_Integer)len ? 0 : (lua_Integer)len + at + 1;
}

static int string_sub(lua_State *state) {
    size_t len;
    const char *text = check_text(state, 1, &len);
    lua_Integer from = position(luaL_checkinteger(state, 2), len);
    lua_Integer to = position(luaL_optinteger(state, 3, -1), len);
    if (from < 1)
        from = 1;
    if (to > (lua_Integer)len)
        to = (lua_Integer)len;
    if (from > to)
        lua_pushliteral(state, "");
    else
        lua_pushlstring(state, text + from - 1, (size_t)(to - from) + 1);
    return 1;
}

static int string_rep(lua_State *state) {
    struct text_out out;
    out_init(&out, state);
    size_t len, between_len;
    const char *text = check_text(state, 1, &len);
    lua_Integer times = luaL_checkinteger(state, 2);
    const char *between = luaL_optlstring(state, 3, "", &between_len);
    if (len + between_len == 0)
        times = 0;
    for (lua_Integer i = 0; i < times; i++) {
        if (i % PIECES_A_STEP == 0)
            charge(state, 1);
        out_add(&out, between, i ? between_len : 0);
        out_add(&out, text, len);
    }
    return out_push(&out);
}

/* ---- string.format --------------------------------------------------------------------------- */

/* Flags, width and precision (two digits each, as in Lua) of the directive at `from`. Copies it
 * into `spec` without its letter; returns the letter's place. */
static const char *read_spec(lua_State *state, const char *from, char spec[16]) {
    const char *at = from + strspn(from, "-+ #0");
    size_t flags = (size_t)(at - from);
    at += strspn(at, "0123456789") > 2 ? 3 : strspn(at, "0123456789");
    if (*at == '.') {
        at++;
        at += strspn(at, "0123456789") > 2 ? 3 : strspn(at, "0123456789");
    }
    size_t len = (size_t)(at - from);
    if (flags > 5 || len > 11 || (*at >= '0' && *at <= '9') ||
        strspn(from + flags, "0123456789") > 2)
        luaL_error(state, "invalid format: width and precision have at most two digits");
    spec[0] = '%';
    memcpy(spec + 1, from, len);
    spec[1 + len] = '\0';
    return at;
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void format_integer(struct text_out *out, char spec[16], char letter, int arg) {
    char piece[160];
    long long number = luaL_checkinteger(out->state, arg);
    size_t end = strlen(spec);
    memcpy(spec + end, "ll", 2);
    spec[end + 2] = letter == 'i' ? 'd' : letter;
    spec[end + 3] = '\0';
    int len = snprintf(piece, sizeof piece, spec, number);
    out_add(out, piece, (size_t)len);
}

static void format_number(struct text_out *out, char spec[16], char letter, int arg) {
    char piece[512]; /* 309 digits, a sign, a point and 99 more */
    double number = luaL_checknumber(out->state, arg);
    charge(out->state, STEPS_A_NUMBER); /* 400 digits are some work */
    size_t end = strlen(spec);
    spec[end] = letter;
    spec[end + 1] = '\0';
    int len = snprintf(piece, sizeof piece, spec, number);
    out_add(out, piece, (size_t)len);
}

static void format_text(struct text_out *out, char spec[16], int arg) {
    char piece[128];
    size_t len;
    const char *text = push_text(out->state, arg, &len);
    charge(out->state, len / BYTES_A_STEP);
    if (!spec[1]) {
        out_add(out, text, len);
    } else if (!strchr(spec, '.') && len >= 100) { /* wider than any width */
        out_add(out, text, len);
    } else {
        size_t end = strlen(spec);
        luaL_argcheck(out->state, strlen(text) == len, arg, "string contains zeros");
        spec[end] = 's';
        spec[end + 1] = '\0';
        out_add(out, piece, (size_t)snprintf(piece, sizeof piece, spec, text));
    }
    lua_pop(out->state, 1);
}
#pragma GCC diagnostic pop

_Noreturn static void refuse_directive(lua_State *state, const char *spec, char letter) {
    char words[96];
    snprintf(words, sizeof words, "string.format has no '%s%c' here; there are d i x X o f e g s c",
             spec, letter >= ' ' && letter < 0x7F ? letter : '?');
    luaL_error(state, "%s", words);
    abort(); /* not reached */
}

static void format_one(struct text_out *out, const char *at, char spec[16], int arg) {
    if (lua_isnone(out->state, arg))
        luaL_argerror(out->state, arg, "no value");
    switch (*at) {
    case 'd':
    case 'i':
    case 'x':
    case 'X':
    case 'o':
        format_integer(out, spec, *at, arg);
        break;
    case 'f':
    case 'e':
    case 'E':
    case 'g':
    case 'G':
        format_number(out, spec, *at, arg);
        break;
    case 's':
        format_text(out, spec, arg);
        break;
    case 'c': {
        char c = (char)luaL_checkinteger(out->state, arg);
        out_add(out, &c, 1);
        break;
    }
    default:
        refuse_directive(out->state, spec, *at);
    }
}

static int string_format(lua_State *state) {
    struct text_out out;
    out_init(&out, state);
    size_t len;
    const char *at = check_text(state, 1, &len), *end = at + len;
    int arg = 1;
    while (at < end) {
        const char *percent = memchr(at, '%', (size_t)(end - at));
        size_t plain = (size_t)((percent ? percent : end) - at);
        out_add(&out, at, plain);
        if (!percent)
            break;
        charge(state, 1);
        at = percent + 1;
        if (*at == '%') {
            out_add(&out, at++, 1);
            continue;
        }
        char spec[16];
        at = read_spec(state, at, spec);
        format_one(&out, at, spec, ++arg);
        at++;
    }
    return out_push(&out);
}

/* ---- table ----------------------------------------------------------------------------------- */

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

/* ---- math ------------------------------------------------------------------------------------ */

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

/* ---- utf8 ------------------------------------------------------------------------------------ */

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
    lua_Integer at = position(luaL_optinteger(state, 2, 1), len) - 1;
    lua_Integer end = position(luaL_optinteger(state, 3, -1), len);
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

/* ---- the list -------------------------------------------------------------------------------- */

static const luaL_Reg basic[] = {{"assert", lib_assert},     {"error", lib_error},
                                 {"ipairs", lib_ipairs},     {"select", lib_select},
                                 {"tonumber", lib_tonumber}, {"tostring", lib_tostring},
                                 {"type", lib_type},         {NULL, NULL}};
static const luaL_Reg string[] = {{"format", string_format},
                                  {"len", string_len},
                                  {"lower", string_lower},
                                  {"rep", string_rep},
                                  {"sub", string_sub},
                                  {"upper", string_upper},
                                  {NULL, NULL}};
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
    open_table(state, "string", string);
    open_table(state, "table", table);
    open_table(state, "math", math);
    open_table(state, "utf8", utf8);
}
