#include "terminal/plain.h"

#include "base/card_number.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "model/text.h"
#include "terminal/lines.h"
#include "terminal/plain_show.h"
#include "terminal/plain_words.h"
#include "terminal/print.h"
#include "terminal/resume_line.h"
#include "terminal/say.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { UNSET = -2, NO_CONFIDENCE = -1, LOOK_MS = 1000 };

/* What comes so soon after a timeout's notice was meant for the moment before it. */
enum { HEARD_MS = 500 };

struct plain {
    struct play *play;
    struct lines lines;
    enum language language;
    int64_t heard_ms; /* monotonic: lines before it are not taken; 0 all are */
    const char *logs; /* as given, or NULL */
    bool is_scripted, is_over;
    bool is_stuck; /* a record could not be written, and the person was told */
    struct now scripted;
    int shown;           /* moments printed */
    int decisions;       /* when the scene's answers were last cleared */
    int options;         /* of this scene that were printed */
    bool waits;          /* they are printed when the lines have been spoken */
    int confidence;      /* set in this scene, or UNSET */
    struct buf why, own; /* set in this scene */
    bool has_why, has_own;
    bool is_taken_back; /* the choice that the session still has */
};

struct now now_read(void) {
    int64_t wall_ms = clock_wall_ms();
    return (struct now){.monotonic_ms = clock_monotonic_ms(),
                        .wall_ms = wall_ms,
                        .boot_ms = clock_boot_ms(),
                        .utc_offset_min = clock_utc_offset_min(wall_ms)};
}

static struct now plain_now(const struct plain *plain) {
    struct now now = now_read();
    if (plain->is_scripted) {
        now.monotonic_ms = plain->scripted.monotonic_ms;
        now.boot_ms = 0; /* a made-up clock never sleeps */
    }
    return now;
}

static void forget_answers(struct plain *plain) {
    plain->confidence = UNSET;
    plain->is_taken_back = false;
    plain->has_why = plain->has_own = false;
    buf_clear(&plain->why);
    buf_clear(&plain->own);
}

/* Chosen in this scene and not taken back: an authored index, or -1. */
static int chosen(const struct plain *plain) {
    const struct session *session = play_session(plain->play);
    return plain->is_taken_back || session_scene(session) < 0 ? -1 : session_selected(session);
}

/* Where lines are spoken the options come when they have ended; where they are read, below them. */
static void show_all_options(struct plain *plain) {
    const struct session *session = play_session(plain->play);
    plain->waits = session_setup(session)->pace > 0 && !session_is_ready(session);
    if (plain->waits)
        return;
    int shown[OPTIONS_SHOWN_MAX];
    plain->options = session_options(session, shown);
    show_options(plain->play, chosen(plain), plain_now(plain));
}

/* A card or a fact may have brought options. */
static void show_brought_options(struct plain *plain) {
    int shown[OPTIONS_SHOWN_MAX], count = session_options(play_session(plain->play), shown);
    if (!plain->waits && count > plain->options && !play_trouble(plain->play, NULL)) {
        show_new_options(plain->play, chosen(plain), plain->options);
        plain->options = count;
    }
}

/* Prints what is new; a new scene brings its options and forgets what was set for the last one.
 * What is not on the disk is not shown. */
static void show_what_is_new(struct plain *plain) {
    const struct session *session = play_session(plain->play);
    if (play_trouble(plain->play, NULL))
        return;
    plain->shown = show_news(plain->play, plain->shown);
    if (session_decisions(session) == plain->decisions) {
        if (plain->waits && !play_is_ended(plain->play))
            show_all_options(plain);
        return;
    }
    plain->decisions = session_decisions(session);
    forget_answers(plain);
    if (!play_is_ended(plain->play))
        show_all_options(plain);
}

/* Nothing that was typed before a timeout's notice is taken: it was an answer to what is over. */
static void drop_what_waits(struct plain *plain) {
    if (plain->is_scripted) /* the whole script was written before */
        return;
    int count = lines_drop(&plain->lines);
    if (count)
        say_error(plain->language, STR_PLAIN_DROPPED_LINES, count);
    plain->heard_ms = now_read().monotonic_ms + HEARD_MS;
}

/* A timeout's notice has been printed: the call goes on. */
static void let_go(struct plain *plain) {
    struct err err = {0};
    show_what_is_new(plain);
    if (play_is_held(plain->play))
        drop_what_waits(plain);
    if (play_is_held(plain->play) && !play_release_hold(plain->play, plain_now(plain), &err))
        print_error("%s\n", err.text);
    show_what_is_new(plain);
}

