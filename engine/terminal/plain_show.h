/* What plain mode prints. */
#ifndef TERMINAL_PLAIN_SHOW_H
#define TERMINAL_PLAIN_SHOW_H

#include "play/play.h"
#include "words/words.h"

/* The whole call with its times, for `replay --show`. */
void show_transcript(const struct scenario *scenario, const char *agent_name,
                     const struct history *history);

/* A text of the scenario with its names in braces filled in, between two of ours; nothing where
 * the scenario has none. */
void show_text(const struct play *play, const char *before, const char *text, const char *after);

/* The same for a text that may have several lines (terminal/print.h). */
void show_paragraph(const struct play *play, const char *before, const char *text,
                    const char *after);

void show_opening(const struct play *play); /* title, who you are, who calls */
/* Everything that happened since moment `from`; gives the number of moments now. */
int show_news(const struct play *play, int from);
/* `chosen`: authored index of the option marked as chosen, or -1. */
void show_scene(const struct play *play, int chosen,
                struct now now); /* the line again, options, cards, time */
void show_options(const struct play *play, int chosen, struct now now);
/* The options behind the first `known`: a record brought them. */
void show_new_options(const struct play *play, int chosen, int known);
void show_cards(const struct play *play);
void show_card(const struct play *play, int card);
void show_help(enum language language, bool is_scripted);
/* Of the call's texts; English where there are no words for it. */
enum language show_language(const struct play *play);
enum language show_language_of(const struct scenario *scenario);
void show_end(
    const struct play *play); /* outcome, lesson, each decision beside the panel, the log */

/* How sure the person was, and what they wrote: a line each. */
void show_given(const char *before, enum language language, const struct decision *decision);

/* "4:24" */
const char *clock_text(int64_t ms, char out[24]);

#endif
