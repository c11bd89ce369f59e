#include "model/text.h"

#include <string.h>

static const char FSI[] = "\xE2\x81\xA8", PDI[] = "\xE2\x81\xA9";

static bool is_name(const char *name, size_t len, const char *wanted) {
    return len == strlen(wanted) && memcmp(name, wanted, len) == 0;
}

static bool is_variable(const struct scenario *scenario, const char *name, size_t len, int *slot) {
    *slot = memchr(name, '.', len) ? -1 : scenario_slot(scenario, name, len);
    return *slot >= 0;
}

static int32_t initial_value(const struct scenario *scenario, int slot) {
    if (slot == SLOT_ANGER)
        return scenario->anger;
    if (slot == SLOT_TRUST)
        return scenario->trust;
    if (slot == scenario->minutes_slot)
        return 0;
    return scenario->variables[slot - SLOT_VARS].initial;
}

/* What stands behind the names of a text. */
struct names {
    const struct scenario *scenario;
    const int32_t *slots; /* NULL: as at the start */
    const char *agent_name;
    const struct outcome *outcome; /* NULL: not an ending's text */
};

static bool is_clock(const struct scenario *scenario, const char *name, size_t len) {
    return scenario->minutes_slot >= 0 && is_name(name, len, "clock");
}

static void expand_clock(const struct names *names, struct buf *out) {
    const struct scenario *scenario = names->scenario;
    int passed = names->slots ? names->slots[scenario->minutes_slot] : 0;
    int now = (scenario->story_clock + passed) % MINUTES_PER_DAY;
    buf_printf(out, "%02d:%02d", now / 60, now % 60);
}

static void expand_name(const struct names *names, const char *name, size_t len, struct buf *out) {
    const struct scenario *scenario = names->scenario;
    int slot;
    if (is_name(name, len, "customer.name"))
        buf_text(out, scenario->customer_name);
    else if (is_name(name, len, "agent.name"))
        buf_text(out, names->agent_name && *names->agent_name ? names->agent_name : "the agent");
    else if (is_clock(scenario, name, len))
        expand_clock(names, out);
    else if (is_variable(scenario, name, len, &slot))
        buf_int(out, names->slots ? names->slots[slot] : initial_value(scenario, slot));
    else if (names->outcome && is_name(name, len, "cost"))
        buf_int(out, names->outcome->cost);
    else if (names->outcome && is_name(name, len, "csat"))
        buf_int(out, names->outcome->csat);
}

static void expand(const struct names *names, const char *text, bool isolate, struct buf *out) {
    for (const char *at = text; *at;) {
        size_t plain = strcspn(at, "{}");
        buf_add(out, at, plain);
        at += plain;
        if (!*at)
            break;
        const char *end = strchr(at, '}');
        if (at[0] == at[1] || *at == '}' || !end) { /* {{ or }}; a stray one cannot occur */
            buf_char(out, *at);
            at += at[0] == at[1] ? 2 : 1;
            continue;
        }
        if (isolate)
            buf_text(out, FSI);
        expand_name(names, at + 1, (size_t)(end - at - 1), out);
        if (isolate)
            buf_text(out, PDI);
        at = end + 1;
    }
}

void text_expand(const struct scenario *scenario, const int32_t *slots, const char *agent_name,
                 const char *text, bool isolate, struct buf *out) {
    expand(&(struct names){scenario, slots, agent_name, NULL}, text, isolate, out);
}

void text_expand_ending(const struct scenario *scenario, const int32_t *slots,
                        const struct outcome *outcome, const char *agent_name, const char *text,
                        bool isolate, struct buf *out) {
    expand(&(struct names){scenario, slots, agent_name, outcome}, text, isolate, out);
}

static bool is_known(const struct scenario *scenario, const char *name, size_t len,
                     bool is_ending) {
    int slot;
    return is_name(name, len, "customer.name") || is_name(name, len, "agent.name") ||
           is_clock(scenario, name, len) || is_variable(scenario, name, len, &slot) ||
           (is_ending && (is_name(name, len, "cost") || is_name(name, len, "csat")));
}

static bool check(const struct scenario *scenario, const char *text, bool is_ending,
                  const char **start, size_t *len) {
    for (const char *at = text; *at;) {
        at += strcspn(at, "{}");
        if (!*at)
            break;
        if (at[0] == at[1]) {
            at += 2;
            continue;
        }
        const char *end = *at == '{' ? strchr(at, '}') : NULL;
        *start = end ? at + 1 : at;
        *len = end ? (size_t)(end - at - 1) : 1;
        if (!end || !is_known(scenario, *start, *len, is_ending))
            return false;
        at = end + 1;
    }
    return true;
}

bool text_check(const struct scenario *scenario, const char *text, const char **start,
                size_t *len) {
    return check(scenario, text, false, start, len);
}

bool text_check_ending(const struct scenario *scenario, const char *text, const char **start,
                       size_t *len) {
    return check(scenario, text, true, start, len);
}
