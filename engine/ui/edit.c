#include "ui/edit.h"

#include "base/utf8.h"

#include <string.h>

/* ---- characters and words ---- */

/* Marks and joiners that belong to the character before them. */
static bool is_joined(uint32_t character) {
    static const struct {
        uint32_t from, to;
    } ranges[] = {{0x300, 0x36f},   {0x483, 0x489},   {0x591, 0x5c7},   {0x610, 0x61a},
                  {0x64b, 0x65f},   {0x670, 0x670},   {0x6d6, 0x6ed},   {0x900, 0x903},
                  {0x93a, 0x94f},   {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x200d, 0x200d},
                  {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0x1f3fb, 0x1f3ff}};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (character >= ranges[i].from && character <= ranges[i].to)
            return true;
    return false;
}

static uint32_t character_at(const struct editor *editor, int at, int *bytes) {
    uint32_t character = 0;
    *bytes = utf8_decode(editor->text + at, (size_t)(editor->edit->len - at), &character);
    if (*bytes < 1)
        *bytes = 1;
    return character;
}

int edit_next(const struct editor *editor, int at) {
    int bytes, len = editor->edit->len;
    if (at >= len)
        return len;
    character_at(editor, at, &bytes);
    at += bytes;
    while (at < len && is_joined(character_at(editor, at, &bytes)))
        at += bytes;
    return at;
}

static bool is_continuation(char byte) {
    return ((unsigned char)byte & 0xc0) == 0x80;
}

int edit_previous(const struct editor *editor, int at) {
    int bytes;
    while (at > 0) {
        at--;
        while (at > 0 && is_continuation(editor->text[at]))
            at--;
        if (!is_joined(character_at(editor, at, &bytes)))
            break;
    }
    return at;
}

enum char_class { CLASS_SPACE, CLASS_SIGN, CLASS_WORD };

static enum char_class class_at(const struct editor *editor, int at) {
    int bytes;
    uint32_t c = character_at(editor, at, &bytes);
    if (c == ' ' || c == '\n' || c == '\t' || c == 0xa0 || c == 0x3000 ||
        (c >= 0x2000 && c <= 0x200b))
        return CLASS_SPACE;
    bool is_ascii_word =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (c < 0x80)
        return is_ascii_word ? CLASS_WORD : CLASS_SIGN;
    bool is_sign = (c >= 0x2010 && c <= 0x2027) || (c >= 0x2030 && c <= 0x205e) || c == 0x60c ||
                   c == 0x61b || c == 0x61f || c == 0x3001 || c == 0x3002 || c == 0xab || c == 0xbb;
    return is_sign ? CLASS_SIGN : CLASS_WORD;
}

int edit_word_next(const struct editor *editor, int at) {
    int len = editor->edit->len;
    while (at < len && class_at(editor, at) == CLASS_SPACE)
        at = edit_next(editor, at);
    if (at >= len)
        return len;
    enum char_class class = class_at(editor, at);
    while (at < len && class_at(editor, at) == class)
        at = edit_next(editor, at);
    return at;
}

int edit_word_previous(const struct editor *editor, int at) {
    while (at > 0 && class_at(editor, edit_previous(editor, at)) == CLASS_SPACE)
        at = edit_previous(editor, at);
    if (at <= 0)
        return 0;
    enum char_class class = class_at(editor, edit_previous(editor, at));
    while (at > 0 && class_at(editor, edit_previous(editor, at)) == class)
        at = edit_previous(editor, at);
    return at;
}

/* ---- selection ---- */

bool edit_has_selection(const struct edit *edit) {
    return edit->caret != edit->anchor;
}

int edit_selection_start(const struct edit *edit) {
    return edit->caret < edit->anchor ? edit->caret : edit->anchor;
}

int edit_selection_end(const struct edit *edit) {
    return edit->caret > edit->anchor ? edit->caret : edit->anchor;
}

void edit_move(const struct editor *editor, int to, bool selects) {
    struct edit *edit = editor->edit;
    edit->caret = to < 0 ? 0 : to > edit->len ? edit->len : to;
    if (!selects)
        edit->anchor = edit->caret;
    edit->breaks_typing = true;
}

void edit_select_all(const struct editor *editor) {
    edit_move(editor, 0, false);
    edit_move(editor, editor->edit->len, true);
}

