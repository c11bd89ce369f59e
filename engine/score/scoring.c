#include "score/scoring.h"

#include "base/file.h"
#include "record/people.h"
#include "table/join.h"

#include <stdlib.h>
#include <string.h>

static bool may_go_on(const struct scoring_request *request, struct err *err) {
    if (request->cancel && atomic_load(request->cancel))
        return err_set(err, ERR_CANCELLED, "cancelled");
    return true;
}

/* Who is who, by the journals beside the logs. */
static struct people *find_people(const struct columns_request *logs, struct err *err) {
    const char **folders = calloc((size_t)logs->path_count + 1, sizeof *folders);
    int count = 0;
    if (!folders) {
        err_memory(err);
        return NULL;
    }
    for (int i = 0; i < logs->path_count; i++)
        if (file_is_folder(logs->paths[i]))
            folders[count++] = logs->paths[i];
    struct people *people = people_read(folders, count, err);
    free(folders);
    return people;
}

/* One person is one row, whatever the ids; and a filter by agent means the person. */
static bool join_people(struct columns *columns, const struct columns_request *logs,
                        struct log_filter *filter, struct err *err) {
    struct people *people = find_people(logs, err);
    bool ok = people && columns_join(columns, people, err);
    const struct session_columns *s = &columns->session;
    for (int32_t i = 0; ok && filter->agent && i < s->count; i++) {
        const char *agent = columns_text(columns, s->agent[i]);
        if ((i == 0 || s->agent[i] != s->agent[i - 1]) &&
            people_are_one(people, agent, filter->agent)) {
            filter->agent = agent;
            break;
        }
    }
    people_destroy(people);
    return ok;
}

static bool read_logs(struct scoring *scoring, const struct scoring_request *request,
                      struct err *err) {
    struct columns_request reading = request->logs;
    reading.progress = request->progress;
    reading.self = request->self;
    reading.cancel = request->cancel;
    struct dataset_request set = request->set;
    if (!request->columns) {
        scoring->own = columns_read(&reading, err);
        if (!scoring->own || !join_people(scoring->own, &reading, &set.filter, err))
            return false;
    }
    scoring->columns = request->columns ? request->columns : scoring->own;
    scoring->dataset = dataset_create(scoring->columns, &set, err);
    return scoring->dataset != NULL;
}

static bool score(struct scoring *scoring, const struct scoring_request *request, struct err *err) {
    struct score_request scale = {.calibration = request->calibration,
                                  .may_hurry = request->may_hurry,
                                  .for_bank = request->for_bank,
                                  .cancel = request->cancel};
    struct profile_request lines = {.authority_rate = request->authority_rate};
    if (!may_go_on(request, err) || !read_logs(scoring, request, err))
        return false;
    if (request->depth < SCORING_SCALE)
        return true;
    if (!may_go_on(request, err) ||
        !(scoring->run = score_run_create(scoring->dataset, &scale, err)))
        return false;
    return request->depth < SCORING_LINES ||
           (may_go_on(request, err) &&
            profiles_make(scoring->run, &lines, &scoring->profiles, &scoring->profile_count, err));
}

struct scoring *scoring_create(const struct scoring_request *request, struct err *err) {
    struct scoring *scoring = calloc(1, sizeof *scoring);
    if (!scoring) {
        err_memory(err);
        return NULL;
    }
    if (!score(scoring, request, err)) {
        scoring_destroy(scoring);
        return NULL;
    }
    return scoring;
}

void scoring_destroy(struct scoring *scoring) {
    if (!scoring)
        return;
    free(scoring->profiles);
    score_run_destroy(scoring->run);
    dataset_destroy(scoring->dataset);
    columns_destroy(scoring->own);
    free(scoring);
}

const struct profile *scoring_find(const struct scoring *scoring, const char *id) {
    for (int i = 0; i < scoring->profile_count; i++)
        if (strcmp(columns_text(scoring->columns, scoring->profiles[i].id), id) == 0)
            return &scoring->profiles[i];
    return NULL;
}
