/* What the home screen shows. */
#include "view/home_model.h"

#include "base/clock.h"

#include <stdio.h>
#include <string.h>

/* What is not read yet is as if there were nothing. */
static const struct person *person_of(const struct home_model *model) {
    static const struct person nobody = {0};
    return model->source.person ? model->source.person : &nobody;
}

static const char *kept(struct home_model *model, const char *text) {
    const char *copy = arena_text(model->arena, text, strlen(text));
    return copy ? copy : "";
}

/* "12 May" */
static void write_day(const struct home_model *model, const struct clock_parts *day, char *out,
                      size_t size) {
    const char *month = string_of(model->source.language, STR_MONTHS);
    for (int i = 0; i + 1 < day->month; i++)
        month += strcspn(month, " ") + 1;
    snprintf(out, size, "%d %.*s", day->day, (int)strcspn(month, " "), month);
}

static const char *day_of(struct home_model *model, int64_t wall_ms) {
    char text[48];
    struct clock_parts day = clock_local(wall_ms);
    write_day(model, &day, text, sizeof text);
    return kept(model, text);
}

/* "12 May, 14:05" */
static const char *moment_of(struct home_model *model, int64_t wall_ms) {
    char text[64], day_text[48];
    struct clock_parts day = clock_local(wall_ms);
    write_day(model, &day, day_text, sizeof day_text);
    const char *comma = model->source.language == LANGUAGE_ARABIC ? "\u060c" : ",";
    snprintf(text, sizeof text, "%s%s %02d:%02d", day_text, comma, day.hour, day.minute);
    return kept(model, text);
}

/* How often each call was finished, and when last. */
static void fill_played(struct home_model *model) {
    const struct person *person = person_of(model);
    for (int i = 0; i < model->source.library->count; i++) {
        struct home_call *call = &model->source.library->calls[i];
        int64_t last = 0;
        call->played = 0;
        call->is_waiting = false;
        for (int j = 0; j < person->session_count; j++) {
            const struct person_session *session = &person->sessions[j];
            if (session->is_retry || strcmp(session->scenario, call->id) != 0)
                continue;
            call->is_waiting = !session->is_ended; /* the latest says it */
            if (!session->is_ended)
                continue;
            call->played++;
            last = session->at_ms;
        }
        call->last_played = last ? day_of(model, last) : "";
    }
}

static const char *title_of(const struct home_model *model, const char *scenario) {
    for (int i = 0; i < model->source.library->count; i++)
        if (!strcmp(model->source.library->calls[i].id, scenario))
            return model->source.library->calls[i].title;
    return scenario;
}

static void fill_unfinished(struct home_model *model, struct home_view *view) {
    const struct person *person = person_of(model);
    for (int i = person->session_count - 1; i >= 0; i--) {
        const struct person_session *session = &person->sessions[i];
        if (session->is_ended || session->is_retry)
            continue;
        view->waiting += view->continue_session != NULL;
        if (view->continue_session)
            continue;
        view->continue_session = session->id;
        view->continue_title = title_of(model, session->scenario);
        view->continue_decisions = session->decisions;
    }
}

static void fill_last(struct home_model *model, struct home_view *view) {
    const struct person *person = person_of(model);
    int count = 0;
    for (int i = person->session_count - 1; i >= 0 && count < HOME_LAST_MAX; i--)
        count += !person->sessions[i].is_retry;
    view->last_count = count;
    for (int i = person->session_count - 1; i >= 0 && count > 0; i--)
        if (!person->sessions[i].is_retry)
            view->last_ended[--count] = person->sessions[i].is_ended;
}

static bool has_skill(const struct home_call *call, enum skill skill) {
    for (int i = 0; i < call->skill_count; i++)
        if (call->skills[i] == skill)
            return true;
    return false;
}

/* Nobody is sent unasked into a call in a language that is not the one they chose to read. */
static bool may_be_next(const struct home_model *model, const struct home_call *call,
                        enum skill skill) {
    return !call->is_warm_up && call->language == (int)model->source.language &&
           has_skill(call, skill);
}

