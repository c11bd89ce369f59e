/* The debrief in plain text. */
#include "terminal/plain_show.h"

#include "model/text.h"
#include "terminal/print.h"
#include "terminal/say.h"

#include <stdio.h>

/* A sentence behind a blank line or an indent. */
static void say_after(const char *before, enum language language, int str, const char *a,
                      const char *b, const char *c) {
    print_page(before);
    say(language, str, a, b, c);
}

static const char *category_word(enum language language, int category) {
    static const enum str words[] = {STR_POOR, STR_ACCEPTABLE, STR_BEST};
    return string_of(language, category < 0 || category > 2 ? STR_NOT_RATED : words[category]);
}

/* A key that is not a measured one. */
static bool is_provisional(const struct past_decision *past) {
    const struct key *key = &past->decision.key;
    return key->category[past->decision.position] >= 0 && key->status < KEY_OPERATIONAL;
}

static const char *escalation_word(enum language language, const struct past_decision *past) {
    enum escalation truth = past->decision.key.escalation;
    if (past->decision.option < 0)
        return "";
    if (past->is_escalated && truth == ESCALATION_UNNEEDED)
        return string_of(language, STR_PLAIN_GAP);
    if (past->is_escalated && truth == ESCALATION_NEEDED)
        return string_of(language, STR_PLAIN_LIMIT);
    if (!past->is_escalated && truth == ESCALATION_NEEDED)
        return string_of(language, STR_PLAIN_HELD);
    return "";
}

static void show_view(const struct scenario *scenario, const struct past_decision *past,
                      int position, int what) {
    const struct panel *panel = scenario->scenes[past->scene].panel;
    if (position < 0)
        return;
    const struct key *key = &past->decision.key;
    enum language language = show_language_of(scenario);
    char votes[24], experts[24];
    snprintf(votes, sizeof votes, "%d", key->votes[position]);
    snprintf(experts, sizeof experts, "%d", key->experts);
    say_after("   ", language, what, votes, experts, past->options[position]);
    const struct panel_row *row =
        panel_reason(panel, past->decision.shown, past->decision.count, position);
    if (row)
        say_after("      ", language, STR_PLAIN_REASON, row->reason,
                  scenario->experts[row->expert].who, NULL);
}

static bool has_acceptable(const struct key *key) {
    for (int i = 0; i < key->count; i++)
        if (key->category[i] > 0)
            return true;
    return false;
}

static void show_views(const struct scenario *scenario, const struct past_decision *past) {
    const struct key *key = &past->decision.key;
    int count = past->decision.count, most = key_most_voted(key, count, -1);
    int second = key_most_voted(key, count, most);
    bool is_minority = second >= 0 && !key_is_named_best(key, second);
    show_view(scenario, past, most, STR_PLAIN_VIEW_PANEL);
    show_view(scenario, past, second, is_minority ? STR_PLAIN_VIEW_MINORITY : STR_PLAIN_VIEW_PANEL);
    if (key->status == KEY_AMBIGUOUS)
        say_after("   ", show_language_of(scenario),
                  has_acceptable(key) ? STR_NOT_AGREED : STR_NONE_ACCEPTABLE, NULL, NULL, NULL);
}

static void show_judgment(enum language language, const struct past_decision *past) {
    struct buf word = {0};
    const char *category =
        category_word(language, past->decision.key.category[past->decision.position]);
    if (is_provisional(past))
        words_format(&word, language, STR_PROVISIONAL_TEXT, category, NULL);
    else
        buf_text(&word, category);
    print_out("   %s.%s\n", buf_cstr(&word), escalation_word(language, past));
    buf_finish(&word);
}

/* What was said, quoted in a sentence: its lines are put together. */
static const char *one_line(const char *text, struct buf *out) {
    for (; *text; text++)
        buf_char(out, *text == '\n' ? ' ' : *text);
    return buf_cstr(out);
}

