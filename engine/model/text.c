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
    return scenario->variables[slot - SLOT_VARS].initial;
}

static void expand_name(const struct scenario *scenario, const int32_t *slots,
                        const char *agent_name, const char *name, size_t len, struct buf *out) {
    int slot;
    if (is_name(name, len, "customer.name"))
        buf_text(out, scenario->customer_name);
    else if (is_name(name, len, "agent.name"))
        buf_text(out, agent_name && *agent_name ? agent_name : "the agent");
    else if (is_variable(scenario, name, len, &slot))
        buf_int(out, slots ? slots[slot] : initial_value(scenario, slot));
}

void text_expand(const struct scenario *scenario, const int32_t *slots, const char *agent_name,
                 const char *text, bool isolate, struct buf *out) {
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
        expand_name(scenario, slots, agent_name, at + 1, (size_t)(end - at - 1), out);
        if (isolate)
            buf_text(out, PDI);
        at = end + 1;
    }
}

bool text_check(const struct scenario *scenario, const char *text, const char **start,
                size_t *len) {
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
        int slot;
        if (!end ||
            (!is_name(*start, *len, "customer.name") && !is_name(*start, *len, "agent.name") &&
             !is_variable(scenario, *start, *len, &slot)))
            return false;
        at = end + 1;
    }
    return true;
}
