/* Reading aloud by key and button: the same on every screen. */
#ifndef VIEW_VOICE_H
#define VIEW_VOICE_H

#include "ui/ui.h"
#include "view/ui_command.h"

/* R says the element with the focus again, Shift+R the whole screen. True: the event was one of
 * these (not while text is typed), and *out says what to do. */
bool voice_key(const struct ui_state *state, const struct frame *frame,
               const struct ui_event *event, struct ui_command *out);

/* What the screen says, in the order of reading: without its bar, and without what was said before
 * the last line of a call. What does not fit whole is left out. */
void voice_words(const struct frame *frame, char *out, size_t size);

#endif
