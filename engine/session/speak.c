/* How long lines last (docs/decision-log.md, "Speaking"). */
#include "session/machine.h"

enum { READING_MS_PER_WORD = 250 }; /* where nothing is spoken */

static struct speaking speaks(const struct session *session, int words, int speech_words,
                              int pause_s, int audio_ms) {
    const struct session_setup *setup = &session->setup;
    if (setup->rules == RULES_FIRST || setup->shows_at_once || setup->timing == TIMING_UNTIMED)
        return (struct speaking){0, 0};
    if (setup->voices == VOICES_NONE || setup->pace <= 0)
        return (struct speaking){0, (int64_t)words * READING_MS_PER_WORD};
    int64_t spoken = setup->voices == VOICES_RECORDED && audio_ms > 0
                         ? audio_ms
                         : (int64_t)speech_words * 60000 / setup->pace;
    return (struct speaking){(int64_t)pause_s * 1000, spoken};
}

struct speaking session_variant_speaks(const struct session *session, const struct variant *line) {
    return speaks(session, line->words, line->speech_words, line->pause_s, line->audio_ms);
}

struct speaking session_spoken_speaks(const struct session *session, const struct spoken *line) {
    return speaks(session, line->words, line->speech_words, line->pause_s, line->audio_ms);
}

int64_t session_speaks_ms(const struct session *session, const struct scene *scene) {
    int64_t sum = 0;
    if (session->line >= 0) {
        struct speaking line =
            session_variant_speaks(session, &scene->customer.items[session->line]);
        sum += line.silence_ms + line.words_ms;
    }
    for (int i = 0; i < scene->lines.count; i++) {
        struct speaking line = session_spoken_speaks(session, &scene->lines.items[i]);
        if (session->lines >> i & 1)
            sum += line.silence_ms + line.words_ms;
    }
    return sum;
}
