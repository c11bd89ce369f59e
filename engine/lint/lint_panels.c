/* What a panel says of its decision. */
#include "lint/lint_private.h"

#include "stats/panel.h"

#include <stdio.h>

static int all_options(const struct scene *scene, int *out) {
    for (int i = 0; i < scene->option_count; i++)
        out[i] = i;
    return scene->option_count;
}

/* Of a panel that is too small (W205) its opinion is a remark. */
static enum lint_code of_panel(const struct scene *scene, enum lint_code code) {
    return scene->panel->row_count < LINT_PANEL_LEAST ? LINT_REMARK : code;
}

/* ---- W206 ---- */

/* The option that every expert alone names best; -1: there is none. */
static int named_by_all(const struct scene *scene) {
    int shown[OPTIONS_SHOWN_MAX], count = all_options(scene, shown);
    uint32_t first = panel_row_best(&scene->panel->rows[0], shown, count);
    for (int i = 1; i < scene->panel->row_count; i++)
        if (panel_row_best(&scene->panel->rows[i], shown, count) != first)
            return -1;
    for (int i = 0; i < count; i++)
        if (first == UINT32_C(1) << i)
            return i;
    return -1;
}

static void check_spread(struct lint *lint, int index) {
    const struct scene *scene = &lint->scenario->scenes[index];
    int best = scene->panel->row_count > 1 ? named_by_all(scene) : -1;
    if (best < 0)
        return;
    struct lint_finding finding =
        lint_of_scene(lint, of_panel(scene, LINT_NO_SPREAD), index, -1,
                      "make another option one that a good colleague could take, or use the scene "
                      "for a rule that everybody must know");
    finding.key = "panel";
    lint_tell(lint, finding,
              "all %d experts name '%.64s' best in scene '%.64s': where nobody doubts there is "
              "nothing to judge",
              scene->panel->row_count, scene->options[best].id, scene->id);
}

/* ---- W207 ---- */

static double concordance(const struct scene *scene) {
    static const int most = PANEL_EXPERTS_MAX;
    double scores[PANEL_EXPERTS_MAX * OPTIONS_SHOWN_MAX];
    int rows = scene->panel->row_count < most ? scene->panel->row_count : most;
    for (int r = 0; r < rows; r++)
        for (int o = 0; o < scene->option_count; o++)
            scores[r * scene->option_count + o] = scene->panel->rows[r].ratings[o];
    return panel_concordance(scores, rows, scene->option_count).w;
}

static void tell_disagreement(struct lint *lint, int index, const char *numbers) {
    const struct scene *scene = &lint->scenario->scenes[index];
    struct lint_finding finding =
        lint_of_scene(lint, of_panel(scene, LINT_NO_AGREEMENT), index, -1,
                      "say in the scene what the answer depends on, or keep it for a discussion");
    finding.key = "panel";
    lint_tell(lint, finding, "the %d experts of scene '%.64s' do not agree: %s",
              scene->panel->row_count, scene->id, numbers);
}

static void check_agreement(struct lint *lint, int index, const struct key *key) {
    const struct scene *scene = &lint->scenario->scenes[index];
    char numbers[160];
    if (scene->panel->row_count < 2)
        return;
    if (!scene->panel->is_votes) {
        double w = concordance(scene);
        snprintf(numbers, sizeof numbers,
                 "the concordance of their ratings (Kendall's W) is %.2f; %.2f is needed", w,
                 PANEL_CONCORDANCE_MIN);
        if (w < PANEL_CONCORDANCE_MIN)
            tell_disagreement(lint, index, numbers);
        return;
    }
    int most = key_most_voted(key, key->count, -1);
    if (most < 0 || key_is_named_best(key, most))
        return;
    snprintf(numbers, sizeof numbers, "'%.64s' has the most votes, %d of %d; half are needed",
             scene->options[most].id, key->votes[most], key->experts);
    tell_disagreement(lint, index, numbers);
}

/* ---- W208 ---- */

static bool can_be_hidden(const struct lint *lint, int scene, int option) {
    const struct explore_result *explored = lint->explored;
    if (explored->hidden[explored->option_first[scene] + option])
        return true;
    for (int level = 0; level < LEVEL_COUNT; level++)
        if (!explored->levels[level].is_complete)
            return lint->scenario->scenes[scene].options[option].when != NULL;
    return false;
}

