/* The six lines of progress, from the score room's profile of this person's own logs. */
#include "score/profile.h"
#include "stats/minima.h"
#include "view/home_model.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const enum str names[LINE_COUNT] = {STR_LINE_JUDGMENT,    STR_LINE_ESCALATION,
                                           STR_LINE_CALIBRATION, STR_LINE_EVIDENCE,
                                           STR_LINE_CLOCK,       STR_LINE_TREND};

static int permille(double value, double low, double high) {
    double share = (value - low) / (high - low) * 1000;
    return isnan(share) || share < 0 ? 0 : share > 1000 ? 1000 : (int)lround(share);
}

static const char *kept(struct home_model *model, const char *text) {
    const char *copy = arena_text(model->arena, text, strlen(text));
    return copy ? copy : "";
}

/* A sentence with its numbers. */
static const char *sentence(struct home_model *model, enum str str, const int numbers[4]) {
    char text[320];
    const char *pattern = string_of(model->source.language, str);
    size_t len = 0;
    for (; *pattern && len + 16 < sizeof text; pattern++) {
        bool is_number = pattern[0] == '{' && pattern[1] >= '0' && pattern[1] <= '3';
        if (is_number) {
            len += (size_t)snprintf(text + len, sizeof text - len, "%d", numbers[pattern[1] - '0']);
            pattern += 2;
        } else {
            text[len++] = *pattern;
        }
    }
    text[len] = '\0';
    return kept(model, text);
}

static const char *range_text(struct home_model *model, enum str str, int low, int high) {
    return sentence(model, str, (int[4]){low, high});
}

static int hundredths(double share) {
    return (int)lround(share * 100);
}

/* Points too sure, too careful, or as far as can be told neither. */
static const char *calibration_text(struct home_model *model, int low, int high) {
    if (low > 0)
        return range_text(model, STR_POINTS_TOO_SURE, low, high);
    if (high < 0)
        return range_text(model, STR_POINTS_TOO_CAREFUL, -high, -low);
    return string_of(model->source.language, STR_AS_SURE_AS_RIGHT);
}

static const char *escalation_text(struct home_model *model, const struct escalation_line *line) {
    double c = line->measured.criterion;
    enum str word = isnan(c)   ? STR_LEANS_UNSAID
                    : c < -0.4 ? STR_LEANS_ESCALATE
                    : c > 0.4  ? STR_LEANS_SETTLE
                               : STR_LEANS_NEITHER;
    return string_of(model->source.language, word);
}

struct scale {
    double low, high;
};
static const struct scale scales[LINE_COUNT] = {{20, 80}, {-2, 2}, {-0.5, 0.5},
                                                {0, 1},   {0, 1},  {-1, 1}};

struct range {
    double low, high;
};

/* Within one standard error, on the line's own scale. NAN: not known. */
static struct range range_of(const struct profile *profile, enum line_kind kind) {
    const struct line *line = profile_line(profile, kind);
    const struct judgment_line *judgment = &profile->judgment;
    const struct escalation_measures *lean = &profile->escalation.measured;
    if (kind == LINE_JUDGMENT)
        return (struct range){judgment->report - judgment->report_se,
                              judgment->report + judgment->report_se};
    if (kind == LINE_EVIDENCE || kind == LINE_INTEGRITY) /* shares: a normal band may lie beyond */
        return (struct range){line->likely_low < 0 ? 0 : line->likely_low,
                              line->likely_high > 1 ? 1 : line->likely_high};
    if (kind == LINE_ESCALATION)
        return (struct range){lean->criterion - lean->se_criterion,
                              lean->criterion + lean->se_criterion};
    return (struct range){line->likely_low, line->likely_high};
}

static const char *text_of(struct home_model *model, const struct profile *profile,
                           enum line_kind kind, struct range range) {
    int low = hundredths(range.low), high = hundredths(range.high);
    enum str trend = range.low > 0    ? STR_TREND_UP
                     : range.high < 0 ? STR_TREND_DOWN
                                      : STR_TREND_LEVEL;
    switch (kind) {
    case LINE_JUDGMENT:
        return range_text(model, STR_RANGE, (int)lround(range.low), (int)lround(range.high));
    case LINE_ESCALATION:
        return escalation_text(model, &profile->escalation);
    case LINE_CALIBRATION:
        return calibration_text(model, low, high);
    case LINE_EVIDENCE:
        return range_text(model, STR_UNSUPPORTED, low, high);
    case LINE_INTEGRITY:
        return range_text(model, STR_STOPPED_CLOCK, low, high);
    default:
        return string_of(model->source.language, trend);
    }
}

