/* From one state to the next. */
#include "model/condition.h"
#include "session/effect.h"
#include "session/explore_walk.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* ---- work: every step that a hostile scenario could multiply is counted ---- */

static bool holds(struct explore *explore, const struct condition *condition) {
    explore->work += 1 + condition_size(condition);
    return condition_holds(condition, explore->there.slots);
}

static int size_of(const struct effect *effect) {
    return effect->set_count + effect->add_count;
}

static void apply(struct explore *explore, const struct effect *effect) {
    explore->work += size_of(effect);
    effect_apply(effect, explore->there.slots);
}

static void count_up(struct explore *explore, int slot) {
    int32_t *slots = explore->there.slots;
    counter_add(slot, slots);
    if (slot >= 0 && slots[slot] > explore->cap[slot])
        slots[slot] = explore->cap[slot];
}

static void pass_minutes(struct explore *explore, int minutes) {
    int slot = explore->scenario->minutes_slot;
    int32_t *slots = explore->there.slots;
    minutes_pass(explore->scenario, minutes, slots);
    if (slot >= 0 && slots[slot] > explore->cap[slot])
        slots[slot] = explore->cap[slot];
}

static int choose_line(struct explore *explore, const struct variants *variants) {
    for (int i = 0; i < variants->count; i++)
        if (holds(explore, variants->items[i].when))
            return i;
    return -1;
}

/* The last branch has no condition. */
static struct target choose_target(struct explore *explore, const struct branches *branches) {
    int chosen = 0;
    while (chosen < branches->count - 1 && !holds(explore, branches->items[chosen].when))
        chosen++;
    return branches->items[chosen].to;
}

/* ---- states ---- */

static void pack(const struct explore *explore, const struct moment *moment, int32_t *out) {
    out[HEAD_SCENE] = moment->scene;
    memcpy(out + HEAD_NUDGES, &moment->nudges, sizeof moment->nudges);
    memcpy(out + HEAD_OFFERED, moment->offered, sizeof moment->offered);
    memcpy(out + HEAD_WAITING, moment->waiting, sizeof moment->waiting);
    out[HEAD_BREACH] = moment->is_breach;
    for (int i = 0; i < explore->relevant_count; i++) {
        int slot = explore->relevant[i];
        out[HEAD_COUNT + i] =
            explore_is_live(explore, moment->scene, slot) ? moment->slots[slot] : 0;
    }
}

static void unpack(const struct explore *explore, const int32_t *packed, struct moment *moment) {
    moment->scene = packed[HEAD_SCENE];
    memcpy(&moment->nudges, packed + HEAD_NUDGES, sizeof moment->nudges);
    memcpy(moment->offered, packed + HEAD_OFFERED, sizeof moment->offered);
    memcpy(moment->waiting, packed + HEAD_WAITING, sizeof moment->waiting);
    moment->is_breach = packed[HEAD_BREACH] != 0;
    for (int i = 0; i < explore->relevant_count; i++)
        moment->slots[explore->relevant[i]] = packed[HEAD_COUNT + i];
}

/* `there` becomes as `here`; only what matters is copied. */
static void stay(struct explore *explore) {
    int32_t *slots = explore->there.slots;
    explore->work += 1 + explore->relevant_count / 8;
    for (int i = 0; i < explore->relevant_count; i++)
        slots[explore->relevant[i]] = explore->here.slots[explore->relevant[i]];
    explore->there = explore->here;
    explore->there.slots = slots;
}

static void enqueue(struct explore *explore, struct queue *queue, int state) {
    if (queue->count == queue->capacity) {
        int capacity = queue->capacity ? queue->capacity * 2 : 256;
        int *items = realloc(queue->items, (size_t)capacity * sizeof *items);
        if (!items) {
            explore->failed = true;
            return;
        }
        queue->items = items;
        queue->capacity = capacity;
    }
    queue->items[queue->count++] = state;
}

/* The state `there` is reached with `depth` decisions. */
static void reach(struct explore *explore, struct queue *queue, int depth) {
    struct explore_level *level = &explore->out->levels[explore->level];
    bool is_new;
    level->transitions++;
    explore->work += 1 + explore->relevant_count / 4; /* packed, hashed and compared */
    pack(explore, &explore->there, explore->packed);
    int state = states_add(&explore->states, explore->packed, &is_new);
    if (state < 0) {
        explore->failed = explore->failed || explore->states.failed;
        level->is_complete = false;
        return;
    }
    if (is_new) {
        explore->is_done[state] = false;
        explore->depth[state] = INT_MAX;
        level->states++;
    }
    if (explore->is_done[state] || explore->depth[state] <= depth)
        return;
    explore->depth[state] = depth;
    explore->parent[state] = explore->from;
    explore->step[state] = explore->move;
    enqueue(explore, queue, state);
}

