#include "sound/speech.h"

#include "base/buf.h"
#include "base/os.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

void app_speech_find(struct app_speech *speech) {
    static const char *const known[] = {"espeak-ng", "espeak", "spd-say"};
    const char *wanted = getenv("OFFSCRIPT_SPEECH");
    *speech = (struct app_speech){.program = NULL};
    if (wanted) { /* empty: none */
        speech->program = *wanted ? wanted : NULL;
        return;
    }
    for (size_t i = 0; i < sizeof known / sizeof *known && !speech->program; i++)
        if (os_has_program(known[i]))
            speech->program = known[i];
}

void app_speech_set_wake(struct app_speech *speech, void (*wake)(void *self), void *self) {
    speech->wake = wake;
    speech->woken = self;
}

static bool is_dispatcher(const struct app_speech *speech) {
    return speech->program && strstr(speech->program, "spd-say") != NULL;
}

/* spd-say only hands its text over: the voice must be told apart from it. */
static void hush(const struct app_speech *speech) {
    if (is_dispatcher(speech))
        os_process_finish(os_process_start((const char *const[]){speech->program, "-S", NULL}));
}

/* ---- the end of a voice ---- */

static struct app_speech *speech_of(struct job *job) {
    return (struct app_speech *)(void *)((char *)job - offsetof(struct app_speech, job));
}

static bool wait_for_end(struct job *job) {
    os_process_wait(speech_of(job)->process);
    return true;
}

static void note_end(struct job *job, bool is_done) {
    struct app_speech *speech = speech_of(job);
    (void)is_done; /* over in any case */
    os_process_finish(speech->process);
    speech->process = NULL;
}

static bool has_worker(struct app_speech *speech) {
    if (!speech->jobs)
        speech->jobs = jobs_create(speech->wake, speech->woken);
    return speech->jobs;
}

/* ---- speaking ---- */

void app_speech_stop(struct app_speech *speech) {
    if (!app_speech_is_on(speech))
        return;
    os_process_stop(speech->process);
    jobs_finish(speech->jobs, &speech->job);
    hush(speech);
}

bool app_speech_is_on(struct app_speech *speech) {
    if (speech->jobs)
        jobs_deliver(speech->jobs);
    return speech->process;
}

/* Isolates turn the text round for the eye; a voice may read them out. */
static void without_isolates(const char *text, struct buf *out) {
    for (; *text; text++) {
        bool is_isolate = !strncmp(text, "\xe2\x81", 2) && (unsigned char)text[2] >= 0xa6 &&
                          (unsigned char)text[2] <= 0xa9;
        if (is_isolate)
            text += 2;
        else
            buf_char(out, *text);
    }
}

void app_speech_say(struct app_speech *speech, const char *language, const char *text) {
    struct buf words = {0}, flag = {0};
    if (!speech->program || !*text)
        return;
    app_speech_stop(speech);
    without_isolates(text, &words);
    buf_printf(&flag, "%s%s", is_dispatcher(speech) ? "-wl" : "-v", language);
    if (!words.failed && !flag.failed && words.data && has_worker(speech))
        speech->process = os_process_start(
            (const char *const[]){speech->program, flag.data, "--", words.data, NULL});
    if (speech->process) {
        speech->job.work = wait_for_end;
        speech->job.deliver = note_end;
        jobs_start(speech->jobs, &speech->job);
    }
    buf_finish(&words);
    buf_finish(&flag);
}

void app_speech_finish(struct app_speech *speech) {
    app_speech_stop(speech);
    jobs_destroy(speech->jobs);
    speech->jobs = NULL;
}
