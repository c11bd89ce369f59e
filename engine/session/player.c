#include "session/player.h"

#include "base/hash.h"
#include "base/utf8.h"

#include <string.h>

static const char *const names[PLAYER_COUNT] = {
    "random", "best", "worst",  "first",  "longest", "shortest", "escalate",
    "refuse", "act",  "middle", "silent", "hasty",   "newest"};

const char *player_name(enum player player) {
    return (int)player >= 0 && player < PLAYER_COUNT ? names[player] : NULL;
}

int player_of(const char *name) {
    for (int i = 0; i < PLAYER_COUNT; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return -1;
}

/* ---- choosing ---- */

struct offer {
    const struct scene *scene;
    int shown[OPTIONS_SHOWN_MAX]; /* authored indices */
    int count;
};

static const struct option *option_at(const struct offer *offer, int position) {
    return &offer->scene->options[offer->shown[position]];
}

static int first_with_stance(const struct offer *offer, enum stance stance) {
    for (int i = 0; i < offer->count; i++)
        if (option_at(offer, i)->stance == stance)
            return offer->shown[i];
    return -1;
}

static int first_that_escalates(const struct offer *offer, bool escalates) {
    for (int i = 0; i < offer->count; i++)
        if (option_at(offer, i)->escalates == escalates)
            return offer->shown[i];
    return -1;
}

/* Credits are over what is offered and what waits for a look; of these the best or the worst, ties
 * in authored order. Only the offered ones where `is_hasty`. */
static int by_credit(const struct session *session, bool wants_best, bool is_hasty) {
    const struct scene *scene = &session_scenario(session)->scenes[session_scene(session)];
    int both[2 * OPTIONS_SHOWN_MAX], waiting[OPTIONS_SHOWN_MAX];
    int offered = session_options(session, both);
    int count = offered + session_attainable(session, waiting);
    struct key key;
    int chosen = 0;
    for (int i = offered; i < count; i++)
        both[i] = waiting[i - offered];
    key_compute(scene, both, count, session_setup(session)->rules, &key);
    for (int i = 1; i < (is_hasty ? offered : count); i++) {
        int ahead =
            wants_best ? key.credit[i] - key.credit[chosen] : key.credit[chosen] - key.credit[i];
        if (ahead > 0 || (ahead == 0 && both[i] < both[chosen]))
            chosen = i;
    }
    return both[chosen];
}

static size_t text_length(const struct option *option) {
    const char *text = option->say ? option->say : option->act;
    return utf8_length(text, strlen(text));
}

/* Two lengths within a tenth of the longer one are equal to the eye: of the options that are as
 * long as the longest (as short as the shortest) the first shown. */
static int by_length(const struct offer *offer, bool wants_longest) {
    size_t extreme = text_length(option_at(offer, 0));
    for (int i = 1; i < offer->count; i++) {
        size_t length = text_length(option_at(offer, i));
        if (wants_longest ? length > extreme : length < extreme)
            extreme = length;
    }
    for (int i = 0; i < offer->count; i++) {
        size_t length = text_length(option_at(offer, i));
        if (wants_longest ? 10 * length >= 9 * extreme : 9 * length <= 10 * extreme)
            return offer->shown[i];
    }
    return offer->shown[0];
}

/* The first of the options (authored indices, -1: there is none), else one that keeps the call. */
static int else_keep(const struct offer *offer, int a, int b) {
    if (a >= 0 || b >= 0)
        return a >= 0 ? a : b;
    int keeps = first_that_escalates(offer, false);
    return keeps >= 0 ? keeps : offer->shown[0];
}

int player_choose(enum player player, const struct session *session, uint64_t *stream) {
    struct offer offer = {&session_scenario(session)->scenes[session_scene(session)], {0}, 0};
    offer.count = session_options(session, offer.shown);
    if (offer.count == 0)
        return -1;
    switch (player) {
    case PLAYER_RANDOM:
        return offer.shown[splitmix64(stream) % (uint64_t)offer.count];
    case PLAYER_BEST:
    case PLAYER_WORST:
    case PLAYER_HASTY: /* what still waits could not be looked up in time */
        return by_credit(session, player != PLAYER_WORST, true);
    case PLAYER_LONGEST:
    case PLAYER_SHORTEST:
        return by_length(&offer, player == PLAYER_LONGEST);
    case PLAYER_ESCALATE:
        return else_keep(&offer, first_with_stance(&offer, STANCE_ESCALATE),
                         first_that_escalates(&offer, true));
    case PLAYER_REFUSE:
        return else_keep(&offer, first_with_stance(&offer, STANCE_REFUSE), -1);
    case PLAYER_ACT:
        return else_keep(&offer, first_with_stance(&offer, STANCE_ACT),
                         first_with_stance(&offer, STANCE_ACT_IN_PART));
    case PLAYER_MIDDLE: {
        int part = first_with_stance(&offer, STANCE_ACT_IN_PART);
        return part >= 0 ? part : offer.shown[(offer.count - 1) / 2];
    }
    default:
        return offer.shown[0];
    }
}

/* ---- playing ---- */

struct playing {
    enum player player;
    player_rule *rule; /* instead of the player; NULL: none */
    void *rule_self;
    int confidence;
    struct session *session;
    const struct session_sink *sink;
    uint64_t *stream;
    int64_t until;   /* no card is opened that could not be read by then */
    int first_count; /* options offered when the scene was shown */
};

static bool step(struct playing *playing, struct input input) {
    struct err ignored = {0};
    return session_step(playing->session, &input, playing->sink, &ignored);
}

static bool is_met(const struct playing *playing, const struct card *card, int fact) {
    int slot = fact < 0 ? card->read_slot : card->facts[fact].seen_slot;
    return slot >= 0 && session_slots(playing->session)[slot] != 0;
}

/* Opens the card for exactly as long as it takes to count as read, and asks for those of its closed
 * facts that `wanted` names (bits; all: -1). */
static void read_card(struct playing *playing, int index, uint64_t wanted) {
    struct session *session = playing->session;
    const struct card *card = &session_scenario(session)->cards[index];
    int64_t t = session_now(session), end = t + card_threshold_ms(card);
    if (!session_card_exists(session, index) || end > playing->until ||
        !step(playing, (struct input){.kind = INPUT_CARD, .t_ms = t, .card = index}))
        return;
    for (int f = 0; f < card->fact_count && f < 64; f++)
        if (card->facts[f].closed && wanted >> f & 1)
            step(playing, (struct input){.kind = INPUT_FACT, .t_ms = t, .card = index, .fact = f});
    step(playing, (struct input){.kind = INPUT_CARD_CLOSED, .t_ms = end});
}

/* Looks up the first thing that would meet the need. */
static void meet_need(struct playing *playing, const struct need *need) {
    struct session *session = playing->session;
    const struct scenario *scenario = session_scenario(session);
    for (int i = 0; i < need->count; i++)
        if (is_met(playing, &scenario->cards[need->any[i].card], need->any[i].fact))
            return;
    for (int i = 0; i < need->count; i++) {
        struct evidence evidence = need->any[i];
        if (!session_card_exists(session, evidence.card))
            continue;
        read_card(playing, evidence.card,
                  evidence.fact >= 0 && evidence.fact < 64 ? UINT64_C(1) << evidence.fact : 0);
        return;
    }
}

/* One card after another, what the option chosen from the union needs. Returns it. */
static int look_up_choice(struct playing *playing) {
    const struct session *session = playing->session;
    const struct scene *scene = &session_scenario(session)->scenes[session_scene(session)];
    int chosen = by_credit(session, playing->player == PLAYER_BEST, false);
    for (int i = 0; i < scene->options[chosen].need_count; i++)
        meet_need(playing, &scene->options[chosen].needs[i]);
    return chosen;
}

static void look_everywhere(struct playing *playing) {
    const struct scenario *scenario = session_scenario(playing->session);
    for (int i = 0; i < scenario->card_count; i++)
        read_card(playing, i, UINT64_MAX);
}

static void look_up(struct playing *playing) {
    const struct scenario *scenario = session_scenario(playing->session);
    struct needed needed[EVIDENCE_MAX];
    int count = evidence_needed(scenario, &scenario->scenes[session_scene(playing->session)],
                                needed, EVIDENCE_MAX);
    for (int card = 0; card < scenario->card_count; card++) {
        uint64_t facts = 0;
        bool is_needed = false;
        for (int i = 0; i < count; i++) {
            if (needed[i].evidence.card != card)
                continue;
            is_needed = true;
            if (needed[i].evidence.fact >= 0 && needed[i].evidence.fact < 64)
                facts |= UINT64_C(1) << needed[i].evidence.fact;
        }
        if (is_needed)
            read_card(playing, card, facts);
    }
}

/* What the player looks up before it answers; the option it looked it up for, or -1. */
static int look(struct playing *playing) {
    int chosen = -1;
    if (playing->player == PLAYER_BEST || playing->player == PLAYER_WORST)
        chosen = look_up_choice(playing);
    if (playing->player == PLAYER_BEST)
        look_up(playing);
    else if (playing->player == PLAYER_NEWEST)
        look_everywhere(playing);
    return chosen;
}

static bool is_offered(const struct session *session, int option) {
    int offered[OPTIONS_SHOWN_MAX], count = session_options(session, offered);
    for (int i = 0; i < count; i++)
        if (offered[i] == option)
            return true;
    return false;
}

static struct player_answer answer(struct playing *playing, int chosen) {
    struct session *session = playing->session;
    int offered[OPTIONS_SHOWN_MAX], count = session_options(session, offered);
    if (playing->rule)
        return playing->rule(playing->rule_self, session);
    if (chosen < 0 || !is_offered(session, chosen))
        chosen = player_choose(playing->player, session, playing->stream);
    if (playing->player == PLAYER_NEWEST)
        chosen = count > playing->first_count ? offered[count - 1] : offered[0];
    return (struct player_answer){chosen, playing->confidence};
}

/* False: nothing is offered and no clock runs, so the call cannot go on. */
static bool decide(struct playing *playing) {
    struct session *session = playing->session;
    int64_t limit = session_limit_ms(session), shown = session_shown_t(session);
    int offered[OPTIONS_SHOWN_MAX];
    playing->first_count = session_options(session, offered);
    if ((playing->player == PLAYER_SILENT || playing->first_count == 0) && limit >= 0) {
        step(playing, (struct input){.kind = INPUT_TIME, .t_ms = session_deadline(session)});
        return true;
    }
    if (playing->first_count == 0)
        return false;
    playing->until = limit < 0 ? INT64_MAX : shown + limit - 1;
    int chosen = look(playing);
    int64_t pause = limit >= 0 && limit / 2 < PLAYER_ANSWER_MS ? limit / 2 : PLAYER_ANSWER_MS;
    int64_t t = shown + pause > session_now(session) ? shown + pause : session_now(session);
    /* Nudges that are due before the answer come before it is chosen. */
    step(playing, (struct input){.kind = INPUT_TIME, .t_ms = t});
    struct player_answer given = answer(playing, chosen);
    step(playing, (struct input){.kind = INPUT_DECISION,
                                 .t_ms = t,
                                 .option = given.option,
                                 .confidence = given.confidence});
    return true;
}

static bool play(struct playing *playing) {
    session_start(playing->session, playing->sink);
    for (int i = 0; !session_is_ended(playing->session); i++) {
        if (i == PLAYER_DECISIONS_MAX || !decide(playing))
            return false;
    }
    return true;
}

bool player_play(enum player player, struct session *session, const struct session_sink *sink,
                 uint64_t *stream, int confidence) {
    struct playing playing = {.player = player,
                              .session = session,
                              .sink = sink,
                              .stream = stream,
                              .confidence = confidence};
    return play(&playing);
}

bool player_play_by(player_rule *rule, void *self, struct session *session,
                    const struct session_sink *sink) {
    struct playing playing = {
        .player = PLAYER_COUNT, .rule = rule, .rule_self = self, .session = session, .sink = sink};
    return play(&playing);
}
