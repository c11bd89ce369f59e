/* `panel = { … }`: ratings or votes of experts, the answer key of a scene. */
#include "script/build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One panel while it is read: `columns` says which option each rating is for. */
struct table {
    struct build *build;
    const struct where *where;
    const struct scene *scene;
    const struct value *value, *options; /* the panel's table and its key `options` */
    int columns[OPTIONS_SCENE_MAX];
    int column_count;
    bool is_broken; /* `options` is wrong: ratings cannot be placed, and that was said */
    enum escalation escalate;
    int rating_rows, vote_rows, unknown_rows;
};

static void unknown_option(struct table *table, const struct value *at, const char *what,
                           const char *word) {
    struct shown shown;
    struct hint hint;
    hint_init(&hint, word);
    for (int i = 0; i < table->scene->option_count; i++)
        hint_add(table->build, &hint, table->scene->options[i].id);
    fault_at(table->build, table->where, at, E110, hint_text(&hint, "name an option of this scene"),
             "%s names \"%s\", which is no option here", what, visible_id(&shown, word));
}

static void add_column(void *self, const char *word) {
    struct table *table = self;
    int option = scene_find_option(table->scene, word);
    for (int i = 0; i < table->column_count; i++)
        if (table->columns[i] == option && option >= 0) {
            fault_at(table->build, table->where, table->options, E110, "name each option once",
                     "panel.options names \"%.64s\" twice", word);
            table->is_broken = true;
            return;
        }
    if (option < 0) {
        unknown_option(table, table->options, "panel.options", word);
        table->is_broken = true;
    } else {
        table->columns[table->column_count++] = option;
    }
}

static void read_columns(struct table *table, const struct value *value) {
    if (!value || table->build->has_bad_options) { /* which one a column means is not known */
        table->is_broken = true;
        return;
    }
    for (int i = 0; value->kind == VALUE_TABLE && i < value->item_count; i++)
        table->is_broken = table->is_broken || value->items[i]->kind == VALUE_BARE;
    if (!read_words(table->build, table->where, "panel.options", value, add_column, table))
        table->is_broken = true;
    for (int i = 0; !table->is_broken && i < table->scene->option_count; i++) {
        int column = 0;
        while (column < table->column_count && table->columns[column] != i)
            column++;
        if (column < table->column_count)
            continue;
        fault_at(table->build, table->where, value, E110, "name each option once",
                 "panel.options does not name \"%.64s\"", table->scene->options[i].id);
        table->is_broken = true;
    }
}

static enum escalation read_escalate(struct table *table, const struct value *value,
                                     enum escalation missing) {
    if (!value)
        return missing;
    if (value->kind == VALUE_TEXT && strcmp(value->text, "yes") == 0)
        return ESCALATION_NEEDED;
    if (value->kind == VALUE_TEXT && strcmp(value->text, "no") == 0)
        return ESCALATION_UNNEEDED;
    if (value->kind == VALUE_TEXT && strcmp(value->text, "either") == 0)
        return ESCALATION_EITHER;
    fault_at(table->build, table->where, value, E112, "write \"yes\", \"no\" or \"either\"",
             "escalate is %s",
             value->kind == VALUE_TEXT ? "none of these words" : value_kind_name(value));
    return missing;
}

static const struct value *field(const struct value *table, const char *key) {
    for (const struct value *entry = table->named; entry; entry = entry->next)
        if (strcmp(entry->key, key) == 0)
            return entry;
    return NULL;
}

/* ---- one row ---- */

static bool are_numbers(const struct value *value) {
    return value->kind == VALUE_TEXT && value->len &&
           strspn(value->text, "0123456789 ,-.\t\n") == value->len;
}

struct ratings {
    struct table *table;
    const struct value *value;
    const char *expert;
    uint8_t *out;
    int count;
};

static void add_rating(void *self, const char *word) {
    struct ratings *ratings = self;
    struct table *table = ratings->table;
    int column = ratings->count++;
    if (word[0] < '1' || word[0] > '7' || word[1]) {
        fault_at(table->build, table->where, ratings->value, E112,
                 "ratings are whole numbers from 1 to 7", "panel.%s rates an option \"%.20s\"",
                 ratings->expert, word);
        return;
    }
    if (column < table->column_count && !table->is_broken)
        ratings->out[table->columns[column]] = (uint8_t)(word[0] - '0');
}

