/* `writ build`: a policy without errors to its artifacts. All of them are made
 * in memory first; the folder is touched once, when nothing can go wrong but
 * the disk, and then all files are placed or none. */

#include "command/command.h"

#include "base/date.h"
#include "command/side.h"
#include "diff/notice.h"
#include "diff/revise.h"
#include "emit/emit.h"
#include "emit/provenance.h"
#include "report/clean.h"

#include <string.h>

static const char internal_error[] = "internal error: ";

/* Names of the emitters, for `--emit`. */
static const char *emitter_choice(size_t index)
{
    return emitters[index] ? emitters[index]->name : NULL;
}

/* Whether one of the comma-separated lists names the emitter. */
static bool is_named(const char *const *lists, size_t count, const char *name)
{
    size_t size = strlen(name);

    for (size_t i = 0; i < count; i++) {
        const char *at = lists[i];
        for (;;) {
            size_t length = strcspn(at, ",");
            if (length == size && memcmp(at, name, length) == 0)
                return true;
            if (at[length] == '\0')
                break;
            at += length + 1;
        }
    }
    return false;
}

/* Runs the emitters that the call names, or all. False where one refuses. */
static bool emit_all(struct session *session, struct diff *diff,
                     struct bundle *bundle, const char **error)
{
    struct compilation *compilation = session->compilation;
    struct documents documents = { NULL, 0 };
    struct emission emission = {
        .analysis = compilation->analysis,
        .digest = compilation_digest(compilation),
        .documents = &documents,
        .revision = diff ? revise(diff, call_value(&session->call, "on"),
                                  call_value(&session->call, "archive"))
                         : NULL,
    };
    size_t count = 0;
    const char **lists =
        call_values(&session->call, session->arena, "emit", &count);

    if (!emission.digest) {
        *error = "the digest of its meaning takes more nodes than the budget "
                 "has; give more with `--budget`";
        return false;
    }
    for (size_t i = 0; emitters[i]; i++) {
        if (count > 0 && !is_named(lists, count, emitters[i]->name))
            continue;
        session_step(
            session,
            arena_print(session->arena, "making the %s", emitters[i]->name), 0,
            0);
        if (!emitters[i]->write(&emission, bundle, error))
            return false;
    }
    return true;
}

/* The names of what was written, as a shell at the same place finds them. */
static void list_files(struct session *session, const struct bundle *bundle,
                       const char *folder)
{
    size_t length = strlen(folder);
    const char *slash = length > 0 && folder[length - 1] == '/' ? "" : "/";

    for (size_t i = 0; i < bundle->count; i++) {
        clean_put(&session->out, folder);
        text_print(&session->out, "%s%s\n", slash, bundle->items[i]->name);
    }
}

/* What an emitter cannot write truly is a limit of writ, found in the policy;
 * what it finds wrong with itself is not the policy's fault. */
static int refuse(struct session *session, const char *error)
{
    if (strncmp(error, internal_error, strlen(internal_error)) == 0) {
        session_complain(session, "%s", error);
        return CALL_UNUSABLE;
    }
    (void)finding_add(&session->compilation->findings, &rule_limit,
                      (struct span){ 0, 0 }, "%s", error);
    session_report(session);
    return CALL_FAILED;
}

static int build_bundle(struct session *session, struct diff *diff,
                        struct bundle *bundle, const char *folder)
{
    const char *error = NULL;

    if (!emit_all(session, diff, bundle, &error))
        return refuse(session, error);
    session_report(session);
    if (!bundle_commit(bundle, folder, &error)) {
        session_complain(session, "%s", error);
        return CALL_UNUSABLE;
    }
    list_files(session, bundle, folder);
    provenance_write(session->compilation->policy,
                     &session->compilation->sources, &session->out);
    return CALL_DONE;
}

/* --- since when ---------------------------------------------------------- */

/* An address that can stand in a link of any format, with a fragment behind it:
 * on the same site, or by http. */
static bool is_address(const char *address)
{
    static const char fit[] = "abcdefghijklmnopqrstuvwxyz"
                              "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/%?=&:";
    size_t scheme = strcspn(address, ":/?");

    return *address && address[strspn(address, fit)] == '\0' &&
           (address[scheme] != ':' || strncmp(address, "https://", 8) == 0 ||
            strncmp(address, "http://", 7) == 0);
}

