/* Chinese: its row, the fixed words of a document, and examples and
 * questions in words, without a full stop. */

#include "language/chinese.h"

#include "language/change.h"
#include "language/readability.h"

#include "base/arena.h"

#include <string.h>

static void write_facts(const struct policy *policy, const struct bits *facts,
                        struct text *text)
{
    if (facts != NULL && !bits_empty(facts)) {
        text_put(text, "，且");
        chinese_facts(policy, facts, text);
    } else if (policy->conditions_used != NULL &&
               !bits_empty(policy->conditions_used)) {
        text_put(text, "，且未满足任何条件");
    }
}

/* --- examples ----------------------------------------------------------- */

static const char *at_term(const struct policy *policy,
                           const struct situation *situation,
                           enum dimension dimension)
{
    const struct term *term = situation->at[dimension];
    if (situation->rest[dimension]) {
        return arena_print(policy->arena, "%s（未列明的部分）",
                           chinese_label(policy, term));
    }
    return term->parent_count == 0 ? NULL : chinese_label(policy, term);
}

static const char *owned(const struct policy *policy, const char *subject,
                         const char *object)
{
    return subject == NULL || object == NULL
               ? object
               : arena_print(policy->arena, "%s的%s", subject, object);
}

static void chinese_situation(const struct policy *policy,
                              const struct situation *situation,
                              struct text *text)
{
    const struct term *party = situation->at[DIMENSION_PARTY];
    const struct term *action = situation->at[DIMENSION_ACTION];
    struct term *verb = policy->terms[KIND_ACTION].items[action->number];
    const char *data = at_term(policy, situation, DIMENSION_DATA);
    const char *other = chinese_object(policy, action);
    bool us = situation->at[DIMENSION_RECIPIENT] == policy->us &&
              !term_within(action, policy->disclose);
    struct chinese_predicate predicate = {
        .policy = policy,
        .verbs = &verb,
        .verb_count = 1,
        .object =
            owned(policy, at_term(policy, situation, DIMENSION_SUBJECT),
                  data != NULL                                ? data
                  : other == NULL || strcmp(other, "您") == 0 ? other
                                                              : "任何信息"),
        .recipient =
            us ? NULL : at_term(policy, situation, DIMENSION_RECIPIENT),
        .region = at_term(policy, situation, DIMENSION_REGION),
        .purpose = at_term(policy, situation, DIMENSION_PURPOSE),
        .to_region = strcmp(action->name, "transfer") == 0,
    };
    text_put(text, strcmp(party->name, "we") == 0
                       ? "我们"
                       : chinese_label(policy, party));
    chinese_predicate(&predicate, text);
    if (!situation->any_facts) {
        write_facts(policy, situation->facts, text);
    }
}

/* --- questions ---------------------------------------------------------- */

static const char *asked(const struct policy *policy,
                         const struct question *question,
                         enum dimension dimension)
{
    const struct chosen *chosen = &question->chosen[dimension];
    if (!chosen->written) {
        return NULL;
    }
    struct text text = { NULL, 0, 0 };
    chinese_chosen(policy, chosen, dimension_space[dimension], false, &text);
    return phrase_taken(policy, &text);
}

static void chinese_question(const struct policy *policy,
                             const struct question *question, struct text *text)
{
    const struct chosen *actions = &question->chosen[DIMENSION_ACTION];
    bool any = actions->term_count == 0;
    struct chinese_predicate predicate = {
        .policy = policy,
        .verbs = any ? policy->terms[KIND_ACTION].items : actions->terms,
        .verb_count = any ? 1 : actions->term_count,
        .recipient = asked(policy, question, DIMENSION_RECIPIENT),
        .region = asked(policy, question, DIMENSION_REGION),
        .purpose = asked(policy, question, DIMENSION_PURPOSE),
        .to_region = phrase_goes_to_region(question),
    };
    const char *data = asked(policy, question, DIMENSION_DATA);
    const struct term *last = predicate.verbs[predicate.verb_count - 1];
    bool you = question->tree != NULL && question->tree->object_is_you;
    predicate.object = owned(policy, asked(policy, question, DIMENSION_SUBJECT),
                             you            ? "您"
                             : data != NULL ? data
                                            : chinese_object(policy, last));
    bool we = question->party_term == NULL ||
              strcmp(question->party_term->name, "we") == 0;
    text_put(text, we ? "我们" : chinese_label(policy, question->party_term));
    chinese_predicate(&predicate, text);
    if (question->condition != NULL) {
        text_put(text, "，前提是");
        chinese_condition(policy, question->condition, text);
    } else if (question->given != NULL) {
        write_facts(policy, question->given, text);
    }
}

/* Whose data, where and what for stand before the verb, as in any predicate. */
static void chinese_right(const struct policy *policy,
                          const struct chosen *rights,
                          const struct question *question, struct text *text)
{
    bool any = phrase_is_any(rights);
    const char *data = asked(policy, question, DIMENSION_DATA);
    struct chinese_predicate predicate = {
        .policy = policy,
        .verbs = any ? policy->terms[KIND_RIGHT].items : rights->terms,
        .verb_count = any ? 1 : rights->term_count,
        .object = owned(policy, asked(policy, question, DIMENSION_SUBJECT),
                        data == NULL ? "您的信息" : data),
        .recipient = asked(policy, question, DIMENSION_RECIPIENT),
        .region = asked(policy, question, DIMENSION_REGION),
        .purpose = asked(policy, question, DIMENSION_PURPOSE),
    };
    text_put(text, "您可以");
    chinese_predicate(&predicate, text);
    if (rights->except_count > 0) {
        struct chosen except = { .written = true,
                                 .terms = rights->except,
                                 .term_count = rights->except_count };
        text_put(text, "（");
        chinese_chosen(policy, &except, KIND_RIGHT, false, text);
        text_put(text, "除外）");
    }
}

