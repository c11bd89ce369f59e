/* Saying a text aloud with a speech program of the system, as a child process; one at a time. */
#ifndef SOUND_SPEECH_H
#define SOUND_SPEECH_H

#include <stdbool.h>
#include <sys/types.h>

struct app_speech {
    const char *program; /* NULL: none was found */
    pid_t child;         /* 0: silent */
};

/* $OFFSCRIPT_SPEECH, else espeak-ng, espeak or spd-say, whichever is on $PATH. */
void app_speech_find(struct app_speech *speech);

/* Breaks off what is being said. `language` is "en", "ar" … Text that cannot be said is not. */
void app_speech_say(struct app_speech *speech, const char *language, const char *text);
void app_speech_stop(struct app_speech *speech);
bool app_speech_is_on(struct app_speech *speech); /* a text is being said */

#endif
