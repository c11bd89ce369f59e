/* "I think the panel missed something": one line, kept beside the call. */
#include "view/debrief_private.h"

#include <string.h>

static const struct ui_command nothing = {DO_NOTHING, 0, 0, ""};

static bool has_panel(const struct debrief_draw *d) {
    return d->view->decisions[d->screen->at].experts > 0;
}

static const char *thought(struct debrief_draw *d) {
    return ui_str(&d->ui, has_panel(d) ? STR_PANEL_MISSED : STR_AUTHOR_MISSED);
}

static int draw_kept(struct debrief_draw *d, const char *text, struct rect rect) {
    struct ui *ui = &d->ui;
    struct text_style head = ui_style(SIZE_SMALL, WEIGHT_MEDIUM, ROLE_POSITIVE_TEXT);
    struct text_style words = ui_style(SIZE_SMALL, WEIGHT_REGULAR, ROLE_TEXT_2);
    const char *kept = ui_str(ui, STR_KEPT), *quoted = ui_quote(ui, text);
    int row = ui_px(ui, 20), h = row + ui_px(ui, 2);
    struct rect line = {rect.x, rect.y, rect.w, row};
    widget_meta(ui, "check", kept, head, line);
    h += ui_text(ui, quoted, words, (struct rect){rect.x, rect.y + h, rect.w, DEBRIEF_FOREVER});
    struct rect whole = {rect.x, rect.y, rect.w, h};
    ui_element(ui, ELEMENT_TEXT, "kept", rect_inset(whole, -ui_px(ui, 6), -ui_px(ui, 3)),
               ui_px(ui, 6), ui_join(ui, ": ", kept, quoted, NULL));
    return h;
}

int debrief_dispute_draw(struct debrief_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    const struct debrief_decision *decision = &d->view->decisions[d->screen->at];
    if (decision->dispute)
        return draw_kept(d, decision->dispute, rect);
    if (!d->view->can_dispute)
        return 0;
    struct text_style style = ui_style(SIZE_SMALL, WEIGHT_REGULAR, ROLE_TEXT_2);
    int icon = ui_px(ui, 23), cap = widget_key_width(ui, "D") + ui_px(ui, 8);
    int words_w = rect.w - icon - cap, least = ui_px(ui, 32);
    bool has_cap = ui_text_width(ui, thought(d), style) <= words_w;
    words_w += has_cap ? 0 : cap; /* the key is in the list of keys as well */
    int words_h = ui_text_height(ui, thought(d), style, words_w) + ui_px(ui, 8);
    int side = ui_px(ui, 16);
    struct rect row = {rect.x, rect.y, rect.w, words_h > least ? words_h : least}, whole = row;
    if (ui_is_hovered(ui, "dispute"))
        ui_fill(ui, rect_inset(row, -ui_px(ui, 8), 0), ROLE_SUNKEN, ui_px(ui, 8));
    ui_icon(ui, "flag", rect_middle(rect_cut_left(&row, icon), side, side), ROLE_TEXT_2);
    if (has_cap)
        widget_key(ui, "D", CAP_PLAIN, rect_cut_right(&row, cap - ui_px(ui, 8)));
    ui_label(ui, thought(d), style, row);
    ui_element(ui, ELEMENT_BUTTON, "dispute", rect_inset(whole, -ui_px(ui, 8), 0), ui_px(ui, 8),
               thought(d));
    return whole.h;
}

/* What is wrong with the line, or could not be done with it. */
static const char *trouble(struct debrief_draw *d) {
    const struct text_field *note = &d->screen->note;
    if (note->edit.refused > 0)
        return ui_count(&d->ui, STR_WHY_TOO_LONG, note->edit.refused, NULL);
    if (field_holds_card(note))
        return ui_str(&d->ui, STR_HOLDS_CARD_NUMBER);
    return d->view->dispute_trouble ? d->view->dispute_trouble : "";
}

