/* The four habits as rates at a standard mix of decisions; see stats/mix_rate.h. */
#include "score/profile_private.h"
#include "stats/minima.h"

#include <math.h>
#include <string.h>

int habit_of(const struct profiling *p, enum habit habit, int32_t row) {
    const struct decision_columns *d = p->d;
    bool is_timeout = d->option[row] < 0;
    switch (habit) {
    case HABIT_ESCALATES:
        if (is_timeout || !d->offers_both[row] || !d->can_keep[row] ||
            d->escalation[row] != ESCALATION_UNNEEDED)
            return -1;
        return d->escalated[row] == 1;
    case HABIT_KEEPS:
        if (is_timeout || !d->offers_both[row] || d->escalation[row] != ESCALATION_NEEDED)
            return -1;
        return d->escalated[row] != 1;
    case HABIT_PARKS:
        return d->stop_offered[row] ? d->stop_taken[row] : -1;
    default:
        return is_timeout ? -1 : d->is_unsupported[row];
    }
}

static void add_panel(struct profiling *p, enum habit habit) {
    double sum = 0, weights = 0;
    for (int32_t i = 0; i < p->data->panel_count; i++) {
        int32_t row = p->data->panel_rows[i], item = dataset_item_of_row(p->data, row);
        int shows = habit_of(p, habit, row);
        if (item < 0 || shows < 0)
            continue;
        p->mix[habit].panel_n[item]++;
        p->mix[habit].panel_x[item] += shows;
    }
    for (int32_t j = 0; j < p->data->items; j++) {
        const struct habit_mix *mix = &p->mix[habit];
        if (mix->panel_n[j] < MIN_PANEL_PLAYS)
            continue;
        sum += mix->n[j] * (double)mix->panel_x[j] / mix->panel_n[j];
        weights += mix->n[j];
    }
    p->mix[habit].panel_rate = weights > 0 ? sum / weights : NAN;
}

static bool prepare_habit(struct profiling *p, enum habit habit) {
    struct habit_mix *mix = &p->mix[habit];
    size_t items = (size_t)p->data->items + 1;
    int32_t **const arrays[] = {&mix->x, &mix->n, &mix->panel_x, &mix->panel_n};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
        *arrays[i] = arena_array(p->arena, items, sizeof **arrays[i]);
        if (!*arrays[i])
            return false;
        memset(*arrays[i], 0, items * sizeof **arrays[i]);
    }
    for (int32_t i = 0; i < p->data->count; i++) {
        const struct measured *m = &p->data->measured[i];
        int shows = habit_of(p, habit, m->row);
        if (shows < 0)
            continue;
        mix->n[m->item]++;
        mix->x[m->item] += shows;
        mix->all_n++;
        mix->all_x += shows;
    }
    add_panel(p, habit);
    mix->bank = mix->all_n ? (double)mix->all_x / mix->all_n : 0.5;
    for (int32_t j = 0; j < p->data->items; j++)
        mix->base += mix->n[j] * mix_share(mix->x[j], mix->n[j], mix->bank);
    return true;
}

bool prepare_rates(struct profiling *p, struct err *err) {
    size_t items = (size_t)p->data->items + 1;
    p->own_x = arena_array(p->arena, items, sizeof *p->own_x);
    p->own_n = arena_array(p->arena, items, sizeof *p->own_n);
    if (!p->own_x || !p->own_n)
        return err_memory(err);
    memset(p->own_x, 0, items * sizeof *p->own_x);
    memset(p->own_n, 0, items * sizeof *p->own_n);
    for (int habit = 0; habit < HABIT_COUNT; habit++)
        if (!prepare_habit(p, (enum habit)habit))
            return err_memory(err);
    return true;
}

/* What the subject did at each item, in the window or not, is nobody else's. */
static void count_own(const struct profiling *p, const struct subject *who, enum habit habit,
                      int sign) {
    for (int i = 0; i < who->agent_count; i++) {
        const struct dataset_agent *agent = &p->data->agent[who->agents[i]];
        for (int32_t m = agent->first; m < agent->first + agent->count; m++) {
            int32_t item = p->data->measured[m].item;
            int shows = habit_of(p, habit, p->data->measured[m].row);
            p->own_n[item] += sign * (shows >= 0);
            p->own_x[item] += sign * (shows == 1);
        }
    }
}

static double share_of_others(const struct profiling *p, enum habit habit, int32_t item) {
    const struct habit_mix *mix = &p->mix[habit];
    return mix_share(mix->x[item] - p->own_x[item], mix->n[item] - p->own_n[item], mix->bank);
}

/* R: over all items of the kind, with what others did where the subject has been. An item that
 * several of a team have met is corrected once: `own_n` is shared out over them. */
static double bank_of_others(const struct profiling *p, const struct subject *who,
                             enum habit habit) {
    const struct habit_mix *mix = &p->mix[habit];
    double sum = mix->base;
    for (int i = 0; i < who->agent_count; i++) {
        const struct dataset_agent *agent = &p->data->agent[who->agents[i]];
        for (int32_t m = agent->first; m < agent->first + agent->count; m++) {
            int32_t item = p->data->measured[m].item;
            if (habit_of(p, habit, p->data->measured[m].row) < 0)
                continue;
            double change =
                share_of_others(p, habit, item) - mix_share(mix->x[item], mix->n[item], mix->bank);
            sum += mix->n[item] * change / p->own_n[item];
        }
    }
    return mix->all_n ? sum / mix->all_n : NAN;
}

struct mix_rate rate_habit(const struct profiling *p, const struct subject *who, enum habit habit) {
    int x = 0, n = 0;
    double expected = 0, others = 0;
    count_own(p, who, habit, 1);
    for (int i = 0; i < who->count; i++) {
        const struct measured *m = &p->data->measured[who->measured[i]];
        int shows = habit_of(p, habit, m->row);
        if (shows < 0)
            continue;
        n++;
        x += shows;
        expected += share_of_others(p, habit, m->item);
        others += p->mix[habit].n[m->item] - p->own_n[m->item];
    }
    double bank = bank_of_others(p, who, habit);
    count_own(p, who, habit, -1);
    return mix_rate_of(x, n, expected, bank, n ? others / n : 0);
}

double rate_limit(const struct profiling *p, enum habit habit) {
    static const struct {
        double floor, margin;
    } limits[HABIT_COUNT] = {[HABIT_ESCALATES] = {0.25, 0.10},
                             [HABIT_KEEPS] = {0.15, 0.10},
                             [HABIT_PARKS] = {0.20, 0.10},
                             [HABIT_DECIDES_UNLOOKED] = {0.30, 0.15}};
    double panel = p->mix[habit].panel_rate, floor = limits[habit].floor;
    return isnan(panel) ? floor : fmax(floor, panel + limits[habit].margin);
}
