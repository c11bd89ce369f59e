#include "support/drive.h"

#include "support/cmocka.h"
#include "support/load.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what happened ----------------------------------------------------------------------------
 */

static const char *target_id(const struct scenario *scenario, struct target to) {
    return to.scene >= 0 ? scenario->scenes[to.scene].id : scenario->endings[to.ending].id;
}

static void trace_mood(const struct session *session, struct buf *out) {
    const int32_t *slots = session_slots(session);
    buf_printf(out, " anger %d trust %d", (int)slots[SLOT_ANGER], (int)slots[SLOT_TRUST]);
}

static void trace_minutes(const struct session *session, struct buf *out) {
    int slot = session_scenario(session)->minutes_slot;
    if (slot >= 0)
        buf_printf(out, " minutes %d", (int)session_slots(session)[slot]);
}

/* Numbers from 1. */
static void trace_bits(const char *before, uint32_t bits, struct buf *out) {
    for (int i = 0; i < LINES_MAX; i++)
        if (bits >> i & 1) {
            buf_printf(out, "%s%d", before, i + 1);
            before = " ";
        }
}

static void trace_scene(const struct session *session, const struct event *event, struct buf *out) {
    const struct scene *scene = &session_scenario(session)->scenes[event->scene];
    buf_printf(out, "scene %s", scene->id);
    if (event->line >= 0)
        buf_printf(out, " line %d", event->line + 1);
    trace_bits(" lines ", event->lines, out);
    trace_mood(session, out);
    trace_minutes(session, out);
    if (event->speaks_ms)
        buf_printf(out, " speaks %" PRId64, event->speaks_ms);
    int options[OPTIONS_SHOWN_MAX];
    int count = session_options(session, options);
    for (int i = 0; i < count; i++)
        buf_printf(out, "%s%s", i ? " " : ": ", scene->options[options[i]].id);
    count = session_attainable(session, options);
    for (int i = 0; i < count; i++)
        buf_printf(out, "%s%s", i ? " " : " | ", scene->options[options[i]].id);
}

static void trace_details(const struct session *session, const struct scene *scene,
                          const struct decision *decision, struct buf *out) {
    const struct scenario *scenario = session_scenario(session);
    buf_text(out, "\n  shown");
    for (int i = 0; i < decision->count; i++)
        buf_printf(out, " %s", scene->options[decision->shown[i]].id);
    buf_printf(out, "; at %d, sure %d, shown_t %" PRId64 ", chosen_t %" PRId64,
               decision->position + 1, decision->confidence, decision->shown_t, decision->chosen_t);
    buf_printf(out, ", reading %" PRId64 ", latency %" PRId64 ", limit %" PRId64 ", changes %d",
               decision->reading_ms, decision->latency_ms, decision->limit_ms, decision->changes);
    buf_printf(out, ", words %d, exposure %d, resumes %d", decision->words, decision->exposure,
               decision->resumes);
    if (decision->before_ms)
        buf_printf(out, ", before %" PRId64, decision->before_ms);
    if (decision->says >= 0)
        buf_printf(out, ", says %d", decision->says + 1);
    if (decision->why)
        buf_printf(out, ", why %s", decision->why);
    struct evidence seen[64];
    int count = session_evidence_seen(session, seen, 64);
    for (int i = 0; i < count; i++) {
        char name[160];
        evidence_name(scenario, seen[i], name, sizeof name);
        buf_printf(out, "%s%s", i ? " " : ", seen ", name);
    }
}

static void trace_decision(const struct session *session, const struct event *event, bool details,
                           struct buf *out) {
    const struct scenario *scenario = session_scenario(session);
    const struct scene *scene = &scenario->scenes[event->scene];
    const struct decision *decision = event->decision;
    if (event->kind == EVENT_DECISION)
        buf_printf(out, "decision %s %s", scene->id, scene->options[decision->option].id);
    else
        buf_printf(out, "timeout %s", scene->id);
    buf_printf(out, " to %s", target_id(scenario, decision->to));
    if (decision->selected >= 0)
        buf_printf(out, " had %s", scene->options[decision->selected].id);
    for (int i = 0; i < decision->withheld_count; i++)
        buf_printf(out, "%s%s", i ? " " : " withheld ", scene->options[decision->withheld[i]].id);
    if (details)
        trace_details(session, scene, decision, out);
}

