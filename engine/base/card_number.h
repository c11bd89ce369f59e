/* Numbers of payment cards in what a person typed: they must not be kept. */
#ifndef BASE_CARD_NUMBER_H
#define BASE_CARD_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/* True if the text holds 13 to 19 digits, of any script, whose check digit is right (ISO/IEC
 * 7812-1, the rule of Luhn). The digits may stand in groups with blanks, dashes or dots between
 * them; further groups before and behind (a date, a code) hide nothing. A part of one group is not
 * looked at. */
bool card_number_in(const char *text, size_t len);

#endif
