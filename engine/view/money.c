#include "view/money.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

void money_format(char *out, size_t size, long long amount, const char *currency) {
    static const char *const signs[][2] = {{"USD", "$"}, {"GBP", "£"},  {"EUR", "€"}, {"JPY", "¥"},
                                           {"INR", "₹"}, {"AUD", "A$"}, {"CAD", "C$"}};
    const char *minus = amount < 0 ? "\u2212" : "";
    long long whole = amount < 0 ? -amount : amount;
    for (size_t i = 0; currency && i < sizeof signs / sizeof *signs; i++)
        if (!strcmp(currency, signs[i][0])) {
            snprintf(out, size, "%s%s%lld", minus, signs[i][1], whole);
            return;
        }
    bool has_code = currency && *currency;
    snprintf(out, size, "%s%s%s%lld", minus, has_code ? currency : "", has_code ? "\u00a0" : "",
             whole);
}
