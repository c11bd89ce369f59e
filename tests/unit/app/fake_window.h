/* A window that nobody sees: it hands the program what a script says a person does, and lets the
 * script see the pictures. Linked in place of the real one. */
#ifndef TESTS_FAKE_WINDOW_H
#define TESTS_FAKE_WINDOW_H

#include "ui/frame.h"

/* The script, one step per line:
 *
 *   see ID          the picture holds the element (fails if the program would sleep before it does,
 *                   and no work beside the loop could still bring it)
 *   gone ID         it no longer holds it
 *   says ID WORDS   what is spoken of it holds the words
 *   press ID [N]    a click in the middle of it, or N thousandths from its left
 *   twice ID        a double click
 *   key NAME        Enter, Escape, Tab, F1, space or a character; "shift+" or "ctrl+" before it
 *   hold NAME       the same as it comes from a key that is held
 *   type TEXT       into the field that has the focus
 *   early NAME      a key that waits already when the next picture is shown
 *   hide, show      the window goes out of sight, and comes back
 *   idle            the program means to sleep until something happens
 *   mark, same      no picture was made between the two
 *
 * When the script is over the window is closed. */
void fake_window_script(const char *const *lines);
/* NULL: every step was done. Else the step that was not, with what was on screen instead. */
const char *fake_window_trouble(void);

#endif
