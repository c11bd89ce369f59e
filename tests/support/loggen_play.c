#include "support/loggen_play.h"

#include "base/hash.h"
#include "record/describe.h"
#include "stats/prim.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct taking {
    struct buf *out;
    struct buf line;
    struct record_head head;
    struct record_room room;
    int64_t seq, start_ms;
    char prev[65];
    uint16_t *exposure; /* one a scene: shown and decided so far */
    bool failed;
};

static void add(struct taking *taking, struct record *record) {
    record->seq = taking->seq;
    record->at = taking->start_ms + record->t;
    record->prev = taking->seq ? taking->prev : NULL;
    buf_clear(&taking->line);
    record_write(record, &taking->line);
    sha256_hex(taking->line.data, taking->line.len, taking->prev);
    buf_add(taking->out, taking->line.data, taking->line.len);
    buf_char(taking->out, '\n');
    taking->seq++;
}

static void take(void *self, const struct session *session, const struct event *event) {
    struct taking *taking = self;
    struct record record;
    if (!describe_event(&taking->head, session, event, &taking->room, &record))
        taking->failed = true;
    else
        add(taking, &record);
    if (event->kind == EVENT_DECISION || event->kind == EVENT_TIMEOUT)
        taking->exposure[event->scene]++;
}

bool loggen_play(const struct play_wish *wish, struct buf *out) {
    uint16_t *exposure = calloc((size_t)wish->scenario->scene_count + 1, sizeof *exposure);
    struct session_setup setup = {.rules = RULES_NOW,
                                  .seed = wish->seed,
                                  .level = wish->level,
                                  .mode = wish->mode,
                                  .timing = TIMING_NORMAL,
                                  .exposure = exposure};
    struct session *session = exposure ? session_create(wish->scenario, &setup) : NULL;
    struct taking taking = {.out = out,
                            .exposure = exposure,
                            .start_ms = wish->start_ms,
                            .head = {.session = wish->session,
                                     .agent = wish->agent,
                                     .team = wish->team,
                                     .locale = wish->scenario->locale,
                                     .app = "offscript " OFFSCRIPT_VERSION,
                                     .chosen_by = "assigned",
                                     .start_exposure = 1,
                                     .rules = RULES_NOW}};
    struct session_sink sink = {take, &taking};
    struct record record;
    if (!session) {
        free(exposure);
        return false;
    }
    describe_start(&taking.head, session, &taking.room, &record);
    add(&taking, &record);
    uint64_t stream = stream_state(wish->seed, "player");
    bool ok = wish->player == PLAYER_COUNT
                  ? player_play_by(wish->rule, wish->self, session, &sink)
                  : player_play(wish->player, session, &sink, &stream, wish->confidence);
    session_destroy(session);
    free(exposure);
    buf_finish(&taking.line);
    return ok && !taking.failed && !out->failed;
}

void loggen_session_id(int64_t ms, struct rng *rng, char out[37]) {
    uint64_t a = rng_next(rng), b = rng_next(rng);
    snprintf(out, 37, "%08x-%04x-7%03x-%04x-%012llx", (unsigned)(ms >> 16), (unsigned)(ms & 0xffff),
             (unsigned)(a & 0xfff), (unsigned)(0x8000 | (a >> 12 & 0x3fff)),
             (unsigned long long)(b & UINT64_C(0xffffffffffff)));
}

struct player_answer model_agent_answers(void *self, const struct session *session) {
    struct model_agent *agent = self;
    const struct scene *scene = &session_scenario(session)->scenes[session_scene(session)];
    int shown[OPTIONS_SHOWN_MAX], of_category[3] = {0};
    int count = session_options(session, shown);
    struct key key;
    double weight[OPTIONS_SHOWN_MAX], all = 0, acceptable = 0;
    key_compute(scene, shown, count, session_setup(session)->rules, &key);
    double location = key.expects < 0 ? 0 : -logit(fmin(fmax(key.expects / 10000.0, .05), .95));
    double z = agent->theta + agent->sigma_u - location;
    for (int i = 0; i < count; i++)
        of_category[key.category[i] < 0 ? 0 : key.category[i]]++;
    for (int i = 0; i < count; i++) {
        int x = key.category[i] < 0 ? 0 : key.category[i];
        weight[i] = exp(x * z) / of_category[x];
        all += weight[i];
        acceptable += x >= 1 ? weight[i] : 0;
    }
    double left = rng_uniform(&agent->rng) * all;
    int chosen = 0;
    for (; chosen < count - 1 && (left -= weight[chosen]) >= 0; chosen++)
        ;
    return (struct player_answer){shown[chosen], 20 * (int)lround(5 * acceptable / all)};
}
