/* Words with a meaning of their own, language by language. */
#ifndef LINT_LINT_WORDS_H
#define LINT_LINT_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* "please", "sorry"; "always", "never": only of languages that the table has. `locale` is a BCP 47
 * tag; NULL: English. */
bool words_are_polite(const char *text, const char *locale);
bool words_are_absolute(const char *text, const char *locale);

/* The first quotation mark that the language does not use, its bytes in `out`. False: there is
 * none, or the language is not known. */
bool words_wrong_quotation(const char *text, const char *locale, char out[5]);

/* The first thing that is no language: TODO, <br>, &amp;, %s. False: there is none. */
bool words_markup(const char *text, char *out, size_t size);

/* The next number or name from *at on: digits with what stands inside them; a capitalised word that
 * does not begin a sentence. False: no more. What stands in braces is passed over. */
struct token_found {
    const char *text;
    size_t len;
    bool is_number;
};
bool words_next_token(const char *text, const char *locale, size_t *at, struct token_found *out);

/* The token stands in the text as a whole word or number. */
bool words_have(const char *text, const struct token_found *token);

#endif
