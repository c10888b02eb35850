/* Changes in English. */

#include "language/change.h"

const struct change_words changes_english = {
    .forms = {
        [FORM_ALLOWED] = "newly allowed: %1%2",
        [FORM_ALLOWED_FORBIDDEN_BEFORE] =
            "newly allowed, and forbidden before: %1%2",
        [FORM_FORBIDDEN_ALLOWED_BEFORE] =
            "newly forbidden, and allowed before: %1%2",
        [FORM_FORBIDDEN] = "newly forbidden: %1%2",
        [FORM_NO_LONGER_ALLOWED] = "no longer allowed: %1%2",
        [FORM_NO_LONGER_FORBIDDEN] = "no longer forbidden: %1%2",
        [FORM_AGAINST_BASELINE] =
            "allowed, and the baseline forbids it: %1%2",
        [FORM_DUTY_ADDED] = "new duty: %1%2",
        [FORM_DUTY_REMOVED] = "no longer a duty: %1%2",
        [FORM_MEASURE_ADDED] = "now always with %3: %1%2",
        [FORM_MEASURE_REMOVED] = "no longer with %3: %1%2",
        [FORM_LIMIT_LONGER] = "kept longer: %1 for up to %3%5, not %4%2",
        [FORM_LIMIT_SHORTER] =
            "kept for less long: %1 for up to %3%5, not %4%2",
        [FORM_LIMIT_ADDED] = "kept for less long: %1 for up to %3%5, and no "
                             "limit was stated%2",
        [FORM_LIMIT_REMOVED] = "kept longer: %1 without the limit of %4%5%2",
        [FORM_MINIMUM_LONGER] = "kept longer: %1 for at least %3%5, not %4%2",
        [FORM_MINIMUM_SHORTER] =
            "kept for less long: %1 for at least %3%5, not %4%2",
        [FORM_MINIMUM_ADDED] = "kept longer: %1 for at least %3%5, and no "
                               "least time was stated%2",
        [FORM_MINIMUM_REMOVED] =
            "kept for less long: %1 no longer for at least %4%5%2",
        [FORM_METHOD_ADDED] = "now by %3: %1%2",
        [FORM_METHOD_REMOVED] = "no longer by %3: %1%2",
        [FORM_RIGHT_ADDED] = "new right: %1%2",
        [FORM_RIGHT_REMOVED] = "no longer a right: %1%2",
        [FORM_TIME_ADDED] = "now %3: %1%2",
        [FORM_TIME_REMOVED] = "no longer %4: %1%2",
        [FORM_TIME_LATER] = "later: %1 %3, not %4%2",
        [FORM_TIME_SOONER] = "sooner: %1 %3, not %4%2",
        [FORM_ANSWER_ADDED] = "now answered %3: %1%2",
        [FORM_ANSWER_REMOVED] = "no longer answered %4: %1%2",
        [FORM_ANSWER_LATER] =
            "answered later: %1, and we answer %3, not %4%2",
        [FORM_ANSWER_SOONER] =
            "answered sooner: %1, and we answer %3, not %4%2",
    },
    .groups = {
        [GROUP_NEW_DATA] = "New data",
        [GROUP_NEW_PURPOSE] = "New purposes",
        [GROUP_NEW_RECIPIENT] = "New or wider recipients",
        [GROUP_NEW_PLACE] = "New places, weaker safeguards",
        [GROUP_PROHIBITION] = "Prohibitions removed or narrowed",
        [GROUP_CONDITION] = "Exceptions and conditions widened",
        [GROUP_KEPT_LONGER] = "Kept longer",
        [GROUP_RIGHT_REMOVED] = "Rights removed or made harder",
        [GROUP_CONTROLLER] = "Controller and contact",
        [GROUP_RIGHT_ADDED] = "Rights added or made easier",
        [GROUP_PROMISE] = "Promises added, permissions withdrawn",
        [GROUP_KEPT_SHORTER] = "Kept for less long",
        [GROUP_WORDING] = "Wording only",
        [GROUP_TRANSLATION] = "Translations only",
    },
    .keep = "keep",
    .erase = "delete",
    .anything_else = "do anything else with",
    .otherwise = "otherwise %1",
    .any_other = "any other",
    .any_other_party = "anyone else",
    .first_of = "the first of %1",
    .last_of = "the last of %1",
    .after = " after %1",
    .where = ", where %1",
    .except = ", except where %1",
    .further = "in further cases, for example where %1",
    .in_time = "in time",
    .awkward = "it is not the case",
    .revision = {
        .title = "What has changed",
        .against = "Compared with %1.",
        .published = " Published on %1.",
        .nothing = " Neither the meaning nor the wording has changed.",
        .now = "now %1",
        .before = "formerly %1",
        .of_version = "%1 of %2",
        .reworded = "%1 is worded otherwise and means the same",
        .added = "%1 is new and changes no meaning",
        .dropped = "%1 is gone, which changes no meaning",
        .not_for_ever = "%1 no longer promises it for ever: another sentence "
                        "may override it",
        .for_ever = "%1 promises it for ever: no other sentence may override "
                    "it",
        .by_conduct = "%1 lets conduct count as agreement",
        .not_by_conduct = "%1 no longer lets conduct count as agreement",
        .field = "%1: now %2, before %3",
        .field_added = "%1: now %2",
        .field_dropped = "%1: no longer %2",
        .texts = "%1 other texts are worded otherwise",
        .translations = "%1 translated words are others",
        .text = "one other text is worded otherwise",
        .translation = "one translated word is another",
    },
    .review = {
        .stop = ".",
        .title = "%1: what this change means",
        .against = "%1, against %2.",
        .version = "version %1",
        .effective = "%1 (in effect from %2)",
        .newer = "the new version",
        .older = "the version before",
        .verdicts = {
            "The meaning has not changed.",
            "Less is allowed, or more is promised. Nothing is the other way.",
            "More is allowed, or less is promised.",
            "In some places more is allowed or less is promised, in others it "
            "is the other way.",
        },
        .within = "Nothing that the baseline forbids is allowed.",
        .beyond = "Something that the baseline forbids is allowed.",
        .tally = "%1 blocking, %2 to decide, %3 for information.",
        .blocking = "Blocking",
        .blocking_note = "To be repaired before anything is decided.",
        .decide = "Needs a decision",
        .decide_note = "More is allowed, or less is promised, or another is "
                       "responsible.",
        .inform = "For information",
        .inform_note = "Less is allowed, more is promised, or only the wording "
                       "is another.",
        .clause = "Section",
        .before = "Before",
        .now = "Now",
        .nothing = "(nothing)",
        .part = { "text", "title", "header", "vocabulary", "translation" },
        .texts = "%1 other texts",
        .stands_still = "The day from which it is in effect has not moved, and "
                        "what it means has.",
        .no_date = "It names no day from which it is in effect.",
        .stale = "The wording of %1 (%2) was approved for another meaning "
                 "than its rule has now.",
        .unpinned = "The wording of %1 (%2) has stayed, and the meaning of "
                    "its rule has changed.",
        .broken = "The record of approvals is not as it was left.",
        .for_example = "For example: %1.",
        .notice = "Notice",
        .no_notice = "None is needed: the meaning has not changed.",
        .not_promised = "%1 promises no notice of changes. What the law asks "
                        "for is not computed here.",
        .promised = "%1 promises notice in section %2: %3",
        .publish_by = "To be in effect on %1 it has to be published by %2, at "
                      "least %3 before.",
        .material = "The change is material: more is allowed, less is "
                    "promised, or another is responsible.",
        .not_material = "The change is not material: nothing more is allowed, "
                        "and nothing less is promised.",
        .signoff = "Sign-off",
        .agreed = "approved",
        .not_agreed = "not approved",
        .approved_by = "%1, approved by %2",
        .roles = { "legal", "engineering" },
        .notice_sent = "notice sent, by %1",
        .notice_sent_undated = "notice sent",
    },
};
