#include "model/scenario.h"

#include <string.h>

static const char *const levels[LEVEL_COUNT] = {"calm", "standard", "storm"};
static const char *const kinds[KIND_COUNT] = {"call", "moment", "checkpoint"};
static const char *const channels[CHANNEL_COUNT] = {"voice", "chat", "email"};
static const char *const stances[STANCE_COUNT] = {NULL,      "act",     "act_in_part", "verify",
                                                  "inform",  "listen",  "refuse",      "hold",
                                                  "handoff", "escalate"};
static const char *const escalations[ESCALATION_COUNT] = {NULL, "needed", "unneeded", "either"};
static const char *const skills[SKILL_COUNT] = {
    NULL,        "sense_making",  "evidence",    "authority", "communication",
    "listening", "de_escalation", "negotiation", "handoff"};
static const char *const key_statuses[KEY_STATUS_COUNT] = {"none", "ambiguous", "illustrative",
                                                           "pilot", "operational"};

static const char *name_at(const char *const *names, int count, int index) {
    return index >= 0 && index < count ? names[index] : NULL;
}

static int index_of(const char *const *names, int count, const char *name) {
    for (int i = 0; i < count; i++)
        if (names[i] && strcmp(names[i], name) == 0)
            return i;
    return -1;
}

const char *level_name(enum level level) {
    return name_at(levels, LEVEL_COUNT, (int)level);
}
const char *kind_name(enum kind kind) {
    return name_at(kinds, KIND_COUNT, (int)kind);
}
const char *channel_name(enum channel channel) {
    return name_at(channels, CHANNEL_COUNT, (int)channel);
}
const char *stance_name(enum stance stance) {
    return name_at(stances, STANCE_COUNT, (int)stance);
}
const char *escalation_name(enum escalation escalation) {
    return name_at(escalations, ESCALATION_COUNT, (int)escalation);
}
const char *skill_name(enum skill skill) {
    return name_at(skills, SKILL_COUNT, (int)skill);
}
const char *key_status_name(enum key_status status) {
    return name_at(key_statuses, KEY_STATUS_COUNT, (int)status);
}

int level_of(const char *name) {
    return index_of(levels, LEVEL_COUNT, name);
}
int kind_of(const char *name) {
    return index_of(kinds, KIND_COUNT, name);
}
int channel_of(const char *name) {
    return index_of(channels, CHANNEL_COUNT, name);
}
int stance_of(const char *name) {
    return index_of(stances, STANCE_COUNT, name);
}
int escalation_of(const char *name) {
    return index_of(escalations, ESCALATION_COUNT, name);
}
int skill_of(const char *name) {
    return index_of(skills, SKILL_COUNT, name);
}
int key_status_of(const char *name) {
    return index_of(key_statuses, KEY_STATUS_COUNT, name);
}
