/* `writ approve`: adds to the approvals beside a policy that somebody approves a
 * change, and the wordings that go with it. */

#include "command/command.h"

#include "base/bundle.h"
#include "base/utf8.h"
#include "command/side.h"
#include "diff/format.h"
#include "diff/gate.h"
#include "report/clean.h"

#include <string.h>

/* --- the call ------------------------------------------------------------- */

/* Text that can stand in a line: not empty, UTF-8, nothing that turns it. */
static bool is_text(const char *value)
{
    const unsigned char *bytes = (const unsigned char *)value;
    size_t length = strlen(value);

    if (length == 0 || utf8_check(bytes, length) < length)
        return false;
    for (size_t at = 0; at < length;) {
        uint32_t point;
        at += utf8_read(bytes + at, length - at, &point);
        if (utf8_is_forbidden(point))
            return false;
    }
    return true;
}

/* A day as it is written, `2026-01-31`. Which day it was nothing rests on. */
static bool is_date(const char *value)
{
    static const char pattern[] = "dddd-dd-dd";
    size_t length = strlen(value);

    for (size_t i = 0; i < length && i < sizeof pattern; i++)
        if (pattern[i] == 'd' ? value[i] < '0' || value[i] > '9'
                              : value[i] != pattern[i])
            return false;
    return length == sizeof pattern - 1;
}

