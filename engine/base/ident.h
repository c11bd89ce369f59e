/* Ids that people type and that logs keep: of an agent, of a team. One person typed in several ways
 * (composed or not, with blanks around) is one id. */
#ifndef BASE_IDENT_H
#define BASE_IDENT_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    IDENT_CHARACTERS_MAX = 64,
    IDENT_SIZE = 4 * IDENT_CHARACTERS_MAX + 1, /* of an id that was accepted, and its NUL */
    IDENT_FORM_SIZE = 1024, /* of a form that is compared: old ids may be longer */
};

/* The id as it is kept: trimmed and composed (NFC). `what` it is stands in the message: "the
 * agent's id". False, ERR_USAGE: empty, not UTF-8, more than IDENT_CHARACTERS_MAX characters, or
 * with a character that nobody sees (control, zero width, bidirectional, a blank but the plain
 * one). */
bool ident_make(const char *what, const char *text, char out[IDENT_SIZE], struct err *err);

/* A label that is shown and never compared: the same rules, but characters that join letters
 * (U+200C, U+200D) may stand between them. "" is fine. */
bool ident_check_label(const char *what, const char *text, struct err *err);

/* The form by which ids are compared: trimmed and composed; nothing is refused, for an old log
 * may hold anything. Returns `out`; what does not fit, and what is not UTF-8, stays as it is, cut.
 */
char *ident_form(const char *text, char out[IDENT_FORM_SIZE]);

bool ident_is_same(const char *a, const char *b); /* by their forms */

/* What a reader sees of an id: letters without case and of one width, look-alikes of other scripts
 * as the plain ones, blanks as one, nothing of what is not seen. Two ids with one look are two
 * persons that nobody can tell apart on paper, or one person that was typed in two ways. Returns
 * `out`. */
char *ident_look(const char *text, char out[IDENT_FORM_SIZE]);

/* A new id that nobody has: "a-" and eight of a to z and 2 to 7. False: the system has no source of
 * random numbers. */
bool ident_draw(char out[IDENT_SIZE]);

#endif
