/* The predicate of a Chinese sentence: for what, when and how, with whom, what is
 * done to what. Invariant: a recipient stands right before the verb that gives
 * to him, and the object where the verb's label wants it. */

#include "language/chinese.h"

#include "base/arena.h"

#include <string.h>

static const char slot[] = "…";

static bool ends_with(const char *whole, const char *end)
{
    size_t length = strlen(whole);
    size_t tail = strlen(end);
    return tail <= length && strcmp(whole + length - tail, end) == 0;
}

/* --- verbs ------------------------------------------------------------- */

/* How verbs of that ending take what comes before them, and what they act on
 * when nothing is written. */
struct verb {
    const char *ending;
    const char *recipient; /* NULL: the recipient is its object */
    const char *object;    /* NULL: none */
};

static const struct verb verbs[] = {
    { "共享", "与", "您的信息" }, { "分享", "与", "您的信息" },
    { "交换", "与", "您的信息" }, { "收集", "为", "您的信息" },
    { "通知", NULL, "您" },       { "告知", NULL, "您" },
    { "答复", "向", NULL },       { "回复", "向", NULL },
    { "响应", "向", NULL },
};

static const struct verb *verb_of(const struct policy *policy,
                                  const struct term *term)
{
    static const struct verb other = { "", "向", "您的信息" };
    const char *label = chinese_label(policy, term);
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (ends_with(label, verbs[i].ending)) {
            return &verbs[i];
        }
    }
    return &other;
}

const char *chinese_object(const struct policy *policy, const struct term *verb)
{
    return verb_of(policy, verb)->object;
}

bool chinese_uses(const struct chinese_predicate *predicate)
{
    return predicate->verb_count == 1 && predicate->purpose != NULL &&
           predicate->object != NULL &&
           ends_with(chinese_label(predicate->policy, predicate->verbs[0]),
                     "使用");
}

/* --- verbs with their objects -------------------------------------------- */

/* The object goes into the verb's own place for it; a verb that has such a place
 * and no object is what stands behind it. */
static void put_framed(const char *label, const char *object, struct text *text)
{
    const char *place = strstr(label, slot);
    if (object != NULL) {
        text_add(text, label, (size_t)(place - label));
        text_put(text, object);
    }
    text_put(text, place + strlen(slot));
}

void chinese_verb_alone(const struct policy *policy, const struct term *term,
                        bool object, struct text *text)
{
    const char *label = chinese_label(policy, term);
    if (strstr(label, slot) == NULL) {
        text_put(text, label);
    } else {
        put_framed(label, object ? "该信息" : NULL, text);
    }
}

/* "查阅和更正您的姓名", then "，并对该等信息进行匿名化处理". */
static void put_verbs(const struct chinese_predicate *predicate,
                      const char *object, struct text *text)
{
    const struct policy *policy = predicate->policy;
    const char **plain =
        arena_array(policy->arena, predicate->verb_count, sizeof *plain);
    const char **framed =
        arena_array(policy->arena, predicate->verb_count, sizeof *framed);
    size_t plain_count = 0;
    size_t framed_count = 0;
    for (size_t i = 0; i < predicate->verb_count; i++) {
        const char *label = chinese_label(policy, predicate->verbs[i]);
        if (strstr(label, slot) == NULL) {
            plain[plain_count++] = label;
        } else {
            framed[framed_count++] = label;
        }
    }
    chinese_list(plain, plain_count, predicate->prohibition, text);
    if (plain_count > 0 && object != NULL) {
        text_put(text, object);
    }
    for (size_t i = 0; i < framed_count; i++) {
        bool first = plain_count == 0 && i == 0;
        const char *next = predicate->prohibition  ? "，也不"
                           : i + 1 == framed_count ? "，并"
                                                   : "，";
        text_put(text, first ? "" : next);
        put_framed(framed[i], first || object == NULL ? object : "该等信息",
                   text);
    }
}

/* "将您的姓名用于广告", in place of the "使用" that the label ends in. */
static void put_use(const struct chinese_predicate *predicate,
                    struct text *text)
{
    const char *label = chinese_label(predicate->policy, predicate->verbs[0]);
    text_add(text, label, strlen(label) - strlen("使用"));
    text_print(text, "将%s%s用于%s", predicate->object,
               predicate->only_purpose ? "仅" : "", predicate->purpose);
}

void chinese_predicate(const struct chinese_predicate *predicate,
                       struct text *text)
{
    const struct term *last = predicate->verbs[predicate->verb_count - 1];
    const struct verb *verb = verb_of(predicate->policy, last);
    const char *object = predicate->object;
    bool uses = chinese_uses(predicate);
    if (predicate->purpose != NULL && !uses) {
        text_print(text, "%s为%s%s", predicate->only_purpose ? "仅" : "",
                   predicate->purpose,
                   ends_with(predicate->purpose, "目的") ? "" : "之目的");
    }
    text_put(text, predicate->adverbs == NULL ? "" : predicate->adverbs);
    if (predicate->region != NULL) {
        text_print(text, "%s%s%s", predicate->only_region ? "仅" : "",
                   predicate->to_region ? "向" : "在", predicate->region);
    }
    if (predicate->recipient != NULL && verb->recipient == NULL) {
        object = predicate->recipient;
    } else if (predicate->recipient != NULL) {
        text_print(text, "%s%s%s", predicate->only_recipient ? "仅" : "",
                   verb->recipient, predicate->recipient);
    }
    if (uses) {
        put_use(predicate, text);
    } else {
        put_verbs(predicate, object, text);
    }
}