void show_given(const char *before, enum language language, const struct decision *decision) {
    char sure[24];
    snprintf(sure, sizeof sure, "%d", decision->confidence);
    if (decision->confidence >= 0)
        say_after(before, language, STR_YOU_SAID, sure, NULL, NULL);
    else
        say_after(before, language, STR_NO_CONFIDENCE, NULL, NULL, NULL);
    if (decision->own_words && *decision->own_words)
        say_after(before, language, STR_PLAIN_IN_OWN_WORDS, decision->own_words, NULL, NULL);
    if (decision->why && *decision->why)
        say_after(before, language, STR_PLAIN_WROTE, decision->why, NULL, NULL);
}

static void show_choice(enum language language, const struct past_decision *past) {
    const struct decision *decision = &past->decision;
    if (decision->option < 0) {
        print_out("   %s%s\n", string_of(language, STR_TIMED_OUT_TEXT),
                  decision->key.escalation == ESCALATION_NEEDED
                      ? string_of(language, STR_PLAIN_HAD_TO)
                      : "");
        return;
    } else {
        const char *label = past->labels[decision->position];
        say_after("   ", language, label ? STR_YOU_CHOSE : STR_PLAIN_YOU_SAY,
                  label ? label : past->options[decision->position], NULL, NULL);
        show_judgment(language, past);
        if (past->rule)
            say_after("   ", language, STR_BREAKS_RULE, past->rule, NULL, NULL);
    }
    show_given("   ", language, decision);
}

/* What the person could have done instead, with its credit. */
static void show_others(enum language language, const struct past_decision *past) {
    const struct key *key = &past->decision.key;
    for (int i = 0; i < past->decision.count; i++) {
        char credit[24];
        const char *word = category_word(language, key->category[i]);
        snprintf(credit, sizeof credit, "%d.%02d", key->credit[i] / 10000,
                 key->credit[i] % 10000 / 100);
        if (i != past->decision.position && key->credit[i] >= 0)
            say_after("   ", language, STR_PLAIN_OTHER, word, credit, past->options[i]);
        else if (i != past->decision.position)
            say_after("   ", language, STR_PLAIN_OTHER_NOT_RATED,
                      string_of(language, STR_NOT_RATED), past->options[i], NULL);
    }
}

/* ---- what was opened, and what should have been ---- */

static void add_name(const struct play *play, struct evidence evidence, struct buf *out) {
    const struct scenario *scenario = play_scenario(play);
    const struct card *card = &scenario->cards[evidence.card];
    buf_text(out, out->len ? ", " : "");
    text_expand(scenario, session_slots(play_session(play)), play_agent_name(play),
                evidence.fact < 0 ? card->title : card->facts[evidence.fact].label, true, out);
}

static void show_names(enum language language, int title, const struct buf *names) {
    print_out("   %s: ", string_of(language, title));
    print_value("", names->len ? buf_cstr(names) : string_of(language, STR_NOTHING_OPENED), ".\n");
}

static void show_evidence(const struct play *play, const struct past_decision *past) {
    const struct scenario *scenario = play_scenario(play);
    const struct scene *scene = &scenario->scenes[past->scene];
    enum language language = show_language_of(scenario);
    struct needed needed[EVIDENCE_MAX];
    struct buf opened = {0}, wanted = {0};
    int count = evidence_needed(scenario, scene, needed, EVIDENCE_MAX);
    for (int i = 0; i < past->seen_count; i++)
        add_name(play, past->seen[i], &opened);
    for (int i = 0; i < count; i++)
        add_name(play, needed[i].evidence, &wanted);
    show_names(language, STR_YOU_OPENED, &opened);
    if (count)
        show_names(language, scene->panel ? STR_EXPERTS_OPEN : STR_AUTHOR_OPEN, &wanted);
    buf_finish(&opened);
    buf_finish(&wanted);
}

/* What a look would have made possible. */
static void show_withheld(enum language language, const struct past_decision *past) {
    for (int i = 0; i < past->withheld_count; i++) {
        const struct past_withheld *option = &past->withheld[i];
        struct buf text = {0};
        say_after("   ", language, option->is_said ? STR_COULD_HAVE_SAID : STR_COULD_HAVE_DONE,
                  option->looks, one_line(option->text, &text), NULL);
        buf_finish(&text);
    }
}

