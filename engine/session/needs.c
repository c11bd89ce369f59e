/* What a scene offers, and what waits for a look (docs/format.md, "Looking up"). */
#include "session/machine.h"

#include "model/condition.h"

static const struct scene *scene_of(const struct session *session) {
    return &session->scenario->scenes[session->scene];
}

/* ---- what is met ---- */

/* `read_card` (-1: none) counts as read already. */
static bool is_met(const struct session *session, struct evidence evidence, int read_card) {
    const struct card *card = &session->scenario->cards[evidence.card];
    if (evidence.fact >= 0)
        return session->slots[card->facts[evidence.fact].seen_slot] != 0;
    return evidence.card == read_card || session->slots[card->read_slot] != 0;
}

static bool need_is_met(const struct session *session, const struct need *need, int read_card) {
    for (int i = 0; i < need->count; i++)
        if (is_met(session, need->any[i], read_card))
            return true;
    return false;
}

static bool needs_are_met(const struct session *session, const struct option *option,
                          int read_card) {
    for (int i = 0; i < option->need_count; i++)
        if (!need_is_met(session, &option->needs[i], read_card))
            return false;
    return true;
}

static bool need_is_in_reach(const struct session *session, const struct need *need) {
    for (int i = 0; i < need->count; i++)
        if (is_met(session, need->any[i], -1) || session_card_exists(session, need->any[i].card))
            return true;
    return false;
}

static bool needs_are_in_reach(const struct session *session, const struct option *option) {
    for (int i = 0; i < option->need_count; i++)
        if (!need_is_in_reach(session, &option->needs[i]))
            return false;
    return true;
}

/* ---- offering ---- */

static bool is_open(const struct session *session, const struct option *option) {
    return !(option->once && session->slots[option->took_slot]) &&
           condition_holds(option->when, session->slots);
}

static bool is_full(const struct session *session) {
    return session->offered_count + session->attainable_count >= OPTIONS_SHOWN_MAX;
}

static bool is_listed(const int *list, int count, int option) {
    for (int i = 0; i < count; i++)
        if (list[i] == option)
            return true;
    return false;
}

void session_offer(struct session *session) {
    const struct scene *scene = scene_of(session);
    bool shows_all = session->setup.mode == MODE_PANEL; /* experts rate what is in reach, too */
    int order[OPTIONS_SCENE_MAX];
    option_order(session->scenario, session->scene, session->setup.seed, order);
    for (int i = 0; i < scene->option_count; i++) {
        const struct option *option = &scene->options[order[i]];
        if (session->offered_count < OPTIONS_SHOWN_MAX && is_open(session, option) &&
            (needs_are_met(session, option, -1) ||
             (shows_all && needs_are_in_reach(session, option))))
            session->offered[session->offered_count++] = order[i];
    }
    for (int i = 0; i < scene->option_count && !shows_all; i++) {
        const struct option *option = &scene->options[i];
        if (option->need_count > 0 && !is_full(session) && is_open(session, option) &&
            !needs_are_met(session, option, -1) && needs_are_in_reach(session, option))
            session->attainable[session->attainable_count++] = i;
    }
}

/* Those that waited and need wait no longer take the next places. */
static void join(struct session *session) {
    const struct scene *scene = scene_of(session);
    int left = 0;
    for (int i = 0; i < session->attainable_count; i++) {
        int option = session->attainable[i];
        if (needs_are_met(session, &scene->options[option], -1))
            session->offered[session->offered_count++] = option;
        else
            session->attainable[left++] = option;
    }
    session->attainable_count = left;
}

void session_offer_more(struct session *session) {
    const struct scene *scene = scene_of(session);
    join(session);
    for (int i = 0; i < scene->option_count; i++) {
        const struct option *option = &scene->options[i];
        if (option->when && !is_full(session) &&
            !is_listed(session->offered, session->offered_count, i) &&
            !is_listed(session->attainable, session->attainable_count, i) &&
            is_open(session, option) && needs_are_met(session, option, -1))
            session->offered[session->offered_count++] = i;
    }
}

/* ---- the moment at which a card is met ---- */

int64_t session_read_due(const struct session *session) {
    int card = session->open_card;
    if (card < 0 || session->scene < 0)
        return -1;
    int slot = session->scenario->cards[card].read_slot;
    if (slot < 0 || session->slots[slot])
        return -1;
    int64_t due = session->opened_t + card_threshold_ms(&session->scenario->cards[card]) -
                  session->cards[card].open_ms;
    return due > session->now ? due : session->now;
}

void session_meet_card(struct session *session) {
    session->slots[session->scenario->cards[session->open_card].read_slot] = 1;
    join(session);
}

bool session_will_offer(const struct session *session, int option, int64_t t) {
    if (is_listed(session->offered, session->offered_count, option))
        return true;
    int64_t due = session_read_due(session);
    return due >= 0 && due <= t &&
           is_listed(session->attainable, session->attainable_count, option) &&
           needs_are_met(session, &scene_of(session)->options[option], session->open_card);
}
