#include "terminal/plain_show.h"

#include "model/text.h"
#include "terminal/print.h"
#include "terminal/say.h"
#include "ui/paragraph.h"

#include <stdio.h>
#include <string.h>

const char *clock_text(int64_t ms, char out[24]) {
    int64_t s = ms < 0 ? 0 : ms / 1000;
    snprintf(out, 24, "%lld:%02d", (long long)(s / 60), (int)(s % 60));
    return out;
}

static enum language language_of_play(const struct play *play) {
    return say_language(play_scenario(play));
}

static const char *channel_word(const struct scenario *scenario) {
    static const enum str words[CHANNEL_COUNT] = {STR_CHANNEL_VOICE, STR_CHANNEL_CHAT,
                                                  STR_CHANNEL_EMAIL};
    return string_of(say_language(scenario), words[scenario->channel]);
}

static const char *mode_word(enum language language, enum mode mode) {
    static const enum str words[MODE_COUNT] = {STR_MODE_PRACTICE, STR_MODE_ASSESSMENT,
                                               STR_MODE_RETRY, STR_MODE_PANEL, STR_MODE_PREVIEW};
    return string_of(language, words[mode]);
}

/* A text of the scenario with its names filled in. */
static void expand(const struct play *play, const char *text, struct buf *out) {
    const struct session *session = play_session(play);
    text_expand_ending(play_scenario(play), session_slots(session), session_outcome(session),
                       play_agent_name(play), text, true, out);
}

/* A sentence of ours with a text of the scenario in it; nothing where there is no text. */
static void say_text(const struct play *play, int str, const char *text) {
    struct buf filled = {0};
    if (!text || !*text)
        return;
    expand(play, text, &filled);
    say(language_of_play(play), "", str, buf_cstr(&filled), NULL);
    buf_finish(&filled);
}

void show_text(const struct play *play, const char *before, const char *text, const char *after) {
    if (!text || !*text)
        return;
    struct buf filled = {0};
    expand(play, text, &filled);
    print_out("%s%s%s", before, buf_cstr(&filled), after);
    buf_finish(&filled);
}

void show_opening(const struct play *play) {
    const struct scenario *scenario = play_scenario(play);
    const struct session_setup *setup = session_setup(play_session(play));
    enum language language = language_of_play(play);
    show_text(play, "", scenario->title, "\n");
    say(language, "", STR_PLAIN_OPENING, mode_word(language, setup->mode), channel_word(scenario),
        scenario->customer_name, NULL);
    say_text(play, STR_PLAIN_ROLE, scenario->agent_role);
    show_text(play, "", scenario->agent_brief, "\n");
    say_text(play, STR_PLAIN_CUSTOMER, scenario->customer_about);
    if (session_clock(play_session(play)) == 1)
        say_count(language, "", STR_PLAIN_TARGET, scenario->target_minutes);
    if (play_log_path(play))
        say(language, "", STR_PLAIN_NOTED, NULL);
    say(language, "", STR_PLAIN_HELP_HINT, NULL);
    print_out("\n");
}

/* ---- what happened ------------------------------------------------------------------------------
 */

static void show_line(const struct scenario *scenario, const struct moment *moment) {
    const char *who = moment->speaker ? moment->speaker : scenario->customer_name;
    if (moment->note)
        print_out("(%s)\n", moment->note);
    if (*moment->text)
        print_out("%s: %s\n", who, moment->text);
}

static void show_decision(const struct scenario *scenario, const struct history *history,
                          const struct moment *moment) {
    const struct past_decision *past = history_decision(history, moment->decision);
    const struct option *option = &scenario->scenes[moment->scene].options[past->decision.option];
    enum language language = say_language(scenario);
    say(language, "", option->say ? STR_PLAIN_YOU_SAY : STR_PLAIN_YOU_DO, moment->text, NULL);
    if (moment->says)
        say(language, "", STR_PLAIN_YOU_SAY, moment->says, NULL);
}

