/* `writ check`: what is wrong with a policy. All of the work is done by the
 * floors below; this says how it ended, and writes the baseline that it is
 * asked for. */

#include "base/bundle.h"
#include "command/command.h"
#include "report/clean.h"

#include <string.h>

/* The file beside its place, then renamed. False where the name or the machine
 * refuses; then it has been said. */
static bool commit(struct session *session, const struct baseline *baseline)
{
    struct bundle bundle = { .arena = session->arena };
    const char *file = baseline->file;
    const char *slash = strrchr(file, '/');
    const char *name = slash ? slash + 1 : file;
    const char *folder = ".";
    const char *error = NULL;

    if (slash)
        folder = arena_copy(session->arena, file, (size_t)(slash - file) + 1);
    if (name[0] == '\0' || name[0] == '.' || strcmp(file, "-") == 0) {
        session_complain(session,
                         "`--write-baseline` cannot be `%s`; it is the name "
                         "of a file, which does not begin with `.`",
                         file);
        return false;
    }
    baseline_print(baseline, bundle_add(&bundle, name));
    bool done = bundle_commit(&bundle, folder, &error);
    if (!done)
        session_complain(session, "%s", error);
    bundle_destroy(&bundle);
    return done;
}

/* What was written, and that errors are in it, for whoever wrote it so. */
static void tell_written(struct session *session,
                         const struct baseline *baseline)
{
    bool human = session_is_human(session);
    struct text *text = human ? &session->out : &session->err;

    text_put(text, human ? "" : "writ: ");
    clean_put(text, baseline->file);
    text_print(text, ": %zu finding%s", baseline->known_count,
               baseline->known_count == 1 ? "" : "s");
    if (baseline->known_errors > 0)
        text_print(text, ", %zu of them %s", baseline->known_errors,
                   baseline->known_errors == 1 ? "an error" : "errors");
    text_put(text, "; `writ check --baseline ");
    clean_put(text, baseline->file);
    text_put(text, "` fails for none of them\n");
}

/* Every finding there is, as a baseline; the report shows them as before, so
 * that they are seen once more. */
static int write_baseline(struct session *session, const char *file)
{
    struct compilation *compilation = session->compilation;

    finding_sort(&compilation->findings);
    struct baseline *baseline = baseline_of(session->arena, file, compilation);
    session_report(session);
    if (!compilation->checked) {
        session_complain(session,
                         "%s is not written: not every check could run", file);
        return CALL_FAILED;
    }
    size_t unlisted = finding_count(&compilation->findings, SEVERITY_ERROR) -
                      baseline->known_errors;
    if (unlisted > 0) {
        session_complain(session,
                         "%s is not written: %zu error%s cannot be listed in "
                         "it, since the policy cannot be built with %s",
                         file, unlisted, unlisted == 1 ? "" : "s",
                         unlisted == 1 ? "it" : "them");
        return CALL_FAILED;
    }
    if (!commit(session, baseline))
        return CALL_UNUSABLE;
    tell_written(session, baseline);
    return CALL_DONE;
}

static void tell_passed(struct session *session)
{
    const struct baseline *baseline = session->baseline;
    size_t count = session->compilation->policy->statement_count;

    clean_put(&session->out, session_files(session));
    text_print(&session->out, ": %zu statement%s, no errors", count,
               count == 1 ? "" : "s");
    if (baseline && baseline->known_errors > 0) {
        text_put(&session->out, " but those in ");
        clean_put(&session->out, baseline->file);
    }
    text_char(&session->out, '\n');
}

static int check_run(struct session *session)
{
    const char *file = call_value(&session->call, "write-baseline");

    if (file)
        return write_baseline(session, file);
    session_report(session);
    if (session_errors(session) > 0)
        return CALL_FAILED;
    if (session_is_human(session))
        tell_passed(session);
    return CALL_DONE;
}

static const struct option check_options[] = {
    OPTION_FORMAT,
    OPTION_SYSTEMS,
    OPTION_FIDES_MAP,
    {
        .name = "baseline",
        .value = "FILE",
        .help = "findings that FILE lists fail nothing; those it lists and "
                "that are gone are told",
    },
    {
        .name = "write-baseline",
        .value = "FILE",
        .help = "list all findings there are in FILE, and fail for none",
    },
    OPTION_APPROVALS,
    OPTION_INCLUDE,
    OPTION_BUDGET,
    { 0 },
};

const struct command command_check = {
    .name = "check",
    .summary = "find what is wrong with a policy",
    .usage = "FILE...",
    .text = "Runs every static check. The files of one call form one policy.\n"
            "`writ explain SLUG` says what a finding means and how to repair "
            "it.\n"
            "\n"
            "Flows of `--systems` are JSON, {\"systems\": [{\"name\": ..., "
            "\"flows\": [...]}]}, or a\n"
            "Fides manifest with `--fides-map`: {\"data_categories\": {KEY: "
            "TERM, ...},\n"
            "\"data_uses\": {...}, \"data_subjects\": {...}, "
            "\"recipients\": {...}, \"countries\":\n"
            "{...}, \"measures\": {...}}.\n"
            "\n"
            "An old policy can adopt the check as it is: `--write-baseline` "
            "lists what is\n"
            "found today, and with `--baseline` only what is new fails. The "
            "list holds no\n"
            "lines, so it lasts while the text moves or is laid out anew.\n",
    .example = "writ check examples/ai-pool/policy.writ "
               "--systems examples/ai-pool/systems.json",
    .needs = NEED_CHECKED,
    .options = check_options,
    .run = check_run,
};
