/* Amounts as people write them: "£84", "−$20", "SAR 84". */
#ifndef VIEW_MONEY_H
#define VIEW_MONEY_H

#include <stddef.h>

/* `currency` is an ISO 4217 code; NULL or unknown stands before the number as it is. */
void money_format(char *out, size_t size, long long amount, const char *currency);

#endif
