#include "view/voice.h"

#include <string.h>

bool voice_key(const struct ui_state *state, const struct frame *frame,
               const struct ui_event *event, struct ui_command *out) {
    const struct element *at = ui_focused(state, frame);
    bool is_plain = !event->is_ctrl && !event->is_alt && !(at && at->is_editing);
    if (event->kind != UI_KEY || (int)event->key != 'r' || !is_plain)
        return false;
    bool is_whole = event->is_shift || !at;
    *out =
        (struct ui_command){is_whole ? DO_READ_SCREEN : DO_SPEAK, 0, 0, is_whole ? "" : at->spoken};
    return true;
}

/* Ways to other places, and what was said earlier. */
static bool is_left_out(const char *id) {
    static const char *const ids[] = {"find", "me", "help", "read", "speak", "pause", "leave"};
    if (!strncmp(id, "nav.", 4) || !strncmp(id, "line.", 5))
        return true;
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        if (!strcmp(id, ids[i]))
            return true;
    return false;
}

void voice_words(const struct frame *frame, char *out, size_t size) {
    size_t len = 0;
    out[0] = '\0';
    for (int i = 0; i < frame->element_count; i++) {
        const struct element *element = &frame->elements[i];
        size_t more = strlen(element->spoken);
        if (!more || is_left_out(element->id) || len + more + 3 > size)
            continue;
        memcpy(out + len, element->spoken, more);
        bool is_closed = strchr(".?!", element->spoken[more - 1]);
        memcpy(out + len + more, is_closed ? " " : ". ", is_closed ? 2 : 3);
        len += more + (is_closed ? 1 : 2);
    }
}