void edit_select_word(const struct editor *editor, int at) {
    int end = at, start = at;
    if (at < editor->edit->len && class_at(editor, at) == CLASS_WORD) {
        end = edit_word_next(editor, at);
        start = edit_word_previous(editor, end);
    } else if (at > 0 && class_at(editor, edit_previous(editor, at)) == CLASS_WORD) {
        start = edit_word_previous(editor, at);
    }
    edit_move(editor, start, false);
    edit_move(editor, end, true);
}

/* ---- history ---- */

static int step_bytes(const struct edit_step *step) {
    return step->removed + step->inserted;
}

/* Where the bytes of step `index` begin. */
static int history_place(const struct edit *edit, int index) {
    int at = 0;
    for (int i = 0; i < index; i++)
        at += step_bytes(&edit->steps[i]);
    return at;
}

static void drop_first_step(const struct editor *editor) {
    struct edit *edit = editor->edit;
    int first = step_bytes(&edit->steps[0]);
    int all = history_place(edit, edit->step_count);
    memmove(editor->history, editor->history + first, (size_t)(all - first));
    memmove(edit->steps, edit->steps + 1, (size_t)(edit->step_count - 1) * sizeof *edit->steps);
    edit->step_count--;
    edit->step_at--;
}

/* Forgets what could be done again, and as many of the oldest steps as it takes for one more of
 * that many bytes. */
static void make_room(const struct editor *editor, int bytes) {
    struct edit *edit = editor->edit;
    edit->step_count = edit->step_at;
    while (edit->step_count && (edit->step_count == EDIT_STEPS_MAX ||
                                history_place(edit, edit->step_count) + bytes > 2 * editor->size))
        drop_first_step(editor);
}

/* A new last step. `inserted` may already stand in its place in the history. */
static void record(const struct editor *editor, struct edit_step step, const char *inserted) {
    struct edit *edit = editor->edit;
    make_room(editor, step_bytes(&step));
    char *room = editor->history + history_place(edit, edit->step_count);
    memmove(room + step.removed, inserted, (size_t)step.inserted);
    memcpy(room, editor->text + step.at, (size_t)step.removed);
    edit->steps[edit->step_count++] = step;
    edit->step_at = edit->step_count;
}

/* Typing on at the end of what was typed last is one step, up to the end of the word. */
static bool extend(const struct editor *editor, const struct edit_step *step, const char *text) {
    struct edit *edit = editor->edit;
    if (edit->breaks_typing || !edit->step_at || edit->step_at != edit->step_count)
        return false;
    struct edit_step *last = &edit->steps[edit->step_at - 1];
    int used = history_place(edit, edit->step_count);
    bool goes_on = last->reason == EDIT_TYPED && step->reason == EDIT_TYPED && !step->removed &&
                   last->at + last->inserted == step->at;
    if (!goes_on || used + step->inserted > 2 * editor->size)
        return false;
    memcpy(editor->history + used, text, (size_t)step->inserted);
    last->inserted += step->inserted;
    return true;
}

/* Puts `len` bytes in the place of `removed` ones; the history is the caller's. */
static void splice(const struct editor *editor, int at, int removed, const char *text, int len) {
    struct edit *edit = editor->edit;
    memmove(editor->text + at + len, editor->text + at + removed,
            (size_t)(edit->len - at - removed) + 1);
    if (len)
        memcpy(editor->text + at, text, (size_t)len);
    edit->len += len - removed;
    edit->caret = edit->anchor = at + len;
    edit->refused = 0;
}

static void change(const struct editor *editor, int at, int removed, const char *text, int len,
                   enum edit_reason reason) {
    struct edit *edit = editor->edit;
    struct edit_step step = {at, removed, len, edit->caret, edit->anchor, reason};
    if (!extend(editor, &step, text))
        record(editor, step, text);
    splice(editor, at, removed, text, len);
    edit->breaks_typing = reason != EDIT_TYPED || (len && text[len - 1] == ' ');
}

bool edit_undo(const struct editor *editor) {
    struct edit *edit = editor->edit;
    if (!edit->step_at)
        return false;
    const struct edit_step *step = &edit->steps[--edit->step_at];
    splice(editor, step->at, step->inserted, editor->history + history_place(edit, edit->step_at),
           step->removed);
    edit->caret = step->caret;
    edit->anchor = step->anchor;
    edit->breaks_typing = true;
    return true;
}

bool edit_redo(const struct editor *editor) {
    struct edit *edit = editor->edit;
    if (edit->step_at >= edit->step_count)
        return false;
    const struct edit_step *step = &edit->steps[edit->step_at];
    const char *bytes = editor->history + history_place(edit, edit->step_at) + step->removed;
    edit->step_at++;
    splice(editor, step->at, step->removed, bytes, step->inserted);
    edit->breaks_typing = true;
    return true;
}

