/* Saying a text aloud with a speech program of the system, as a child process; one at a time. Its
 * end is waited for beside the event loop (base/job.h), which is woken then and need not look. */
#ifndef SOUND_SPEECH_H
#define SOUND_SPEECH_H

#include "base/job.h"

#include <stdbool.h>

struct app_speech {
    const char *program;        /* NULL: none was found */
    struct job job;             /* waits for the process */
    struct jobs *jobs;          /* a worker of its own; NULL: not needed yet */
    struct os_process *process; /* NULL: silent */
    void (*wake)(void *self);   /* called on another thread when a voice has ended; may be NULL */
    void *woken;
};

/* $OFFSCRIPT_SPEECH, else espeak-ng, espeak or spd-say, whichever is on $PATH. */
void app_speech_find(struct app_speech *speech);

/* Who wakes the event loop; set it before the first text. */
void app_speech_set_wake(struct app_speech *speech, void (*wake)(void *self), void *self);

/* Breaks off what is being said. `language` is "en", "ar" … Text that cannot be said is not. */
void app_speech_say(struct app_speech *speech, const char *language, const char *text);
void app_speech_stop(struct app_speech *speech);
bool app_speech_is_on(struct app_speech *speech); /* a text is being said */

/* Stops and frees; nothing is said any more. */
void app_speech_finish(struct app_speech *speech);

#endif
