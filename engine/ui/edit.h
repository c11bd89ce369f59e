/* Text that a person edits: caret, selection, clipboard, input-method composition, undo and redo.
 * Nothing is drawn here; a field of one line (widgets_field.h) and a text area (text_area.h) are
 * two looks of this one editor.
 *
 * Offsets are bytes into the text and always lie between characters as a person sees them (a letter
 * with its marks is one). Text stays valid UTF-8 and free of control characters. */
#ifndef UI_EDIT_H
#define UI_EDIT_H

#include "ui/frame.h"
#include "ui/input.h"

enum { EDIT_STEPS_MAX = 64, EDIT_COMPOSE_MAX = UI_TEXT_MAX };

enum edit_reason { EDIT_TYPED, EDIT_ERASED, EDIT_REPLACED };

/* One change that can be taken back: `removed` bytes at `at` gave way to `inserted` ones. Their
 * bytes stand one after the other in the history's room. */
struct edit_step {
    int at, removed, inserted;
    int caret, anchor; /* before the change */
    enum edit_reason reason;
};

/* The state of an editor. Zeroed is an empty text. */
struct edit {
    int len;            /* bytes, without the closing NUL */
    int caret, anchor;  /* the selection lies between the two; equal: nothing is selected */
    int limit;          /* characters; 0: as many as the room holds */
    int refused;        /* characters that were over the limit at the last try; 0 none */
    bool is_multiline;  /* a newline may stand in it */
    bool breaks_typing; /* the next typed character starts a new undo step */

    /* What an input method shows before it is certain; never part of the text. */
    char compose[EDIT_COMPOSE_MAX];
    int compose_caret; /* bytes into `compose` */

    struct edit_step steps[EDIT_STEPS_MAX];
    int step_count, step_at; /* steps before step_at are done, those from it on can be done again */
};

/* An editor over memory of its owner: `text` has `size` bytes, `history` 2 × `size`, so that
 * replacing everything by everything can always be taken back. */
struct editor {
    struct edit *edit;
    char *text, *history;
    int size;
};

void edit_clear(const struct editor *editor);                 /* forgets the history as well */
void edit_set(const struct editor *editor, const char *text); /* the caret goes to the end */

/* Puts text in place of the selection. Control characters are left out; what is over the limit is
 * refused as a whole (edit->refused says by how much). False: nothing changed. */
bool edit_insert(const struct editor *editor, const char *text, size_t len);
void edit_compose(const struct editor *editor, const char *text, int caret);

/* Moves. `selects`: the anchor stays where it is. */
void edit_move(const struct editor *editor, int to, bool selects);
void edit_select_all(const struct editor *editor);
void edit_select_word(const struct editor *editor, int at);
bool edit_has_selection(const struct edit *edit);
int edit_selection_start(const struct edit *edit);
int edit_selection_end(const struct edit *edit);

int edit_next(const struct editor *editor, int at); /* the place after one character */
int edit_previous(const struct editor *editor, int at);
int edit_word_next(const struct editor *editor, int at); /* the end of this or the next word */
int edit_word_previous(const struct editor *editor, int at);

/* Takes out the selection, or what lies between the caret and `to`. */
void edit_erase(const struct editor *editor, int to);

bool edit_undo(const struct editor *editor); /* false: nothing to take back */
bool edit_redo(const struct editor *editor);

/* Copy, cut, paste by the frame's clipboard; false: there is none, or nothing to copy or paste. */
bool edit_copy(const struct editor *editor, const struct frame *frame);
bool edit_cut(const struct editor *editor, const struct frame *frame);
bool edit_paste(const struct editor *editor, const struct frame *frame);

/* What is the same for one line and for several: typed text, compositions, the clipboard's keys,
 * undo, and moving by character and word. `is_rtl`: the text runs from right to left, so Left goes
 * forward. True: the event was for the text. Tab, Enter, Escape, Up, Down, Home and End are left to
 * the caller. */
bool edit_handle(const struct editor *editor, const struct frame *frame,
                 const struct ui_event *event, bool is_rtl);

/* The text with the composition standing at the caret, in the frame; where the caret is in it. */
const char *edit_shown(const struct editor *editor, struct frame *frame, int *caret);

#endif
