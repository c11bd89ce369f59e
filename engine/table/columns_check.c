/* What a line of a log must be, beyond what its kinds of values say. */
#include "table/columns_private.h"

#include <string.h>

bool check_decision(const struct scan_line *line, struct err *err) {
    bool is_whole = line->scene.at && line->node.at && line->key.at && line->option_count > 0;
    for (int i = 0; i < line->option_count; i++)
        is_whole = is_whole && line->options[i].at;
    for (int i = 0; i < line->withheld_count; i++)
        is_whole = is_whole && line->withheld[i].at;
    if (!is_whole || (line->type == RECORD_decision) != (line->option.at != NULL) ||
        (line->category_count && line->category_count != line->option_count))
        return err_set(err, ERR_CONTENT, "a decision lacks its scene, node, key or options");
    if (line->category != RECORD_NULL && (line->category < 0 || line->category > 2))
        return err_set(err, ERR_CONTENT, "a category is not 0, 1 or 2");
    if (line->credit != RECORD_NULL && (line->credit < 0 || line->credit > CREDIT_ONE))
        return err_set(err, ERR_CONTENT, "a credit is not between 0 and 1");
    if (line->confidence != RECORD_NULL && (line->confidence < 0 || line->confidence > 100))
        return err_set(err, ERR_CONTENT, "a confidence is not between 0 and 1");
    return true;
}

/* Is the credit that of the option chosen? A changed last line of a log has no line behind it whose
 * `prev` would tell. */
bool check_credit(const struct scan_line *line, struct err *err) {
    int64_t credit = 0, category = 0;
    int chosen = 0;
    if (line->option.at) {
        while (chosen < line->option_count && !span_equal(line->options[chosen], line->option))
            chosen++;
        if (chosen == line->option_count)
            return err_set(err, ERR_VERIFY, "`option` is not one of the options shown");
        credit = chosen < line->credit_count ? line->credits[chosen] : line->credit;
        category = chosen < line->category_count ? line->option_categories[chosen] : line->category;
    }
    if (line->credit != RECORD_NULL && line->credit != credit)
        return err_set(err, ERR_VERIFY, "`credit` is not that of the option chosen");
    if (line->category != RECORD_NULL && line->category != category)
        return err_set(err, ERR_VERIFY, "`category` is not that of the option chosen");
    return true;
}

/* A name of this program's own list. */
static bool is_known(struct span span, int (*of)(const char *name)) {
    char text[32];
    if (!span.at || span.len >= sizeof text)
        return !span.at;
    memcpy(text, span.at, span.len);
    text[span.len] = '\0';
    return of(text) >= 0;
}

static bool is_share(int64_t number) {
    return number == RECORD_NULL || (number >= 0 && number <= CREDIT_ONE);
}

static bool is_count(int64_t number) {
    return number == RECORD_NULL || number >= 0;
}

static bool check_lists(const struct scan_line *line, struct err *err) {
    for (int i = 0; i < line->option_count; i++)
        for (int k = 0; k < i; k++)
            if (span_equal(line->options[i], line->options[k]))
                return err_set(err, ERR_CONTENT, "an option is shown twice");
    for (int i = 0; i < line->withheld_count; i++)
        for (int k = 0; k < line->option_count; k++)
            if (span_equal(line->withheld[i], line->options[k]))
                return err_set(err, ERR_CONTENT, "an option is both shown and withheld");
    for (int i = 0; i < line->credit_count; i++)
        if (!is_share(line->credits[i]))
            return err_set(err, ERR_CONTENT, "a credit is not between 0 and 1");
    for (int i = 0; i < line->category_count; i++)
        if (!is_count(line->option_categories[i]) || line->option_categories[i] > 2)
            return err_set(err, ERR_CONTENT, "a category is not 0, 1 or 2");
    for (int i = 0; i < line->withheld_count; i++)
        if (!is_share(line->withheld_credits[i]) || !is_count(line->withheld_categories[i]) ||
            line->withheld_categories[i] > 2)
            return err_set(err, ERR_CONTENT,
                           "a withheld option has no possible credit or category");
    if (line->has_odd_weight)
        return err_set(err, ERR_CONTENT, "an evidence weight is not between 0 and 1");
    return true;
}

bool check_values(const struct scan_line *line, struct err *err) {
    if (!is_known(line->timing, timing_of))
        return err_set(err, ERR_CONTENT, "`timing` is no word that this program knows");
    if (line->type != RECORD_decision && line->type != RECORD_timeout)
        return true;
    if (!is_known(line->key, key_status_of))
        return err_set(err, ERR_CONTENT, "`key` is no status that this program knows");
    if (!is_known(line->escalation, escalation_of))
        return err_set(err, ERR_CONTENT, "`escalation` is no word that this program knows");
    if (!is_count(line->latency_ms) || !is_count(line->reading_ms) || !is_count(line->words))
        return err_set(err, ERR_CONTENT, "a time or a number of words is below 0");
    if (line->exposure != RECORD_NULL && line->exposure < 1)
        return err_set(err, ERR_CONTENT, "`exposure` is below 1");
    if (!is_share(line->expects))
        return err_set(err, ERR_CONTENT, "`expects` is not between 0 and 1");
    return check_lists(line, err);
}