/* What an action was refused for, as a sentence. */
static void say_refusal(const struct err *err) {
    size_t len = strlen(err->text);
    bool is_closed = len > 0 && strchr(".!?", err->text[len - 1]);
    print_error("%c%s%s\n", toupper((unsigned char)err->text[0]), len > 0 ? err->text + 1 : "",
                is_closed ? "" : ".");
}

/* Says what a refused action was refused for. */
static void done(struct plain *plain, bool ok, const struct err *err) {
    let_go(plain);
    if (!ok && !play_trouble(plain->play, NULL)) /* of which say_trouble speaks */
        say_refusal(err);
}

/* ---- what a line does ---- */

static void commit(struct plain *plain) {
    struct err err = {0};
    int confidence = plain->confidence == UNSET ? NO_CONFIDENCE : plain->confidence;
    bool ok = play_commit(plain->play, confidence, plain->has_why ? buf_cstr(&plain->why) : NULL,
                          plain->has_own ? buf_cstr(&plain->own) : NULL, plain_now(plain), &err);
    done(plain, ok, &err);
}

static bool is_offered(const struct session *session, int option) {
    int shown[OPTIONS_SHOWN_MAX], count = session_options(session, shown);
    for (int i = 0; i < count; i++)
        if (shown[i] == option)
            return true;
    return false;
}

/* Whoever chooses while the lines are still spoken, or read, cuts in. */
static void select_option(struct plain *plain, int option) {
    struct err err = {0};
    bool ok = is_offered(play_session(plain->play), option)
                  ? play_choose(plain->play, option, plain_now(plain), &err)
                  : play_select(plain->play, option, plain_now(plain), &err);
    done(plain, ok, &err);
    if (!ok)
        return;
    plain->is_taken_back = false;
    if (plain->confidence != UNSET) {
        commit(plain);
        return;
    }
    bool is_practice = session_setup(play_session(plain->play))->mode != MODE_ASSESSMENT;
    say(plain->language, is_practice ? STR_PLAIN_ASKS_SURE : STR_PLAIN_ASKS_SURE_ASSESSMENT,
        string_of(plain->language, STR_CONFIDENCE_QUESTION), NULL, NULL);
}

/* The next escalating option behind the one that is selected; -1: none is shown. */
static int next_escalation(const struct session *session) {
    int shown[OPTIONS_SHOWN_MAX], count = session_options(session, shown);
    const struct scene *scene = &session_scenario(session)->scenes[session_scene(session)];
    int start = 0;
    for (int i = 0; i < count; i++)
        if (shown[i] == session_selected(session))
            start = i + 1;
    for (int i = 0; i < count; i++) {
        int option = shown[(start + i) % count];
        if (scene->options[option].escalates)
            return option;
    }
    return -1;
}

/* An option is chosen, and how sure the person is is what comes next. */
static bool asks_confidence(const struct plain *plain) {
    return plain->confidence == UNSET && chosen(plain) >= 0;
}

static void refuse_position(const struct plain *plain, long number, int count) {
    char given[24], most[24], sure[24];
    snprintf(given, sizeof given, "%ld", number);
    snprintf(most, sizeof most, "%d", count);
    snprintf(sure, sizeof sure, "%ld", number <= 100 ? number : 100);
    say_error_with(plain->language, STR_PLAIN_NUMBER, given, most, sure);
}

static void select_position(struct plain *plain, long number) {
    int shown[OPTIONS_SHOWN_MAX], count = session_options(play_session(plain->play), shown);
    if (number < 1 || number > count)
        refuse_position(plain, number, count);
    else
        select_option(plain, shown[number - 1]);
}

static void select_escalation(struct plain *plain) {
    int option = next_escalation(play_session(plain->play));
    if (option < 0)
        say_error_text(plain->language, STR_PLAIN_NO_ESCALATION);
    else
        select_option(plain, option);
}

/* By its position, its id, or `e`. True: the line named an option, whether or not it is there. */
static bool try_option(struct plain *plain, const char *verb, const char *rest) {
    const struct session *session = play_session(plain->play);
    int scene = session_scene(session);
    long number;
    if (scene < 0 || *rest)
        return false;
    if (strcmp(verb, "e") == 0) {
        select_escalation(plain);
        return true;
    }
    if (whole_number(verb, &number)) {
        select_position(plain, number);
        return true;
    }
    int option = scene_find_option(&session_scenario(session)->scenes[scene], verb);
    if (option < 0)
        return false;
    select_option(plain, option);
    return true;
}

