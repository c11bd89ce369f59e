/* The debrief in plain text. */
#include "terminal/plain_show.h"

#include "terminal/print.h"

static const char *category_word(int category) {
    static const char *const words[] = {"poor", "acceptable", "best"};
    return category < 0 || category > 2 ? "not rated" : words[category];
}

/* A key that is not a measured one. */
static const char *mark_of(const struct past_decision *past) {
    const struct key *key = &past->decision.key;
    bool is_rated = key->category[past->decision.position] >= 0;
    return is_rated && key->status < KEY_OPERATIONAL ? " (provisional)" : "";
}

static const char *escalation_word(const struct past_decision *past) {
    enum escalation truth = past->decision.key.escalation;
    if (past->decision.option < 0)
        return "";
    if (past->is_escalated && truth == ESCALATION_UNNEEDED)
        return " Judgment gap: escalated, and within your authority.";
    if (past->is_escalated && truth == ESCALATION_NEEDED)
        return " Authority limit: it had to go up.";
    if (!past->is_escalated && truth == ESCALATION_NEEDED)
        return " Held past the limit: it had to go up.";
    return "";
}

static void show_view(const struct scenario *scenario, const struct past_decision *past,
                      int position, const char *what) {
    const struct panel *panel = scenario->scenes[past->scene].panel;
    if (position < 0)
        return;
    const struct key *key = &past->decision.key;
    print_out("   %s %d of %d: %s\n", what, key->votes[position], key->experts,
              past->options[position]);
    const struct panel_row *row =
        panel_reason(panel, past->decision.shown, past->decision.count, position);
    if (row)
        print_out("      “%s” (%s)\n", row->reason, scenario->experts[row->expert].who);
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
    show_view(scenario, past, most, "Named best by");
    show_view(scenario, past, second, is_minority ? "A minority view," : "Named best by");
    if (key->status == KEY_AMBIGUOUS)
        print_out("   %s, so nobody is scored on this decision.\n",
                  has_acceptable(key) ? "The panel does not agree here"
                                      : "The panel calls none of these acceptable");
}

static void show_choice(const struct past_decision *past) {
    const struct decision *decision = &past->decision;
    if (decision->option < 0)
        print_out("   Time ran out.\n");
    else
        print_out("   You: %s\n   %s%s.%s\n", past->options[decision->position],
                  category_word(decision->key.category[decision->position]), mark_of(past),
                  escalation_word(past));
    if (decision->confidence >= 0)
        print_out("   You said %d %% likely acceptable.\n", decision->confidence);
}

static void show_past(const struct play *play, int number) {
    const struct scenario *scenario = play_scenario(play);
    const struct past_decision *past = history_decision(play_history(play), number);
    char at[24];
    print_out("\n%d. At %s. %s\n", number + 1, clock_text(past->decision.shown_t, at), past->line);
    show_choice(past);
    if (past->decision.option >= 0) {
        const struct option *option = &scenario->scenes[past->scene].options[past->decision.option];
        show_text(play, "   ", option->because, "\n");
    }
    if (!scenario->scenes[past->scene].panel)
        return;
    show_views(scenario, past);
}

/* What kinds of keys the decisions of this call have, where they are not measured ones. */
static void show_keys(const struct play *play) {
    const struct scenario *scenario = play_scenario(play);
    bool has[KEY_STATUS_COUNT] = {false};
    int count = history_decisions(play_history(play));
    for (int i = 0; i < count; i++) {
        const struct past_decision *past = history_decision(play_history(play), i);
        has[past->decision.key.status] |= scenario->scenes[past->scene].panel != NULL;
    }
    if (has[KEY_ILLUSTRATIVE] || has[KEY_PILOT])
        print_out("\nProvisional: a practice key, not a measured one.\n");
    if (has[KEY_ILLUSTRATIVE])
        print_out("This panel is illustrative: it was written with the call, not collected from "
                  "real experts.\n");
    if (has[KEY_PILOT])
        print_out("So far, fewer than ten experts have rated these options.\n");
}

void show_end(const struct play *play) {
    const struct scenario *scenario = play_scenario(play);
    const struct session *session = play_session(play);
    const struct ending *ending = &scenario->endings[session_ending(session)];
    const struct outcome *outcome = session_outcome(session);
    bool is_compliant = outcome->compliant;
    char handle[24];
    show_text(play, "\n", ending->title, "\n");
    print_out("Satisfaction: %d of 5. Compliance: %s. Cost: %d %s. Handle time: %s", outcome->csat,
              is_compliant ? "clear" : "a rule was broken", outcome->cost,
              scenario->currency ? scenario->currency : "",
              clock_text(session_now(session), handle));
    if (scenario->target_minutes)
        print_out(" (target %d:00)", scenario->target_minutes);
    print_out(".\n");
    show_text(play, "", session_lesson(session), "\n");
    int count = history_decisions(play_history(play));
    for (int i = 0; i < count; i++)
        show_past(play, i);
    show_keys(play);
    if (play_log_path(play))
        print_out("\nYour decision log: %s\n", play_log_path(play));
}