/* ---- changing ---- */

void edit_clear(const struct editor *editor) {
    struct edit *edit = editor->edit;
    editor->text[0] = '\0';
    *edit = (struct edit){.limit = edit->limit, .is_multiline = edit->is_multiline};
}

void edit_set(const struct editor *editor, const char *text) {
    size_t len = strlen(text);
    edit_clear(editor);
    if (len >= (size_t)editor->size)
        return;
    memcpy(editor->text, text, len + 1);
    editor->edit->len = editor->edit->caret = editor->edit->anchor = (int)len;
}

/* How many bytes of `text` may stand in the editor: control characters are left out, "\r\n" is one
 * newline, and where a text has one line a newline becomes a blank. With `out` NULL it only counts.
 */
static int cleaned(const struct edit *edit, const char *text, size_t len, char *out) {
    int kept = 0;
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        if (c == '\r')
            c = i + 1 < len && text[i + 1] == '\n' ? '\0' : '\n';
        if (c == '\n' && !edit->is_multiline)
            c = ' ';
        if (c == '\t')
            c = ' ';
        if (((unsigned char)c < 0x20 && c != '\n') || c == 0x7f)
            continue;
        if (out)
            out[kept] = c;
        kept++;
    }
    return kept;
}

/* Characters that would be too many; 0: they fit. */
static int over_limit(const struct editor *editor, const char *text, int len, int from, int to) {
    const struct edit *edit = editor->edit;
    long have = (long)utf8_length(editor->text, (size_t)edit->len) -
                (long)utf8_length(editor->text + from, (size_t)(to - from));
    long over = have + (long)utf8_length(text, (size_t)len) - edit->limit;
    if (edit->limit && over > 0)
        return (int)over;
    return edit->len - (to - from) + len >= editor->size ? 1 : 0;
}

/* Short texts are cleaned on the way; long ones (pasted) where the history will keep them. */
bool edit_insert(const struct editor *editor, const char *text, size_t len) {
    struct edit *edit = editor->edit;
    char near_room[UI_TEXT_MAX];
    int kept = cleaned(edit, text, len, NULL);
    int from = edit_selection_start(edit), to = edit_selection_end(edit);
    if (!kept || !utf8_is_valid(text, len))
        return false;
    if (kept >= editor->size) {
        edit->refused = edit->limit ? kept : 1;
        return false;
    }
    bool is_short = kept <= (int)sizeof near_room;
    if (!is_short)
        make_room(editor, to - from + kept);
    char *clean =
        is_short ? near_room : editor->history + history_place(edit, edit->step_count) + to - from;
    cleaned(edit, text, len, clean);
    int over = over_limit(editor, clean, kept, from, to);
    if (over) {
        edit->refused = over;
        return false;
    }
    change(editor, from, to - from, clean, kept,
           from == to && is_short ? EDIT_TYPED : EDIT_REPLACED);
    return true;
}

void edit_erase(const struct editor *editor, int to) {
    struct edit *edit = editor->edit;
    int from = edit->caret;
    if (edit_has_selection(edit)) {
        from = edit_selection_start(edit);
        to = edit_selection_end(edit);
    } else if (to < from) {
        from = to;
        to = edit->caret;
    }
    if (to > from)
        change(editor, from, to - from, "", 0, EDIT_ERASED);
}

void edit_compose(const struct editor *editor, const char *text, int caret) {
    struct edit *edit = editor->edit;
    size_t len = strlen(text);
    if (len >= sizeof edit->compose || !utf8_is_valid(text, len))
        return;
    if (len && edit_has_selection(edit))
        edit_erase(editor, edit->caret);
    memcpy(edit->compose, text, len + 1);
    edit->compose_caret = caret < 0 || caret > (int)len ? (int)len : caret;
}

/* ---- the clipboard ---- */

bool edit_copy(const struct editor *editor, const struct frame *frame) {
    const struct clipboard *clipboard = frame->clipboard;
    const struct edit *edit = editor->edit;
    if (!clipboard || !edit_has_selection(edit))
        return false;
    int from = edit_selection_start(edit);
    clipboard->set(clipboard->self, editor->text + from, (size_t)(edit_selection_end(edit) - from));
    return true;
}

bool edit_cut(const struct editor *editor, const struct frame *frame) {
    if (!edit_copy(editor, frame))
        return false;
    edit_erase(editor, editor->edit->caret);
    return true;
}