static bool is_offered(const struct home_model *model, enum skill skill) {
    for (int i = 0; i < model->source.library->count; i++)
        if (may_be_next(model, &model->source.library->calls[i], skill))
            return true;
    return false;
}

/* Of those that some call of the library practises. */
static enum skill least_practised(const struct home_model *model) {
    const struct person *person = person_of(model);
    const int *count = person->by_skill;
    enum skill least = SKILL_NONE;
    for (int skill = SKILL_NONE + 1; skill < SKILL_COUNT; skill++)
        if (is_offered(model, (enum skill)skill) &&
            (least == SKILL_NONE || count[skill] < count[least]))
            least = (enum skill)skill;
    return least;
}

static bool is_sooner(const struct home_call *call, const struct home_call *kept) {
    return !kept || call->played < kept->played ||
           (call->played == kept->played && call->difficulty < kept->difficulty);
}

/* A new person starts with the warm-up; then comes, for the skill practised least, the call that
 * was played least, the easiest first. */
static void choose_next(const struct home_model *model, struct home_view *view) {
    const struct person *person = person_of(model);
    enum skill least = least_practised(model);
    view->next = model->source.library->count ? 0 : -1;
    const struct home_call *kept_call = NULL;
    bool is_new = true;
    for (int i = 0; i < person->session_count; i++)
        is_new &= !person->sessions[i].is_ended;
    for (int i = 0; i < model->source.library->count; i++) {
        const struct home_call *call = &model->source.library->calls[i];
        if (call->is_warm_up && is_new) {
            view->next = i;
            return;
        }
        if (!may_be_next(model, call, least) || !is_sooner(call, kept_call))
            continue;
        kept_call = call;
        view->next = i;
    }
    view->next_skill = kept_call ? least : SKILL_NONE;
    view->next_skill_decisions = person->by_skill[least];
}

static struct shell_view shell_of(const struct home_model *model, enum shell_tab tab) {
    return (struct shell_view){.language = model->source.language,
                               .is_rtl = language_is_rtl(model->source.language),
                               .tab = tab,
                               .name = model->source.name,
                               .team = model->source.team,
                               .can_speak = model->source.can_speak};
}

void home_model_list(struct home_model *model, enum shell_tab tab, struct list_view *view) {
    const struct person *person = person_of(model);
    int count = person->session_count;
    struct past_call *calls =
        model->arena ? arena_array(model->arena, (size_t)count + 1, sizeof *calls) : NULL;
    *view = (struct list_view){.shell = shell_of(model, tab),
                               .calls = calls,
                               .progress = model->view.progress,
                               .decisions = model->view.decisions};
    for (int i = count - 1; calls && i >= 0; i--) {
        const struct person_session *session = &person->sessions[i];
        calls[view->call_count++] = (struct past_call){.session = session->id,
                                                       .title = title_of(model, session->scenario),
                                                       .when = moment_of(model, session->at_ms),
                                                       .decisions = session->decisions,
                                                       .is_ended = session->is_ended,
                                                       .is_retry = session->is_retry};
    }
}

bool home_model_load(struct home_model *model, const struct home_source *source, struct err *err) {
    *model = (struct home_model){.source = *source, .arena = arena_create()};
    struct home_view *view = &model->view;
    *view = (struct home_view){.shell = shell_of(model, SHELL_HOME),
                               .hour = clock_local(source->wall_ms).hour,
                               .calls = source->library->calls,
                               .call_count = source->library->count,
                               .faults = source->library->faults,
                               .fault_count = source->library->fault_count,
                               .last_on = ""};
    if (!model->arena)
        return err_memory(err);
    const struct person *person = person_of(model);
    fill_played(model);
    choose_next(model, view);
    if (person->session_count)
        view->last_on = day_of(model, person->sessions[person->session_count - 1].at_ms);
    fill_unfinished(model, view);
    fill_last(model, view);
    progress_model_fill(model);
    return true;
}

void home_model_finish(struct home_model *model) {
    arena_destroy(model->arena);
    *model = (struct home_model){0};
}
