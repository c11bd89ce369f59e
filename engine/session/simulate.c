#include "session/simulate.h"

#include "base/hash.h"
#include "model/condition.h"

#include <stdlib.h>

static int at_least_one(int count) {
    return count > 0 ? count : 1;
}

static int *counters(int count) {
    return calloc((size_t)at_least_one(count), sizeof(int));
}

/* Numbers options and variants one after another. */
static void number_texts(struct simulation *s) {
    const struct scenario *scenario = s->scenario;
    int lines = 0, options = 0;
    for (int i = 0; i < scenario->scene_count; i++) {
        s->option_first[i] = options;
        s->line_first[i] = lines;
        options += scenario->scenes[i].option_count;
        lines += scenario->scenes[i].customer.count;
    }
    for (int i = 0; i < scenario->ending_count; i++) {
        s->ending_line_first[i] = lines;
        lines += scenario->endings[i].customer.count;
    }
    for (int i = 0; i < scenario->scene_count; i++)
        for (int o = 0; o < scenario->scenes[i].option_count; o++) {
            s->says_first[s->option_first[i] + o] = lines;
            lines += scenario->scenes[i].options[o].says.count;
        }
    for (int i = 0, nudges = 0; i < scenario->scene_count; i++) {
        s->nudge_first[i] = nudges;
        for (int n = 0; n < scenario->scenes[i].nudge_count; n++) {
            s->nudge_line_first[nudges++] = lines;
            lines += scenario->scenes[i].nudges[n].text.count;
        }
    }
    s->line_count = lines;
}

/* Numbers the entries of `lines` and `later` one after another. */
static void number_spoken(struct simulation *s) {
    const struct scenario *scenario = s->scenario;
    for (int i = 0; i < scenario->scene_count; i++) {
        s->spoken_first[i] = s->spoken_count;
        s->spoken_count += scenario->scenes[i].lines.count;
    }
    for (int i = 0; i < scenario->ending_count; i++) {
        s->spoken_first[scenario->scene_count + i] = s->spoken_count;
        s->spoken_count += scenario->endings[i].lines.count + scenario->endings[i].later.count;
    }
}

bool simulation_init(struct simulation *s, const struct scenario *scenario) {
    *s = (struct simulation){.scenario = scenario};
    for (int i = 0; i < scenario->scene_count; i++) {
        s->option_count += scenario->scenes[i].option_count;
        s->nudge_count += scenario->scenes[i].nudge_count;
    }
    s->endings = counters(scenario->ending_count);
    s->scenes = counters(scenario->scene_count);
    s->options = counters(s->option_count);
    s->option_first = counters(scenario->scene_count);
    s->line_first = counters(scenario->scene_count);
    s->ending_line_first = counters(scenario->ending_count);
    s->says_first = counters(s->option_count);
    s->nudges = counters(s->nudge_count);
    s->nudge_first = counters(scenario->scene_count);
    s->nudge_line_first = counters(s->nudge_count);
    s->ran_out = counters(scenario->scene_count);
    s->scene_credit = calloc((size_t)at_least_one(scenario->scene_count), sizeof(int64_t));
    s->scene_keyed = counters(scenario->scene_count);
    s->best = counters(s->option_count);
    s->spoken_first = counters(scenario->scene_count + scenario->ending_count);
    if (!s->scene_credit || !s->scene_keyed || !s->best || !s->spoken_first)
        return false;
    if (!s->endings || !s->scenes || !s->options || !s->option_first || !s->line_first ||
        !s->ending_line_first || !s->says_first || !s->nudges || !s->nudge_first ||
        !s->nudge_line_first || !s->ran_out)
        return false;
    number_texts(s);
    number_spoken(s);
    s->lines = counters(s->line_count);
    s->spoken = counters(s->spoken_count);
    return s->lines && s->spoken;
}

void simulation_finish(struct simulation *s) {
    int *const all[] = {s->endings,      s->scenes,      s->options,
                        s->option_first, s->lines,       s->line_first,
                        s->nudges,       s->nudge_first, s->ending_line_first,
                        s->says_first,   s->ran_out,     s->nudge_line_first,
                        s->scene_keyed,  s->best,        s->spoken,
                        s->spoken_first};
    free(s->scene_credit);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
    *s = (struct simulation){0};
}