bool edit_paste(const struct editor *editor, const struct frame *frame) {
    const struct clipboard *clipboard = frame->clipboard;
    const char *text = clipboard ? clipboard->get(clipboard->self) : NULL;
    if (!text || !*text)
        return false;
    editor->edit->breaks_typing = true;
    bool is_in = edit_insert(editor, text, strlen(text));
    editor->edit->breaks_typing = true;
    return is_in;
}

/* ---- keys ---- */

/* Ctrl with a letter goes by what is printed on the key, as everywhere else; where the layout has
 * no Latin letters, by the key's place. */
static int shortcut_of(const struct ui_event *event) {
    if (!event->is_ctrl || event->is_alt)
        return 0;
    if (event->letter)
        return event->letter;
    return event->key >= KEY_A && event->key <= KEY_Z ? (int)event->key : 0;
}

static bool handle_shortcut(const struct editor *editor, const struct frame *frame,
                            const struct ui_event *event) {
    switch (shortcut_of(event)) {
    case 'a':
        edit_select_all(editor);
        return true;
    case 'c':
        edit_copy(editor, frame);
        return true;
    case 'x':
        edit_cut(editor, frame);
        return true;
    case 'v':
        edit_paste(editor, frame);
        return true;
    case 'z':
        if (event->is_shift)
            edit_redo(editor);
        else
            edit_undo(editor);
        return true;
    case 'y':
        edit_redo(editor);
        return true;
    default:
        return false;
    }
}

/* The older keys of the clipboard. */
static bool handle_insert_key(const struct editor *editor, const struct frame *frame,
                              const struct ui_event *event) {
    bool is_insert = event->key == KEY_INSERT;
    if (is_insert && event->is_ctrl)
        edit_copy(editor, frame);
    else if (is_insert && event->is_shift)
        edit_paste(editor, frame);
    else if (event->key == KEY_DELETE && event->is_shift)
        edit_cut(editor, frame);
    else
        return false;
    return true;
}

/* A plain arrow takes a selection back to its end on that side. */
static void move_by(const struct editor *editor, const struct ui_event *event, bool forward) {
    struct edit *edit = editor->edit;
    int to;
    if (event->is_ctrl)
        to =
            forward ? edit_word_next(editor, edit->caret) : edit_word_previous(editor, edit->caret);
    else if (edit_has_selection(edit) && !event->is_shift)
        to = forward ? edit_selection_end(edit) : edit_selection_start(edit);
    else
        to = forward ? edit_next(editor, edit->caret) : edit_previous(editor, edit->caret);
    edit_move(editor, to, event->is_shift);
}

static bool handle_key(const struct editor *editor, const struct ui_event *event, bool is_rtl) {
    struct edit *edit = editor->edit;
    switch (event->key) {
    case KEY_LEFT:
    case KEY_RIGHT:
        move_by(editor, event, (event->key == KEY_RIGHT) != is_rtl);
        return true;
    case KEY_BACKSPACE:
        edit_erase(editor, event->is_ctrl ? edit_word_previous(editor, edit->caret)
                                          : edit_previous(editor, edit->caret));
        return true;
    case KEY_DELETE:
        edit_erase(editor, event->is_ctrl ? edit_word_next(editor, edit->caret)
                                          : edit_next(editor, edit->caret));
        return true;
    default:
        return false;
    }
}

bool edit_handle(const struct editor *editor, const struct frame *frame,
                 const struct ui_event *event, bool is_rtl) {
    struct edit *edit = editor->edit;
    if (event->kind == UI_TEXT) {
        edit->compose[0] = '\0';
        edit_insert(editor, event->text, strlen(event->text));
        return true;
    }
    if (event->kind == UI_COMPOSE) {
        edit_compose(editor, event->text, event->compose_caret);
        return true;
    }
    if (event->kind != UI_KEY)
        return false;
    if (*edit->compose) /* the input method's own keys */
        return true;
    if (handle_shortcut(editor, frame, event) || handle_insert_key(editor, frame, event) ||
        handle_key(editor, event, is_rtl))
        return true;
    /* A key that types comes as text as well; screens must not take it for a command. */
    return !event->is_ctrl && !event->is_alt && event->key < KEY_ENTER && event->key != KEY_OTHER;
}

const char *edit_shown(const struct editor *editor, struct frame *frame, int *caret) {
    const struct edit *edit = editor->edit;
    *caret = edit->caret;
    if (!*edit->compose)
        return editor->text;
    *caret += edit->compose_caret;
    return frame_printf(frame, "%.*s%s%s", edit->caret, editor->text, edit->compose,
                        editor->text + edit->caret);
}
