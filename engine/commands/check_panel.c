#include "commands/check_panel.h"

#include "base/hash.h"
#include "record/panel_file.h"
#include "stats/minima.h"
#include "stats/panel.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static_assert((int)MIN_OPERATIONAL_EXPERTS == (int)PANEL_OPERATIONAL_MIN &&
                  (int)MIN_PILOT_EXPERTS == (int)PANEL_PILOT_MIN,
              "the panel file and the statistics ask for the same number of experts");

static const char *const status_words[] = {
    [PANEL_AMBIGUOUS] = "ambiguous", [PANEL_PILOT] = "pilot", [PANEL_OPERATIONAL] = "operational"};

static void say_votes(const struct scene *scene, struct buf *out) {
    int votes[PANEL_OPTIONS_MAX] = {0};
    for (int row = 0; row < scene->panel->row_count; row++)
        if (scene->panel->rows[row].best >= 0)
            votes[scene->panel->rows[row].best]++;
    double kappa = panel_free_marginal(votes, scene->option_count);
    buf_printf(out, "%d experts voted", scene->panel->row_count);
    if (!isnan(kappa))
        buf_printf(out, "; agreement beyond chance %.2f", kappa);
}

static void say_figure(struct buf *out, const char *words, double figure, double limit) {
    if (isnan(figure))
        buf_printf(out, ", %s cannot be told", words);
    else
        buf_printf(out, ", %s %.2f (%s %.2f)", words, figure, limit > 1 ? "at most" : "at least",
                   limit);
}

static void say_ratings(const struct scene *scene, struct buf *out) {
    const struct panel *panel = scene->panel;
    int rating[PANEL_EXPERTS_MAX * PANEL_OPTIONS_MAX];
    bool critical[PANEL_OPTIONS_MAX];
    int options = scene->option_count;
    for (int o = 0; o < options; o++)
        critical[o] = scene->options[o].critical;
    for (int row = 0; row < panel->row_count; row++)
        for (int o = 0; o < options; o++)
            rating[row * options + o] = panel->rows[row].ratings[o];
    uint64_t seed = fnv1a_64(FNV1A_64_START, scene->node, strlen(scene->node));
    struct panel_health health = panel_health(rating, panel->row_count, options, critical, seed);
    buf_printf(out, "%d experts", health.experts);
    say_figure(out, "mean deviation at the best option", health.average_deviation,
               PANEL_DEVIATION_MAX);
    say_figure(out, "order of the options W", health.concordance, PANEL_CONCORDANCE_MIN);
    say_figure(out, "the same best options in resampled panels", health.stability,
               PANEL_STABILITY_MIN);
    if (!health.has_best || !health.has_poor)
        buf_printf(out, ", no option is %s", health.has_best ? "poor" : "best");
    buf_printf(out, ": %s", status_words[panel_status(&health)]);
}

bool check_panel_scene(const struct scenario *scenario, int index, struct buf *out) {
    const struct scene *scene = &scenario->scenes[index];
    const struct panel *panel = scene->panel;
    if (!panel || !panel->is_collected || panel->row_count < 1 ||
        panel->row_count > PANEL_EXPERTS_MAX || scene->option_count > PANEL_OPTIONS_MAX)
        return false;
    buf_printf(out, "the panel of scene \"%s\": ", scene->id);
    if (panel->is_votes)
        say_votes(scene, out);
    else
        say_ratings(scene, out);
    return true;
}

/* One row for each expert, one column for each option that a collected panel rated. */
static int list_ratings(const struct scenario *scenario, double *value, int units) {
    int unit = 0;
    for (int i = 0; i < scenario->scene_count; i++) {
        const struct scene *scene = &scenario->scenes[i];
        if (!scene->panel || !scene->panel->is_collected || scene->panel->is_votes)
            continue;
        for (int o = 0; o < scene->option_count; o++, unit++)
            for (int row = 0; value && row < scene->panel->row_count; row++)
                value[scene->panel->rows[row].expert * units + unit] =
                    scene->panel->rows[row].ratings[o];
    }
    return unit;
}

bool check_panel_whole(const struct scenario *scenario, struct buf *out) {
    int units = list_ratings(scenario, NULL, 0), experts = scenario->expert_count;
    size_t cells = (size_t)units * (size_t)experts;
    double *value = units && experts > 1 ? malloc(cells * sizeof *value) : NULL;
    if (!value)
        return false;
    for (size_t i = 0; i < cells; i++)
        value[i] = NAN;
    list_ratings(scenario, value, units);
    double alpha = panel_krippendorff(value, experts, units, METRIC_ORDINAL);
    free(value);
    if (!isnan(alpha))
        buf_printf(out,
                   "all ratings together: Krippendorff's alpha %.2f (0.67 for tentative use, 0.80 "
                   "before a score leaves the training team)",
                   alpha);
    return !isnan(alpha);
}
