#include "model/key.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/json.h"

#include <string.h>

uint32_t panel_row_best(const struct panel_row *row, const int *shown, int count) {
    int top = 0;
    uint32_t best = 0;
    for (int i = 0; i < count && row->ratings; i++) {
        int rating = row->ratings[shown[i]];
        if (rating > top) {
            top = rating;
            best = 0;
        }
        if (rating == top)
            best |= UINT32_C(1) << i;
    }
    for (int i = 0; i < count; i++)
        if (shown[i] == row->best && (!row->ratings || row->ratings[shown[i]] == top))
            return UINT32_C(1) << i;
    return best;
}

static void count_votes(const struct panel *panel, const int *shown, struct key *out) {
    for (int row = 0; row < panel->row_count; row++) {
        uint32_t best = panel_row_best(&panel->rows[row], shown, out->count);
        for (int i = 0; i < out->count; i++)
            out->votes[i] += (int)(best >> i & 1);
    }
}

static void key_from_ratings(const struct panel *panel, const int *shown, struct key *out) {
    int64_t m = panel->row_count, most = 0, least = INT64_MAX;
    for (int i = 0; i < out->count; i++) {
        for (int row = 0; row < panel->row_count; row++)
            out->rating_sum[i] += panel->rows[row].ratings[shown[i]];
        most = out->rating_sum[i] > most ? out->rating_sum[i] : most;
        least = out->rating_sum[i] < least ? out->rating_sum[i] : least;
    }
    int64_t spread = most - least > 3 * m ? most - least : 3 * m;
    for (int i = 0; i < out->count; i++) {
        int64_t sum = out->rating_sum[i], kept = spread - (most - sum);
        out->credit[i] = (int)((CREDIT_ONE * kept + spread / 2) / spread);
        out->category[i] = 100 * kept >= 85 * spread && sum >= 5 * m   ? 2
                           : 100 * kept >= 40 * spread && sum >= 4 * m ? 1
                                                                       : 0;
    }
}

static void key_from_votes(struct key *out) {
    int most = 0;
    for (int i = 0; i < out->count; i++)
        most = out->votes[i] > most ? out->votes[i] : most;
    for (int i = 0; i < out->count; i++) {
        int votes = out->votes[i];
        out->credit[i] = most ? (CREDIT_ONE * votes + most / 2) / most : 0;
        out->category[i] = !most                      ? 0
                           : 100 * votes >= 85 * most ? 2
                           : 100 * votes >= 33 * most ? 1
                                                      : 0;
    }
}

static void key_from_author(const struct scene *scene, const int *shown, struct key *out) {
    for (int i = 0; i < out->count; i++) {
        int credit = scene->options[shown[i]].credit;
        out->credit[i] = credit;
        out->category[i] = credit < 0 ? -1 : credit >= 8500 ? 2 : credit >= 4000 ? 1 : 0;
    }
}

/* `needed` or `unneeded` where at least four in five of those who answered say so, else `either`.
 */
static enum escalation panel_escalation(const struct panel *panel, enum escalation authors) {
    int answers = 0, needed = 0, unneeded = 0;
    for (int row = 0; row < panel->row_count; row++) {
        enum escalation said = panel->rows[row].escalate;
        answers += said != ESCALATION_UNSAID;
        needed += said == ESCALATION_NEEDED;
        unneeded += said == ESCALATION_UNNEEDED;
    }
    if (answers < 5)
        return authors;
    if (5 * needed >= 4 * answers)
        return ESCALATION_NEEDED;
    return 5 * unneeded >= 4 * answers ? ESCALATION_UNNEEDED : ESCALATION_EITHER;
}

static int mean_expects(const struct panel *panel) {
    int64_t sum = 0, said = 0;
    for (int row = 0; row < panel->row_count; row++) {
        if (panel->rows[row].expects < 0)
            continue;
        sum += panel->rows[row].expects;
        said++;
    }
    return said ? (int)((sum * (CREDIT_ONE / 100) + said / 2) / said) : -1;
}

static int distinct_categories(const struct key *key) {
    unsigned seen = 0;
    for (int i = 0; i < key->count; i++)
        if (key->category[i] >= 0)
            seen |= 1u << key->category[i];
    return (int)(seen & 1) + (int)(seen >> 1 & 1) + (int)(seen >> 2 & 1);
}

/* Rules 2, nobody's option acceptable: a panel that rates everything poor has named no best, so
 * what is highest earns what its mean rating says (S/7m of the usual credit) and not 1. */
static void key_without_acceptable(const struct panel *panel, struct key *out) {
    int64_t m = panel->row_count, most = 0, least = INT64_MAX;
    for (int i = 0; i < out->count; i++) {
        most = out->rating_sum[i] > most ? out->rating_sum[i] : most;
        least = out->rating_sum[i] < least ? out->rating_sum[i] : least;
    }
    int64_t spread = most - least > 3 * m ? most - least : 3 * m, scale = 7 * m * spread;
    for (int i = 0; i < out->count; i++) {
        int64_t kept = spread - (most - out->rating_sum[i]);
        out->credit[i] = (int)((CREDIT_ONE * most * kept + scale / 2) / scale);
    }
}

static bool has_acceptable(const struct key *key) {
    for (int i = 0; i < key->count; i++)
        if (key->category[i] > 0)
            return true;
    return false;
}

