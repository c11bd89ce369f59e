#include "app/reader.h"

#include "base/file.h"
#include "base/job.h"
#include "base/os.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FEW_FILES = 200 };

/* The jobs are done one after the other, so that no person is scored while it is replaced: a new
 * one is shown only after a reading, which waits for the scoring before it. */
struct reader {
    struct jobs *jobs;
    char logs[FILE_PATH_MAX], cache[FILE_PATH_MAX];
    char agent[512];
    char names[ADOPT_NAMES][512];
    bool has_logs, must_adopt, has_adopted;
    int64_t wall_ms; /* of the last wish */

    struct job reading; /* fills the four below, which are the worker's until it is delivered */
    struct adoption adoption;
    struct person_request request;
    struct person *fresh;
    struct err reading_err;
    bool wants_reading; /* as soon as a picture is up and the reading before it is over */

    struct job scoring; /* of `person`, and fills the two below */
    struct standing fresh_standing;
    struct err scoring_err;
    unsigned scored_person; /* the number of the person that is scored */
    bool wants_scores;      /* as soon as both jobs are idle */

    struct person *person;
    unsigned person_number; /* counts those that were shown */
    struct standing standing;
    bool is_scored, has_news, is_closing;
    struct err err;
};

/* ---- scoring ---- */

static struct reader *reader_of_scoring(struct job *job) {
    return (struct reader *)(void *)((char *)job - offsetof(struct reader, scoring));
}

static bool score(struct job *job) {
    struct reader *reader = reader_of_scoring(job);
    return person_score(reader->person, job_cancel_flag(job), &reader->fresh_standing,
                        &reader->scoring_err);
}

/* Not while a person is read: the one that is scored would be replaced meanwhile. */
static void score_if_wanted(struct reader *reader) {
    bool can_start = job_is_idle(&reader->scoring) && job_is_idle(&reader->reading);
    if (!reader->wants_scores || !can_start || reader->is_closing)
        return;
    reader->wants_scores = false;
    reader->scored_person = reader->person_number;
    reader->scoring_err = (struct err){0};
    jobs_start(reader->jobs, &reader->scoring);
}

static void note_err(struct reader *reader, const struct err *err) {
    if (err->code != ERR_NONE && err->code != ERR_CANCELLED && reader->err.code == ERR_NONE)
        reader->err = *err;
}

static bool was_broken_off(bool is_done, const struct err *err) {
    return !is_done && (err->code == ERR_NONE || err->code == ERR_CANCELLED);
}

static void take_scores(struct job *job, bool is_done) {
    struct reader *reader = reader_of_scoring(job);
    note_err(reader, &reader->scoring_err);
    if (is_done && reader->scored_person == reader->person_number) {
        reader->standing = reader->fresh_standing;
        reader->is_scored = reader->has_news = true;
    }
    reader->wants_scores |= was_broken_off(is_done, &reader->scoring_err);
    score_if_wanted(reader);
}

/* ---- reading ---- */

static struct reader *reader_of_reading(struct job *job) {
    return (struct reader *)(void *)((char *)job - offsetof(struct reader, reading));
}

static void tell(void *self, int64_t done, int64_t all) {
    job_tell(self, done, all);
}

static bool read_person(struct job *job) {
    struct reader *reader = reader_of_reading(job);
    reader->fresh = person_read(&reader->request, &reader->reading_err);
    return reader->fresh != NULL;
}

void reader_work(struct reader *reader) {
    if (!reader->wants_reading || !job_is_idle(&reader->reading) || reader->is_closing)
        return;
    reader->wants_reading = false;
    reader->adoption =
        (struct adoption){.logs = reader->logs, .agent = reader->agent, .now_ms = reader->wall_ms};
    for (int i = 0; i < ADOPT_NAMES; i++)
        reader->adoption.names[i] = *reader->names[i] ? reader->names[i] : NULL;
    bool adopts = reader->must_adopt && reader->has_logs;
    reader->request = (struct person_request){.logs = reader->has_logs ? reader->logs : NULL,
                                              .cache = reader->cache,
                                              .agent = reader->agent,
                                              .now_ms = reader->wall_ms,
                                              .adoption = adopts ? &reader->adoption : NULL,
                                              .progress = tell,
                                              .self = &reader->reading,
                                              .cancel = job_cancel_flag(&reader->reading)};
    reader->reading_err = (struct err){0};
    jobs_start(reader->jobs, &reader->reading);
}