/* A name as the header has it. */
static bool is_role(const char *value)
{
    static const char small[] = "abcdefghijklmnopqrstuvwxyz";
    static const char rest[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
    size_t length = strlen(value);

    return length > 0 && strchr(small, value[0]) &&
           strspn(value, rest) == length && value[length - 1] != '_' &&
           !strstr(value, "__");
}

/* Who approves, as what, when and why; false where that is not said fitly, and
 * then it has been said. */
static bool read_call(struct session *session, struct approval *approval)
{
    const struct call *call = &session->call;
    const char *wrong = NULL;

    approval->by = call_value(call, "by");
    approval->role = call_value(call, "role");
    approval->note = call_value(call, "note");
    approval->date = call_value(call, "date");
    if (!approval->by || !is_text(approval->by))
        wrong = "`--by NAME` says who approves";
    else if (!approval->role || !is_role(approval->role))
        wrong = "`--role ROLE` says as what, by a name that `approvers` in the "
                "policy's header has: `--role legal`";
    else if (approval->note && !is_text(approval->note))
        wrong = "`--note TEXT` takes text in UTF-8, without control characters";
    else if (approval->date && !is_date(approval->date))
        wrong = "`--date DATE` takes a day of the calendar, such as 2026-01-31";
    if (wrong)
        session_complain(session, "%s", wrong);
    return !wrong;
}

/* Only a file on the disk can be added to. */
static bool has_place(struct session *session, const struct approvals *file)
{
    if (file->path)
        return true;
    session_complain(session,
                     "approvals lie beside the policy on the disk, and %s is "
                     "not there: give NEW as a file",
                     session->call.files[1]);
    return false;
}

static bool is_asked(struct session *session, const struct gate *gate,
                     const char *role)
{
    struct nearest nearest = { .word = role };
    struct text roles = { 0 };

    for (size_t i = 0; i < gate->seat_count; i++) {
        const char *name = gate->seats[i].role;
        if (strcmp(name, role) == 0) {
            text_destroy(&roles);
            return true;
        }
        nearest_offer(&nearest, name);
        text_print(&roles, "%s`%s`", i > 0 ? ", " : "", name);
    }
    if (nearest.name)
        session_complain(session, "no header asks for `%s`; did you mean `%s`?",
                         role, nearest.name);
    else if (gate->seat_count > 0)
        session_complain(session, "no header asks for `%s`; it is one of %s",
                         role, text_string(&roles));
    text_destroy(&roles);
    return gate->seat_count == 0;
}

/* --- what is added -------------------------------------------------------- */

/* Wordings that are not approved for what they mean now. */
static void add_pins(struct session *session, const struct gate *gate,
                     struct approval *approval)
{
    struct compilation *new = gate->diff->sides[SIDE_NEW];
    struct wordings wordings = wordings_of(new);
    struct pins pins = pins_of(session->arena, new->approvals, NULL);

    approval->pins =
        arena_array(session->arena, wordings.count + 1, sizeof(struct pin));
    for (size_t i = 0; i < wordings.count; i++) {
        const struct worded *worded = &wordings.items[i];
        if (pins_find(&pins, worded) != PINNED)
            approval->pins[approval->pin_count++] =
                (struct pin){ worded->statement->name, worded->language,
                              worded->wording, worded->meaning };
    }
}

/* The file with one line more, beside it and then renamed. */
static bool commit(struct session *session, const struct approvals *file,
                   const struct approval *approval)
{
    struct bundle bundle = { .arena = session->arena };
    const char *slash = strrchr(file->path, '/');
    const char *name = slash ? slash + 1 : file->path;
    const char *folder = ".";
    const char *error = NULL;

    if (slash)
        folder = arena_copy(session->arena, file->path,
                            (size_t)(slash - file->path) + 1);
    struct text *text = bundle_add(&bundle, name);
    for (size_t i = 0; i < file->count; i++)
        approval_print(&file->items[i], text);
    approval_print(approval, text);
    bool done = bundle_commit(&bundle, folder, &error);
    if (!done)
        session_complain(session, "%s", error);
    bundle_destroy(&bundle);
    return done;
}

static void tell(struct session *session, const struct gate *gate,
                 const struct approvals *file, const struct approval *approval)
{
    struct text *text = &session->out;

    clean_put(text, file->file);
    text_put(text, ": ");
    clean_put(text, approval->by);
    text_print(text, " approves as `%s`\n", approval->role);
    diff_human_verdict(gate->diff, text);
    for (size_t i = 0; i < gate->diff->count; i++) {
        const struct change *change = &gate->diff->changes[i];
        if (change->effect == EFFECT_NEUTRAL)
            continue;
        text_print(text, "  %s: ", change_effect_name[change->effect]);
        clean_put(text, change->sentence);
        text_char(text, '\n');
    }
    for (size_t i = 0; i < approval->pin_count; i++)
        text_print(text, "  the wording of `%s` in `%s`\n",
                   approval->pins[i].statement, approval->pins[i].language);
}

/* Whether a line of the role would say nothing that is not there. */
static bool is_there(const struct gate *gate, const struct approval *approval)
{
    for (size_t i = 0; i < gate->seat_count; i++)
        if (strcmp(gate->seats[i].role, approval->role) == 0)
            return gate->seats[i].approval && approval->pin_count == 0;
    return false;
}

/* --- the command ---------------------------------------------------------- */

static int approve(struct session *session, const struct gate *gate,
                   struct approval *approval)
{
    const struct compilation *new = gate->diff->sides[SIDE_NEW];
    const struct approvals *file = new->approvals;

    if (gate->broken) {
        session_complain(session,
                         "%s:%zu: the line %s; take the lines back as "
                         "they were before you add to them",
                         gate->broken_file, gate->broken_line, gate->broken);
        return CALL_FAILED;
    }
    if (!has_place(session, file) || !is_asked(session, gate, approval->role))
        return CALL_UNUSABLE;
    approval->policy = new->policy->name;
    approval->verdict = diff_verdict_name[gate->diff->verdict];
    approval->old = compilation_digest(gate->diff->sides[SIDE_OLD]);
    approval->new = compilation_digest(gate->diff->sides[SIDE_NEW]);
    approval->change = gate->change;
    approval->previous = approvals_last(file);
    add_pins(session, gate, approval);
    if (is_there(gate, approval)) {
        clean_put(&session->out, file->file);
        text_print(&session->out, ": `%s` has approved this change already\n",
                   approval->role);
        return CALL_DONE;
    }
    if (!commit(session, file, approval))
        return CALL_UNUSABLE;
    tell(session, gate, file, approval);
    return CALL_DONE;
}

static int approve_run(struct session *session)
{
    struct approval approval = { 0 };
    struct diff *diff;

    if (!read_call(session, &approval))
        return CALL_UNUSABLE;
    int status = sides_compare(session, &diff);
    if (status != CALL_DONE)
        return status;
    struct gate *gate = gate_judge(diff);
    status =
        gate ? approve(session, gate, &approval) : sides_exhausted(session);
    sides_close(diff);
    return status;
}

static const struct option approve_options[] = {
    {
        .name = "by",
        .value = "NAME",
        .help = "who approves",
    },
    {
        .name = "role",
        .value = "ROLE",
        .help = "as what: one of the `approvers` of the policy's header",
    },
    {
        .name = "note",
        .value = "TEXT",
        .help = "why, for who reads it later",
    },
    {
        .name = "date",
        .value = "DATE",
        .help = "when; no date is written without it",
    },
    OPTION_APPROVALS,
    OPTION_INCLUDE,
    OPTION_BUDGET,
    { 0 },
};

const struct command command_approve = {
    .name = "approve",
    .summary = "approve a change of policy, and the wordings that go with it",
    .usage = "OLD NEW --by NAME --role ROLE",
    .text = "Adds a line to policy.approvals beside NEW, with the digests of "
            "both meanings\nand of the change between them, words included, so "
            "that it is an approval of\nthat change alone. Wordings by hand "
            "are held to the meaning that their rule has\nnow: `writ check` "
            "says `stale-wording` once that has moved on.\n"
            "\n"
            "Each line holds the digest of the one before it. That is no "
            "signature: whoever\ncan write the file can approve, so let the "
            "repository say who may change it.\nCommit it with the change.\n",
    .example = "writ approve main:policy.writ policy.writ --by \"Ada Byron\" "
               "--role legal",
    .needs = NEED_NOTHING,
    .options = approve_options,
    .run = approve_run,
};