void key_compute(const struct scene *scene, const int *shown, int count, int rules,
                 struct key *out) {
    *out = (struct key){.count = count, .expects = -1, .escalation = scene->escalation};
    const struct panel *panel = scene->panel;
    if (panel) {
        out->status = panel->status;
        out->experts = panel->row_count;
        out->expects = mean_expects(panel);
        out->escalation = panel_escalation(panel, scene->escalation);
        count_votes(panel, shown, out);
        if (panel->is_votes)
            key_from_votes(out);
        else
            key_from_ratings(panel, shown, out);
    } else {
        key_from_author(scene, shown, out);
    }
    for (int i = 0; i < count; i++)
        if (scene->options[shown[i]].critical && out->category[i] > 0)
            out->category[i] = 0;
    if (rules >= 2 && panel && count > 0 && !has_acceptable(out)) {
        out->status = KEY_AMBIGUOUS;
        if (!panel->is_votes)
            key_without_acceptable(panel, out);
    }
    out->categories = distinct_categories(out);
}

static void write_number(struct buf *json, int number, int places) {
    json_key(json, NULL);
    if (number < 0)
        json_string(json, NULL);
    else
        json_decimal(json, number, places);
}

/* Finishes `json`. */
static bool name_of(struct buf *json, char out[17]) {
    bool ok = !json->failed;
    if (ok) {
        char digest[65];
        sha256_hex(json->data, json->len, digest);
        memcpy(out, digest, 16);
        out[16] = '\0';
    }
    buf_finish(json);
    return ok;
}

bool key_id_shown(const struct key *key, char out[17]) {
    struct buf json = {0};
    buf_text(&json, "[[");
    for (int i = 0; i < key->count; i++)
        write_number(&json, key->credit[i], 4);
    buf_text(&json, "],[");
    for (int i = 0; i < key->count; i++)
        write_number(&json, key->category[i], 0);
    buf_text(&json, "],[");
    for (int i = 0; i < key->count; i++)
        write_number(&json, key->votes[i], 0);
    buf_text(&json, "]]");
    return name_of(&json, out);
}

bool key_id(const struct scene *scene, const int *shown, const struct key *key, char out[17]) {
    struct buf json = {0};
    buf_char(&json, '[');
    for (int option = 0; option < scene->option_count; option++)
        for (int i = 0; i < key->count; i++) {
            if (shown[i] != option)
                continue;
            json_key(&json, NULL);
            buf_char(&json, '[');
            json_key(&json, NULL);
            json_string(&json, scene->options[option].id);
            write_number(&json, key->credit[i], 4);
            write_number(&json, key->category[i], 0);
            write_number(&json, key->votes[i], 0);
            buf_char(&json, ']');
        }
    buf_char(&json, ']');
    return name_of(&json, out);
}

int key_most_voted(const struct key *key, int count, int except) {
    int most = -1;
    for (int i = 0; i < count && i < key->count; i++)
        if (i != except && key->votes[i] > 0 && (most < 0 || key->votes[i] > key->votes[most]))
            most = i;
    return most;
}

bool key_is_named_best(const struct key *key, int position) {
    return key->votes[position] > 0 && 2 * key->votes[position] >= key->experts;
}

const struct panel_row *panel_reason(const struct panel *panel, const int *shown, int count,
                                     int position) {
    for (int i = 0; i < panel->row_count; i++)
        if (panel->rows[i].reason &&
            (panel_row_best(&panel->rows[i], shown, count) >> position & 1))
            return &panel->rows[i];
    return NULL;
}

/* ---- evidence ---- */

static bool names_it(const struct panel_row *row, struct evidence evidence) {
    for (int i = 0; i < row->opens_count; i++)
        if (row->opens[i].card == evidence.card && row->opens[i].fact == evidence.fact)
            return true;
    return false;
}

static int needed_add(struct needed *out, int max, int count, struct evidence evidence,
                      int weight) {
    if (count < max)
        out[count] = (struct needed){evidence, weight};
    return count < max ? count + 1 : count;
}

static int needed_by_panel(const struct scenario *scenario, const struct panel *panel, int said,
                           struct needed *out, int max) {
    int count = 0;
    for (int card = 0; card < scenario->card_count; card++)
        for (int fact = -1; fact < scenario->cards[card].fact_count; fact++) {
            struct evidence evidence = {card, fact};
            if (fact >= 0 && !scenario->cards[card].facts[fact].closed)
                continue;
            int naming = 0;
            for (int row = 0; row < panel->row_count; row++)
                naming += names_it(&panel->rows[row], evidence);
            if (naming && 2 * naming >= said)
                count =
                    needed_add(out, max, count, evidence, (naming * CREDIT_ONE + said / 2) / said);
        }
    return count;
}

int evidence_needed(const struct scenario *scenario, const struct scene *scene, struct needed *out,
                    int max) {
    int said = 0, count = 0;
    for (int row = 0; scene->panel && row < scene->panel->row_count; row++)
        said += scene->panel->rows[row].opens_count >= 0;
    if (said > 0)
        return needed_by_panel(scenario, scene->panel, said, out, max);
    for (int i = 0; i < scene->evidence_count; i++)
        count = needed_add(out, max, count, scene->evidence[i], CREDIT_ONE);
    return count;
}
