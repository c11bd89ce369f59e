#include "terminal/plain_show.h"

#include "model/text.h"
#include "terminal/print.h"
#include "terminal/say.h"

#include <stdio.h>
#include <string.h>

const char *clock_text(int64_t ms, char out[24]) {
    int64_t s = ms < 0 ? 0 : ms / 1000;
    snprintf(out, 24, "%lld:%02d", (long long)(s / 60), (int)(s % 60));
    return out;
}

enum language show_language_of(const struct scenario *scenario) {
    int language = language_of(scenario->locale);
    return language >= 0 ? (enum language)language : LANGUAGE_ENGLISH;
}

enum language show_language(const struct play *play) {
    return show_language_of(play_scenario(play));
}

static const char *channel_word(enum language language, enum channel channel) {
    static const enum str words[CHANNEL_COUNT] = {STR_CHANNEL_VOICE, STR_CHANNEL_CHAT,
                                                  STR_CHANNEL_EMAIL};
    return string_of(language, words[channel]);
}

static const char *mode_word(enum language language, enum mode mode) {
    static const enum str words[MODE_COUNT] = {STR_MODE_PRACTICE, STR_MODE_ASSESSMENT,
                                               STR_MODE_RETRY, STR_MODE_PANEL, STR_MODE_PREVIEW};
    return string_of(language, words[mode]);
}

static void expand(const struct play *play, const char *text, struct buf *out) {
    text_expand(play_scenario(play), session_slots(play_session(play)), play_agent_name(play), text,
                true, out);
}

static void show_filled(const struct play *play, const char *before, const char *text,
                        const char *after,
                        void (*print)(const char *, const char *, const char *)) {
    if (!text || !*text)
        return;
    struct buf filled = {0};
    const struct session *session = play_session(play);
    text_expand_ending(play_scenario(play), session_slots(session), session_outcome(session),
                       play_agent_name(play), text, true, &filled);
    print(before, buf_cstr(&filled), after);
    buf_finish(&filled);
}

void show_text(const struct play *play, const char *before, const char *text, const char *after) {
    show_filled(play, before, text, after, print_value);
}

void show_paragraph(const struct play *play, const char *before, const char *text,
                    const char *after) {
    /* Later lines stand further in: so does the first of several. */
    bool is_several = text && strchr(text, '\n') && !*before;
    show_filled(play, is_several ? "    " : before, text, after, print_paragraph);
}

/* A sentence of ours round a text of the scenario; nothing where the scenario has none. */
static void say_about(const struct play *play, int str, const char *text) {
    struct buf filled = {0};
    if (!text || !*text)
        return;
    expand(play, text, &filled);
    say_text(show_language(play), str, buf_cstr(&filled));
    buf_finish(&filled);
}

void show_opening(const struct play *play) {
    const struct scenario *scenario = play_scenario(play);
    const struct session_setup *setup = session_setup(play_session(play));
    enum language language = show_language(play);
    show_text(play, "", scenario->title, "\n");
    say(language, STR_PLAIN_OPENING, mode_word(language, setup->mode),
        channel_word(language, scenario->channel), scenario->customer_name);
    say_about(play, STR_PLAIN_YOU_ARE, scenario->agent_role);
    show_paragraph(play, "", scenario->agent_brief, "\n");
    say_about(play, STR_PLAIN_CUSTOMER, scenario->customer_about);
    if (session_clock(play_session(play)) == 1) {
        char target[24];
        say(language, STR_TARGET, clock_text((int64_t)scenario->target_minutes * 60000, target),
            NULL, NULL);
    }
    if (play_log_path(play))
        print_out("%s: %s %s\n", string_of(language, STR_NOTED_TITLE),
                  string_of(language, STR_NOTED_WHAT), string_of(language, STR_NOTED_PRIVATE));
    say(language, STR_PLAIN_HELP_HINT, NULL, NULL, NULL);
    print_out("\n");
}

/* ---- what happened ---- */

static void show_words(const struct scenario *scenario, const char *speaker, const char *text) {
    print_out("%s: ", speaker ? speaker : scenario->customer_name);
    print_paragraph("", text, "\n");
}

/* What is said there, in order. */
static void show_line(const struct scenario *scenario, const struct moment *moment) {
    if (moment->note)
        print_paragraph("(", moment->note, ")\n");
    for (int i = 0; i < moment->said_count; i++)
        show_words(scenario, moment->said[i].speaker, moment->said[i].text);
    if (moment->kind == EVENT_NUDGE)
        show_words(scenario, moment->speaker, moment->text);
}

