#include "terminal/plain_show.h"

#include "model/text.h"
#include "terminal/print.h"

#include <stdio.h>
#include <string.h>

const char confidence_question[] = "How likely is it that the panel would call this acceptable?";

const char *clock_text(int64_t ms, char out[24]) {
    int64_t s = ms < 0 ? 0 : ms / 1000;
    snprintf(out, 24, "%lld:%02d", (long long)(s / 60), (int)(s % 60));
    return out;
}

static const char *channel_word(enum channel channel) {
    static const char *const words[CHANNEL_COUNT] = {"Phone call", "Chat", "E-mail"};
    return words[channel];
}

static const char *mode_word(enum mode mode) {
    static const char *const words[MODE_COUNT] = {"Practice", "Assessment", "Another go",
                                                  "Panel, blind", "Preview"};
    return words[mode];
}

static void fill(const struct play *play, const char *text, struct buf *out) {
    const struct session *session = play_session(play);
    text_expand_ending(play_scenario(play), session_slots(session), session_outcome(session),
                       play_agent_name(play), text, true, out);
}

void show_text(const struct play *play, const char *before, const char *text, const char *after) {
    if (!text || !*text)
        return;
    struct buf filled = {0};
    fill(play, text, &filled);
    print_value(before, buf_cstr(&filled), after);
    buf_finish(&filled);
}

void show_paragraph(const struct play *play, const char *before, const char *text,
                    const char *after) {
    if (!text || !*text)
        return;
    struct buf filled = {0};
    fill(play, text, &filled);
    print_paragraph(before, buf_cstr(&filled), after);
    buf_finish(&filled);
}

void show_opening(const struct play *play) {
    const struct scenario *scenario = play_scenario(play);
    const struct session_setup *setup = session_setup(play_session(play));
    show_text(play, "", scenario->title, "\n");
    print_out("%s. %s, %s.\n", mode_word(setup->mode), channel_word(scenario->channel),
              scenario->customer_name);
    show_text(play, "You are: ", scenario->agent_role, ".\n");
    show_paragraph(play, "", scenario->agent_brief, "\n");
    show_paragraph(play, "The customer: ", scenario->customer_about, "\n");
    if (session_clock(play_session(play)) == 1)
        print_out("Target: %d minutes.\n", scenario->target_minutes);
    if (play_log_path(play))
        print_out("What you choose, look up and write is noted on this computer; only you see it, "
                  "unless you hand over the log yourself.\n");
    print_out(
        "'help' lists what you can type; where a text names a key, type the word instead.\n\n");
}

/* ---- what happened ------------------------------------------------------------------------------
 */

static void show_line(const struct scenario *scenario, const struct moment *moment) {
    const char *who = moment->speaker ? moment->speaker : scenario->customer_name;
    if (moment->note)
        print_paragraph("(", moment->note, ")\n");
    if (*moment->text) {
        print_out("%s: ", who);
        print_paragraph("", moment->text, "\n");
    }
}

static void show_decision(const struct scenario *scenario, const struct history *history,
                          const struct moment *moment) {
    const struct past_decision *past = history_decision(history, moment->decision);
    const struct option *option = &scenario->scenes[moment->scene].options[past->decision.option];
    if (option->say)
        print_out("You: %s\n", moment->text);
    else
        print_out("You do this: %s\n", moment->text);
    if (moment->says)
        print_out("You: %s\n", moment->says);
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
        print_out("Time's up. Nothing was chosen, and the call goes on.\n");
        break;
    case EVENT_PAUSE:
        print_out("The call goes on.\n");
        break;
    case EVENT_RESUME:
        print_out("You take the call up again.\n");
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
static void show_desk_moment(const struct moment *moment) {
    if (moment->kind == EVENT_CARD)
        print_out("You open: %s\n", moment->text);
    else if (moment->kind == EVENT_FACT)
        print_out("You ask for: %s: %s\n", moment->label, moment->text);
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
            show_desk_moment(moment);
        else
            show_moment(scenario, history, moment);
        if (moment->kind == EVENT_SCENE && !*moment->text && !moment->note)
            print_out("(nothing is said)\n");
        if (moment->kind == EVENT_END)
            print_out("        %s\n", moment->label);
    }
}

/* ---- what stands now ----------------------------------------------------------------------------
 */

/* The options shown, from place `from` on, each with its number. */
static void list_options(const struct play *play, int from) {
    const struct session *session = play_session(play);
    const struct scene *scene = &play_scenario(play)->scenes[session_scene(session)];
    int shown[OPTIONS_SHOWN_MAX], count = session_options(session, shown);
    for (int i = from; i < count; i++) {
        const struct option *option = &scene->options[shown[i]];
        print_out("  %d%s ", i + 1, option->escalates ? " (e)" : ".");
        if (option->say) /* the interface adds the quotation marks */
            show_text(play, "“", option->say, "”");
        else
            show_text(play, "", option->act, "");
        print_out("%s\n", shown[i] == session_selected(session) ? "  [chosen]" : "");
    }
}

void show_new_options(const struct play *play, int known) {
    print_out("Now you can also choose:\n");
    list_options(play, known);
}

void show_options(const struct play *play, struct now now) {
    const struct scene *scene = &play_scenario(play)->scenes[session_scene(play_session(play))];
    print_out("\n");
    show_text(play, "", scene->prompt ? scene->prompt : "What do you do?", "\n");
    list_options(play, 0);
    int64_t left = play_left_ms(play, now);
    if (left >= 0)
        print_out("%lld seconds left.\n", (long long)((left + 999) / 1000));
}

static void show_fact(const struct play *play, int card_index, int fact_index) {
    const struct card *card = &play_scenario(play)->cards[card_index];
    const struct fact *fact = &card->facts[fact_index];
    show_text(play, "  ", fact->label, ": ");
    if (fact->closed && !session_fact_was_asked(play_session(play), card_index, fact_index))
        print_out("closed; 'ask %s.%s' shows it", card->id, fact->closed);
    else
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

void show_cards(const struct play *play) {
    const struct session *session = play_session(play);
    const struct scenario *scenario = play_scenario(play);
    for (int i = 0; i < scenario->card_count; i++)
        if (session_card_exists(session, i)) {
            print_out("  %s: ", scenario->cards[i].id);
            show_text(play, "", scenario->cards[i].title, "");
            print_out("%s\n", session_open_card(session) == i       ? ", open"
                              : session_card_was_opened(session, i) ? ", opened"
                                                                    : "");
        }
    if (scenario->card_count == 0)
        print_out("There are no records on the desk.\n");
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
    char elapsed[24];
    if (session_clock(play_session(play)) == 1)
        print_out("%s of a target of %d:00.\n", clock_text(play_call_ms(play, now), elapsed),
                  play_scenario(play)->target_minutes);
}

void show_help(bool is_scripted) {
    print_out(
        "  1 to 9, or an option's id   choose it; it is committed once you said how sure you are\n"
        "  e                           the (next) option that escalates\n"
        "  confidence N                how sure you are, 0 to 100 (none: not said, practice only)\n"
        "  open CARD, close            a record on the desk; 'cards' lists them\n"
        "  ask CARD.FACT               show a closed fact\n"
        "  why TEXT                    your reason, one line\n"
        "  say TEXT                    your own words, before the option\n"
        "  look                        say it again\n"
        "  pause, go                   practice only\n"
        "  quit                        leave; the call can be resumed\n");
    if (is_scripted)
        print_out("  wait SECONDS                let time pass\n");
}