/* Enough decisions, and yet nothing to say about this line: what is missing. */
static const char *lack_text(struct home_model *model, const struct profile *profile,
                             enum line_kind kind) {
    const struct escalation_counts *counts = &profile->escalation.counts;
    const struct confidence *sure = &profile->calibration.measured;
    switch (kind) {
    case LINE_JUDGMENT:
        return string_of(model->source.language, STR_LACKS_OTHERS);
    case LINE_ESCALATION:
        return sentence(
            model, STR_LACKS_ESCALATION,
            (int[4]){counts->false_alarms, counts->unneeded, counts->hits, counts->needed});
    case LINE_CALIBRATION:
        return isnan(sure->mean_stated)
                   ? string_of(model->source.language, STR_LACKS_SURE)
                   : range_text(model, STR_LACKS_SURE_MEANS, hundredths(sure->mean_stated),
                                hundredths(sure->share_acceptable));
    case LINE_EVIDENCE:
        return string_of(model->source.language, STR_LACKS_EVIDENCE);
    case LINE_INTEGRITY:
        return string_of(model->source.language, STR_LACKS_CLOCK);
    default:
        return range_text(model, STR_LACKS_TREND, profile->trend.occasions, 0);
    }
}

static void fill_line(struct home_model *model, const struct profile *profile, enum line_kind kind,
                      bool is_provisional, struct progress_line *out) {
    const struct line *line = profile_line(profile, kind);
    struct range range = range_of(profile, kind);
    out->is_provisional = is_provisional;
    if (line->state == STATE_NOT_ENOUGH_DATA || isnan(range.low) || isnan(range.high)) {
        out->text = lack_text(model, profile, kind);
        return;
    }
    out->state = PROGRESS_SAID;
    out->low = permille(range.low, scales[kind].low, scales[kind].high);
    out->high = permille(range.high, scales[kind].low, scales[kind].high);
    out->best = (out->low + out->high) / 2;
    out->text = text_of(model, profile, kind, range);
}

static bool is_short(const struct standing *standing) {
    return standing->measured < MIN_DECISIONS || standing->scenarios < MIN_SCENARIOS;
}

static int count_scored(const struct library_model *library) {
    int count = 0;
    for (int i = 0; i < library->count; i++)
        count += library->calls[i].is_scored;
    return count;
}

/* The whole minimum of the line, from the start: nobody is sent for a first part of it. */
static const char *needs_text(struct home_model *model, const struct standing *standing,
                              enum line_kind kind) {
    static const enum str needs[LINE_COUNT] = {STR_NEEDS_JUDGMENT, STR_NEEDS_ESCALATION,
                                               STR_NEEDS_SURE,     STR_NEEDS_EVIDENCE,
                                               STR_NEEDS_CLOCK,    STR_LACKS_TREND};
    if (kind == LINE_TREND)
        return range_text(model, needs[kind], standing->profile.trend.occasions, 0);
    const char *text = range_text(model, needs[kind], standing->measured, standing->scenarios);
    int scored = count_scored(model->source.library);
    if (scored >= (kind == LINE_CALIBRATION ? MIN_STATED_SCENARIOS : MIN_SCENARIOS))
        return text;
    char both[640]; /* what the library cannot give is not promised */
    snprintf(both, sizeof both, "%s %s", text, range_text(model, STR_NEEDS_MORE_CALLS, scored, 0));
    return kept(model, both);
}

static struct progress_line nothing_yet(struct home_model *model, enum line_kind kind) {
    struct progress_line line = {
        .name = names[kind], .state = PROGRESS_FEW, .text = "", .mean = -1};
    const struct standing *standing = model->source.standing;
    if (!standing)
        line.text = string_of(model->source.language, STR_READING_CALLS);
    else
        line.text = needs_text(model, standing, kind);
    return line;
}

/* Keys weaker than operational count here: it is the person's own view, and it says so. */
void progress_model_fill(struct home_model *model) {
    struct home_view *view = &model->view;
    const struct standing *standing = model->source.standing;
    view->decisions = standing && standing->has_profile ? standing->profile.n : 0;
    for (int kind = 0; kind < LINE_COUNT; kind++) {
        struct progress_line *line = &view->progress[kind];
        *line = nothing_yet(model, (enum line_kind)kind);
        if (standing && standing->has_profile && !is_short(standing))
            fill_line(model, &standing->profile, (enum line_kind)kind, standing->is_provisional,
                      line);
    }
}