static void show_person(struct reader *reader) {
    person_destroy(reader->person);
    reader->person = reader->fresh;
    reader->fresh = NULL;
    reader->person_number++;
    reader->has_news = reader->wants_scores = true;
}

static void take_person(struct job *job, bool is_done) {
    struct reader *reader = reader_of_reading(job);
    note_err(reader, &reader->reading_err);
    if (is_done) {
        reader->has_adopted |= reader->must_adopt;
        reader->must_adopt = false;
        show_person(reader);
    }
    reader_work(reader);
    score_if_wanted(reader);
}

/* ---- the loop ---- */

struct reader *reader_create(const struct reader_setup *setup) {
    struct reader *reader = calloc(1, sizeof *reader);
    if (!reader)
        return NULL;
    reader->jobs = jobs_create(setup->wake, setup->woken);
    reader->has_logs = setup->logs != NULL;
    snprintf(reader->logs, sizeof reader->logs, "%s", setup->logs ? setup->logs : "");
    snprintf(reader->cache, sizeof reader->cache, "%s", setup->cache);
    snprintf(reader->agent, sizeof reader->agent, "%s", setup->agent);
    for (int i = 0; i < ADOPT_NAMES; i++) {
        const char *name = setup->adopts[i];
        snprintf(reader->names[i], sizeof reader->names[i], "%s", name ? name : "");
        reader->must_adopt |= name != NULL;
    }
    reader->reading = (struct job){.work = read_person, .deliver = take_person};
    reader->scoring = (struct job){.work = score, .deliver = take_scores};
    if (reader->jobs)
        return reader;
    free(reader);
    return NULL;
}

static bool holds_no_logs(const char *name) {
    return strcmp(name, "scenarios") == 0 || strcmp(name, "journals") == 0 ||
           strcmp(name, "audio") == 0;
}

/* A folder of folders may hold any number. */
static bool count_name(void *self, const char *name) {
    int *count = self;
    *count += strchr(name, '.') || holds_no_logs(name) ? 1 : FEW_FILES + 1;
    return *count <= FEW_FILES;
}

/* Looks at no more names than it must, and opens none. */
static bool is_small(const struct reader *reader) {
    int count = 0, folder;
    if (!reader->has_logs)
        return true;
    folder = os_open_folder(OS_WORKING_FOLDER, reader->logs, true);
    if (folder < 0)
        return true;
    os_list(folder, count_name, &count);
    os_close(folder);
    return count <= FEW_FILES;
}

void reader_refresh(struct reader *reader, int64_t wall_ms) {
    reader->wall_ms = wall_ms;
    jobs_cancel(reader->jobs, &reader->scoring); /* of what is not shown for long any more */
    if (!job_is_idle(&reader->reading))
        jobs_cancel(reader->jobs, &reader->reading);
    reader->wants_reading = true;
    if (!is_small(reader))
        return;
    for (reader_work(reader); !job_is_idle(&reader->reading);)
        jobs_finish(reader->jobs, &reader->reading);
}

bool reader_has_news(struct reader *reader, struct err *err) {
    jobs_deliver(reader->jobs);
    if (reader->err.code != ERR_NONE) {
        *err = reader->err;
        reader->err = (struct err){0};
    }
    bool has_news = reader->has_news;
    reader->has_news = false;
    return has_news;
}

bool reader_has_adopted(struct reader *reader) {
    bool has_adopted = reader->has_adopted;
    reader->has_adopted = false;
    return has_adopted;
}

const struct person *reader_person(const struct reader *reader) {
    return reader->person;
}

const struct standing *reader_standing(const struct reader *reader) {
    return reader->is_scored ? &reader->standing : NULL;
}

void reader_destroy(struct reader *reader) {
    if (!reader)
        return;
    reader->is_closing = true;
    jobs_destroy(reader->jobs);
    person_destroy(reader->person);
    free(reader);
}