static void check_hidden(struct lint *lint, int index, const struct key *key) {
    const struct scene *scene = &lint->scenario->scenes[index];
    for (int i = 0; i < key->count; i++) {
        if (key->category[i] < 2 || !can_be_hidden(lint, index, i))
            continue;
        struct lint_finding finding =
            lint_of_scene(lint, LINT_BEST_HIDDEN, index, i,
                          "write `needs` where it waits for a look, or offer it always");
        finding.key = "when";
        lint_tell(lint, finding,
                  "the best option '%.64s' of scene '%.64s' (credit %.2f) is offered only while "
                  "\"%.80s\" holds: without it an agent has no good answer",
                  scene->options[i].id, scene->id, (double)key->credit[i] / CREDIT_ONE,
                  condition_source(scene->options[i].when));
    }
}

/* ---- W211 ---- */

static const char *said(enum escalation class) {
    return class == ESCALATION_NEEDED     ? "is needed"
           : class == ESCALATION_UNNEEDED ? "is not needed"
                                          : "may be or not";
}

static void check_class(struct lint *lint, int index) {
    const struct scene *scene = &lint->scenario->scenes[index];
    int counts[ESCALATION_COUNT] = {0}, answers = 0;
    for (int i = 0; i < scene->panel->row_count; i++)
        counts[scene->panel->rows[i].escalate]++;
    for (int class = ESCALATION_NEEDED; class < ESCALATION_COUNT; class ++)
        answers += counts[class];
    for (int class = ESCALATION_NEEDED; class < ESCALATION_COUNT; class ++) {
        if (counts[class] * 2 <= answers || (int)scene->escalation == class ||
            scene->escalation == ESCALATION_UNSAID)
            continue;
        struct lint_finding finding =
            lint_of_scene(lint, LINT_ESCALATION_DIFFERS, index, -1,
                          "follow the panel, or say in a card what the rule is");
        finding.key = "escalation";
        lint_tell(lint, finding,
                  "%d of %d experts say that in scene '%.64s' escalation %s; the author says that "
                  "it %s",
                  counts[class], answers, scene->id, said((enum escalation) class),
                  said(scene->escalation));
    }
}

/* ---- W222 ---- */

static void check_critical(struct lint *lint, int index, const struct key *key) {
    const struct scene *scene = &lint->scenario->scenes[index];
    static const int of_the_best = 8500; /* credit from which an option is of category 2 */
    for (int i = 0; i < key->count; i++) {
        if (!scene->options[i].critical || key->credit[i] < of_the_best)
            continue;
        struct lint_finding finding =
            lint_of_scene(lint, LINT_CRITICAL_BEST, index, i,
                          "tell the experts what it breaks, or remove `critical`");
        finding.key = "critical";
        lint_tell(lint, finding,
                  "the critical option '%.64s' of scene '%.64s' is among the panel's best (credit "
                  "%.2f, best of %d of %d experts): it can earn nothing",
                  scene->options[i].id, scene->id, (double)key->credit[i] / CREDIT_ONE,
                  key->votes[i], key->experts);
    }
}

/* ---- rated 2 or less by all, and no rule is broken: a remark ---- */

enum { RATING_LOW = 2 };

static void check_taken_by_nobody(struct lint *lint, int index) {
    const struct scene *scene = &lint->scenario->scenes[index];
    for (int o = 0; o < scene->option_count && !scene->panel->is_votes; o++) {
        int most = 0;
        for (int i = 0; i < scene->panel->row_count; i++)
            if (scene->panel->rows[i].ratings[o] > most)
                most = scene->panel->rows[i].ratings[o];
        bool is_trap = scene->options[o].critical || !scene->options[o].compliant;
        if (most <= RATING_LOW && !is_trap)
            lint_tell(lint,
                      lint_of_scene(lint, LINT_REMARK, index, o,
                                    "replace it by something that a decent agent has really said"),
                      "option '%.64s' of scene '%.64s' is rated %d or less by all %d experts: "
                      "hardly anybody will take it",
                      scene->options[o].id, scene->id, RATING_LOW, scene->panel->row_count);
    }
}

void lint_panels(struct lint *lint) {
    for (int i = 0; i < lint->scenario->scene_count; i++) {
        const struct scene *scene = &lint->scenario->scenes[i];
        struct key key;
        if (!lint_key(scene, &key))
            continue;
        check_hidden(lint, i, &key);
        if (!scene->panel || scene->panel->row_count == 0)
            continue;
        check_spread(lint, i);
        check_agreement(lint, i, &key);
        check_class(lint, i);
        check_critical(lint, i, &key);
        check_taken_by_nobody(lint, i);
    }
}
