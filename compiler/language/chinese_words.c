/* The parts of a Chinese sentence: lists, labels, conditions, times. Invariant:
 * a part reads the same wherever it stands, and a list whose items hold "和" or
 * "或" themselves is joined by a longer word. */

#include "language/chinese.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <ctype.h>
#include <string.h>

/* --- lists ------------------------------------------------------------- */

static bool one_holds(const char *const *items, size_t count, const char *part)
{
    for (size_t i = 0; i < count; i++) {
        if (strstr(items[i], part) != NULL) {
            return true;
        }
    }
    return false;
}

void chinese_spaced(const char *string, struct text *text)
{
    bool sign = false;
    bool letter = false;
    for (size_t at = 0; string[at] != '\0';) {
        uint32_t point;
        size_t length = utf8_read((const unsigned char *)string + at,
                                  strlen(string + at), &point);
        bool ideograph = point >= 0x4E00 && point <= 0x9FFF;
        bool latin = point < 0x80 && isalpha((int)point) != 0;
        if ((sign && latin) || (letter && ideograph)) {
            text_char(text, ' ');
        }
        text_add(text, string + at, length);
        sign = ideograph;
        letter = latin;
        at += length;
    }
}

static void join(const char *const *items, size_t count, const char *word,
                 struct text *text)
{
    const char *separator = one_holds(items, count, "、") ? "，" : "、";
    for (size_t i = 0; i < count; i++) {
        bool last = i + 1 == count;
        if (i > 0) {
            text_put(text, last ? word : separator);
        }
        text_put(text, items[i]);
    }
}

void chinese_list(const char *const *items, size_t count, bool prohibition,
                  struct text *text)
{
    const char *word = prohibition ? "或" : "和";
    bool longer = one_holds(items, count, word) ||
                  (!prohibition && (one_holds(items, count, "与") ||
                                    one_holds(items, count, "及")));
    const char *other = prohibition ? "或者" : "以及";
    struct text raw = { NULL, 0, 0 };
    join(items, count, longer ? other : word, &raw);
    chinese_spaced(text_string(&raw), text);
    text_destroy(&raw);
}

/* --- labels ------------------------------------------------------------ */

static const char *const root_label[SPACE_COUNT] = {
    [KIND_ACTION] = "处理",
    [KIND_DATA] = "信息",
    [KIND_PURPOSE] = "任何目的",
    [KIND_RECIPIENT] = "任何人",
    [KIND_SUBJECT] = "任何人",
    [KIND_REGION] = "任何国家或地区",
    [KIND_CONDITION] = "任何条件成立",
    [KIND_RIGHT] = "就…行使各项权利",
    [KIND_MEASURE] = "各项措施",
    [KIND_EVENT] = "任何事件",
    [KIND_BASIS] = "任何法律依据",
    [KIND_METHOD] = "任何方式",
    [SPACE_PARTY] = "任何一方",
};

const char *chinese_label(const struct policy *policy, const struct term *term)
{
    return term->parent_count == 0
               ? root_label[term->space]
               : phrase_label(policy, language_chinese.code, term);
}

static const char **labels_of(const struct policy *policy,
                              struct term *const *terms, size_t count)
{
    const char **labels = arena_array(policy->arena, count, sizeof *labels);
    for (size_t i = 0; i < count; i++) {
        labels[i] = chinese_label(policy, terms[i]);
    }
    return labels;
}

void chinese_terms(const struct policy *policy, const struct term_list *terms,
                   bool prohibition, struct text *text)
{
    chinese_list(labels_of(policy, terms->items, terms->count), terms->count,
                 prohibition, text);
}

static void put_exceptions(const struct policy *policy,
                           const struct chosen *chosen, struct text *text)
{
    chinese_list(labels_of(policy, chosen->except, chosen->except_count),
                 chosen->except_count, false, text);
}

/* "（广告除外）", or nothing. */
static void close_exceptions(const struct policy *policy,
                             const struct chosen *chosen, struct text *text)
{
    if (chosen->except_count > 0) {
        text_put(text, "（");
        put_exceptions(policy, chosen, text);
        text_put(text, "除外）");
    }
}