static void read_ratings(struct table *table, const char *expert, const struct value *value,
                         struct panel_row *row) {
    int options = table->scene->option_count;
    struct ratings ratings = {table, value, expert, NULL, 0};
    ratings.out = build_array(table->build, (size_t)options, 1);
    if (!ratings.out)
        return;
    read_words(table->build, table->where, expert, value, add_rating, &ratings);
    row->ratings = ratings.out;
    if (ratings.count != options && !table->is_broken)
        fault_at(table->build, table->where, value, E110,
                 "one number for each option, in the order of `options`",
                 "panel.%s has %d ratings for %d options", expert, ratings.count, options);
}

static void read_best(struct table *table, const char *expert, const struct value *value,
                      struct panel_row *row) {
    if (!value)
        return;
    if (value->kind != VALUE_TEXT) {
        wrong_type(table->build, table->where, "best", value, "the id of an option");
        return;
    }
    row->best = scene_find_option(table->scene, value->text);
    if (row->best < 0) {
        unknown_option(table, value, "best", value->text);
        return;
    }
    for (int i = 0; row->ratings && !table->is_broken && i < table->scene->option_count; i++)
        if (row->ratings[i] > row->ratings[row->best]) {
            fault_at(table->build, table->where, value, E110,
                     "`best` only breaks a tie of the highest ratings",
                     "panel.%s names \"%.64s\" best but rates \"%.64s\" higher", expert,
                     value->text, table->scene->options[i].id);
            return;
        }
}

/* Ratings as separate numbers, or by name: told with what to write. */
static bool are_separate(struct table *table, const char *name, const struct value *value) {
    char ratings[80] = "", fix[120];
    int count = 0;
    for (int i = 0; value->kind == VALUE_TABLE && i < value->item_count; i++)
        if (value->items[i]->kind == VALUE_INTEGER && value->items[i]->integer / 10 == 0) {
            size_t len = strlen(ratings);
            snprintf(ratings + len, sizeof ratings - len, "%s%d", count++ ? " " : "",
                     (int)value->items[i]->integer);
        }
    for (int i = 0; !count && value->kind == VALUE_TABLE && i < table->scene->option_count; i++) {
        const struct value *named = field(value, table->scene->options[i].id);
        size_t len = strlen(ratings);
        if (named && named->kind == VALUE_INTEGER)
            snprintf(ratings + len, sizeof ratings - len, "%s%d", len ? " " : "",
                     (int)(named->integer % 10));
    }
    if (!*ratings)
        return false;
    snprintf(fix, sizeof fix, "write them in one text: \"%s\"", ratings);
    fault_at(table->build, table->where, value, E112, fix,
             "the ratings of %s are separate numbers, not one text", name);
    return true;
}

/* Ratings come first if there are any, then the reason. */
static void read_row(struct table *table, const char *expert, const struct value *value,
                     struct panel_row *row) {
    enum { F_BEST, F_ESCALATE, F_OPENS, F_EXPECTS, F_LANG, F_COUNT };
    static const char *const keys[F_COUNT] = {"best", "escalate", "opens", "expects", "lang"};
    const struct value *found[F_COUNT];
    struct build *build = table->build;
    char name[96];
    snprintf(name, sizeof name, "panel.%.64s", expert);
    if (are_separate(table, name, value)) {
        table->rating_rows++;
        return;
    }
    if (!read_fields(build, table->where, name, value, keys, F_COUNT, found))
        return;
    const struct value *first = value->item_count > 0 ? value->items[0] : NULL;
    bool has_ratings = first && (are_numbers(first) || value->item_count > 1 || !found[F_BEST]);
    const struct value *reason =
        has_ratings ? (value->item_count > 1 ? value->items[1] : NULL) : first;
    if (has_ratings && first->kind != VALUE_TEXT)
        wrong_type(build, table->where, name, first, "a text of ratings such as \"7 6 1 3\"");
    else if (has_ratings)
        read_ratings(table, expert, first, row);
    if (!has_ratings && !found[F_BEST])
        fault_at(build, table->where, value, E110, "give ratings, or best = \"id\"",
                 "%s neither rates nor votes", name);
    refuse_items(build, table->where, name, value, 2);
    row->reason = read_text(build, table->where, "a panel's reason", reason, -CHARACTERS_TEXT_MAX);
    read_best(table, expert, found[F_BEST], row);
    row->escalate = read_escalate(table, found[F_ESCALATE], table->escalate);
    row->opens = read_evidence(build, table->where, "opens", found[F_OPENS], &row->opens_count);
    row->lang = read_tag(build, table->where, "lang", found[F_LANG]);
    row->expects = read_int(build, table->where, "expects", found[F_EXPECTS], 0, 100, -1);
    table->rating_rows += has_ratings;
    table->vote_rows += !has_ratings;
}