void debrief_dispute_over(struct debrief_draw *d) {
    enum { WIDTH = 520 };
    struct ui *ui = &d->ui;
    if (!d->screen->is_disputing)
        return;
    const struct debrief_decision *decision = &d->view->decisions[d->screen->at];
    int most = ui->frame->width - 2 * ui_px(ui, 16), pad = 2 * ui_px(ui, 24);
    int w = (ui_px(ui, WIDTH) < most ? ui_px(ui, WIDTH) : most) - pad;
    struct text_style title = ui_style(SIZE_TITLE, WEIGHT_SEMIBOLD, ROLE_TEXT);
    struct text_style text = ui_style(SIZE_BODY, WEIGHT_REGULAR, ROLE_TEXT_2);
    struct text_style bad = ui_style(SIZE_SMALL, WEIGHT_REGULAR, ROLE_DANGER_TEXT);
    const char *about = ui_format(ui, STR_MISSED_TEXT, ui_number(ui, d->screen->at + 1),
                                  ui_clock(ui, decision->t_ms), NULL);
    int title_h = ui_text_height(ui, thought(d), title, w) + ui_px(ui, 4);
    int text_h = ui_text_height(ui, about, text, w) + ui_px(ui, 14), field_h = ui_px(ui, 40);
    int bad_h = *trouble(d) ? ui_text_height(ui, trouble(d), bad, w) + ui_px(ui, 6) : 0;
    struct rect in =
        dialog_begin(ui, WIDTH, title_h + text_h + field_h + bad_h + ui_px(ui, 18 + 40));
    ui_element(ui, ELEMENT_TEXT, "dialog", (struct rect){in.x, in.y, in.w, title_h + text_h},
               ui_px(ui, 6), ui_join(ui, ". ", thought(d), about, NULL));
    ui_text(ui, thought(d), title, rect_cut_top(&in, title_h));
    ui_text(ui, about, text, rect_cut_top(&in, text_h));
    struct field_look look = {.id = "note",
                              .placeholder = ui_str(ui, STR_MISSED_HINT),
                              .spoken = ui_str(ui, STR_MISSED_HINT),
                              .is_error = *trouble(d)};
    field_draw(ui, &d->screen->note, &look, rect_cut_top(&in, field_h));
    if (bad_h)
        ui_text(ui, trouble(d), bad,
                (struct rect){in.x, in.y + ui_px(ui, 6), in.w, DEBRIEF_FOREVER});
    rect_cut_top(&in, bad_h + ui_px(ui, 18));
    const char *hint = !d->screen->note.edit.len            ? ui_str(ui, STR_MISSED_HINT)
                       : field_holds_card(&d->screen->note) ? ui_str(ui, STR_HOLDS_CARD_NUMBER)
                                                            : NULL;
    struct button keep = {.id = "keep",
                          .label = ui_str(ui, STR_KEEP_NOTE),
                          .key = "Enter",
                          .is_disabled = hint != NULL,
                          .hint = hint};
    struct button cancel = {
        .id = "cancel", .label = ui_str(ui, STR_CANCEL), .key = "Esc", .look = BUTTON_SECONDARY};
    rect_cut_left(&in, button_at(ui, &keep, in) + ui_px(ui, 10));
    button_at(ui, &cancel, in);
}

/* ---- what the person did ---- */

void debrief_dispute_open(struct debrief_screen *screen, const struct debrief_view *view) {
    if (!view->can_dispute || !view->decision_count || view->decisions[screen->at].dispute)
        return;
    screen->is_disputing = true;
    field_clear(&screen->note);
    ui_focus(&screen->ui, "note");
    screen->ui.is_focus_visible = true;
    screen->ui.is_dirty = true;
}

void debrief_dispute_close(struct debrief_screen *screen) {
    screen->is_disputing = false;
    ui_focus(&screen->ui, "dispute");
    screen->ui.is_dirty = true;
}

void debrief_screen_kept(struct debrief_screen *screen) {
    debrief_dispute_close(screen);
    ui_focus(&screen->ui, "kept");
    screen->ui.wants_reveal = true;
}

static struct ui_command keep(const struct debrief_screen *screen) {
    bool may_be_kept = screen->note.edit.len && !field_holds_card(&screen->note);
    return may_be_kept ? (struct ui_command){DO_DISPUTE, screen->at, 0, screen->note.text}
                       : nothing;
}

static struct ui_command cancel(struct debrief_screen *screen) {
    debrief_dispute_close(screen);
    return nothing;
}

struct ui_command debrief_dispute_handle(struct debrief_screen *screen, const struct frame *frame,
                                         const struct ui_event *event) {
    bool is_key = event->kind == UI_KEY, is_in_field = !strcmp(screen->ui.focus, "note");
    if (is_key && event->key == KEY_ESCAPE)
        return cancel(screen);
    if (is_in_field && is_key && event->key == KEY_ENTER)
        return keep(screen);
    if (is_in_field && (is_key || ui_is_typed(event)) &&
        field_handle(&screen->note, frame, event)) {
        screen->ui.is_dirty = true;
        return nothing;
    }
    field_point(&screen->note, &screen->ui, frame, "note", event);
    const char *id = ui_navigate(&screen->ui, frame, event);
    if (id && !strcmp(id, "keep"))
        return keep(screen);
    return id && !strcmp(id, "cancel") ? cancel(screen) : nothing;
}