static void show_past(const struct play *play, int number) {
    const struct scenario *scenario = play_scenario(play);
    const struct past_decision *past = history_decision(play_history(play), number);
    enum language language = show_language_of(scenario);
    char at[24], count[24];
    snprintf(count, sizeof count, "%d", number + 1);
    struct buf line = {0};
    say_after("\n", language, STR_PLAIN_PAST, count, clock_text(past->decision.shown_t, at),
              one_line(past->line, &line));
    buf_finish(&line);
    show_choice(language, past);
    if (past->decision.option >= 0) {
        const struct option *option = &scenario->scenes[past->scene].options[past->decision.option];
        show_paragraph(play, "   ", option->because, "\n");
    }
    if (scenario->scenes[past->scene].panel)
        show_views(scenario, past);
    show_others(language, past);
    show_withheld(language, past);
    show_evidence(play, past);
}

/* What kinds of keys the decisions of this call have, where they are not measured ones. */
static void show_keys(const struct play *play) {
    const struct scenario *scenario = play_scenario(play);
    enum language language = show_language_of(scenario);
    bool has[KEY_STATUS_COUNT] = {false}, is_authors = false;
    int count = history_decisions(play_history(play));
    for (int i = 0; i < count; i++) {
        const struct past_decision *past = history_decision(play_history(play), i);
        bool has_panel = scenario->scenes[past->scene].panel != NULL;
        has[past->decision.key.status] |= has_panel;
        is_authors |= !has_panel && past->decision.option >= 0 && is_provisional(past);
    }
    if (is_authors || has[KEY_ILLUSTRATIVE] || has[KEY_PILOT])
        say_after("\n", language, STR_PROVISIONAL, NULL, NULL, NULL);
    if (has[KEY_ILLUSTRATIVE])
        say(language, STR_ILLUSTRATIVE, NULL, NULL, NULL);
    if (has[KEY_PILOT])
        say(language, STR_PILOT_KEY, NULL, NULL, NULL);
    if (is_authors)
        say(language, STR_AUTHOR_KEY, NULL, NULL, NULL);
}

static void show_outcome(const struct play *play, const struct outcome *outcome) {
    const struct scenario *scenario = play_scenario(play);
    enum language language = show_language_of(scenario);
    char csat[24], cost[48], handle[24], target[24];
    snprintf(csat, sizeof csat, "%d", outcome->csat);
    snprintf(cost, sizeof cost, "%d%s%s", outcome->cost, scenario->currency ? " " : "",
             scenario->currency ? scenario->currency : "");
    clock_text(session_now(play_session(play)), handle);
    const char *rules = string_of(language, outcome->compliant ? STR_CLEAR_RULES : STR_RULE_BROKEN);
    struct buf text = {0};
    if (scenario->target_minutes)
        words_format(&text, language, STR_PLAIN_OUTCOME_TARGET, csat, rules, cost, handle,
                     clock_text(scenario->target_minutes * (int64_t)60000, target), NULL);
    else
        words_format(&text, language, STR_PLAIN_OUTCOME, csat, rules, cost, handle, NULL);
    print_out("%s\n", buf_cstr(&text));
    buf_finish(&text);
}

void show_end(const struct play *play) {
    const struct scenario *scenario = play_scenario(play);
    const struct session *session = play_session(play);
    const struct ending *ending = &scenario->endings[session_ending(session)];
    const struct outcome *outcome = session_outcome(session);
    show_text(play, "\n", ending->title, "\n");
    show_outcome(play, outcome);
    show_paragraph(play, "", session_lesson(session), "\n");
    int count = history_decisions(play_history(play));
    for (int i = 0; i < count; i++)
        show_past(play, i);
    show_keys(play);
    if (play_log_path(play))
        say_after("\n", show_language_of(scenario), STR_PLAIN_LOG, play_log_path(play), NULL, NULL);
}
