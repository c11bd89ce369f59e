/* A call as plain text on the terminal: for screen readers, SSH and scripts. It drives the same
 * play as the window and prints the same words. */
#ifndef TERMINAL_PLAIN_H
#define TERMINAL_PLAIN_H

#include "play/play.h"
#include "terminal/exit.h"

/* Plays until the end, `quit` or the end of input. With a scripted clock, time advances only by
 * `wait` lines; `started` is what the play was started with. `logs` is the folder that --logs gave,
 * or NULL: whoever resumes has to give it again. The play stays the caller's. */
enum exit_status plain_run(struct play *play, bool is_scripted, struct now started,
                           const char *logs);

/* The clocks as they stand; with a scripted clock the caller keeps its own. */
struct now now_read(void);

#endif
