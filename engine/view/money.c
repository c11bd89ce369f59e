#include "view/money.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* "12,500": in groups of three. */
static void write_grouped(char out[40], long long whole) {
    char digits[24];
    int len = snprintf(digits, sizeof digits, "%lld", whole), at = 0;
    for (int i = 0; i < len; i++) {
        if (i && (len - i) % 3 == 0)
            out[at++] = ',';
        out[at++] = digits[i];
    }
    out[at] = '\0';
}

void money_format(char *out, size_t size, long long amount, const char *currency) {
    static const char *const signs[][2] = {{"USD", "$"}, {"GBP", "£"},  {"EUR", "€"}, {"JPY", "¥"},
                                           {"INR", "₹"}, {"AUD", "A$"}, {"CAD", "C$"}};
    const char *minus = amount < 0 ? "\u2212" : "";
    char whole[40];
    write_grouped(whole, amount < 0 ? -amount : amount);
    for (size_t i = 0; currency && i < sizeof signs / sizeof *signs; i++)
        if (!strcmp(currency, signs[i][0])) {
            snprintf(out, size, "%s%s%s", minus, signs[i][1], whole);
            return;
        }
    bool has_code = currency && *currency;
    snprintf(out, size, "%s%s%s%s", minus, has_code ? currency : "", has_code ? "\u00a0" : "",
             whole);
}