static void show_moment(const struct scenario *scenario, const struct history *history,
                        const struct moment *moment) {
    switch (moment->kind) {
    case EVENT_SCENE:
    case EVENT_NUDGE:
        show_line(scenario, moment);
        break;
    case EVENT_DECISION:
        show_decision(scenario, history, moment);
        break;
    case EVENT_TIMEOUT:
        say(say_language(scenario), "", STR_PLAIN_TIMES_UP, NULL);
        break;
    case EVENT_PAUSE:
        say(say_language(scenario), "", STR_PLAIN_GOES_ON, NULL);
        break;
    case EVENT_RESUME:
        say(say_language(scenario), "", STR_PLAIN_TAKEN_UP, NULL);
        break;
    case EVENT_END:
        show_line(scenario, moment);
        break;
    default: /* cards and facts are printed by whoever opened them */
        break;
    }
}

int show_news(const struct play *play, int from) {
    const struct history *history = play_history(play);
    int count = history_count(history);
    for (int i = from; i < count; i++)
        show_moment(play_scenario(play), history, history_moment(history, i));
    return count;
}

/* What a play prints through the one who acts, a transcript says itself. */
static void show_desk_moment(enum language language, const struct moment *moment) {
    if (moment->kind == EVENT_CARD)
        say(language, "", STR_PLAIN_YOU_OPEN, moment->text, NULL);
    else if (moment->kind == EVENT_FACT)
        say(language, "", STR_PLAIN_YOU_ASK, moment->label, moment->text, NULL);
}

void show_transcript(const struct scenario *scenario, const char *agent_name,
                     const struct history *history) {
    struct buf title = {0};
    text_expand(scenario, NULL, agent_name, scenario->title, true, &title);
    print_out("%s\n", buf_cstr(&title));
    buf_finish(&title);
    for (int i = 0; i < history_count(history); i++) {
        const struct moment *moment = history_moment(history, i);
        bool is_desk = moment->kind == EVENT_CARD || moment->kind == EVENT_FACT;
        char at[24];
        if (moment->kind == EVENT_CARD_CLOSED)
            continue;
        print_out("%6s  ", clock_text(moment->t_ms, at));
        if (is_desk)
            show_desk_moment(say_language(scenario), moment);
        else
            show_moment(scenario, history, moment);
        if (moment->kind == EVENT_SCENE && !*moment->text && !moment->note)
            say(say_language(scenario), "", STR_PLAIN_SILENCE, NULL);
        if (moment->kind == EVENT_END)
            print_out("        %s\n", moment->label);
    }
}

/* ---- what stands now ----------------------------------------------------------------------------
 */

static void show_quoted(const struct play *play, const char *text) {
    struct buf filled = {0}, quoted = {0};
    expand(play, text, &filled);
    bool is_rtl = text_is_rtl(buf_cstr(&filled));
    const char *argument = buf_cstr(&filled);
    catalogue_fill(catalogue_of(is_rtl ? language_of_play(play) : LANGUAGE_ENGLISH),
                   string_of(language_of_play(play), is_rtl ? STR_UI_QUOTE_RTL : STR_UI_QUOTE_LTR),
                   &argument, 1, &quoted);
    print_out("%s", buf_cstr(&quoted));
    buf_finish(&quoted);
    buf_finish(&filled);
}

/* The options shown, from place `from` on, each with its number. */
static void list_options(const struct play *play, int from) {
    const struct session *session = play_session(play);
    const struct scene *scene = &play_scenario(play)->scenes[session_scene(session)];
    int shown[OPTIONS_SHOWN_MAX], count = session_options(session, shown);
    for (int i = from; i < count; i++) {
        const struct option *option = &scene->options[shown[i]];
        print_out("  %d%s ", i + 1, option->escalates ? " (e)" : ".");
        if (option->say) /* the interface adds the quotation marks */
            show_quoted(play, option->say);
        else
            show_text(play, "", option->act, "");
        if (shown[i] == session_selected(session))
            say(language_of_play(play), "  ", STR_PLAIN_CHOSEN, NULL);
        else
            print_out("\n");
    }
}

void show_new_options(const struct play *play, int known) {
    say(language_of_play(play), "", STR_PLAIN_NEW_OPTIONS, NULL);
    list_options(play, known);
}

void show_options(const struct play *play, struct now now) {
    const struct scene *scene = &play_scenario(play)->scenes[session_scene(play_session(play))];
    print_out("\n");
    enum language language = language_of_play(play);
    show_text(play, "", scene->prompt ? scene->prompt : string_of(language, STR_WHAT_DO_YOU_DO),
              "\n");
    list_options(play, 0);
    int64_t left = play_left_ms(play, now);
    if (left >= 0)
        say_count(language, "", STR_PLAIN_SECONDS, (left + 999) / 1000);
}

