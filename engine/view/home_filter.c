/* Which calls are shown. */
#include "view/home_private.h"

#include <string.h>

static const enum str skill_words[SKILL_COUNT] = {[SKILL_NONE] = STR_SKILL_SENSE_MAKING,
                                                  [SKILL_SENSE_MAKING] = STR_SKILL_SENSE_MAKING,
                                                  [SKILL_EVIDENCE] = STR_SKILL_EVIDENCE,
                                                  [SKILL_AUTHORITY] = STR_SKILL_AUTHORITY,
                                                  [SKILL_COMMUNICATION] = STR_SKILL_COMMUNICATION,
                                                  [SKILL_LISTENING] = STR_SKILL_LISTENING,
                                                  [SKILL_DE_ESCALATION] = STR_SKILL_DE_ESCALATION,
                                                  [SKILL_NEGOTIATION] = STR_SKILL_NEGOTIATION,
                                                  [SKILL_HANDOFF] = STR_SKILL_HANDOFF};

const char *home_skill(const struct ui *ui, enum skill skill) {
    return ui_str(ui, skill_words[skill]);
}

static const struct {
    const char *industry, *icon;
    enum str word;
} industries[] = {{"telecom", "smartphone", STR_INDUSTRY_TELECOM},
                  {"banking", "landmark", STR_INDUSTRY_BANKING},
                  {"insurance", "shield", STR_INDUSTRY_INSURANCE},
                  {"travel", "plane", STR_INDUSTRY_TRAVEL},
                  {"utilities", "zap", STR_INDUSTRY_UTILITIES},
                  {"logistics", "package", STR_INDUSTRY_LOGISTICS},
                  {"retail", "receipt", STR_INDUSTRY_RETAIL},
                  {"it", "gauge", STR_INDUSTRY_IT},
                  {"it_msp", "gauge", STR_INDUSTRY_IT},
                  {"health", "heart-handshake", STR_INDUSTRY_HEALTH},
                  {"public", "building-2", STR_INDUSTRY_PUBLIC}};
enum { INDUSTRIES = sizeof industries / sizeof *industries };

static int industry_index(const char *industry) {
    for (int i = 0; i < INDUSTRIES; i++)
        if (industry && !strcmp(industries[i].industry, industry))
            return i;
    return -1;
}

const char *home_industry_icon(const char *industry) {
    int index = industry_index(industry);
    return index >= 0 ? industries[index].icon : "building-2";
}

/* An industry that has no word here is shown as the author wrote it, with a capital. */
const char *home_industry(struct ui *ui, const char *industry) {
    int index = industry_index(industry);
    if (index >= 0)
        return ui_str(ui, industries[index].word);
    if (!industry || !*industry)
        return "";
    struct buf words = {0};
    buf_text(&words, industry);
    for (size_t i = 0; i < words.len; i++)
        if (words.data[i] == '_' || words.data[i] == '-')
            words.data[i] = ' ';
    if (words.len && words.data[0] >= 'a' && words.data[0] <= 'z')
        words.data[0] = (char)(words.data[0] - 32);
    const char *text = frame_text(ui->frame, buf_cstr(&words), words.len);
    buf_finish(&words);
    return text;
}

/* The different industries of the library, in its order. */
static int list_industries(const struct home_view *view, const char *out[HOME_CHOICES_MAX]) {
    int count = 0;
    for (int i = 0; i < view->call_count; i++) {
        const char *industry = view->calls[i].industry;
        bool is_known = !industry;
        for (int j = 0; j < count; j++)
            is_known |= industry && !strcmp(out[j], industry);
        if (!is_known && count < HOME_CHOICES_MAX - 1)
            out[count++] = industry;
    }
    return count;
}

bool home_takes_several(int filter) {
    return filter != FILTER_LENGTH; /* "up to" holds every shorter one */
}

int home_chosen_first(unsigned chosen) {
    int first = 0;
    while (chosen && !(chosen >> first & 1))
        first++;
    return first;
}