/* --- the row ------------------------------------------------------------ */

static const struct headings headings = {
    .skip = "跳至正文",
    .controller = "个人信息处理者",
    .service = "服务",
    .version = "版本",
    .effective = "生效日期",
    .contact = "联系方式",
    .representative = "代表",
    .officer = "个人信息保护负责人",
    .website = "网站",
    .digest = "规则指纹",
    .promises = "我们承诺绝不做的事",
    .contents = "目录",
    .summary = "您的信息一览",
    .summary_note = "我们处理哪些信息、用于什么目的、依据什么、由谁接收"
                    "以及保存多久。本表由本文件的规则计算得出。",
    .data = "信息",
    .purpose = "使用目的与依据",
    .recipient = "接收方",
    .keeping = "保存期限",
    .none = "无",
    .no_limit = "未规定期限",
    .conditional = "%s（前提是%s）",
    .exception = "%s（%s的除外）",
    .for_purpose = "%s，用于%s",
    .of_subject = "%s，仅限%s的信息",
    .in_region = "%s，仅限在%s",
    .but_of = "%s；个人信息主体为%s",
    .but_in = "%s；在%s",
    .sometimes = "%s（仅在部分情形下）",
    .keeping_for = "%s（用于%s）",
    .rest = "其他%s",
    .rest_of = {
        [KIND_DATA] = "任何其他信息",
        [KIND_PURPOSE] = "任何其他目的",
        [KIND_RECIPIENT] = "任何其他人",
        [KIND_SUBJECT] = "任何其他人",
        [KIND_REGION] = "任何其他地方",
    },
    .rights = "您的权利一览",
    .rights_note = "您可以向我们提出的要求，以及所涉及的信息。",
    .right = "您可以",
    .right_data = "信息",
    .right_terms = "说明",
    .answer = "我们将%s答复",
    .only_if = "仅在%s时",
    .only_unless = "%s时除外",
    .definitions = "术语含义",
    .definitions_note = "本文件中的一些用语涵盖多项内容，列于其后；"
                        "“包括”表示还可能有其他同类内容。",
    .includes = "包括%s",
    .including = "%s（%s）",
    .others = "其他同类内容",
    .colon = "：",
    .comma = "，",
    .semicolon = "；",
    .opening = "（",
    .closing = "）",
    .language = "语言",
    .permalink = "本条链接",
    .clause = "第 %s 条",
    .clauses = "第 %s 条",
    .brief = "摘要",
    .brief_data = "我们处理什么",
    .brief_purposes = "用于什么",
    .brief_recipients = "由谁接收",
    .brief_keeping = "保存多久",
    .brief_places = "去往何处",
    .brief_rights = "您可以做什么",
    .sent_to = "传输至%s",
    .in_place = "在%s处理",
    .kept = "%s：%s",
    .also = "%s；%s",
    .more = "另有 %s 项",
    .all_of = "全部",
    .besides = "此外",
    .nothing_more = "无其他",
    .see_below = "见下",
    .on_basis = "依据：%s",
    .receivers = "接收方与去向一览",
    .receivers_note = "谁从我们这里接收信息、信息传输至何处、涉及哪些信息、"
                      "用于什么目的，以及随附的保护措施。"
                      "本表由本文件的规则计算得出。",
    .receiver = "接收方或去向",
    .receiver_data = "信息",
    .receiver_purpose = "目的与依据",
    .receiver_measures = "保护措施",
    .duties = "我们的义务一览",
    .duties_note = "必须做的事，以及完成的期限。",
    .duty = "义务",
    .duty_object = "对象",
    .duty_time = "时间",
    .duty_way = "方式",
    .duty_of = "%s：%s",
    .you = "您",
    .yields = "%s优先时除外",
    .picture = "信息如何流动",
    .picture_note = "从左侧的信息，经过使用目的，到右侧的接收方。"
                    "虚线表示仅部分进行或仅在一定条件下进行。"
                    "每条线通向相应的条款；下面的表格以文字说明同样的内容。",
    .picture_data = "信息",
    .picture_purposes = "使用目的",
    .picture_recipients = "接收方",
    .flows = "%s至%s",
    .flows_some = "%s至%s，仅部分或附条件",
};

const struct language language_chinese = {
    .code = "zh",
    .name = "中文",
    .headings = &headings,
    .readability = &readability_chinese,
    .changes = &changes_chinese,
    .statement = chinese_statement,
    .phrase = chinese_phrase,
    .generated = chinese_generated,
    .situation = chinese_situation,
    .question = chinese_question,
    .right = chinese_right,
    .chosen = chinese_chosen,
    .list = chinese_list,
    .condition = chinese_condition,
    .facts = chinese_facts,
    .duration = chinese_duration,
    .time = chinese_time,
    .events = chinese_events,
    .date = chinese_date,
    .label = chinese_label,
    .verb = chinese_verb_alone,
    .mention = chinese_mention,
    .order = chinese_order,
};
