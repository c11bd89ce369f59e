#include "lint/lint_words.h"

#include "base/utf8.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* A word that ends in '*' is a beginning. Lower case. */
struct language {
    const char *tag;
    const char *polite[14], *absolute[16];
    const char *quotations; /* the marks it uses, besides the straight ones */
    bool has_names;         /* a capital in the middle of a sentence marks a name */
};

static const struct language languages[] = {
    {"en",
     {"please", "thank*", "sorry", "apolog*", "grateful", "i understand", "appreciate*", "pardon",
      "kindly", "with pleasure"},
     {"always", "never", "nobody", "everybody", "everyone", "no one", "nothing", "impossible",
      "must", "guarantee*", "definitely", "absolutely", "completely", "certainly", "ever"},
     "“”‘’",
     true},
    {"de",
     {"bitte", "danke*", "leid", "entschuldig*", "verzeih*", "gerne", "verstehe"},
     {"immer", "nie", "niemals", "niemand", "alle", "jeder", "nichts", "unmöglich", "muss",
      "garantier*", "auf keinen fall", "ausgeschlossen"},
     "„“‚‘’»«›‹",
     false},
    {"fr",
     {"merci", "s'il vous plaît", "s’il vous plaît", "désolé*", "pardon", "excusez*",
      "je comprends"},
     {"toujours", "jamais", "personne", "tout le monde", "rien", "impossible", "garanti*",
      "absolument"},
     "«»‹›“”’",
     true},
    {"es",
     {"gracias", "por favor", "lo siento", "perdón", "disculp*", "entiendo"},
     {"siempre", "nunca", "nadie", "todos", "nada", "imposible", "garantiz*"},
     "«»“”‘’",
     true},
    {"it",
     {"grazie", "per favore", "mi dispiace", "scus*", "prego", "capisco"},
     {"sempre", "mai", "nessuno", "tutti", "niente", "impossibile", "garanti*"},
     "«»“”‘’",
     true},
    {"pt",
     {"obrigad*", "por favor", "desculp*", "lamento", "entendo"},
     {"sempre", "nunca", "ninguém", "todos", "nada", "impossível", "garant*"},
     "«»“”‘’",
     true},
    {"nl",
     {"dank*", "alstublieft", "spijt", "sorry", "excus*", "begrijp"},
     {"altijd", "nooit", "niemand", "iedereen", "niets", "onmogelijk", "gegarandeerd"},
     "„”“‘’‚",
     true},
    {"ar",
     {"شكرا*", "شكرًا*", "من فضلك", "لو سمحت*", "آسف*", "أعتذر", "عفوا*", "عفوًا*"},
     {"دائما*", "دائمًا*", "أبدا*", "أبدًا*", "لا أحد", "الجميع", "مستحيل", "يجب"},
     "«»“”‘’",
     false},
};

static const struct language *language_of(const char *locale) {
    const char *tag = locale ? locale : "en";
    size_t len = strcspn(tag, "-_");
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (strlen(languages[i].tag) == len && strncmp(languages[i].tag, tag, len) == 0)
            return &languages[i];
    return NULL;
}