void chinese_chosen(const struct policy *policy, const struct chosen *chosen,
                    int space, bool prohibition, struct text *text)
{
    if (!phrase_is_any(chosen)) {
        chinese_list(labels_of(policy, chosen->terms, chosen->term_count),
                     chosen->term_count, prohibition, text);
        close_exceptions(policy, chosen, text);
        return;
    }
    if (chosen->except_count > 0) {
        put_exceptions(policy, chosen, text);
        text_put(text, "以外的");
    }
    text_put(text, root_label[space]);
}

/* A label that says whose it is stands alone: "您输入的内容". */
void chinese_yours(const struct policy *policy, const struct chosen *chosen,
                   bool prohibition, struct text *text)
{
    if (phrase_is_any(chosen)) {
        text_put(text, "您的信息");
        close_exceptions(policy, chosen, text);
        return;
    }
    const char **items = labels_of(policy, chosen->terms, chosen->term_count);
    bool owned = false; /* the item before this one is under a "您的" */
    for (size_t i = 0; i < chosen->term_count; i++) {
        bool alone = strstr(items[i], "您") != NULL;
        if (!alone && !owned) {
            items[i] = arena_print(policy->arena, "您的%s", items[i]);
        }
        owned = !alone;
    }
    chinese_list(items, chosen->term_count, prohibition, text);
    close_exceptions(policy, chosen, text);
}

/* Of a verb with a place for its object, what stands behind it is looked for. */
const char *chinese_mention(const char *text, const char *label,
                            enum mentioning how, size_t *length)
{
    const char *place = how == MENTION_VERB ? strstr(label, "…") : NULL;
    const char *word = place == NULL ? label : place + strlen("…");
    *length = strlen(word);
    return *length == 0 ? NULL : strstr(text, word);
}

/* --- conditions -------------------------------------------------------- */

struct clauses {
    const char **items;
    size_t count;
};

static const char *clause(const struct policy *policy,
                          const struct condition *condition, bool nested);

static void gather(const struct policy *policy,
                   const struct condition *condition,
                   enum tree_condition_kind kind, struct clauses *clauses)
{
    if (condition->kind == kind) {
        gather(policy, condition->left, kind, clauses);
        gather(policy, condition->right, kind, clauses);
        return;
    }
    clauses->items = arena_extend(policy->arena, clauses->items, clauses->count,
                                  sizeof *clauses->items);
    clauses->items[clauses->count++] = clause(policy, condition, true);
}

/* "您已同意" to "您未同意"; what holds no such word is denied as a whole. */
static const char *denied(const struct policy *policy, const char *label)
{
    static const struct {
        const char *word, *denial;
    } words[] = { { "已经", "尚未" }, { "已", "未" } };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *found = strstr(label, words[i].word);
        size_t length = strlen(words[i].word);
        if (found != NULL && strstr(found + length, "已") == NULL) {
            return arena_print(policy->arena, "%.*s%s%s", (int)(found - label),
                               label, words[i].denial, found + length);
        }
    }
    return arena_print(policy->arena, "并非%s", label);
}

/* Inside another, what is made of several stands in parentheses. */
static const char *clause(const struct policy *policy,
                          const struct condition *condition, bool nested)
{
    if (condition->kind == TREE_CONDITION_NAME) {
        return chinese_label(policy, condition->term);
    }
    if (condition->kind == TREE_CONDITION_NOT) {
        return denied(policy, chinese_label(policy, condition->left->term));
    }
    struct clauses clauses = { NULL, 0 };
    gather(policy, condition, condition->kind, &clauses);
    struct text text = { NULL, 0, 0 };
    text_put(&text, nested ? "（" : "");
    join(clauses.items, clauses.count,
         condition->kind == TREE_CONDITION_AND ? "且" : "或者", &text);
    text_put(&text, nested ? "）" : "");
    return phrase_taken(policy, &text);
}

void chinese_condition(const struct policy *policy,
                       const struct condition *condition, struct text *text)
{
    text_put(text, clause(policy, phrase_plain(policy, condition), false));
}