/* ---- the panel ---- */

static void unknown_expert(struct table *table, const struct value *entry) {
    const char *key = entry->key;
    struct shown shown;
    struct build *build = table->build;
    struct hint hint;
    table->unknown_rows++;
    if (!build->knows_ids)
        return;
    hint_init(&hint, key);
    hint_add(build, &hint, "options");
    hint_add(build, &hint, "escalate");
    hint_ids(build, &hint, &build->experts);
    fault_at(build, table->where, entry, E110,
             hint_text(&hint, "declare it: expert \"id\" \"who\""),
             "panel names '%s', which is no declared expert", visible_id(&shown, key));
}

static int by_expert(const void *a, const void *b) {
    const struct panel_row *x = a, *y = b;
    return (x->expert > y->expert) - (x->expert < y->expert);
}

static int read_rows(struct table *table, const struct value *value, struct panel_row *rows) {
    int count = 0;
    for (const struct value *entry = value->named; entry; entry = entry->next) {
        if (strcmp(entry->key, "options") == 0 || strcmp(entry->key, "escalate") == 0)
            continue;
        int expert = ids_find(&table->build->experts, entry->key);
        if (expert < 0) {
            unknown_expert(table, entry);
        } else if (count == PANEL_EXPERTS_MAX) {
            fault_at(table->build, table->where, entry, E102, NULL,
                     "a panel has at most %d experts", PANEL_EXPERTS_MAX);
            break;
        } else {
            rows[count] =
                (struct panel_row){.expert = expert, .best = -1, .opens_count = -1, .expects = -1};
            read_row(table, entry->key, entry, &rows[count++]);
        }
    }
    qsort(rows, (size_t)count, sizeof *rows, by_expert);
    return count;
}

static void check_kinds(struct table *table) {
    struct build *build = table->build;
    if (table->rating_rows && table->vote_rows)
        fault_at(build, table->where, table->value, E110, "let all rate, or all vote",
                 "%d experts rate and %d only vote", table->rating_rows, table->vote_rows);
    if (!table->rating_rows && !table->vote_rows && !table->unknown_rows)
        fault_at(build, table->where, table->value, E110, "add a row for each expert",
                 "the panel has no experts");
    for (int i = 0; i < table->scene->option_count; i++)
        if (table->scene->options[i].credit >= 0) {
            fault(build, table->where, E110, "leave `credit` out where there is a panel",
                  "option \"%.64s\" has a credit, but credits come from the panel",
                  table->scene->options[i].id);
            break;
        }
}

static size_t count_rows(const struct value *table) {
    size_t count = 0;
    for (const struct value *entry = table->named; entry && count < PANEL_EXPERTS_MAX;
         entry = entry->next)
        count++;
    return count;
}

void build_panel(struct build *build, const struct where *where, struct scene *scene,
                 const struct value *value) {
    struct table table = {.build = build, .where = where, .scene = scene, .value = value};
    if (value->kind != VALUE_TABLE) {
        wrong_type(build, where, "panel", value, "a table");
        return;
    }
    if (!scene->option_count)
        return; /* said by check_shape */
    refuse_items(build, where, "panel", value, 0);
    struct panel *panel = build_array(build, 1, sizeof *panel);
    struct panel_row *rows = build_array(build, count_rows(value), sizeof *rows);
    if (!panel || !rows)
        return;
    const struct value *options = field(value, "options");
    table.options = options;
    read_columns(&table, options);
    table.escalate = read_escalate(&table, field(value, "escalate"), ESCALATION_UNSAID);
    panel->rows = rows;
    panel->row_count = read_rows(&table, value, rows);
    panel->is_votes = table.vote_rows > 0;
    panel->status = KEY_ILLUSTRATIVE;
    check_kinds(&table);
    if (!options && table.rating_rows)
        fault_at(build, where, value, E110,
                 "add options = \"…\", every option once, in the order of the ratings",
                 "panel.options is missing");
    scene->panel = panel;
}