static bool is_letter(char c) {
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

static bool is_at(const char *text, const char *word, bool is_beginning) {
    size_t i = 0;
    for (; word[i] && word[i] != '*'; i++)
        if (tolower((unsigned char)text[i]) != word[i] &&
            text[i] != word[i]) /* letters beyond ASCII are compared as they are */
            return false;
    return is_beginning || !is_letter(text[i]);
}

static bool has_word(const char *text, const char *const *words, size_t most) {
    for (size_t w = 0; w < most && words[w]; w++) {
        bool is_beginning = words[w][strlen(words[w]) - 1] == '*';
        for (size_t i = 0; text[i]; i++)
            if ((i == 0 || !is_letter(text[i - 1])) && is_at(text + i, words[w], is_beginning))
                return true;
    }
    return false;
}

bool words_are_polite(const char *text, const char *locale) {
    const struct language *language = language_of(locale);
    return language &&
           has_word(text, language->polite, sizeof language->polite / sizeof *language->polite);
}

bool words_are_absolute(const char *text, const char *locale) {
    const struct language *language = language_of(locale);
    return language && has_word(text, language->absolute,
                                sizeof language->absolute / sizeof *language->absolute);
}

/* ---- W229 ---- */

/* Every mark that is a quotation mark somewhere; the apostrophe ’ is used by all. */
static bool is_quotation(uint32_t c) {
    return c == 0x00AB || c == 0x00BB || (c >= 0x2018 && c <= 0x201F && c != 0x2019) ||
           c == 0x2039 || c == 0x203A || (c >= 0x300C && c <= 0x300F);
}

bool words_wrong_quotation(const char *text, const char *locale, char out[5]) {
    const struct language *language = language_of(locale);
    size_t len = strlen(text);
    for (size_t at = 0; language && at < len;) {
        uint32_t c;
        int bytes = utf8_decode(text + at, len - at, &c);
        memcpy(out, text + at, (size_t)(bytes > 0 ? bytes : 0));
        out[bytes > 0 ? bytes : 0] = '\0';
        if (bytes > 0 && is_quotation(c) && !strstr(language->quotations, out))
            return true;
        at += bytes > 0 ? (size_t)bytes : 1;
    }
    return false;
}

/* "<br>", "</b>", "<p class=…>": a name in angle brackets. */
static size_t tag_at(const char *text) {
    size_t i = 1 + (text[1] == '/');
    if (*text != '<' || !isalpha((unsigned char)text[i]))
        return 0;
    size_t end = i + strcspn(text + i, "<>\n");
    return text[end] == '>' ? end + 1 : 0;
}

/* "&amp;", "&#39;". */
static size_t entity_at(const char *text) {
    size_t i = 1 + (*text == '&' && text[1] == '#');
    size_t name = *text == '&' ? strspn(text + i, "abcdefghijklmnopqrstuvwxyz"
                                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
                               : 0;
    return name >= 2 && name <= 8 && text[i + name] == ';' ? i + name + 1 : 0;
}

/* "%s", "%d": what a format left; "5 %s" of a price is none. */
static size_t format_at(const char *text, bool is_after_digit) {
    return *text == '%' && text[1] && strchr("sdif@", text[1]) && !is_letter(text[2]) &&
                   !is_after_digit
               ? 2
               : 0;
}

static size_t note_at(const char *text, bool is_word_start) {
    static const char *const notes[] = {"TODO", "FIXME", "TBD", "XXX", "Lorem ipsum"};
    for (size_t i = 0; is_word_start && i < sizeof notes / sizeof *notes; i++)
        if (strncmp(text, notes[i], strlen(notes[i])) == 0 && !is_letter(text[strlen(notes[i])]))
            return strlen(notes[i]);
    return 0;
}

bool words_markup(const char *text, char *out, size_t size) {
    for (size_t i = 0; text[i]; i++) {
        size_t len = tag_at(text + i);
        len = len ? len : entity_at(text + i);
        len = len ? len : format_at(text + i, i > 0 && isdigit((unsigned char)text[i - 1]));
        len = len ? len : note_at(text + i, i == 0 || !is_letter(text[i - 1]));
        if (!len)
            continue;
        snprintf(out, size, "%.*s", (int)len, text + i);
        return true;
    }
    return false;
}

/* ---- numbers and names ---- */

static bool begins_sentence(const char *text, size_t at) {
    while (at > 0 && (isspace((unsigned char)text[at - 1]) || strchr("\"'([", text[at - 1])))
        at--;
    return at == 0 || strchr(".!?:;\n", text[at - 1]);
}

static size_t number_at(const char *text, size_t at) {
    size_t len = 0;
    if (!isdigit((unsigned char)text[at]) || (at > 0 && is_letter(text[at - 1])))
        return 0;
    while (isdigit((unsigned char)text[at + len]) ||
           (text[at + len] && strchr(".,:", text[at + len]) &&
            isdigit((unsigned char)text[at + len + 1])))
        len++;
    bool is_amount = at > 0 && ((unsigned char)text[at - 1] >= 0x80 || text[at - 1] == '$');
    return len >= 2 || is_amount ? len : 0;
}

static size_t name_at(const char *text, size_t at) {
    size_t len = 0;
    if (!isupper((unsigned char)text[at]) || (at > 0 && is_letter(text[at - 1])))
        return 0;
    while (is_letter(text[at + len]))
        len++;
    return len >= 3 && !begins_sentence(text, at) ? len : 0;
}

bool words_next_token(const char *text, const char *locale, size_t *at, struct token_found *out) {
    const struct language *language = language_of(locale);
    for (; text[*at]; (*at)++) {
        if (text[*at] == '{' && text[*at + 1] != '{') {
            *at += strcspn(text + *at, "}");
            if (!text[*at])
                return false;
            continue;
        }
        size_t number = number_at(text, *at);
        size_t name = language && language->has_names ? name_at(text, *at) : 0;
        if (!number && !name)
            continue;
        *out = (struct token_found){text + *at, number ? number : name, number > 0};
        *at += out->len;
        return true;
    }
    return false;
}

bool words_have(const char *text, const struct token_found *token) {
    for (size_t i = 0; text && text[i]; i++) {
        char before = i ? text[i - 1] : ' ';
        if (strncmp(text + i, token->text, token->len) != 0)
            continue;
        char after = text[i + token->len];
        bool is_apart = token->is_number
                            ? !isdigit((unsigned char)before) && !isdigit((unsigned char)after)
                            : !is_letter(before) && !is_letter(after);
        if (is_apart)
            return true;
    }
    return false;
}
