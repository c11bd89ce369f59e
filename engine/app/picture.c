/* What is on screen. */
#include "app/app_state.h"

static void size_frame(struct app *app) {
    window_size(app->window, &app->frame.width, &app->frame.height);
    app->frame.scale_percent =
        window_scale_percent(app->window) * app->settings->text_percent / 100;
    app->frame.metrics = window_metrics(app->window);
    app->frame.clipboard = window_clipboard(app->window);
    app->frame.is_reduced_motion = app->settings->is_reduced_motion;
}

struct seen picture_seen(struct app *app) {
    struct layer *top = stack_top(app);
    if (!top)
        return (struct seen){NULL, 0};
    return (struct seen){top->screen, top->screen->moment ? top->screen->moment(top->state) : 0};
}

bool seen_is_same(struct seen a, struct seen b) {
    return a.screen == b.screen && a.moment == b.moment;
}

/* What was pressed before something new could be seen was not meant for it. */
static void forget_input(struct app *app) {
    struct seen now = picture_seen(app);
    if (seen_is_same(now, app->seen))
        return;
    app->seen = now;
    window_forget_input(app->window);
}

void picture_show(struct app *app) {
    struct layer *top = stack_top(app);
    struct ui_state *ui = top ? top->screen->ui(top->state) : NULL;
    if (!top || (!app->is_stale && !ui->is_dirty))
        return;
    ui->is_high_contrast = app->settings->theme == THEME_HIGH_CONTRAST;
    size_frame(app);
    app->is_stale = false;
    top->screen->draw(top->state, app, &app->frame);
    window_present(app->window, &app->frame);
    const struct element *focused = ui_focused(ui, &app->frame);
    struct rect nowhere = {0};
    window_text_input(app->window, focused && focused->is_editing ? focused->rect : nowhere);
    forget_input(app);
    trace_picture(app);
}