/* ---- moves ---- */

static bool is_in(const uint32_t *mask, int option) {
    return mask[option / 32] >> (option % 32) & 1;
}

static void put(uint32_t *mask, int option) {
    mask[option / 32] |= UINT32_C(1) << (option % 32);
}

static bool is_left(const struct explore *explore, const struct option *option) {
    return !(option->once && explore->there.slots[option->took_slot]);
}

static bool is_open(struct explore *explore, const struct option *option) {
    return is_left(explore, option) && holds(explore, option->when);
}

static bool is_met(struct explore *explore, struct evidence evidence) {
    const struct card *card = &explore->scenario->cards[evidence.card];
    explore->work++;
    return explore->there
               .slots[evidence.fact < 0 ? card->read_slot : card->facts[evidence.fact].seen_slot] !=
           0;
}

/* Every need is met; or, with `in_reach`, met or on a card that is on the desk. */
static bool needs_are_met(struct explore *explore, const struct option *option, bool in_reach) {
    for (int n = 0; n < option->need_count; n++) {
        const struct need *need = &option->needs[n];
        bool is_any = false;
        for (int i = 0; i < need->count && !is_any; i++)
            is_any = is_met(explore, need->any[i]) ||
                     (in_reach && holds(explore, explore->scenario->cards[need->any[i].card].when));
        if (!is_any)
            return false;
    }
    return true;
}

/* What `there` offers now is remembered, and told where it is too much. */
static void tell_offer(struct explore *explore, bool is_entry) {
    const struct moment *there = &explore->there;
    const struct scene *scene = &explore->scenario->scenes[there->scene];
    uint8_t *reached = explore->out->options + explore->out->option_first[there->scene];
    int offered = 0, waiting = 0;
    for (int i = 0; i < scene->option_count; i++) {
        waiting += is_in(there->waiting, i);
        if (!is_in(there->offered, i))
            continue;
        reached[i] |= (uint8_t)(1u << explore->level);
        offered++;
    }
    explore->work += scene->option_count;
    if (is_entry && offered == 0)
        explore_tell(explore, EXPLORE_HIDDEN, 0);
    if (is_entry && offered == 1 && scene->option_count > 1)
        explore_tell(explore, EXPLORE_FEW, 1);
    if (offered + waiting > OPTIONS_SHOWN_MAX)
        explore_tell(explore, EXPLORE_CROWDED, offered + waiting);
}

/* The scene is entered. */
static void offer(struct explore *explore) {
    struct moment *there = &explore->there;
    const struct scene *scene = &explore->scenario->scenes[there->scene];
    uint8_t *hidden = explore->out->hidden + explore->out->option_first[there->scene];
    for (int i = 0; i < scene->option_count; i++) {
        const struct option *option = &scene->options[i];
        if (!is_open(explore, option)) {
            if (is_left(explore, option))
                hidden[i] |= (uint8_t)(1u << explore->level);
            continue;
        }
        if (needs_are_met(explore, option, false))
            put(there->offered, i);
        else if (needs_are_met(explore, option, true))
            put(there->waiting, i);
    }
    tell_offer(explore, true);
}

/* What waited joins when its needs are met; opening something also offers what `when` now allows.
 */
static void offer_more(struct explore *explore, bool is_opening) {
    struct moment *there = &explore->there;
    const struct scene *scene = &explore->scenario->scenes[there->scene];
    for (int i = 0; i < scene->option_count; i++) {
        const struct option *option = &scene->options[i];
        bool waits = is_in(there->waiting, i);
        explore->work++;
        if (is_in(there->offered, i) || (!waits && !(is_opening && option->when)))
            continue;
        if (!needs_are_met(explore, option, false) || (!waits && !is_open(explore, option)))
            continue;
        put(there->offered, i);
        there->waiting[i / 32] &= ~(UINT32_C(1) << (i % 32));
    }
    tell_offer(explore, false);
}