static void count_decision(struct simulation *s, const struct event *event) {
    const struct decision *decision = event->decision;
    const struct key *key = &decision->key;
    bool is_timeout = decision->option < 0;
    s->decisions += !is_timeout;
    s->timeouts += is_timeout;
    s->ran_out[event->scene] += is_timeout;
    if (!is_timeout) {
        int option = s->option_first[event->scene] + decision->option;
        s->options[option]++;
        if (decision->says >= 0)
            s->lines[s->says_first[option] + decision->says]++;
    }
    int most = 0;
    bool has_key = false;
    for (int i = 0; i < key->count; i++) {
        has_key = has_key || key->credit[i] >= 0;
        most = key->credit[i] > most ? key->credit[i] : most;
    }
    for (int i = 0; has_key && i < key->count; i++)
        if (key->credit[i] == most)
            s->best[s->option_first[event->scene] +
                    (i < decision->count ? decision->shown[i]
                                         : decision->withheld[i - decision->count])]++;
    if (!has_key || (!is_timeout && key->credit[decision->position] < 0))
        return;
    s->keyed++;
    s->scene_keyed[event->scene]++;
    if (!is_timeout)
        s->scene_credit[event->scene] += key->credit[decision->position];
    s->weaker += key->status < KEY_OPERATIONAL;
    if (!is_timeout) {
        s->credit += key->credit[decision->position];
        s->acceptable += key->category[decision->position] >= 1;
    }
}

static void count_spoken(struct simulation *s, int first, int count, uint32_t bits) {
    for (int i = 0; i < count; i++)
        s->spoken[first + i] += bits >> i & 1;
}

static void count_end(struct simulation *s, const struct session *session,
                      const struct event *event) {
    const struct outcome *outcome = session_outcome(session);
    const struct ending *ending = &s->scenario->endings[event->ending];
    int spoken = s->spoken_first[s->scenario->scene_count + event->ending];
    count_spoken(s, spoken, ending->lines.count, event->lines);
    count_spoken(s, spoken + ending->lines.count, ending->later.count, event->later);
    s->endings[event->ending]++;
    if (event->line >= 0)
        s->lines[s->ending_line_first[event->ending] + event->line]++;
    s->resolved += outcome->resolved;
    s->retained += outcome->retained;
    s->compliant += outcome->compliant;
    s->csat += outcome->csat;
    s->cost += outcome->cost;
}

static void count_nudge(struct simulation *s, const struct session *session,
                        const struct event *event) {
    int nudge = s->nudge_first[event->scene] + event->nudge;
    int line = variants_choose(&s->scenario->scenes[event->scene].nudges[event->nudge].text,
                               session_slots(session));
    s->nudges[nudge]++;
    if (line >= 0)
        s->lines[s->nudge_line_first[nudge] + line]++;
}

static void count_event(void *self, const struct session *session, const struct event *event) {
    struct simulation *s = self;
    switch (event->kind) {
    case EVENT_SCENE:
        s->scenes[event->scene]++;
        count_spoken(s, s->spoken_first[event->scene],
                     s->scenario->scenes[event->scene].lines.count, event->lines);
        if (event->line >= 0)
            s->lines[s->line_first[event->scene] + event->line]++;
        break;
    case EVENT_DECISION:
    case EVENT_TIMEOUT:
        count_decision(s, event);
        break;
    case EVENT_NUDGE:
        count_nudge(s, session, event);
        break;
    case EVENT_END:
        count_end(s, session, event);
        break;
    default:
        break;
    }
}

void simulation_run(struct simulation *s, enum player player, struct session *session,
                    uint64_t seed, int first, int count) {
    struct session_sink sink = {count_event, s};
    for (int run = first; run < first + count; run++) {
        uint64_t own = seed + (uint64_t)run;
        uint64_t stream = stream_state(own, "player");
        session_reset(session, own);
        s->unfinished += !player_play(player, session, &sink, &stream, -1);
        s->runs++;
    }
}

static void add(int *to, const int *from, int count) {
    for (int i = 0; i < count; i++)
        to[i] += from[i];
}

void simulation_add(struct simulation *s, const struct simulation *other) {
    s->runs += other->runs;
    s->unfinished += other->unfinished;
    s->decisions += other->decisions;
    s->timeouts += other->timeouts;
    s->credit += other->credit;
    s->keyed += other->keyed;
    s->weaker += other->weaker;
    s->acceptable += other->acceptable;
    s->resolved += other->resolved;
    s->retained += other->retained;
    s->compliant += other->compliant;
    s->csat += other->csat;
    s->cost += other->cost;
    add(s->endings, other->endings, s->scenario->ending_count);
    add(s->scenes, other->scenes, s->scenario->scene_count);
    add(s->options, other->options, s->option_count);
    add(s->lines, other->lines, s->line_count);
    add(s->nudges, other->nudges, s->nudge_count);
    add(s->ran_out, other->ran_out, s->scenario->scene_count);
    add(s->scene_keyed, other->scene_keyed, s->scenario->scene_count);
    add(s->best, other->best, s->option_count);
    add(s->spoken, other->spoken, s->spoken_count);
    for (int i = 0; i < s->scenario->scene_count; i++)
        s->scene_credit[i] += other->scene_credit[i];
}
