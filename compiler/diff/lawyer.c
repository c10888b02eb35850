/* A comparison for who decides on it: Markdown for a pull request, in the
 * language of the policy. Clauses have the numbers of the published documents;
 * there are no names of statements and no files. What has to be decided stands
 * first. Invariant: whatever comes from a policy passes through markdown_text. */

#include "diff/lawyer.h"

#include "base/arena.h"
#include "base/date.h"
#include "emit/markdown.h"

#include <string.h>

/* --- the head ---------------------------------------------------------- */

/* Numbers tell versions apart where both have one and it is not the same. */
static void name_versions(struct lawyer *lawyer)
{
    const struct policy *policies[SIDE_COUNT] = {
        lawyer->diff->sides[SIDE_OLD]->policy,
        lawyer->diff->sides[SIDE_NEW]->policy,
    };
    const char *const plain[SIDE_COUNT] = { lawyer->words->older,
                                            lawyer->words->newer };
    bool numbered =
        policies[SIDE_OLD]->version != NULL &&
        policies[SIDE_NEW]->version != NULL &&
        strcmp(policies[SIDE_OLD]->version, policies[SIDE_NEW]->version) != 0;
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        lawyer->versions[side] =
            numbered ? lawyer_arranged(lawyer, lawyer->words->version,
                                       policies[side]->version, NULL, NULL)
                     : plain[side];
    }
}

static const char *dated(const struct lawyer *lawyer, size_t side)
{
    const char *date = lawyer->diff->sides[side]->policy->effective;
    return date == NULL ? lawyer->versions[side]
                        : lawyer_arranged(lawyer, lawyer->words->effective,
                                          lawyer->versions[side],
                                          lawyer_date(lawyer, date), NULL);
}

static const char *verdict_words(const struct lawyer *lawyer)
{
    const struct diff *diff = lawyer->diff;
    return !diff->refinement ? lawyer->words->verdicts[diff->verdict]
           : diff->count > 0 ? lawyer->words->beyond
                             : lawyer->words->within;
}

static void put_head(const struct lawyer *lawyer, size_t blocking)
{
    const struct policy *policy = lawyer->diff->sides[SIDE_NEW]->policy;
    text_put(lawyer->text, "# ");
    markdown_text(lawyer->text,
                  lawyer_arranged(
                      lawyer, lawyer->words->title,
                      phrase_title(lawyer->language, policy, policy->document),
                      NULL, NULL));
    text_put(lawyer->text, "\n\n");
    lawyer_paragraph(lawyer, lawyer_arranged(lawyer, lawyer->words->against,
                                             dated(lawyer, SIDE_NEW),
                                             dated(lawyer, SIDE_OLD), NULL));
    text_put(lawyer->text, "**");
    markdown_text(lawyer->text, verdict_words(lawyer));
    text_put(lawyer->text, "** ");
    markdown_text(
        lawyer->text,
        lawyer_arranged(lawyer, lawyer->words->tally,
                        lawyer_count(lawyer, blocking),
                        lawyer_count(lawyer, lawyer_decisions(lawyer)),
                        lawyer_count(lawyer, lawyer_information(lawyer))));
    text_put(lawyer->text, "\n\n");
}

/* --- what blocks ------------------------------------------------------- */

static bool blocks(const struct finding *finding)
{
    return finding->rule->severity == SEVERITY_ERROR && !finding->silenced;
}

static size_t count_blocking(const struct lawyer *lawyer)
{
    const struct compilation *side = lawyer->diff->sides[SIDE_NEW];
    size_t count = 0;
    for (size_t i = 0; i < side->findings.count; i++) {
        count += blocks(&side->findings.items[i]);
    }
    count += notice_stands_still(lawyer->diff, &lawyer->notice);
    if (lawyer->gate != NULL) {
        count += lawyer->gate->stale_count + (lawyer->gate->broken != NULL);
    }
    return count +
           (lawyer->notice.promise != NULL && side->policy->effective == NULL);
}

static void put_finding(const struct lawyer *lawyer,
                        const struct finding *finding)
{
    text_put(lawyer->text, "- ");
    lawyer_words(lawyer, lawyer_numbered(lawyer, finding->message));
    text_char(lawyer->text, '.');
    if (finding->sentence != NULL) {
        text_char(lawyer->text, ' ');
        markdown_text(lawyer->text,
                      lawyer_arranged(lawyer, lawyer->words->for_example,
                                      finding->sentence, NULL, NULL));
    }
    text_char(lawyer->text, '\n');
}

static void put_point(const struct lawyer *lawyer, const char *words)
{
    text_put(lawyer->text, "- ");
    lawyer_words(lawyer, words);
    text_char(lawyer->text, '\n');
}

static void put_wordings(const struct lawyer *lawyer, const char *pattern,
                         const struct worded *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        put_point(lawyer,
                  lawyer_arranged(lawyer, pattern,
                                  lawyer_clause(lawyer, list[i]->statement),
                                  list[i]->language, NULL));
    }
}

static void put_blocking(const struct lawyer *lawyer)
{
    const struct compilation *side = lawyer->diff->sides[SIDE_NEW];
    lawyer_heading(lawyer, lawyer->words->blocking);
    lawyer_paragraph(lawyer, lawyer->words->blocking_note);
    for (size_t i = 0; i < side->findings.count; i++) {
        if (blocks(&side->findings.items[i])) {
            put_finding(lawyer, &side->findings.items[i]);
        }
    }
    if (lawyer->gate != NULL) {
        put_wordings(lawyer, lawyer->words->stale, lawyer->gate->stale,
                     lawyer->gate->stale_count);
        if (lawyer->gate->broken != NULL) {
            put_point(lawyer, lawyer->words->broken);
        }
    }
    if (notice_stands_still(lawyer->diff, &lawyer->notice)) {
        put_point(lawyer, lawyer->words->stands_still);
    }
    if (lawyer->notice.promise != NULL && side->policy->effective == NULL) {
        put_point(lawyer, lawyer->words->no_date);
    }
    text_char(lawyer->text, '\n');
}

