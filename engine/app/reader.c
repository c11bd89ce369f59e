#include "app/reader.h"

#include "base/file.h"
#include "base/os.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FEW_FILES = 200 };

enum stage { STAGE_READING, STAGE_SCORING, STAGE_DONE };

/* What a thread works on. It writes a field before it goes to the next stage, and the loop reads it
 * after that only. */
struct errand {
    char logs[FILE_PATH_MAX], cache[FILE_PATH_MAX];
    char agent[512];
    struct person_request request; /* points at the three above */
    _Atomic int stage;
    struct err err;
    struct person *person; /* read here, or lent by the reader (is_lent) */
    bool is_lent;
    bool is_scored;
    struct standing standing;
};

struct reader {
    char logs[FILE_PATH_MAX], cache[FILE_PATH_MAX];
    char agent[512];
    bool has_logs;
    struct errand *errand; /* NULL: nothing runs */
    struct os_thread *thread;
    bool is_handed_over; /* the errand's person is ours already */
    struct person *person;
    struct person *retired; /* shown no more, but the errand still scores it */
    struct standing standing;
    bool is_scored, has_news;
    bool wants_again, wants_reading; /* once the errand is over: scored again; read again first */
    int64_t wall_ms;                 /* of the last wish */
    struct err err;
};

static void run(void *self) {
    struct errand *errand = self;
    if (!errand->person)
        errand->person = person_read(&errand->request, &errand->err);
    atomic_store(&errand->stage, STAGE_SCORING);
    if (errand->person)
        errand->is_scored = person_score(errand->person, &errand->standing, &errand->err);
    atomic_store(&errand->stage, STAGE_DONE);
}

struct reader *reader_create(const char *logs, const char *cache, const char *agent) {
    struct reader *reader = calloc(1, sizeof *reader);
    if (!reader)
        return NULL;
    reader->has_logs = logs != NULL;
    snprintf(reader->logs, sizeof reader->logs, "%s", logs ? logs : "");
    snprintf(reader->cache, sizeof reader->cache, "%s", cache);
    snprintf(reader->agent, sizeof reader->agent, "%s", agent);
    return reader;
}

static struct person_request request_of(const struct reader *reader) {
    return (struct person_request){.logs = reader->has_logs ? reader->logs : NULL,
                                   .cache = reader->cache,
                                   .agent = reader->agent,
                                   .now_ms = reader->wall_ms};
}

static struct errand *make_errand(const struct reader *reader) {
    struct errand *errand = calloc(1, sizeof *errand);
    if (!errand)
        return NULL;
    memcpy(errand->logs, reader->logs, sizeof errand->logs);
    memcpy(errand->cache, reader->cache, sizeof errand->cache);
    memcpy(errand->agent, reader->agent, sizeof errand->agent);
    errand->request = request_of(reader);
    errand->request.logs = reader->has_logs ? errand->logs : NULL;
    errand->request.cache = errand->cache;
    errand->request.agent = errand->agent;
    return errand;
}

/* `person`: to be scored; NULL: to be read first. */
static void start(struct reader *reader, struct person *person) {
    struct errand *errand = make_errand(reader);
    if (!errand)
        return;
    errand->person = person;
    errand->is_lent = reader->is_handed_over = person != NULL;
    atomic_init(&errand->stage, person ? STAGE_SCORING : STAGE_READING);
    reader->errand = errand;
    reader->thread = os_thread_start(run, errand);
    if (!reader->thread) /* a system without threads: then a picture has to wait */
        run(errand);
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

/* Looks at no more names than it must. */
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

static void show_person(struct reader *reader, struct person *person) {
    bool is_scored_still = reader->errand && reader->errand->person == reader->person;
    if (is_scored_still)
        reader->retired = reader->person;
    else
        person_destroy(reader->person);
    reader->person = person;
    reader->has_news = true;
}

void reader_refresh(struct reader *reader, int64_t wall_ms) {
    reader->wall_ms = wall_ms;
    bool is_at_once =
        is_small(reader) && !reader->retired && !(reader->errand && !reader->is_handed_over);
    struct person_request request = request_of(reader);
    struct person *person = is_at_once ? person_read(&request, &reader->err) : NULL;
    if (person)
        show_person(reader, person);
    reader->wants_reading = !person;
    reader->wants_again = reader->errand != NULL;
    if (!reader->errand)
        start(reader, person);
}

/* The errand is over: what it found is shown, and what waited for it begins. */
static void finish_errand(struct reader *reader) {
    struct errand *errand = reader->errand;
    os_thread_join(reader->thread);
    reader->thread = NULL;
    bool is_current = errand->person && errand->person == reader->person;
    if (is_current && errand->is_scored) {
        reader->standing = errand->standing;
        reader->is_scored = true;
        reader->has_news = true;
    }
    if (errand->err.code != ERR_NONE && reader->err.code == ERR_NONE)
        reader->err = errand->err;
    person_destroy(reader->retired);
    reader->retired = NULL;
    free(errand);
    reader->errand = NULL;
    if (!reader->wants_again)
        return;
    reader->wants_again = false;
    start(reader, reader->wants_reading ? NULL : reader->person);
}

bool reader_has_news(struct reader *reader, struct err *err) {
    struct errand *errand = reader->errand;
    int stage = errand ? atomic_load(&errand->stage) : STAGE_READING;
    if (errand && stage > STAGE_READING && !reader->is_handed_over) {
        reader->is_handed_over = true;
        if (errand->person)
            show_person(reader, errand->person);
    }
    if (errand && stage == STAGE_DONE)
        finish_errand(reader);
    if (reader->err.code != ERR_NONE) {
        *err = reader->err;
        reader->err = (struct err){0};
    }
    bool has_news = reader->has_news;
    reader->has_news = false;
    return has_news;
}

const struct person *reader_person(const struct reader *reader) {
    return reader->person;
}

const struct standing *reader_standing(const struct reader *reader) {
    return reader->is_scored ? &reader->standing : NULL;
}

bool reader_is_busy(const struct reader *reader) {
    return reader->errand != NULL || reader->has_news;
}

/* Few calls are scored in a moment; many are not waited for. */
static void leave_errand(struct reader *reader) {
    struct errand *errand = reader->errand;
    if (errand && !is_small(reader) && atomic_load(&errand->stage) != STAGE_DONE) {
        if (reader->is_handed_over && errand->person == reader->person)
            reader->person = NULL;
        reader->retired = NULL;
        return;
    }
    os_thread_join(reader->thread);
    if (errand && !errand->is_lent && !reader->is_handed_over)
        person_destroy(errand->person);
    free(errand);
}

void reader_destroy(struct reader *reader) {
    if (!reader)
        return;
    leave_errand(reader);
    person_destroy(reader->retired);
    person_destroy(reader->person);
    free(reader);
}