/* What became of it is the story's last page, and nobody says it. */
static void show_later(const struct scenario *scenario, const struct moment *moment) {
    for (int i = 0; i < moment->later_count; i++) {
        print_out("%s: ", string_of(show_language_of(scenario), STR_LATER));
        print_paragraph("", moment->later[i], "\n");
    }
}

static void show_decision(const struct scenario *scenario, const struct history *history,
                          const struct moment *moment) {
    const struct past_decision *past = history_decision(history, moment->decision);
    const struct option *option = &scenario->scenes[moment->scene].options[past->decision.option];
    enum language language = show_language_of(scenario);
    say(language, option->say ? STR_PLAIN_YOU_SAY : STR_PLAIN_YOU_DO, moment->text, NULL, NULL);
    if (moment->says)
        say(language, STR_PLAIN_YOU_SAY, moment->says, NULL, NULL);
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
        print_out("%s ", string_of(show_language_of(scenario), STR_TIMES_UP_TITLE));
        say(show_language_of(scenario), STR_TIMES_UP_TEXT, scenario->customer_name, NULL, NULL);
        break;
    case EVENT_PAUSE:
    case EVENT_SUSPENDED:
        say(show_language_of(scenario), STR_PLAIN_GOES_ON, NULL, NULL, NULL);
        break;
    case EVENT_RESUME:
        say(show_language_of(scenario), STR_PLAIN_RESUMED, NULL, NULL, NULL);
        break;
    case EVENT_END:
        show_line(scenario, moment);
        show_later(scenario, moment);
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
        say(language, STR_PLAIN_YOU_OPEN, moment->text, NULL, NULL);
    else if (moment->kind == EVENT_FACT)
        say(language, STR_PLAIN_YOU_ASK, moment->label, moment->text, NULL);
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
            show_desk_moment(show_language_of(scenario), moment);
        else
            show_moment(scenario, history, moment);
        if (moment->kind == EVENT_SCENE && moment->said_count == 0 && !moment->note)
            print_out("(%s)\n", string_of(show_language_of(scenario), STR_PLAIN_NOTHING_SAID));
        if (moment->kind == EVENT_DECISION)
            show_given("        ", show_language_of(scenario),
                       &history_decision(history, moment->decision)->decision);
        if (moment->kind == EVENT_END)
            print_out("        %s\n", moment->label);
    }
}

/* ---- what stands now ---- */

/* Words to say stand in quotation marks, which are the interface's. */
static void show_option(const struct play *play, const struct option *option) {
    enum language language = show_language(play);
    int quote = language_is_rtl(language) ? (int)STR_UI_QUOTE_RTL : (int)STR_UI_QUOTE_LTR;
    struct buf text = {0};
    expand(play, option->say ? option->say : option->act, &text);
    if (option->say)
        say_part(language, quote, buf_cstr(&text), NULL, NULL);
    else
        print_value("", buf_cstr(&text), "");
    buf_finish(&text);
}

/* The options shown, from place `from` on, each with its number. */
static void list_options(const struct play *play, int chosen, int from) {
    const struct session *session = play_session(play);
    const struct scene *scene = &play_scenario(play)->scenes[session_scene(session)];
    int shown[OPTIONS_SHOWN_MAX], count = session_options(session, shown);
    for (int i = from; i < count; i++) {
        const struct option *option = &scene->options[shown[i]];
        print_out("  %d%s ", i + 1, option->escalates ? " (e)" : ".");
        show_option(play, option);
        if (shown[i] == chosen)
            print_out("  [%s]", string_of(show_language(play), STR_PLAIN_CHOSEN));
        print_out("\n");
    }
}

void show_new_options(const struct play *play, int chosen, int known) {
    say(show_language(play), STR_PLAIN_ALSO_CHOOSE, NULL, NULL, NULL);
    list_options(play, chosen, known);
}

void show_options(const struct play *play, int chosen, struct now now) {
    const struct scene *scene = &play_scenario(play)->scenes[session_scene(play_session(play))];
    enum language language = show_language(play);
    print_out("\n");
    show_text(play, "", scene->prompt ? scene->prompt : string_of(language, STR_WHAT_DO_YOU_DO),
              "\n");
    list_options(play, chosen, 0);
    int64_t left = play_left_ms(play, now), limit = session_limit_ms(play_session(play));
    if (left < 0)
        return;
    left = left > limit ? limit : left; /* it runs when the line has been read */
    struct buf text = {0};
    words_count(&text, language, STR_SECONDS_LEFT, (left + 999) / 1000, NULL);
    print_out("%s.\n", buf_cstr(&text));
    buf_finish(&text);
}

