#include "view/screen_keys.h"

#include "words/words.h"

#define TABLE(name, rows) const struct key_table name = {rows, (int)(sizeof(rows) / sizeof *(rows))}

static const struct key_row call_rows[] = {
    {'1', '9', KEYS_PLAIN, CALL_KEY_OPTION, "1 – 9", STR_KEY_OPTION},
    {'e', 0, KEYS_ANY_SHIFT, CALL_KEY_ESCALATE, "E", STR_KEY_ESCALATE},
    {'1', '9', KEYS_SHIFT, CALL_KEY_SURE, "Shift 1 – 6", STR_KEY_SURE},
    {'w', 0, KEYS_ANY_SHIFT, CALL_KEY_WHY, "W", STR_KEY_WHY},
    {0, 0, KEYS_PLAIN, 0, "Enter", STR_KEY_COMMIT},
    {KEY_F1, KEY_F4, KEYS_ANY_SHIFT, CALL_KEY_RECORD, "F1 – F4", STR_KEY_RECORD},
    {0, 0, KEYS_PLAIN, 0, "↑ ↓  Space", STR_KEY_FACT},
    {'p', 0, KEYS_ANY_SHIFT, CALL_KEY_PAUSE, "P", STR_KEY_PAUSE}};
TABLE(call_key_table, call_rows);

static const struct key_row debrief_rows[] = {
    {'t', 0, KEYS_ANY_SHIFT, DEBRIEF_KEY_AGAIN, "T", STR_KEY_AGAIN},
    {'d', 0, KEYS_ANY_SHIFT, DEBRIEF_KEY_DISPUTE, "D", STR_KEY_DISPUTE}};
TABLE(debrief_key_table, debrief_rows);

/* The first three are also told for what ui_navigate and voice_key do. */
static const struct key_row common_rows[] = {
    {0, 0, KEYS_PLAIN, 0, "Esc", STR_KEY_BACK},
    {0, 0, KEYS_PLAIN, 0, "F6", STR_KEY_REGION},
    {0, 0, KEYS_PLAIN, 0, "R  Shift R", STR_KEY_READ},
    {'k', 0, KEYS_CTRL | KEYS_ANY_SHIFT, COMMON_KEY_FIND, "Ctrl K", STR_KEY_FIND},
    {KEY_F1, 0, KEYS_ANY_SHIFT, COMMON_KEY_LIST, NULL, STR_KEYS}};
TABLE(common_keys, common_rows);

/* A plus stands behind Shift on many keyboards. */
static const struct key_row text_rows[] = {
    {KEY_PLUS, 0, KEYS_CTRL | KEYS_ANY_SHIFT, DO_TEXT_LARGER, "Ctrl +  −  0", STR_KEY_TEXT},
    {KEY_MINUS, 0, KEYS_CTRL | KEYS_ANY_SHIFT, DO_TEXT_SMALLER, NULL, STR_KEY_TEXT},
    {'0', 0, KEYS_CTRL | KEYS_ANY_SHIFT, DO_TEXT_NORMAL, NULL, STR_KEY_TEXT}};
TABLE(text_keys, text_rows);

bool text_size_key(const struct ui_event *event, struct ui_command *out) {
    int offset, what = keys_find(&text_keys, event, false, &offset);
    *out = (struct ui_command){what < 0 ? DO_NOTHING : (enum ui_do)what, 0, 0, ""};
    return what >= 0;
}

const struct key_table *const *all_key_tables(int *count) {
    static const struct key_table *const tables[] = {&call_key_table, &debrief_key_table,
                                                     &common_keys, &text_keys};
    *count = (int)(sizeof tables / sizeof *tables);
    return tables;
}
