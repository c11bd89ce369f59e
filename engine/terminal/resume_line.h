/* The command that takes a call up again, as a shell reads it. */
#ifndef TERMINAL_RESUME_LINE_H
#define TERMINAL_RESUME_LINE_H

#include "base/buf.h"

/* `logs` is the folder that --logs gave, or NULL. The line holds no character that a terminal would
 * not show: such bytes of the folder are written as octal escapes in $'…'. */
void resume_line(const char *session, const char *logs, struct buf *out);

#endif