/* `option N`, `option ID`: also where the id is a word of plain mode, and while the confidence
 * question is open. */
static void do_option(struct plain *plain, const char *rest) {
    const struct session *session = play_session(plain->play);
    char id[VERB_MAX];
    long number;
    if (session_scene(session) < 0 || !take_word(rest, id, sizeof id)) {
        say_error_text(plain->language, STR_PLAIN_OPTION_NEEDS);
        return;
    }
    const struct scene *scene = &session_scenario(session)->scenes[session_scene(session)];
    int option = scene_find_option(scene, id);
    if (option >= 0)
        select_option(plain, option);
    else if (whole_number(id, &number))
        select_position(plain, number);
    else if (strcasecmp(id, "e") == 0)
        select_escalation(plain);
    else
        say_error_with(plain->language, STR_PLAIN_NO_OPTION, id, NULL, NULL);
}

static void do_confidence(struct plain *plain, const char *rest) {
    long number;
    bool is_assessment = session_setup(play_session(plain->play))->mode == MODE_ASSESSMENT;
    if (!*rest) {
        say_error_text(plain->language, STR_PLAIN_CONFIDENCE_NEEDS);
        return;
    }
    if (strcasecmp(rest, "none") == 0 && !is_assessment)
        plain->confidence = NO_CONFIDENCE;
    else if (percentage(rest, &number) && number <= 100)
        plain->confidence = (int)number;
    else {
        say_error_with(plain->language,
                       is_assessment ? STR_PLAIN_CONFIDENCE_BAD : STR_PLAIN_CONFIDENCE_BAD_OR_NONE,
                       rest, NULL, NULL);
        return;
    }
    if (chosen(plain) >= 0)
        commit(plain);
}

/* By its id or by its title as it is printed; -1: there is none. */
static int find_card(const struct plain *plain, const char *name) {
    const struct scenario *scenario = play_scenario(plain->play);
    int card = scenario_find_card(scenario, name);
    for (int i = 0; card < 0 && i < scenario->card_count; i++) {
        struct buf title = {0};
        text_expand(scenario, session_slots(play_session(plain->play)),
                    play_agent_name(plain->play), scenario->cards[i].title, false, &title);
        if (session_card_exists(play_session(plain->play), i) &&
            (strcasecmp(scenario->cards[i].id, name) == 0 ||
             strcasecmp(buf_cstr(&title), name) == 0))
            card = i;
        buf_finish(&title);
    }
    return card;
}

static void open_card(struct plain *plain, int card) {
    struct err err = {0};
    bool ok = play_open_card(plain->play, card, plain_now(plain), &err);
    done(plain, ok, &err);
    if (!ok)
        return;
    show_card(plain->play, card);
    show_brought_options(plain);
}

static void do_open(struct plain *plain, const char *rest) {
    int card = find_card(plain, rest);
    if (card < 0)
        say_error_text(plain->language, STR_PLAIN_WHICH_CARD);
    else
        open_card(plain, card);
}

/* `f1` … `f9`: the record in that place on the desk, as the window's keys count. */
static void do_open_place(struct plain *plain, const char *verb) {
    int left = verb[1] - '1', count = play_scenario(plain->play)->card_count;
    for (int i = 0; i < count; i++)
        if (session_card_exists(play_session(plain->play), i) && left-- == 0) {
            open_card(plain, i);
            return;
        }
    say_error_with(plain->language, STR_PLAIN_NO_RECORD_AT, verb, NULL, NULL);
}

static void do_take_back(struct plain *plain) {
    if (chosen(plain) < 0) {
        say_error_text(plain->language, STR_PLAIN_NOTHING_CHOSEN);
        return;
    }
    plain->is_taken_back = true;
    say(plain->language, STR_PLAIN_TAKEN_BACK, NULL, NULL, NULL);
}

