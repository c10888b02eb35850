/* `writ explain`: a finding in words, with an example and its repair. Both come
 * from the catalogue, where the tests run them. */

#include "check/catalogue.h"
#include "command/command.h"
#include "report/reporters.h"

#include <string.h>

static void list_rules(struct text *text)
{
    text_put(text, "Findings; `writ explain SLUG` says more about one.\n\n");
    for (size_t i = 0; catalogue[i]; i++)
        text_print(text, "%-27s %-8s %s\n", catalogue[i]->slug,
                   severity_name[catalogue[i]->severity],
                   catalogue[i]->summary);
}

/* The example, each line indented. */
static void put_example(struct text *text, const char *example)
{
    while (*example) {
        size_t length = strcspn(example, "\n");
        if (length > 0)
            text_put(text, "    ");
        text_add(text, example, length);
        text_char(text, '\n');
        example += length + (example[length] == '\n');
    }
}

static void explain(const struct rule *rule, struct text *text)
{
    text_print(text, "%s[%s]: %s\n\n%s\n", severity_name[rule->severity],
               rule->slug, rule->summary, rule->why);
    if (rule->bad) {
        text_put(text, "\nThis raises it:\n\n");
        put_example(text, rule->bad);
    }
    if (rule->good) {
        text_put(text, "\nThis does not:\n\n");
        put_example(text, rule->good);
    }
    if (rule->meaning)
        text_put(text,
                 "\nIt is an error of meaning: no comment silences it.\n");
    else if (rule->run)
        text_print(text,
                   "\nWhere it is meant, say so at the statement:\n\n"
                   "    # writ: allow %s because REASON\n",
                   rule->slug);
}

static int explain_run(struct session *session)
{
    const struct call *call = &session->call;
    int status = CALL_DONE;

    if (call->file_count == 0)
        list_rules(&session->out);
    for (size_t i = 0; i < call->file_count; i++) {
        const char *slug = call->files[i];
        const struct rule *rule = catalogue_find(slug);
        struct nearest nearest = { .word = slug };
        if (rule) {
            if (session->out.length > 0)
                text_char(&session->out, '\n');
            explain(rule, &session->out);
            continue;
        }
        for (size_t r = 0; catalogue[r]; r++)
            nearest_offer(&nearest, catalogue[r]->slug);
        if (nearest.name)
            session_complain(session,
                             "there is no finding `%s`; did you mean "
                             "`writ explain %s`?",
                             slug, nearest.name);
        else
            session_complain(session,
                             "there is no finding `%s`; `writ explain` lists "
                             "those there are",
                             slug);
        status = CALL_UNUSABLE;
    }
    return status;
}

const struct command command_explain = {
    .name = "explain",
    .summary = "say what a finding means, with an example and its repair",
    .usage = "[SLUG]...",
    .text = "Without a slug it lists the findings there are.\n",
    .example = "writ explain contradiction",
    .needs = NEED_NOTHING,
    .run = explain_run,
};