static void show_fact(const struct play *play, int card_index, int fact_index) {
    const struct card *card = &play_scenario(play)->cards[card_index];
    const struct fact *fact = &card->facts[fact_index];
    show_text(play, "  ", fact->label, ": ");
    if (fact->closed && !session_fact_was_asked(play_session(play), card_index, fact_index)) {
        struct buf name = {0};
        buf_printf(&name, "%s.%s", card->id, fact->closed);
        say_part(show_language(play), STR_PLAIN_CLOSED, buf_cstr(&name), NULL, NULL);
        buf_finish(&name);
    } else
        show_text(play, "", fact->value, "");
    print_out("\n");
}

void show_card(const struct play *play, int index) {
    const struct card *card = &play_scenario(play)->cards[index];
    show_text(play, "[", card->title, "]\n");
    for (int i = 0; i < card->fact_count; i++)
        show_fact(play, index, i);
    show_paragraph(play, "", card->text, "\n");
}

/* Open now, opened before, or neither. */
static void show_card_state(const struct play *play, int card) {
    const struct session *session = play_session(play);
    enum language language = show_language(play);
    if (session_open_card(session) == card)
        print_out(", %s", string_of(language, STR_SPOKEN_OPEN));
    else if (session_card_was_opened(session, card))
        print_out(", %s", string_of(language, STR_SPOKEN_OPENED));
}

void show_cards(const struct play *play) {
    const struct scenario *scenario = play_scenario(play);
    for (int i = 0; i < scenario->card_count; i++)
        if (session_card_exists(play_session(play), i)) {
            print_out("  %s: ", scenario->cards[i].id);
            show_text(play, "", scenario->cards[i].title, "");
            show_card_state(play, i);
            print_out("\n");
        }
    if (scenario->card_count == 0)
        say(show_language(play), STR_PLAIN_NO_RECORDS, NULL, NULL, NULL);
}

void show_scene(const struct play *play, int chosen, struct now now) {
    const struct history *history = play_history(play);
    for (int i = history_count(history) - 1; i >= 0; i--)
        if (history_moment(history, i)->kind == EVENT_SCENE) {
            show_line(play_scenario(play), history_moment(history, i));
            break;
        }
    if (play_is_ended(play))
        return;
    const struct session *session = play_session(play);
    if (session_setup(session)->pace == 0 || session_is_ready(session))
        show_options(play, chosen, now);
    int card = session_open_card(play_session(play));
    if (card >= 0)
        show_card(play, card);
    if (session_clock(play_session(play)) != 1)
        return;
    char elapsed[24], target[24];
    say_part(show_language(play), STR_SPOKEN_ELAPSED, clock_text(play_call_ms(play, now), elapsed),
             clock_text((int64_t)play_scenario(play)->target_minutes * 60000, target), NULL);
    print_out(".\n");
}

void show_help(enum language language, bool is_scripted) {
    static const struct {
        const char *words;
        enum str what;
    } rows[] = {
        {"1 … 9", STR_PLAIN_HELP_OPTION},      {"option 1 … 9", STR_PLAIN_HELP_OPTION_WORD},
        {"e", STR_PLAIN_HELP_ESCALATE},        {"confidence N, none", STR_PLAIN_HELP_SURE},
        {"esc", STR_PLAIN_HELP_ESC},           {"cut", STR_PLAIN_HELP_CUT},
        {"cards", STR_PLAIN_HELP_CARDS},       {"open CARD, F1 … F9, close", STR_PLAIN_HELP_OPEN},
        {"ask CARD.FACT", STR_PLAIN_HELP_ASK}, {"why TEXT", STR_PLAIN_HELP_WHY},
        {"say TEXT", STR_PLAIN_HELP_SAY},      {"look", STR_PLAIN_HELP_LOOK},
        {"pause, go", STR_PLAIN_HELP_PAUSE},   {"quit", STR_PLAIN_HELP_QUIT}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        print_columns(rows[i].words, 28, string_of(language, rows[i].what));
    if (is_scripted)
        print_columns("wait SECONDS", 28, string_of(language, STR_PLAIN_HELP_WAIT));
}
