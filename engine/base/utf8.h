/* UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Length in bytes of the character at `text` (1 to 4) and the character itself; 0 if `len` is 0 or
 * the bytes are not UTF-8. */
int utf8_decode(const char *text, size_t len, uint32_t *character);

/* Writes 1 to 4 bytes; 0 if it is not a character. */
int utf8_encode(uint32_t character, char out[4]);

bool utf8_is_valid(const char *text, size_t len);

/* Characters (code points) in valid UTF-8. */
size_t utf8_length(const char *text, size_t len);

/* 0 to 9 for a decimal digit of any script ("8", "٨", "８"); -1: no digit. */
int utf8_digit(uint32_t character);

/* Words as a reader counts them: runs between blanks (space, tab, newline, no-break spaces). */
size_t utf8_words(const char *text);

/* Words as a speaker needs time for them: as above, but in scripts that put no blanks between words
 * (Han, kana, Thai, Lao, Khmer, Burmese) two characters count as one word. */
size_t utf8_speech_words(const char *text);

#endif
