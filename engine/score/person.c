#include "score/person.h"

#include "base/file.h"
#include "record/people.h"
#include "score/scoring.h"
#include "table/join.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_own(const struct session_columns *s, int32_t session, int32_t agent) {
    return s->agent[session] == agent && !s->is_broken[session] && s->mode[session] != MODE_PANEL &&
           s->mode[session] != MODE_PREVIEW;
}

static bool has_answer(const struct decision_columns *d, int32_t row) {
    return d->key[row] != KEY_NONE && d->key[row] != KEY_AMBIGUOUS && d->option[row] >= 0 &&
           d->confidence[row] >= 0 && d->category[row] >= 0;
}

static void add_decision(struct person *person, int32_t row) {
    const struct decision_columns *d = &person->columns->decision;
    person->by_skill[d->skill[row]]++;
    if (!has_answer(d, row))
        return;
    person->answers[person->answer_count++] =
        (struct person_answer){.confidence = d->confidence[row],
                               .scenario = person->columns->session.scenario[d->session[row]],
                               .is_acceptable = d->category[row] >= 1,
                               .is_provisional = d->key[row] != KEY_OPERATIONAL,
                               .is_escalated = d->escalated[row] == 1,
                               .is_unneeded = d->escalation[row] == ESCALATION_UNNEEDED,
                               .is_needed = d->escalation[row] == ESCALATION_NEEDED};
}

static void add_session(struct person *person, int32_t session) {
    const struct columns *columns = person->columns;
    const struct session_columns *s = &columns->session;
    bool is_retry = s->mode[session] == MODE_RETRY;
    person->sessions[person->session_count++] =
        (struct person_session){.id = columns_text(columns, s->id[session]),
                                .scenario = columns_text(columns, s->scenario[session]),
                                .at_ms = s->start_ms[session],
                                .decisions = s->decisions[session],
                                .is_ended = s->is_ended[session],
                                .is_retry = is_retry};
    for (int32_t i = 0; !is_retry && i < s->decisions[session]; i++)
        add_decision(person, s->first[session] + i);
}

/* Sessions of one agent stand together, in order of time. */
static bool list(struct person *person, int32_t agent) {
    const struct session_columns *s = &person->columns->session;
    int32_t sessions = 0, decisions = 0;
    for (int32_t i = 0; i < s->count; i++)
        if (is_own(s, i, agent)) {
            sessions++;
            decisions += s->decisions[i];
        }
    person->sessions = calloc((size_t)sessions + 1, sizeof *person->sessions);
    person->answers = calloc((size_t)decisions + 1, sizeof *person->answers);
    if (!person->sessions || !person->answers)
        return false;
    for (int32_t i = 0; i < s->count; i++)
        if (is_own(s, i, agent))
            add_session(person, i);
    return true;
}

/* One person is one row whatever the ids; `person->agent` is this one's, by the journals. */
static bool join(struct person *person, const struct person_request *request, struct err *err) {
    struct people *people = people_read(&request->logs, 1, err);
    const struct session_columns *s = &person->columns->session;
    bool ok = people && columns_join(person->columns, people, err);
    for (int32_t i = 0; ok && i < s->count && person->agent < 0; i++)
        if ((i == 0 || s->agent[i] != s->agent[i - 1]) &&
            people_are_one(people, columns_text(person->columns, s->agent[i]), request->agent))
            person->agent = s->agent[i];
    people_destroy(people);
    return ok;
}

static bool read_logs(struct person *person, const struct person_request *request,
                      struct err *err) {
    const char *paths[] = {request->logs};
    struct columns_request reading = {.paths = paths,
                                      .path_count = 1,
                                      .cache = request->cache,
                                      .now_ms = request->now_ms,
                                      .reads_on = true,
                                      .progress = request->progress,
                                      .self = request->self,
                                      .cancel = request->cancel};
    int count = request->logs && file_is_folder(request->logs);
    person->columns = count ? columns_read(&reading, err)
                            : columns_read_texts(NULL, 0, &(struct columns_request){0}, err);
    if (!person->columns)
        return false;
    person->set_aside = person->columns->set_aside;
    person->agent = -1;
    if (request->adoption && !adopt_logs(request->adoption, person->columns, err))
        return false;
    if (request->logs && !join(person, request, err))
        return false;
    return list(person, person->agent) || err_memory(err);
}

struct person *person_read(const struct person_request *request, struct err *err) {
    struct person *person = calloc(1, sizeof *person);
    if (!person) {
        err_memory(err);
        return NULL;
    }
    if (!read_logs(person, request, err)) {
        person_destroy(person);
        return NULL;
    }
    return person;
}

static void take_counts(const struct dataset *data, int32_t agent, struct standing *out) {
    for (int32_t i = 0; i < data->agents; i++) {
        const struct dataset_agent *who = &data->agent[i];
        if (who->text != agent)
            continue;
        out->measured = who->window;
        out->scenarios = who->scenarios;
    }
    out->is_provisional = data->by_key[KEY_ILLUSTRATIVE] + data->by_key[KEY_PILOT] > 0;
}

bool person_score(const struct person *person, const atomic_bool *cancel, struct standing *out,
                  struct err *err) {
    struct scoring_request request = {.columns = person->columns,
                                      .set = {.keys = KEY_ILLUSTRATIVE, .as_of_ms = INT64_MAX},
                                      .depth = SCORING_LINES,
                                      .may_hurry = true,
                                      .authority_rate = NAN,
                                      .cancel = cancel};
    struct scoring *scoring = scoring_create(&request, err);
    *out = (struct standing){0};
    if (!scoring)
        return false;
    const struct profile *profile =
        scoring_find(scoring, columns_text(person->columns, person->agent));
    take_counts(scoring->dataset, person->agent, out);
    if (profile) {
        out->profile = *profile;
        out->has_profile = true;
    }
    scoring_destroy(scoring);
    return true;
}

void person_destroy(struct person *person) {
    if (!person)
        return;
    columns_destroy(person->columns);
    free(person->sessions);
    free(person->answers);
    free(person);
}
