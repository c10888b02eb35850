/* `writ ask`: one question, and the answer with everything that it rests on:
 * the verdict, the statements that decide it as they are published, and every
 * other statement about the same point with the reason why it does not decide.
 * The answer is read off the policy as it stands, errors of meaning or not. */

#include "command/command.h"
#include "command/reply.h"
#include "diagram/answer.h"

#include <stdlib.h>
#include <string.h>

static const char sample[] =
    "we share email to partner for advertising given prior_consent";

static const char *format_choice(size_t index)
{
    static const char *const formats[] = { "human", "json", NULL };
    return formats[index];
}

/* Reads the question. What is wrong with it is said alone, without what was
 * found in the policy. */
static bool read_question(struct session *session, const char *words,
                          struct question *question)
{
    struct compilation *compilation = session->compilation;
    struct findings *findings = &compilation->findings;
    struct findings of_policy = *findings;
    size_t length = strlen(words);
    const unsigned char *bytes =
        (const unsigned char *)arena_copy(compilation->arena, words, length);
    struct source *source = source_add(&compilation->sources, "question", NULL,
                                       bytes, length, false);

    findings->items = NULL;
    findings->count = 0;
    const struct tree_question *tree =
        source ? parse_question(&compilation->reading, source) : NULL;
    bool good = tree && finding_count(findings, SEVERITY_ERROR) == 0 &&
                policy_question(&compilation->reading, compilation->policy,
                                tree, question);
    if (good) {
        *findings = of_policy;
        return true;
    }
    session_report(session);
    if (!tree && strncmp(words, "we ", 3) != 0)
        session_complain(session, "a question is a sentence, such as `%s`",
                         sample);
    return false;
}

/* That the policy is not sound is worth a word, but no reason to be silent. */
static void warn(struct session *session)
{
    size_t errors = session_errors(session);

    if (errors > 0)
        session_complain(session,
                         "%s has %zu error%s, which `writ check` lists; the "
                         "answer is by the policy as it stands",
                         session_files(session), errors,
                         errors == 1 ? "" : "s");
}

/* False where the budget did not suffice, and says so. */
static bool within_budget(struct session *session)
{
    if (!diagrams_exhausted(session->compilation->analysis->diagrams))
        return true;
    session_complain(session, "the question needs more nodes than `--budget` "
                              "allows; ask about less");
    return false;
}

/* The answer, what a `?` stands for, and where that is nothing and the verdict
 * is not allow, what would make it so. Of that last one can do without. */
static int answer_all(struct session *session, const struct question *question)
{
    struct analysis *analysis = session->compilation->analysis;
    struct answer answer = answer_question(analysis, question);
    struct reply reply = {
        .compilation = session->compilation,
        .question = question,
        .answer = &answer,
    };
    struct open_terms terms = { 0 };
    struct nearest_answer nearest;

    if (question->open >= 0) {
        terms = open_list(analysis, question);
        reply.terms = &terms;
    }
    if (!within_budget(session))
        return CALL_FAILED;
    warn(session);
    if (answer.verdict != VERDICT_ALLOW && terms.count == 0) {
        nearest =
            nearest_find(analysis, question,
                         answer.deciding_count > 0 ? answer.deciding[0] : NULL);
        if (!diagrams_exhausted(analysis->diagrams))
            reply.nearest = &nearest;
        else
            session_complain(session,
                             "what would allow it needs more nodes than "
                             "`--budget` allows, and is left out");
    }
    if (session_is_human(session))
        reply_human(&reply, &session->out);
    else
        reply_json(&reply, &session->out);
    return CALL_DONE;
}

/* Without `-q` a file whose name has spaces will be the question. */
static bool ask_ready(struct session *session)
{
    const struct call *call = &session->call;
    const char *words = sample;
    struct text files = { 0 };

    if (call_value(call, "question"))
        return true;
    for (size_t i = 0; i < call->file_count; i++)
        if (strchr(call->files[i], ' '))
            words = call->files[i];
        else
            text_print(&files, "%s ", call->files[i]);
    if (files.length == 0)
        text_put(&files, "FILE ");
    session_complain(session,
                     "`writ ask` needs a question: `writ ask %s-q \"%s\"`",
                     text_string(&files), words);
    text_destroy(&files);
    return false;
}

static int ask_run(struct session *session)
{
    const char *words = call_value(&session->call, "question");
    struct question question;

    if (!read_question(session, words, &question))
        return CALL_UNUSABLE;
    return answer_all(session, &question);
}

static const struct option ask_options[] = {
    {
        .letter = 'q',
        .name = "question",
        .value = "QUESTION",
        .help = "what to ask; `given CONDITION, ...` says which facts hold, "
                "and no others do",
    },
    {
        .name = "format",
        .value = "FORMAT",
        .help = "how the answer is said, the first by default",
        .choice = format_choice,
    },
    OPTION_INCLUDE,
    OPTION_BUDGET,
    { 0 },
};

const struct command command_ask = {
    .name = "ask",
    .summary = "ask a policy one question",
    .usage = "FILE... -q QUESTION",
    .text = "The answer is `allow` only where all that the question covers is "
            "allowed; else\nit is that of its worst point: `deny`, then "
            "`silent`. The nearest permission is\nthen said too, and what the "
            "question lacks of it.\n\n"
            "A `?` in the place of a term (`we disclose email to ?`) asks for "
            "the terms that\nare allowed, and under which conditions.\n\n"
            "The exit status is 0 whatever the answer.\n",
    .example = "writ ask examples/ai-pool/policy.writ "
               "-q \"we use email for model_training\"",
    .needs = NEED_CHECKED,
    .options = ask_options,
    .ready = ask_ready,
    .run = ask_run,
};