static void show_fact(const struct play *play, int card_index, int fact_index) {
    const struct card *card = &play_scenario(play)->cards[card_index];
    const struct fact *fact = &card->facts[fact_index];
    bool is_closed =
        fact->closed && !session_fact_was_asked(play_session(play), card_index, fact_index);
    struct buf label = {0}, value = {0};
    expand(play, fact->label, &label);
    if (is_closed)
        buf_printf(&value, "ask %s.%s", card->id, fact->closed);
    else
        expand(play, fact->value, &value);
    say(language_of_play(play), "  ", is_closed ? STR_PLAIN_FACT_CLOSED : STR_PLAIN_FACT,
        buf_cstr(&label), buf_cstr(&value), NULL);
    buf_finish(&label);
    buf_finish(&value);
}

void show_asked(const struct play *play, int card, int fact) {
    show_fact(play, card, fact);
}

void show_card(const struct play *play, int index) {
    const struct card *card = &play_scenario(play)->cards[index];
    show_text(play, "[", card->title, "]\n");
    for (int i = 0; i < card->fact_count; i++)
        show_fact(play, index, i);
    show_text(play, "", card->text, "\n");
}

static void show_card_name(const struct play *play, int index) {
    const struct session *session = play_session(play);
    const struct card *card = &play_scenario(play)->cards[index];
    struct buf title = {0};
    int str = session_open_card(session) == index         ? STR_PLAIN_CARD_OPEN
              : session_card_was_opened(session, index) ? STR_PLAIN_CARD_OPENED
                                                        : STR_PLAIN_CARD;
    expand(play, card->title, &title);
    say(language_of_play(play), "  ", str, card->id, buf_cstr(&title), NULL);
    buf_finish(&title);
}

void show_cards(const struct play *play) {
    const struct session *session = play_session(play);
    const struct scenario *scenario = play_scenario(play);
    for (int i = 0; i < scenario->card_count; i++)
        if (session_card_exists(session, i)) {
            show_card_name(play, i);
        }
    if (scenario->card_count == 0)
        say(language_of_play(play), "", STR_PLAIN_NO_CARDS, NULL);
}

void show_scene(const struct play *play, struct now now) {
    const struct history *history = play_history(play);
    for (int i = history_count(history) - 1; i >= 0; i--)
        if (history_moment(history, i)->kind == EVENT_SCENE) {
            show_line(play_scenario(play), history_moment(history, i));
            break;
        }
    if (play_is_ended(play))
        return;
    show_options(play, now);
    int card = session_open_card(play_session(play));
    if (card >= 0)
        show_card(play, card);
    char elapsed[24], target[24];
    if (session_clock(play_session(play)) == 1)
        say(language_of_play(play), "", STR_PLAIN_ELAPSED,
            clock_text(play_call_ms(play, now), elapsed),
            clock_text(play_scenario(play)->target_minutes * (int64_t)60000, target), NULL);
}

static const struct {
    const char *command; /* "" the words name it */
    enum str what;
} help_rows[] = {{"", STR_PLAIN_HELP_OPTION},
                 {"e", STR_PLAIN_HELP_E},
                 {"confidence N", STR_PLAIN_HELP_CONFIDENCE},
                 {"open CARD, close", STR_PLAIN_HELP_OPEN},
                 {"ask CARD.FACT", STR_PLAIN_HELP_ASK},
                 {"why TEXT", STR_PLAIN_HELP_WHY},
                 {"say TEXT", STR_PLAIN_HELP_SAY},
                 {"look", STR_PLAIN_HELP_LOOK},
                 {"pause, go", STR_PLAIN_HELP_PAUSE},
                 {"quit", STR_PLAIN_HELP_QUIT},
                 {"wait SECONDS", STR_PLAIN_HELP_WAIT}};

void show_help(const struct play *play, bool is_scripted) {
    enum { COMMAND_WIDTH = 26 };
    enum language language = language_of_play(play);
    int rows = (int)(sizeof help_rows / sizeof *help_rows) - !is_scripted;
    for (int i = 0; i < rows; i++) {
        const char *command = help_rows[i].command;
        print_columns(*command ? command : string_of(language, STR_PLAIN_HELP_OPTION_KEY),
                      COMMAND_WIDTH, string_of(language, help_rows[i].what));
    }
}