static void mark_cards(struct explore *explore) {
    const struct scenario *scenario = explore->scenario;
    uint8_t bit = (uint8_t)(1u << explore->level);
    explore->work += scenario->card_count / 16;
    for (int i = 0; i < scenario->card_count; i++) {
        if (explore->out->cards[i] & bit)
            continue;
        if (holds(explore, scenario->cards[i].when))
            explore->out->cards[i] |= bit;
    }
    const struct scene *scene = &scenario->scenes[explore->there.scene];
    uint8_t *evidence = explore->out->evidence + explore->out->evidence_first[explore->there.scene];
    for (int i = 0; i < scene->evidence_count; i++)
        if (!(evidence[i] & bit) && holds(explore, scenario->cards[scene->evidence[i].card].when))
            evidence[i] |= bit;
}

/* `there` enters the scene: effects, the line spoken, the cards on the desk. */
static void enter(struct explore *explore, int index) {
    const struct scene *scene = &explore->scenario->scenes[index];
    struct explore_result *out = explore->out;
    struct moment *there = &explore->there;
    uint8_t bit = (uint8_t)(1u << explore->level);
    there->scene = index;
    there->nudges = 0;
    memset(there->offered, 0, sizeof there->offered);
    memset(there->waiting, 0, sizeof there->waiting);
    out->scenes[index] |= bit;
    count_up(explore, scene->visits_slot);
    apply(explore, &scene->enter);
    pass_minutes(explore, scene->takes);
    int line = choose_line(explore, &scene->customer);
    if (line >= 0)
        out->lines[out->line_first[index] + line] |= bit;
    mark_cards(explore);
    explore->work++;
}

void explore_arrive(struct explore *explore, struct target to, int depth) {
    struct explore_level *level = &explore->out->levels[explore->level];
    while (to.scene >= 0) {
        const struct scene *scene = &explore->scenario->scenes[to.scene];
        if (explore_is_over(explore))
            return;
        enter(explore, to.scene);
        if (scene->option_count > 0) {
            offer(explore);
            reach(explore, &explore->next, depth);
            return;
        }
        to = choose_target(explore, &scene->to);
    }
    explore->out->endings[to.ending] |= (uint8_t)(1u << explore->level);
    level->transitions++;
    explore_judge_ending(explore, to.ending);
    if (level->shortest >= 0 && depth >= level->shortest)
        return;
    level->shortest = depth;
    free(level->way);
    explore_copy_way(explore, &level->way, &level->way_count);
}

static void move(struct explore *explore, enum explore_move kind, int index, int fact) {
    explore->move = (struct explore_step){kind, explore->here.scene, index, fact};
}

/* `stay`ed; what was looked up for it stands in `there`. */
static void commit_option(struct explore *explore, int index, int depth) {
    const struct option *option = &explore->scenario->scenes[explore->here.scene].options[index];
    explore->there.is_breach |= option->critical && explore->tracks_breach;
    count_up(explore, option->took_slot);
    apply(explore, &option->effect);
    pass_minutes(explore, option->takes);
    explore_arrive(explore, choose_target(explore, &option->to), depth + 1);
}

static void take_option(struct explore *explore, int index, int depth) {
    move(explore, EXPLORE_OPTION, index, -1);
    stay(explore);
    commit_option(explore, index, depth);
}

/* Meets each need by its evidence of that number (the first where it has fewer). False: that takes
 * a look which is a move of its own. */
static bool meet_needs(struct explore *explore, const struct option *option, int number) {
    int32_t *slots = explore->there.slots;
    for (int n = 0; n < option->need_count; n++) {
        const struct need *need = &option->needs[n];
        struct evidence evidence = need->any[number < need->count ? number : 0];
        bool is_any = false;
        explore->work += 1 + need->count;
        for (int i = 0; i < need->count && !is_any; i++)
            is_any = slots[explore_met_slot(explore, need->any[i])] != 0;
        if (is_any)
            continue;
        if (!explore_is_plain(explore, evidence))
            return false;
        slots[explore_met_slot(explore, evidence)] = 1;
    }
    return true;
}

/* An option that waits is taken after the looks that it needs and no others: to have looked at more
 * opens nothing that a later look would not open. */
static void look_and_take(struct explore *explore, int index, int depth) {
    const struct option *option = &explore->scenario->scenes[explore->here.scene].options[index];
    uint8_t *reached = explore->out->options + explore->out->option_first[explore->here.scene];
    int numbers = 1;
    for (int n = 0; n < option->need_count; n++)
        if (option->needs[n].count > numbers)
            numbers = option->needs[n].count;
    for (int number = 0; number < numbers && !explore_is_over(explore); number++) {
        move(explore, EXPLORE_OPTION, index, number);
        stay(explore);
        if (!meet_needs(explore, option, number))
            continue;
        reached[index] |= (uint8_t)(1u << explore->level);
        commit_option(explore, index, depth);
    }
}