static void do_ask(struct plain *plain, const char *rest) {
    char name[160];
    struct err err = {0};
    struct evidence evidence;
    const struct scenario *scenario = play_scenario(plain->play);
    if (!take_word(rest, name, sizeof name) || !scenario_find_evidence(scenario, name, &evidence) ||
        evidence.fact < 0) {
        say_error_text(plain->language, STR_PLAIN_WHICH_FACT);
        return;
    }
    bool is_open = session_open_card(play_session(plain->play)) == evidence.card;
    bool ok = (is_open || play_open_card(plain->play, evidence.card, plain_now(plain), &err)) &&
              play_ask(plain->play, evidence.card, evidence.fact, plain_now(plain), &err);
    done(plain, ok, &err);
    if (ok) {
        const struct fact *fact = &scenario->cards[evidence.card].facts[evidence.fact];
        show_text(plain->play, "  ", fact->label, ": ");
        show_text(plain->play, "", fact->value, "");
        print_out("\n");
        show_brought_options(plain);
    }
}

static void do_text(struct plain *plain, const char *rest, size_t most, int what, struct buf *out,
                    bool *has) {
    const char *name = string_of(plain->language, what);
    size_t len = strlen(rest);
    if (!utf8_is_valid(rest, len)) {
        say_error_with(plain->language, STR_PLAIN_NOT_UTF8, name, NULL, NULL);
        return;
    }
    if (utf8_length(rest, len) > most) {
        char have[24], fit[24];
        snprintf(have, sizeof have, "%zu", utf8_length(rest, len));
        snprintf(fit, sizeof fit, "%zu", most);
        say_error_with(plain->language, STR_PLAIN_TOO_LONG, name, have, fit);
        return;
    }
    if (card_number_in(rest, len)) {
        say_error_text(plain->language, STR_HOLDS_CARD_NUMBER);
        return;
    }
    if (len == 0 && !*has) {
        say_error_with(plain->language, STR_PLAIN_NOTHING_ERASED, name, NULL, NULL);
        return;
    }
    int told = len == 0 ? STR_PLAIN_ERASED : *has ? STR_PLAIN_REPLACED : STR_PLAIN_KEPT;
    buf_clear(out);
    buf_add(out, rest, len);
    *has = len > 0;
    say(plain->language, told, name, NULL, NULL);
}

static void do_wait(struct plain *plain, const char *rest) {
    char word[32];
    int64_t ms;
    struct err err = {0};
    if (!plain->is_scripted) {
        say_error_text(plain->language, STR_PLAIN_WAIT_SCRIPTED);
        return;
    }
    if (!take_word(rest, word, sizeof word) || !milliseconds(word, &ms)) {
        say_error_text(plain->language, STR_PLAIN_WAIT_NEEDS);
        return;
    }
    /* A wait that reaches a timeout ends there: the clock goes no further than the deadline. */
    int64_t left = play_left_ms(plain->play, plain_now(plain));
    if (left >= 0 && ms > left)
        ms = left;
    plain->scripted.monotonic_ms += ms;
    bool ok = play_tick(plain->play, plain_now(plain), &err);
    done(plain, ok, &err);
}

static void do_pause(struct plain *plain) {
    struct err err = {0};
    bool ok = play_pause(plain->play, plain_now(plain), &err);
    done(plain, ok, &err);
    if (ok)
        say(plain->language, STR_PLAIN_PAUSED, NULL, NULL, NULL);
}

static void do_go(struct plain *plain) {
    struct err err = {0};
    bool ok = play_go(plain->play, plain_now(plain), &err);
    done(plain, ok, &err);
    if (ok)
        show_scene(plain->play, chosen(plain), plain_now(plain));
}

static void do_cut(struct plain *plain) {
    struct err err = {0};
    done(plain, play_cut_in(plain->play, plain_now(plain), &err), &err);
}

static void do_close(struct plain *plain) {
    struct err err = {0};
    done(plain, play_close_card(plain->play, plain_now(plain), &err), &err);
}

/* While the call is paused its words are covered. */
static bool is_covered(const struct plain *plain, const char *verb) {
    if (!play_is_paused(plain->play))
        return false;
    return strcmp(verb, "go") != 0 && strcmp(verb, "quit") != 0 && strcmp(verb, "help") != 0 &&
           strcmp(verb, "wait") != 0;
}

/* `none` alone, where no option is called so. */
static bool is_none(const struct plain *plain, const char *verb, const char *rest) {
    const struct session *session = play_session(plain->play);
    const struct scene *scene = &session_scenario(session)->scenes[session_scene(session)];
    return strcmp(verb, "none") == 0 && !*rest && scene_find_option(scene, verb) < 0;
}