/* --- notice and signatures ---------------------------------------------- */

/* The last day on which it can be published, or NULL. */
static const char *publish_by(const struct lawyer *lawyer)
{
    const char *effective = lawyer->diff->sides[SIDE_NEW]->policy->effective;
    int64_t day;
    if (lawyer->notice.promise == NULL || effective == NULL ||
        !date_read(effective, &day)) {
        return NULL;
    }
    return lawyer_date(lawyer,
                       date_write(lawyer->arena, day - lawyer->notice.days));
}

/* "30 days" */
static const char *days_words(const struct lawyer *lawyer)
{
    const struct tree_duration days = {
        .number = (uint32_t)lawyer->notice.days,
        .unit = UNIT_DAY,
    };
    struct text text = { NULL, 0, 0 };
    lawyer->language->duration(&days, &text);
    const char *words =
        arena_copy(lawyer->arena, text_string(&text), text.length);
    text_destroy(&text);
    return words;
}

static void put_notice(const struct lawyer *lawyer)
{
    const struct review_words *words = lawyer->words;
    const struct notice *notice = &lawyer->notice;
    const char *older = lawyer->versions[SIDE_OLD];
    lawyer_heading(lawyer, words->notice);
    if (!notice->due) {
        lawyer_paragraph(lawyer, words->no_notice);
        return;
    }
    lawyer_paragraph(lawyer,
                     notice->material ? words->material : words->not_material);
    if (notice->promise == NULL) {
        lawyer_paragraph(lawyer, lawyer_arranged(lawyer, words->not_promised,
                                                 older, NULL, NULL));
        return;
    }
    lawyer_paragraph(
        lawyer,
        lawyer_arranged(lawyer, words->promised, older,
                        lawyer_number(lawyer, notice->promise),
                        lawyer_sentence(lawyer, SIDE_OLD, notice->promise)));
    if (publish_by(lawyer) != NULL) {
        const char *effective =
            lawyer->diff->sides[SIDE_NEW]->policy->effective;
        lawyer_paragraph(lawyer, lawyer_arranged(lawyer, words->publish_by,
                                                 lawyer_date(lawyer, effective),
                                                 publish_by(lawyer),
                                                 days_words(lawyer)));
    }
}

static void put_box(const struct lawyer *lawyer, const char *words)
{
    text_put(lawyer->text, "- [ ] ");
    markdown_text(lawyer->text, words);
    text_char(lawyer->text, '\n');
}

/* A role, checked where who has it approved exactly this change. */
static void put_seat(const struct lawyer *lawyer, const struct seat *seat)
{
    if (seat->approval == NULL) {
        put_box(lawyer, seat->role);
        return;
    }
    text_put(lawyer->text, "- [x] ");
    markdown_text(lawyer->text,
                  lawyer_arranged(lawyer, lawyer->words->approved_by,
                                  seat->role, seat->approval->by, NULL));
    text_char(lawyer->text, '\n');
}

static void put_signatures(const struct lawyer *lawyer)
{
    const struct review_words *words = lawyer->words;
    const struct gate *gate = lawyer->gate;
    size_t seats = gate == NULL ? 0 : gate->seat_count;
    lawyer_heading(lawyer, words->signoff);
    for (size_t i = 0; i < seats; i++) {
        put_seat(lawyer, &gate->seats[i]);
    }
    for (size_t i = 0; seats == 0 && i < 2; i++) {
        put_box(lawyer, words->roles[i]);
    }
    if (lawyer->notice.promise != NULL) {
        const char *by = publish_by(lawyer);
        put_box(lawyer, by == NULL ? words->notice_sent_undated
                                   : lawyer_arranged(lawyer, words->notice_sent,
                                                     by, NULL, NULL));
    }
}

/* --- the whole ---------------------------------------------------------- */

static void lawyer_write(const struct diff_report *report, struct text *text)
{
    struct diff *diff = report->diff;
    struct lawyer lawyer = {
        .diff = diff,
        .arena = diff->arena,
        .language = language_list(diff->sides[SIDE_NEW]->policy).items[0],
        .notice = notice_of(diff),
        .gate = diff->refinement ? NULL : gate_judge(diff),
        .text = text,
    };
    lawyer.words = &lawyer.language->changes->review;
    name_versions(&lawyer);
    size_t blocking = count_blocking(&lawyer);
    put_head(&lawyer, blocking);
    if (blocking > 0) {
        put_blocking(&lawyer);
    }
    lawyer_items(&lawyer);
    if (lawyer.gate != NULL && lawyer.gate->unpinned_count > 0) {
        put_wordings(&lawyer, lawyer.words->unpinned, lawyer.gate->unpinned,
                     lawyer.gate->unpinned_count);
        text_char(text, '\n');
    }
    if (diff->count > 0) {
        put_notice(&lawyer);
        put_signatures(&lawyer);
    }
}

const struct diff_format diff_lawyer = {
    .name = "lawyer",
    .summary = "for a pull request: what is to be decided, in Markdown",
    .write = lawyer_write,
};