static bool matters(struct explore *explore, const struct effect *effect) {
    int scene = explore->here.scene;
    explore->work += size_of(effect);
    for (int i = 0; i < effect->set_count; i++)
        if (explore_is_live(explore, scene, effect->set[i].slot))
            return true;
    for (int i = 0; i < effect->add_count; i++)
        if (explore_is_live(explore, scene, effect->add[i].slot))
            return true;
    return false;
}

/* The next nudge in order of time, then of authoring, among those that change something. */
static int next_nudge(struct explore *explore, const struct scene *scene) {
    int next = -1;
    for (int i = 0; i < scene->nudge_count && i < NUDGES_SCENE_MAX; i++)
        if (!(explore->here.nudges >> i & 1) && matters(explore, &scene->nudges[i].effect) &&
            (next < 0 || scene->nudges[i].after_s < scene->nudges[next].after_s))
            next = i;
    return next;
}

static void pass_time(struct explore *explore, const struct scene *scene, int depth) {
    int nudge = next_nudge(explore, scene);
    stay(explore);
    if (nudge >= 0) {
        move(explore, EXPLORE_NUDGE, nudge, -1);
        explore->there.nudges |= UINT64_C(1) << nudge;
        apply(explore, &scene->nudges[nudge].effect);
        mark_cards(explore);
        reach(explore, &explore->now, depth);
    } else if (scene->timeout.count) {
        move(explore, EXPLORE_TIMEOUT, -1, -1);
        apply(explore, &scene->timeout_effect);
        pass_minutes(explore, scene->timeout_takes);
        explore_arrive(explore, choose_target(explore, &scene->timeout), depth + 1);
    }
}

/* Is the card on the desk? */
static bool is_there(struct explore *explore, int card) {
    const struct condition *when = explore->scenario->cards[card].when;
    explore->work += 1 + condition_size(when);
    return condition_holds(when, explore->here.slots);
}

/* Opening anything makes the session look again at what it can offer; so does a card that has been
 * open long enough, for what waits. */
static void open_things(struct explore *explore, int depth) {
    const struct scenario *scenario = explore->scenario;
    for (int i = 0; i < explore->opening_count && !explore_is_over(explore); i++) {
        const struct card *card = &scenario->cards[explore->openings[i].card];
        int fact = explore->openings[i].fact;
        if (!explore_is_live(explore, explore->here.scene, explore->openings[i].slot) ||
            explore->here.slots[explore->openings[i].slot] ||
            !is_there(explore, explore->openings[i].card))
            continue;
        move(explore, EXPLORE_LOOK, explore->openings[i].card, fact);
        stay(explore);
        int32_t *slots = explore->there.slots;
        if (fact != -1)
            slots[fact == EXPLORE_READ ? card->read_slot : card->facts[fact].seen_slot] = 1;
        slots[card->seen_slot] = 1; /* a fact is on its open card, and to read it is to open it */
        mark_cards(explore);
        offer_more(explore, true);
        reach(explore, &explore->now, depth);
    }
}

/* A card that no condition mentions can be opened too: after a nudge that may offer more. */
static void look_again(struct explore *explore, int depth) {
    const struct scenario *scenario = explore->scenario;
    if (!explore->here.nudges)
        return;
    for (int i = 0; i < scenario->card_count && !explore_is_over(explore); i++) {
        if (!is_there(explore, i))
            continue;
        move(explore, EXPLORE_LOOK, i, -1);
        stay(explore);
        offer_more(explore, true);
        reach(explore, &explore->now, depth);
        return;
    }
}

void explore_expand(struct explore *explore, int state) {
    int depth = explore->depth[state];
    explore->from = state;
    explore->is_done[state] = true;
    unpack(explore, states_at(&explore->states, state), &explore->here);
    const struct scene *scene = &explore->scenario->scenes[explore->here.scene];
    for (int i = 0; i < scene->option_count && !explore_is_over(explore); i++)
        if (is_in(explore->here.offered, i))
            take_option(explore, i, depth);
        else if (is_in(explore->here.waiting, i))
            look_and_take(explore, i, depth);
    pass_time(explore, scene, depth);
    open_things(explore, depth);
    look_again(explore, depth);
}
