/* Templates: `{customer.name}`, `{agent.name}`, `{variable}`; `{clock}` (HH:MM of the story) where
 * the story tells the time; `{cost}` and `{csat}` in an ending's own texts; `{{` and `}}` are
 * braces. */
#ifndef MODEL_TEXT_H
#define MODEL_TEXT_H

#include "base/buf.h"
#include "model/scenario.h"

/* Appends `text` expanded. `slots` are the session's values (NULL: the initial ones). `agent_name`
 * NULL or "" reads "the agent". With `isolate` every expansion stands between U+2068 and U+2069, so
 * that it cannot turn the text around it. Unknown names cannot occur after loading (text_check). */
void text_expand(const struct scenario *scenario, const int32_t *slots, const char *agent_name,
                 const char *text, bool isolate, struct buf *out);

/* The same for an ending's own texts, with what the call came to. */
void text_expand_ending(const struct scenario *scenario, const int32_t *slots,
                        const struct outcome *outcome, const char *agent_name, const char *text,
                        bool isolate, struct buf *out);

/* Finds the first unknown name or stray brace. True: none. Else *start and *len give the name. */
bool text_check(const struct scenario *scenario, const char *text, const char **start, size_t *len);
bool text_check_ending(const struct scenario *scenario, const char *text, const char **start,
                       size_t *len); /* cost and csat are known, too */

#endif