void chinese_facts(const struct policy *policy, const struct bits *facts,
                   struct text *text)
{
    struct term_list list = phrase_facts(policy, facts);
    join(labels_of(policy, list.items, list.count), list.count, "且", text);
}

/* --- time -------------------------------------------------------------- */

static const char *const unit_name[] = {
    [UNIT_SECOND] = "秒", [UNIT_MINUTE] = "分钟", [UNIT_HOUR] = "小时",
    [UNIT_DAY] = "日",    [UNIT_WEEK] = "周",     [UNIT_MONTH] = "个月",
    [UNIT_YEAR] = "年",
};

void chinese_duration(const struct tree_duration *duration, struct text *text)
{
    text_print(text, "%lu %s", (unsigned long)duration->number,
               unit_name[duration->unit]);
}

void chinese_events(const struct policy *policy, const struct time *time,
                    struct text *text)
{
    bool several = time->event_count > 1;
    const struct term_list events = { time->events, time->event_count };
    chinese_terms(policy, &events, several, text);
    if (several && time->choice == EVENT_EARLIEST) {
        text_put(text, "（以较早者为准）");
    } else if (several && time->choice == EVENT_LATEST) {
        text_put(text, "（以较晚者为准）");
    }
}

static void put_every(const struct tree_duration *duration, struct text *text)
{
    text_put(text, "每");
    if (duration->number != 1) {
        text_char(text, ' ');
        chinese_duration(duration, text);
    } else {
        text_put(text, duration->unit == UNIT_MONTH
                           ? "月"
                           : unit_name[duration->unit]);
    }
}

/* "在收集后 30 日内", "自收集起最长 30 日", "在收集前",
 * "至少在收集前 30 日", "每年". */
void chinese_time(const struct policy *policy, const struct time *time,
                  struct text *text)
{
    static const struct {
        const char *before, *behind; /* the event, and */
        const char *opening, *end;   /* the duration */
    } frames[] = {
        [TIME_WITHIN] = { "在", "后", "在", "内" },
        [TIME_UP_TO] = { "自", "起", "", "" },
        [TIME_AT_LEAST] = { "自", "起", "", "" },
        [TIME_EVERY] = { "", "", "", "" },
        [TIME_BEFORE] = { "在", "前", "", "" },
        [TIME_ON] = { "在", "时", "", "" },
        [TIME_PROMPTLY] = { "在", "后", "", "" },
    };
    bool event = time->event_count > 0;
    bool ahead = time->kind == TIME_BEFORE && time_is_counted(time);
    text_put(text, ahead ? "至少" : "");
    if (event) {
        text_put(text, frames[time->kind].before);
        chinese_events(policy, time, text);
        text_put(text, frames[time->kind].behind);
    }
    if (ahead) {
        text_char(text, ' ');
        chinese_duration(&time->written, text);
    }
    if (time->kind == TIME_EVERY) {
        put_every(&time->written, text);
    } else if (time->kind < TIME_EVERY) {
        text_put(text, event ? "" : frames[time->kind].opening);
        text_put(text, time->kind == TIME_UP_TO      ? "最长"
                       : time->kind == TIME_AT_LEAST ? "至少"
                                                     : "");
        text_char(text, ' ');
        chinese_duration(&time->written, text);
        text_put(text, frames[time->kind].end);
    } else if (time->kind == TIME_PROMPTLY) {
        text_put(text, "及时");
    }
}

static int number_at(const char *at, size_t digits)
{
    int number = 0;
    for (size_t i = 0; i < digits; i++) {
        if (at[i] < '0' || at[i] > '9') {
            return 0;
        }
        number = number * 10 + (at[i] - '0');
    }
    return number;
}

void chinese_date(const char *date, struct text *text)
{
    bool shaped = strlen(date) == 10 && date[4] == '-' && date[7] == '-';
    int year = shaped ? number_at(date, 4) : 0;
    int month = shaped ? number_at(date + 5, 2) : 0;
    int day = shaped ? number_at(date + 8, 2) : 0;
    if (year < 1 || month < 1 || month > 12 || day < 1) {
        text_put(text, date);
        return;
    }
    text_print(text, "%d年%d月%d日", year, month, day);
}
