/* A window that nobody sees: it hands the program what a script says a person does, and lets the
 * script see the pictures. Linked in place of the real one. */
#ifndef TESTS_FAKE_WINDOW_H
#define TESTS_FAKE_WINDOW_H

#include "ui/frame.h"

/* Lines of the script, each one step:
 *   see ID            the picture holds the element (fails if the program sleeps before it does)
 *   gone ID           … no longer holds it
 *   says ID WORDS     … and what is spoken of it holds the words
 *   press ID [N]      a click in the middle of it, or N thousandths from its left
 *   twice ID          a double click
 *   key NAME          Enter, Escape, Tab, F1, space, or a character; with "shift+" or "ctrl+"
 * before hold NAME         the same as it comes from a key that is held type TEXT         into the
 * field that has the focus early NAME        a key that waits already when the next picture is
 * shown When the script is over the window is closed. */
void fake_window_script(const char *const *lines);
/* NULL: every step was done. Else the step that was not, with what was on screen instead. */
const char *fake_window_trouble(void);
int fake_window_pictures(void);

#endif