/* Options that say more about `--since`, and none without it. */
static bool since_is_fit(struct session *session)
{
    static const char *const more[] = { "on", "archive" };
    const char *published = call_value(&session->call, "on");
    int64_t day;

    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        if (call_value(&session->call, more[i]) &&
            !call_value(&session->call, "since")) {
            session_complain(session,
                             "`--%s` says more about `--since OLD`, which is "
                             "missing",
                             more[i]);
            return false;
        }
    const char *archive = call_value(&session->call, "archive");
    if (archive && !is_address(archive)) {
        session_complain(session,
                         "`--archive` cannot be `%s`; it is an address like "
                         "`1.0/index.html` or `https://...`, without a `#`",
                         archive);
        return false;
    }
    if (published && !date_read(published, &day)) {
        session_complain(session,
                         "`--on` cannot be `%s`; it is a day, `--on "
                         "2026-01-31`",
                         published);
        return false;
    }
    return true;
}

/* There is no clock: the day is one that somebody gave. */
static int hold_notice(struct session *session, struct diff *diff)
{
    bool needed;

    notice_check(diff, call_value(&session->call, "on"), &needed);
    if (needed) {
        struct notice notice = notice_of(diff);
        session_complain(session,
                         "the version in force promises notice of changes in "
                         "`%s`; say on which day this one is published, `--on "
                         "2026-01-31`",
                         notice.promise->name);
        return CALL_UNUSABLE;
    }
    if (session_errors(session) > 0) {
        session_report(session);
        return CALL_FAILED;
    }
    return CALL_DONE;
}

/* With `--since` the comparison with that version, which the caller closes. */
static int compare_since(struct session *session, struct diff **diff)
{
    const char *word = call_value(&session->call, "since");
    struct compilation *new = session->compilation;

    if (!word)
        return CALL_DONE;
    session->compilation = NULL;
    int status = side_load(session, word);
    struct compilation *old = session->compilation;
    session->compilation = new;
    if (status != CALL_DONE) {
        compilation_destroy(old);
        return status;
    }
    *diff = diff_create(old, new);
    if ((*diff)->exhausted)
        return sides_exhausted(session);
    return hold_notice(session, *diff);
}

/* --- the command --------------------------------------------------------- */

static int build_run(struct session *session)
{
    const char *folder = call_value(&session->call, "output");
    struct bundle bundle = { .arena = session->compilation->arena };

    if (!folder || !*folder) {
        session_complain(session,
                         "`writ build` needs a folder to write to: "
                         "`writ build %s -o out`",
                         session->call.files[0]);
        return CALL_UNUSABLE;
    }
    if (!since_is_fit(session))
        return CALL_UNUSABLE;
    if (session_errors(session) > 0) {
        session_report(session);
        return CALL_FAILED;
    }
    struct diff *diff = NULL;
    int status = compare_since(session, &diff);
    if (status == CALL_DONE)
        status = build_bundle(session, diff, &bundle, folder);
    bundle_destroy(&bundle);
    if (diff)
        sides_close(diff);
    return status;
}

static const struct option build_options[] = {
    {
        .letter = 'o',
        .name = "output",
        .value = "DIR",
        .help = "the folder to write to, made where it is missing; "
                "it must be given",
    },
    {
        .name = "emit",
        .value = "LIST",
        .help = "only these artifacts, with commas between them",
        .choice = emitter_choice,
        .list = true,
    },
    {
        .name = "since",
        .value = "OLD",
        .help = "say in the document what has changed since that version; a "
                "file, a folder or REV:PATH, as for `writ diff`",
    },
    {
        .name = "on",
        .value = "DATE",
        .help = "the day on which this version is published, which `--since` "
                "holds against the notice that OLD promises",
    },
    {
        .name = "archive",
        .value = "ADDRESS",
        .help = "where the page of OLD is, for links to its clauses",
    },
    OPTION_SYSTEMS,
    OPTION_FIDES_MAP,
    OPTION_APPROVALS,
    OPTION_INCLUDE,
    OPTION_BUDGET,
    { 0 },
};

const struct command command_build = {
    .name = "build",
    .summary = "check a policy, then write its artifacts",
    .usage = "FILE... -o DIR",
    .text =
        "With errors found it writes nothing. Either all files are written "
        "or none; their\nnames are printed, and then what share of the "
        "sentences is enforced by the tables,\nis a duty, or is text "
        "only.\n"
        "\n"
        "With `--since` the document lists the changes, and takes effect no "
        "earlier than\nthe notice allows that OLD promises (`we must notify "
        "you at least 30 days before\npolicy_change`), counted from the day "
        "of `--on`.\n",
    .example = "writ build examples/ai-pool/policy.writ -o build/ai-pool",
    .needs = NEED_CHECKED,
    .options = build_options,
    .run = build_run,
};
