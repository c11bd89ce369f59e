/* What a screen may ask of the program it is part of. */
#ifndef APP_HOST_H
#define APP_HOST_H

#include "app/app.h"
#include "app/screen.h"
#include "play/play.h"
#include "ui/theme.h"
#include "view/home_model.h"

const struct app_setup *app_setup(const struct app *app);
struct settings *app_settings(struct app *app);
enum language app_language(const struct app *app);
struct now app_now(void);

/* Who plays: as the window was started with, else as the settings say now. */
const char *app_agent(const struct app *app);      /* the id */
const char *app_agent_name(const struct app *app); /* NULL: not said */
const char *app_team(const struct app *app);       /* NULL: none */
struct library *app_door(struct app *app);         /* to scenarios */
/* What home shows is made from, as far as it is known; `wall_ms` is now. */
struct home_source app_home_source(struct app *app);
/* Reads the person's logs again; what was shown of them is gone. */
void app_read_logs(struct app *app);
/* True: more is known than before, and what was made from the last home source must be made again.
 * To be asked at every tick by who shows it; the loop is woken for it. */
bool app_logs_are_news(struct app *app);
/* Of the settings, or as it was asked for at the start. */
enum timing app_timing(const struct app *app);
/* Of the first call the one that was asked for, then a new one each time. */
bool app_take_seed(struct app *app, uint64_t *seed, struct err *err);

/* The next picture must be made again. */
void app_stale(struct app *app);
/* Shows the screen on top as it is now, before it goes on. */
void app_show_now(struct app *app);
/* A sentence at the bottom of the next picture. */
void app_say(struct app *app, const char *text, bool is_bad);
/* It, or NULL. */
const char *app_toast(const struct app *app, bool *is_bad);
/* The theme, the text size or the language of the settings has changed. */
void app_settings_changed(struct app *app);

/* Asks for something once what is being done is done. */
void app_ask(struct app *app, enum ui_do what);

/* ---- reading aloud ---- */
bool app_can_speak(const struct app *app);
bool app_is_speaking(struct app *app);
void app_hush(struct app *app);

#endif