int home_chosen_count(unsigned chosen) {
    int count = 0;
    for (; chosen; chosen &= chosen - 1)
        count++;
    return count;
}

static bool has_item(unsigned chosen, int item) {
    return chosen >> item & 1;
}

static const int lengths[] = {0, 5, 10, 15};

int home_choices(struct ui *ui, const struct home_view *view, int filter,
                 const char *out[HOME_CHOICES_MAX]) {
    static const enum str all[] = {STR_ALL_INDUSTRIES, STR_ALL_SKILLS, STR_ALL_DIFFICULTIES,
                                   STR_ALL_LENGTHS};
    int count = 1;
    out[0] = ui_str(ui, all[filter]);
    if (filter == FILTER_INDUSTRY) {
        const char *names[HOME_CHOICES_MAX];
        int found = list_industries(view, names);
        for (int i = 0; i < found; i++)
            out[count++] = home_industry(ui, names[i]);
    }
    for (int skill = SKILL_NONE + 1; filter == FILTER_SKILL && skill < SKILL_COUNT; skill++)
        out[count++] = home_skill(ui, (enum skill)skill);
    for (int i = 1; filter == FILTER_DIFFICULTY && i <= 5; i++)
        out[count++] = ui_format(ui, STR_DIFFICULTY_OF, ui_number(ui, i), NULL);
    for (int i = 1; filter == FILTER_LENGTH && i < 4; i++)
        out[count++] = ui_format(ui, STR_UP_TO_MINUTES, ui_number(ui, lengths[i]), NULL);
    return count;
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool has_words(const char *text, const char *words) {
    size_t len = strlen(words);
    for (; text && *text; text++) {
        size_t i = 0;
        while (i < len && text[i] && lower(text[i]) == lower(words[i]))
            i++;
        if (i == len)
            return true;
    }
    return !len;
}

static bool matches_text(struct ui *ui, const struct home_call *call, const char *text) {
    bool found = has_words(call->title, text) || has_words(call->summary, text) ||
                 has_words(call->organisation, text) ||
                 has_words(home_industry(ui, call->industry), text) || has_words(call->id, text);
    for (int i = 0; !found && i < call->skill_count; i++)
        found = has_words(home_skill(ui, call->skills[i]), text);
    return found;
}

static bool matches_industry(unsigned chosen, const struct home_view *view, const char *industry) {
    const char *shown[HOME_CHOICES_MAX];
    int count = list_industries(view, shown);
    bool is_one = !chosen;
    for (int i = 0; i < count; i++)
        is_one |= has_item(chosen, i + 1) && industry && !strcmp(shown[i], industry);
    return is_one;
}

static bool matches_filters(const struct home_screen *screen, const struct home_view *view,
                            const struct home_call *call) {
    const unsigned *filters = screen->filters;
    bool has_skill = !filters[FILTER_SKILL];
    for (int i = 0; i < call->skill_count; i++)
        has_skill |= has_item(filters[FILTER_SKILL], (int)call->skills[i]);
    int longest = lengths[home_chosen_first(filters[FILTER_LENGTH])];
    return has_skill && matches_industry(filters[FILTER_INDUSTRY], view, call->industry) &&
           (!filters[FILTER_DIFFICULTY] ||
            has_item(filters[FILTER_DIFFICULTY], call->difficulty)) &&
           (!longest || call->minutes <= longest);
}

bool home_matches(struct ui *ui, const struct home_screen *screen, const struct home_view *view,
                  const struct home_call *call) {
    return matches_filters(screen, view, call) &&
           (!screen->shell.find.edit.len || matches_text(ui, call, screen->shell.find.text));
}

bool home_is_filtered(const struct home_screen *screen) {
    bool is_filtered = screen->shell.find.edit.len > 0;
    for (int i = 0; i < FILTER_COUNT; i++)
        is_filtered |= screen->filters[i] != 0;
    return is_filtered;
}
