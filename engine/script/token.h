/* The words and signs of a file, one after another: what Lua's own lexer would see, and what a
 * trainer types by mistake (a typographic quotation mark, `&&`, a text without its end), each as a
 * token of its own. It allocates nothing, never fails and always goes forward, whatever the bytes
 * are. */
#ifndef SCRIPT_TOKEN_H
#define SCRIPT_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum token_kind {
    TOKEN_END,
    TOKEN_NAME, /* a keyword, too */
    TOKEN_NUMBER,
    TOKEN_TEXT,      /* "…" or '…', closed on its line */
    TOKEN_LONG_TEXT, /* [[…]] */
    TOKEN_OPEN_TEXT, /* a quotation mark that is not closed before the end of its line */
    TOKEN_SIGN,      /* Lua's, and && || != -> => */
    TOKEN_ODD,       /* a character that Lua does not know outside of texts; one at a time */
};

struct token {
    enum token_kind kind;
    uint32_t at, len; /* bytes of the file; files have at most SCRIPT_FILE_MAX */
};

/* A comment that nothing closes reaches to the end. */
struct lexer {
    const char *text;
    uint32_t len, at;      /* `at` is behind the last token */
    uint32_t open_comment; /* where a --[[ begins that nothing closes; 0: none */
};

/* Begins behind a byte order mark. `text` is closed by a NUL that `len` does not count. */
void lexer_init(struct lexer *lexer, const char *text, size_t len);

/* Comments and blanks are passed over. At the end it gives TOKEN_END for ever. */
struct token token_next(struct lexer *lexer);

/* False: a [[ that nothing closes. */
bool token_is_closed(const char *text, size_t len, struct token token);

bool token_is(const char *text, struct token token, const char *word); /* a name or a sign */

/* The line and the column of a byte, both from 1; the column counts characters. Lines end as Lua
 * counts them: \n, \r, \r\n or \n\r. */
void token_position(const char *text, size_t at, int *line, int *column);

#endif