static bool is_place_key(const char *verb) {
    return verb[0] == 'f' && verb[1] >= '1' && verb[1] <= '9' && !verb[2];
}

/* Keys of the window that the texts name, and that are no words here. */
static bool is_window_key(const char *verb) {
    static const char *const keys[] = {"enter", "return", "space", "tab", "up",
                                       "down",  "left",   "right", "w"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(verb, keys[i]) == 0)
            return true;
    return false;
}

/* What stands behind all other words, so that an option may be called like it. */
static void do_other(struct plain *plain, const char *verb, const char *rest) {
    if (try_option(plain, verb, rest))
        return;
    if (is_place_key(verb))
        do_open_place(plain, verb);
    else if (strcmp(verb, "esc") == 0 || strcmp(verb, "escape") == 0)
        do_take_back(plain);
    else
        say_error_with(plain->language,
                       is_window_key(verb) ? STR_PLAIN_WINDOW_KEY : STR_PLAIN_UNKNOWN, verb, NULL,
                       NULL);
}

static void do_line(struct plain *plain, const char *line) {
    char verb[VERB_MAX];
    long number;
    const char *rest = take_verb(line, verb);
    if (!*verb)
        return;
    if (is_covered(plain, verb))
        say_error_text(plain->language, STR_PLAIN_PAUSED);
    else if (asks_confidence(plain) && (percentage(line, &number) || is_none(plain, verb, rest)))
        do_confidence(plain, after_blanks(line));
    else if (strcmp(verb, "option") == 0)
        do_option(plain, rest);
    else if (strcmp(verb, "confidence") == 0)
        do_confidence(plain, rest);
    else if (strcmp(verb, "open") == 0)
        do_open(plain, rest);
    else if (strcmp(verb, "ask") == 0)
        do_ask(plain, rest);
    else if (strcmp(verb, "close") == 0)
        do_close(plain);
    else if (strcmp(verb, "cut") == 0)
        do_cut(plain);
    else if (strcmp(verb, "why") == 0)
        do_text(plain, rest, WHY_MAX, STR_PLAIN_THE_REASON, &plain->why, &plain->has_why);
    else if (strcmp(verb, "say") == 0)
        do_text(plain, rest, OWN_WORDS_MAX, STR_PLAIN_OWN_WORDS, &plain->own, &plain->has_own);
    else if (strcmp(verb, "look") == 0)
        show_scene(plain->play, chosen(plain), plain_now(plain));
    else if (strcmp(verb, "cards") == 0)
        show_cards(plain->play);
    else if (strcmp(verb, "help") == 0)
        show_help(plain->language, plain->is_scripted);
    else if (strcmp(verb, "pause") == 0)
        do_pause(plain);
    else if (strcmp(verb, "go") == 0)
        do_go(plain);
    else if (strcmp(verb, "wait") == 0)
        do_wait(plain, rest);
    else if (strcmp(verb, "quit") == 0)
        plain->is_over = true;
    else
        do_other(plain, verb, rest);
}

/* A line of the person's: not taken where the time was up before it could be meant for this moment.
 */
static void hear(struct plain *plain, const char *line) {
    struct err err = {0};
    int decisions = plain->decisions;
    bool runs = !play_is_paused(plain->play) && !play_is_held(plain->play);
    if (!plain->is_scripted && runs) {
        bool ok = play_tick(plain->play, plain_now(plain), &err);
        done(plain, ok, &err);
    }
    bool is_late = plain->decisions != decisions ||
                   (plain->heard_ms && plain_now(plain).monotonic_ms < plain->heard_ms);
    if (is_late && *after_blanks(line))
        say_error_text(plain->language, STR_PLAIN_DROPPED);
    else if (!is_late)
        do_line(plain, line);
}

static void cut_blanks(struct buf *line) {
    while (line->len && (line->data[line->len - 1] == ' ' || line->data[line->len - 1] == '\t'))
        line->data[--line->len] = '\0';
}

/* ---- the loop ---- */

/* Never longer than a second while something is due: so a process that is stopped meanwhile knows
 * to the second how long it was. */
static int wait_ms(const struct plain *plain) {
    if (plain->is_scripted || plain->is_stuck)
        return -1;
    struct now now = plain_now(plain);
    int64_t ms = play_next_wakeup(plain->play, now);
    int wait = ms < 0 ? -1 : ms > LOOK_MS ? LOOK_MS : (int)ms;
    play_expect(plain->play, now, wait);
    return wait;
}