static void trace_event(void *self, const struct session *session, const struct event *event) {
    struct trace *trace = self;
    struct buf *out = &trace->text;
    const struct scenario *scenario = session_scenario(session);
    const struct card *cards = scenario->cards;
    buf_printf(out, "%" PRId64 " ", event->t_ms);
    switch (event->kind) {
    case EVENT_SCENE:
        trace_scene(session, event, out);
        break;
    case EVENT_CARD:
        buf_printf(out, "card %s%s", cards[event->card].id, event->is_first ? " (first)" : "");
        break;
    case EVENT_CARD_CLOSED:
        buf_printf(out, "closed %s after %" PRId64, cards[event->card].id, event->open_ms);
        break;
    case EVENT_FACT:
        buf_printf(out, "fact %s.%s", cards[event->card].id,
                   cards[event->card].facts[event->fact].closed);
        break;
    case EVENT_NUDGE:
        buf_printf(out, "nudge %d", event->nudge + 1);
        trace_mood(session, out);
        break;
    case EVENT_DECISION:
    case EVENT_TIMEOUT:
        trace_decision(session, event, trace->details, out);
        break;
    case EVENT_READY:
        buf_printf(out, "ready %s", ready_by_name(event->by));
        break;
    case EVENT_SUSPENDED:
        buf_printf(out, "suspended %" PRId64, event->span);
        break;
    case EVENT_PAUSE:
        buf_printf(out, "pause %" PRId64, event->span);
        break;
    case EVENT_RESUME:
        buf_printf(out, "resume %" PRId64, event->span);
        break;
    case EVENT_END:
        buf_printf(out, "end %s", scenario->endings[event->ending].id);
        trace_bits(" lines ", event->lines, out);
        trace_bits(" later ", event->later, out);
        break;
    }
    buf_char(out, '\n');
}

struct session_sink trace_sink(struct trace *trace) {
    return (struct session_sink){trace_event, trace};
}

/* ---- driving ----------------------------------------------------------------------------------
 */

static int option_named(const struct session *session, const char *id) {
    int scene = session_scene(session);
    return scene < 0 ? -1 : scene_find_option(&session_scenario(session)->scenes[scene], id);
}

/* False: the words mean nothing. */
static bool read_input(const struct session *session, const char *line, struct input *input) {
    char verb[32], word[160] = "";
    long long t, number = -1;
    int words = sscanf(line, "%lld %31s %159s %lld", &t, verb, word, &number);
    *input = (struct input){.t_ms = t, .option = -1, .confidence = -1};
    struct evidence evidence = {-1, -1};
    if (words < 2)
        return false;
    if (strcmp(verb, "wait") == 0) {
        input->kind = INPUT_TIME;
    } else if (strcmp(verb, "card") == 0 || strcmp(verb, "fact") == 0) {
        input->kind = *verb == 'c' ? INPUT_CARD : INPUT_FACT;
        bool is_known = scenario_find_evidence(session_scenario(session), word, &evidence);
        input->card = is_known ? evidence.card : -1;
        input->fact = evidence.fact;
    } else if (strcmp(verb, "close") == 0) {
        input->kind = INPUT_CARD_CLOSED;
    } else if (strcmp(verb, "select") == 0) {
        input->kind = INPUT_SELECT;
        input->option = option_named(session, word);
    } else if (strcmp(verb, "decide") == 0) {
        input->kind = INPUT_DECISION;
        input->option = option_named(session, word);
        input->confidence = (int)number;
    } else if (strcmp(verb, "hold") == 0) {
        input->kind = INPUT_HOLD;
    } else if (strcmp(verb, "ready") == 0) {
        input->kind = INPUT_READY;
        input->by = (enum ready_by)ready_by_of(word);
    } else if (strcmp(verb, "suspended") == 0) {
        input->kind = INPUT_SUSPENDED;
        input->span = strtoll(word, NULL, 10);
    } else if (strcmp(verb, "pause") == 0 || strcmp(verb, "resume") == 0) {
        input->kind = *verb == 'p' ? INPUT_PAUSE : INPUT_RESUME;
        input->span = strtoll(word, NULL, 10);
    } else {
        return false;
    }
    return true;
}

int drive(struct session *session, const char *inputs, struct trace *trace) {
    struct session_sink sink = trace_sink(trace);
    int refused = 0;
    while (*inputs) {
        size_t len = strcspn(inputs, ";\n");
        char line[256];
        assert_true(len < sizeof line);
        memcpy(line, inputs, len);
        line[len] = '\0';
        inputs += len + (inputs[len] != '\0');
        if (strspn(line, " ") == len)
            continue;
        struct input input;
        struct err err = {0};
        if (!read_input(session, line, &input))
            fail_msg("what is \"%s\"?", line);
        if (!session_step(session, &input, &sink, &err)) {
            refused++;
            buf_printf(&trace->text, "! %s\n", err.text);
        }
    }
    return refused;
}

struct scenario *load_call(const char *file) {
    char path[512];
    snprintf(path, sizeof path, "tests/unit/session/%s", file);
    return load_shipped(path);
}

static void check(const char *file, const struct session_setup *setup, const char *inputs,
                  const char *expected, bool details) {
    struct scenario *scenario = load_call(file);
    struct session *session = session_create(scenario, setup);
    struct trace trace = {.details = details};
    struct session_sink sink = trace_sink(&trace);
    assert_non_null(session);
    session_start(session, &sink);
    drive(session, inputs, &trace);
    assert_string_equal(buf_cstr(&trace.text), expected);
    buf_finish(&trace.text);
    session_destroy(session);
    scenario_destroy(scenario);
}

void check_trace(const char *file, const struct session_setup *setup, const char *inputs,
                 const char *expected) {
    check(file, setup, inputs, expected, false);
}

void check_details(const char *file, const struct session_setup *setup, const char *inputs,
                   const char *expected) {
    check(file, setup, inputs, expected, true);
}
