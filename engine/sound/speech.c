#include "sound/speech.h"

#include "base/buf.h"
#include "base/file.h"

#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static bool is_on_path(const char *program) {
    const char *path = getenv("PATH");
    while (path && *path) {
        char folder[PATH_MAX], file[PATH_MAX];
        size_t len = strcspn(path, ":");
        if (len && len < sizeof folder) {
            memcpy(folder, path, len);
            folder[len] = '\0';
            if (path_join(file, sizeof file, folder, program) && access(file, X_OK) == 0)
                return true;
        }
        path += len + (path[len] == ':');
    }
    return false;
}

void app_speech_find(struct app_speech *speech) {
    static const char *const known[] = {"espeak-ng", "espeak", "spd-say"};
    const char *wanted = getenv("OFFSCRIPT_SPEECH");
    *speech = (struct app_speech){0};
    if (wanted) { /* empty: none */
        speech->program = *wanted ? wanted : NULL;
        return;
    }
    for (size_t i = 0; i < sizeof known / sizeof *known && !speech->program; i++)
        if (is_on_path(known[i]))
            speech->program = known[i];
}

static bool is_dispatcher(const struct app_speech *speech) {
    return speech->program && strstr(speech->program, "spd-say") != NULL;
}

/* spd-say only hands its text over: the voice must be told apart from it. */
static void hush(const struct app_speech *speech) {
    char program[] = "spd-say", flag[] = "-S";
    char *arguments[] = {program, flag, NULL};
    pid_t child;
    if (is_dispatcher(speech) &&
        posix_spawnp(&child, speech->program, NULL, NULL, arguments, environ) == 0)
        waitpid(child, NULL, 0);
}

void app_speech_stop(struct app_speech *speech) {
    if (speech->child > 0) {
        kill(speech->child, SIGTERM);
        waitpid(speech->child, NULL, 0);
        hush(speech);
    }
    speech->child = 0;
}

bool app_speech_is_on(struct app_speech *speech) {
    if (speech->child > 0 && waitpid(speech->child, NULL, WNOHANG) == speech->child)
        speech->child = 0;
    return speech->child > 0;
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
    char program[PATH_MAX], separator[] = "--";
    if (!words.failed && !flag.failed && strlen(speech->program) < sizeof program) {
        memcpy(program, speech->program, strlen(speech->program) + 1);
        char *arguments[] = {program, flag.data, separator, words.data, NULL};
        if (posix_spawnp(&speech->child, program, NULL, NULL, arguments, environ) != 0)
            speech->child = 0;
    }
    buf_finish(&words);
    buf_finish(&flag);
}
