/* `string`: without patterns, byte by byte, each call bounded. */
#include "script/library.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PIECES_A_STEP = 4, STEPS_A_NUMBER = 50 };

/* ---- string ---- */

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

static int string_sub(lua_State *state) {
    size_t len;
    const char *text = check_text(state, 1, &len);
    lua_Integer from = lua_position(luaL_checkinteger(state, 2), len);
    lua_Integer to = lua_position(luaL_optinteger(state, 3, -1), len);
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

/* ---- string.format ---- */

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

const luaL_Reg string_functions[] = {{"format", string_format},
                                     {"len", string_len},
                                     {"lower", string_lower},
                                     {"rep", string_rep},
                                     {"sub", string_sub},
                                     {"upper", string_upper},
                                     {NULL, NULL}};