/* ---- a record could not be written ---- */

/* Says once what is safe and what is not. False: trying again cannot help. */
static bool say_trouble(struct plain *plain) {
    bool is_final = false;
    const char *trouble = play_trouble(plain->play, &is_final);
    if (trouble && !plain->is_stuck)
        print_error("%s\n", trouble);
    if (trouble && !plain->is_stuck && !is_final)
        say_error_text(plain->language, STR_PLAIN_TRY_AGAIN);
    plain->is_stuck = trouble;
    return !is_final;
}

/* A line that comes while the call stands only tries again: it was meant for what stood there
 * before. */
static void try_again(struct plain *plain, const char *line) {
    char verb[VERB_MAX];
    struct err err = {0};
    take_verb(line, verb);
    plain->is_over = strcmp(verb, "quit") == 0;
    plain->is_stuck = false; /* said anew if it still is */
    if (plain->is_over || !play_retry_write(plain->play, plain_now(plain), &err))
        return;
    say(plain->language, STR_PLAIN_SAVED, NULL, NULL, NULL);
    let_go(plain);
}

/* The last chance to save. */
static bool is_saved(struct plain *plain, struct err *err) {
    bool is_final = false;
    struct err again = {0};
    if (play_trouble(plain->play, &is_final) && !is_final &&
        play_retry_write(plain->play, plain_now(plain), &again))
        let_go(plain);
    if (!play_trouble(plain->play, NULL))
        return true;
    struct buf line = {0};
    resume_line(play_id(plain->play), plain->logs, &line);
    err_set(err, ERR_IO, "the last step of this call could not be saved; go on before it with: %s",
            buf_cstr(&line));
    buf_finish(&line);
    return false;
}

static enum exit_status finish(struct plain *plain) {
    struct err err = {0};
    if (!is_saved(plain, &err))
        return fail(&err);
    if (play_is_ended(plain->play)) {
        show_end(plain->play);
        return EXIT_DONE;
    }
    if (!play_quit(plain->play, plain_now(plain), &err))
        return fail(&err);
    show_what_is_new(plain);
    if (play_is_ended(plain->play)) {
        show_end(plain->play);
    } else {
        struct buf line = {0};
        resume_line(play_id(plain->play), plain->logs, &line);
        say(plain->language, STR_PLAIN_UNFINISHED, buf_cstr(&line), NULL, NULL);
        buf_finish(&line);
    }
    return EXIT_DONE;
}

static void refuse_long_line(const struct plain *plain) {
    char most[24];
    snprintf(most, sizeof most, "%d", LINE_BYTES_MAX);
    say_error_with(plain->language, STR_PLAIN_LINE_TOO_LONG, most, NULL, NULL);
}

enum exit_status plain_run(struct play *play, bool is_scripted, struct now started,
                           const char *logs) {
    struct plain plain = {
        .play = play, .logs = logs, .is_scripted = is_scripted, .scripted = started};
    plain.language = show_language(play);
    struct buf line = {0};
    forget_answers(&plain);
    plain.decisions = session_decisions(play_session(play));
    if (play_notice(play))
        print_error("%s\n", play_notice(play));
    show_opening(play);
    plain.shown = show_news(play, 0);
    if (!play_is_ended(play))
        show_all_options(&plain);
    while (!plain.is_over && (!play_is_ended(play) || play_trouble(play, NULL)) &&
           print_is_fine() && say_trouble(&plain)) {
        enum line_result result = lines_next(&plain.lines, wait_ms(&plain), &line);
        if (result == LINE_END)
            break;
        if (result == LINE_TIME) {
            struct err late = {0};
            done(&plain, play_tick(play, plain_now(&plain), &late), &late);
        } else if (result == LINE_TOO_LONG) {
            refuse_long_line(&plain);
        } else if (strlen(buf_cstr(&line)) != line.len) {
            say_error_text(plain.language, STR_PLAIN_LINE_NUL);
        } else if (plain.is_stuck) {
            try_again(&plain, buf_cstr(&line));
        } else if (result == LINE_DROPPED) {
            say_error_text(plain.language, STR_PLAIN_DROPPED);
        } else {
            cut_blanks(&line);
            hear(&plain, buf_cstr(&line));
        }
    }
    enum exit_status status = finish(&plain);
    buf_finish(&line);
    buf_finish(&plain.why);
    buf_finish(&plain.own);
    return status;
}
