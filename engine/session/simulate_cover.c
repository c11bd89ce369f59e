/* What many simulated calls met, and what nobody did. */
#include "session/simulate.h"

#include "base/buf.h"

const char *coverage_name(enum coverage_kind kind) {
    static const char *const names[COVERAGE_COUNT] = {"scenes", "options", "variants", "nudges",
                                                      "timeouts"};
    return (int)kind >= 0 && kind < COVERAGE_COUNT ? names[kind] : NULL;
}

struct covering {
    const struct simulation *s;
    coverage_each *each;
    void *self;
    struct buf name;
};

static void report(struct covering *c, int count) {
    c->each(c->self, buf_cstr(&c->name), count);
}

static void cover_scenes(struct covering *c) {
    for (int i = 0; i < c->s->scenario->scene_count; i++)
        c->each(c->self, c->s->scenario->scenes[i].id, c->s->scenes[i]);
}

static void cover_options(struct covering *c) {
    for (int i = 0; i < c->s->scenario->scene_count; i++) {
        const struct scene *scene = &c->s->scenario->scenes[i];
        for (int o = 0; o < scene->option_count; o++) {
            buf_clear(&c->name);
            buf_printf(&c->name, "%s.%s", scene->id, scene->options[o].id);
            report(c, c->s->options[c->s->option_first[i] + o]);
        }
    }
}

/* "SCENE#1", "SCENE.OPTION#1"; `part` may be NULL. */
static void cover_lines(struct covering *c, const char *id, const char *part, int first,
                        int count) {
    for (int i = 0; i < count; i++) {
        buf_clear(&c->name);
        buf_printf(&c->name, "%s%s%s#%d", id, part ? "." : "", part ? part : "", i + 1);
        report(c, c->s->lines[first + i]);
    }
}

static void cover_says(struct covering *c) {
    for (int i = 0; i < c->s->scenario->scene_count; i++) {
        const struct scene *scene = &c->s->scenario->scenes[i];
        for (int o = 0; o < scene->option_count; o++)
            cover_lines(c, scene->id, scene->options[o].id,
                        c->s->says_first[c->s->option_first[i] + o], scene->options[o].says.count);
    }
}

static void cover_nudge_lines(struct covering *c) {
    for (int i = 0; i < c->s->scenario->scene_count; i++) {
        const struct scene *scene = &c->s->scenario->scenes[i];
        for (int n = 0; n < scene->nudge_count; n++) {
            struct buf part = {0};
            buf_printf(&part, "nudge%d", n + 1);
            cover_lines(c, scene->id, buf_cstr(&part),
                        c->s->nudge_line_first[c->s->nudge_first[i] + n],
                        scene->nudges[n].text.count);
            buf_finish(&part);
        }
    }
}

static void cover_variants(struct covering *c) {
    const struct scenario *scenario = c->s->scenario;
    for (int i = 0; i < scenario->scene_count; i++)
        cover_lines(c, scenario->scenes[i].id, NULL, c->s->line_first[i],
                    scenario->scenes[i].customer.count);
    for (int i = 0; i < scenario->ending_count; i++)
        cover_lines(c, scenario->endings[i].id, NULL, c->s->ending_line_first[i],
                    scenario->endings[i].customer.count);
    cover_says(c);
    cover_nudge_lines(c);
}

static void cover_nudges(struct covering *c) {
    for (int i = 0; i < c->s->scenario->scene_count; i++)
        for (int n = 0; n < c->s->scenario->scenes[i].nudge_count; n++) {
            buf_clear(&c->name);
            buf_printf(&c->name, "%s.nudge%d", c->s->scenario->scenes[i].id, n + 1);
            report(c, c->s->nudges[c->s->nudge_first[i] + n]);
        }
}

static void cover_timeouts(struct covering *c) {
    for (int i = 0; i < c->s->scenario->scene_count; i++)
        if (c->s->scenario->scenes[i].seconds)
            c->each(c->self, c->s->scenario->scenes[i].id, c->s->ran_out[i]);
}

void simulation_cover(const struct simulation *simulation, enum coverage_kind kind,
                      coverage_each *each, void *self) {
    static void (*const covers[COVERAGE_COUNT])(struct covering *) = {
        cover_scenes, cover_options, cover_variants, cover_nudges, cover_timeouts};
    struct covering c = {.s = simulation, .each = each, .self = self};
    covers[kind](&c);
    buf_finish(&c.name);
}
