/* Pango as an oracle: the order of characters on a line, and where lines may end. */
#include "paragraph_fake.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "ui/paragraph_private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <pango/pangoft2.h>

#define FSI "\u2068"
#define PDI "\u2069"
#define RLI "\u2067"
#define LRI "\u2066"

static const char *const texts[] = {
    "I’ve told three people now. Mum died in March and you’re still billing her phone.",
    "The probate took months; (see policy 4.2) I don’t have it, and there’s an £84.50 fee!",
    "Call 10:30 (card 4421) for €120.50, or 80% of $5/day: “fine,” she said.",
    "استغرقت أوراق الإرث أشهرًا، والآن هناك رسم (€120.50) على البطاقة 4421. هل عليّ؟",
    "رسم (" FSI "€120.50" PDI ") على البطاقة " FSI "4421" PDI " الساعة " FSI "10:30" PDI ".",
    "اتصلت بي " FSI "Ruth Anselby" PDI " في الساعة 10:30 وقالت: «لا أستطيع (الآن)».",
    "Ruth said " FSI "لا أستطيع (الآن)" PDI " at 10:30, twice (" FSI "مرتين" PDI ").",
    "שלום, Ruth! הכרטיס 4421 (€120.50) נדחה ב-10:30; [מספר 5].",
    "Order " FSI "A-17/ב" PDI ", then " RLI "abc אבג 12-34" PDI " and " LRI "אב 5%" PDI " end",
    "a (b אב) ג [d ה] {ו} 1,5 ז 2-3",
    "٤٤٢١ بطاقة، ١٠:٣٠ و12:45 معًا",
    "שָׁלוֹם עוֹלָם (בְּרֵאשִׁית)",
    "He said «bonjour» and “hello”, it’s 5–10 days… maybe 3/4.",
};

static bool is_drawn(uint32_t c) {
    return !((c >= 0x200B && c <= 0x200F && c != 0x200C && c != 0x200D) ||
             (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F));
}

/* The text without what is never drawn. */
static void add_drawn(const char *text, int len, struct buf *out) {
    for (int at = 0; at < len;) {
        uint32_t c;
        int size = utf8_decode(text + at, (size_t)(len - at), &c);
        if (is_drawn(c))
            buf_add(out, text + at, (size_t)size);
        at += size;
    }
}

static void pango_picture(PangoContext *context, const char *text, bool is_rtl, struct buf *out) {
    pango_context_set_base_dir(context, is_rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    PangoLayout *layout = pango_layout_new(context);
    pango_layout_set_auto_dir(layout, FALSE);
    pango_layout_set_text(layout, text, -1);
    struct buf drawn = {0};
    buf_clear(out);
    PangoLayoutLine *line = pango_layout_get_line_readonly(layout, 0);
    for (GSList *at = line->runs; at; at = at->next) {
        const PangoItem *item = ((PangoLayoutRun *)at->data)->item;
        buf_clear(&drawn);
        add_drawn(text + item->offset, item->length, &drawn);
        fake_picture_run(buf_cstr(&drawn), (int)drawn.len, item->analysis.level & 1, out);
    }
    buf_finish(&drawn);
    g_object_unref(layout);
}

static void check_order(PangoContext *context, const char *text, bool is_rtl) {
    int calls = 0;
    struct text_metrics metrics = fake_metrics(&calls);
    struct frame frame = {.width = 100, .height = 100, .metrics = &metrics};
    struct text_style style = {.size = 16, .direction = is_rtl ? DIRECTION_RTL : DIRECTION_LTR};
    struct buf ours = {0}, theirs = {0};
    fake_picture(&frame, text, &style, 0, &ours);
    pango_picture(context, text, is_rtl, &theirs);
    if (strcmp(buf_cstr(&ours), buf_cstr(&theirs)) != 0)
        print_error("of \"%s\", %s\n", text, is_rtl ? "rtl" : "ltr");
    assert_string_equal(buf_cstr(&ours), buf_cstr(&theirs));
    buf_finish(&ours);
    buf_finish(&theirs);
    frame_finish(&frame);
}

static void order_is_pangos(void **state) {
    PangoContext *context = *state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (int is_rtl = 0; is_rtl < 2; is_rtl++)
            check_order(context, texts[i], is_rtl);
}

/* Words thrown together; trailing spaces hang with us and are Pango's to draw, so a letter ends it.
 */
static void order_of_any_text_is_pangos(void **state) {
    static const char *const parts[] = {
        "a", "bc", " ", " ", "א", "בג", "ع", "رب", "1", "23", ".", ",", ":", "(", ")", "[",
        "]", "-",  "+", "€", "%", "/",  "«", "»",  FSI, PDI,  RLI, LRI, "٣", "!", "؟", "\u200F"};
    uint64_t seed = 20261122;
    for (int round = 0; round < 3000; round++) {
        struct buf text = {0};
        for (int i = (int)(splitmix64(&seed) % 14); i >= 0; i--)
            buf_text(&text, parts[splitmix64(&seed) % (sizeof parts / sizeof *parts)]);
        buf_text(&text, "z");
        check_order(*state, buf_cstr(&text), round % 2);
        buf_finish(&text);
    }
}

/* Ours where they are deliberately other than UAX #14's: as the text before and after the place. */
static bool is_our_habit(const char *before, const char *after) {
    static const struct {
        const char *before, *after;
    } habits[] = {{"5–", "10 days"}, {"days… ", "maybe"}};
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++) {
        size_t len = strlen(habits[i].before);
        if (strlen(before) >= len && !strcmp(before + strlen(before) - len, habits[i].before) &&
            !strncmp(after, habits[i].after, strlen(habits[i].after)))
            return true;
    }
    return false;
}

static void check_breaks(const char *text) {
    struct buf drawn = {0};
    add_drawn(text, (int)strlen(text), &drawn);
    struct layout layout = {0};
    struct paragraph_work work = {.out = &layout};
    paragraph_scan(&work, drawn.data, (int)drawn.len);
    paragraph_break(&work);
    int count = (int)g_utf8_strlen(drawn.data, -1);
    PangoLogAttr *attrs = g_new0(PangoLogAttr, (gsize)count + 1);
    pango_get_log_attrs(drawn.data, (int)drawn.len, 0, pango_language_from_string("en"), attrs,
                        count + 1);
    assert_int_equal(work.char_count, count);
    for (int i = 1; i < count; i++) {
        const char *at = g_utf8_offset_to_pointer(drawn.data, i);
        char before[1024] = {0};
        memcpy(before, drawn.data, (size_t)(at - drawn.data));
        if (work.chars[i].may_break != attrs[i].is_line_break && !is_our_habit(before, at))
            fail_msg("%s|%s: ours %d, Pango's %d", before, at, work.chars[i].may_break,
                     attrs[i].is_line_break);
    }
    g_free(attrs);
    free(work.characters);
    free(work.types);
    free(work.brackets);
    free(work.levels);
    free(work.sources);
    free(work.chars);
    free(work.hards);
    buf_finish(&drawn);
}

static void breaks_are_pangos(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        check_breaks(texts[i]);
}

int main(void) {
    PangoFontMap *map = pango_ft2_font_map_new();
    PangoContext *context = pango_font_map_create_context(map);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(order_is_pangos, context),
        cmocka_unit_test_prestate(order_of_any_text_is_pangos, context),
        cmocka_unit_test(breaks_are_pangos),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    g_object_unref(context);
    g_object_unref(map);
    return failed;
}
