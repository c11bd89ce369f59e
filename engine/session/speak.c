/* How long lines last (docs/decision-log.md, "Speaking"). */
#include "session/machine.h"

enum { READING_MS_PER_WORD = 250 }; /* where nothing is spoken */

static int64_t line_ms(const struct session *session, int words, int speech_words, int pause_s,
                       int audio_ms) {
    const struct session_setup *setup = &session->setup;
    if (setup->timing == TIMING_UNTIMED)
        return 0;
    if (setup->voices == VOICES_NONE || setup->pace <= 0)
        return (int64_t)words * READING_MS_PER_WORD;
    int64_t spoken = setup->voices == VOICES_RECORDED && audio_ms > 0
                         ? audio_ms
                         : (int64_t)speech_words * 60000 / setup->pace;
    return spoken + (int64_t)pause_s * 1000;
}

int64_t session_speaks_ms(const struct session *session, const struct scene *scene) {
    if (session->setup.rules == RULES_FIRST || session->setup.shows_at_once)
        return 0;
    int64_t sum = 0;
    if (session->line >= 0) {
        const struct variant *line = &scene->customer.items[session->line];
        sum += line_ms(session, line->words, line->speech_words, line->pause_s, line->audio_ms);
    }
    for (int i = 0; i < scene->lines.count; i++) {
        const struct spoken *line = &scene->lines.items[i];
        if (session->lines >> i & 1)
            sum += line_ms(session, line->words, line->speech_words, line->pause_s, line->audio_ms);
    }
    return sum;
}
