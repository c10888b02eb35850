/* The judgement, in the order in which it stands: who is asked, whether the file
 * of approvals is whole, which of its lines count, and which wordings are of
 * another time. */

#include "diff/gate.h"

#include "base/arena.h"
#include "diff/change.h"

#include <string.h>
#include <sys/stat.h>

/* --- who is asked -------------------------------------------------------- */

static struct seat *find_seat(struct gate *gate, const char *role)
{
    for (size_t i = 0; i < gate->seat_count; i++) {
        if (strcmp(gate->seats[i].role, role) == 0) {
            return &gate->seats[i];
        }
    }
    return NULL;
}

static void ask(struct gate *gate, size_t side, const char *role)
{
    struct seat *seat = find_seat(gate, role);
    if (seat == NULL) {
        gate->seats = arena_extend(gate->diff->arena, gate->seats,
                                   gate->seat_count, sizeof *gate->seats);
        seat = &gate->seats[gate->seat_count++];
        *seat = (struct seat){ .role = role, .dropped = true };
    }
    if (side == SIDE_NEW) {
        seat->dropped = false;
    }
}

static void ask_side(struct gate *gate, size_t side)
{
    const struct tree_policy *tree = gate->diff->sides[side]->policy->tree;
    for (size_t i = 0; tree != NULL && i < tree->field_count; i++) {
        const struct tree_field *field = &tree->fields[i];
        bool approvers = strcmp(field->name.text, "approvers") == 0;
        for (size_t v = 0; approvers && v < field->value_count; v++) {
            ask(gate, side, field->values[v].text);
        }
    }
}

static void ask_all(struct gate *gate)
{
    ask_side(gate, SIDE_OLD);
    ask_side(gate, SIDE_NEW);
    for (size_t i = 0; i < gate->seat_count; i++) {
        gate->dropped = gate->dropped || gate->seats[i].dropped;
    }
    gate->needed = gate->dropped || diff_count(gate->diff, EFFECT_BROADER) > 0;
}

/* --- whether the approvals are whole --------------------------------------- */

static bool is_same_file(const struct approvals *a, const struct approvals *b)
{
    struct stat left;
    struct stat right;
    if (a->path == NULL || b->path == NULL) {
        return false;
    }
    return strcmp(a->path, b->path) == 0 ||
           (stat(a->path, &left) == 0 && stat(b->path, &right) == 0 &&
            left.st_dev == right.st_dev && left.st_ino == right.st_ino);
}

static void break_at(struct gate *gate, const struct approvals *approvals,
                     size_t index, const char *what)
{
    if (gate->broken == NULL) {
        gate->broken = what;
        gate->broken_file = approvals->file;
        gate->broken_line = index + 1;
    }
}

/* Every line of the older policy is one of the newer, in its place. */
static void hold(struct gate *gate, const struct approvals *old,
                 const struct approvals *new)
{
    for (size_t i = 0; i < old->count; i++) {
        if (i >= new->count) {
            break_at(gate, new, i,
                     "is missing: the older policy has more lines");
        } else if (strcmp(old->items[i].line, new->items[i].line) != 0) {
            break_at(gate, new, i,
                     "is not the one that the older policy has there");
        }
    }
}

/* --- which of them count --------------------------------------------------- */

static void count_from(struct gate *gate, const struct approvals *approvals,
                       size_t first)
{
    const char *policy = gate->diff->sides[SIDE_NEW]->policy->name;
    for (size_t i = approvals->count; i-- > first;) {
        const struct approval *approval = &approvals->items[i];
        if (strcmp(approval->policy, policy) != 0) {
            continue; /* of another policy in the folder */
        }
        if (strcmp(approval->change, gate->change) != 0 &&
            strcmp(approval->old, approval->new) == 0) {
            continue; /* of wordings alone */
        }
        if (strcmp(approval->change, gate->change) != 0) {
            break;
        }
        struct seat *seat = find_seat(gate, approval->role);
        if (seat != NULL && seat->approval == NULL) {
            seat->approval = approval;
        }
    }
}

static void find_approvals(struct gate *gate)
{
    const struct approvals *old = gate->diff->sides[SIDE_OLD]->approvals;
    const struct approvals *new = gate->diff->sides[SIDE_NEW]->approvals;
    size_t first = 0;
    if (new->broken != NULL) {
        break_at(gate, new, new->count, new->broken);
    }
    if (!is_same_file(old, new)) {
        if (old->broken != NULL) {
            break_at(gate, old, old->count, old->broken);
        }
        hold(gate, old, new);
        first = old->count;
    }
    count_from(gate, new, first);
}

/* --- wordings ------------------------------------------------------------- */

static void add_worded(struct gate *gate, const struct worded ***list,
                       size_t *count, const struct worded *worded)
{
    *list =
        arena_extend(gate->diff->arena, (void *)*list, *count, sizeof **list);
    (*list)[(*count)++] = worded;
}

static void find_wordings(struct gate *gate)
{
    struct compilation *old = gate->diff->sides[SIDE_OLD];
    struct compilation *new = gate->diff->sides[SIDE_NEW];
    struct pins pins =
        pins_of(gate->diff->arena, old->approvals, new->approvals);
    struct wordings older = wordings_of(old);
    struct wordings now = wordings_of(new);
    struct pins before = pins_of_wordings(gate->diff->arena, &older);
    for (size_t i = 0; i < now.count; i++) {
        switch (pins_find(&pins, &now.items[i])) {
        case PINNED_STALE:
            add_worded(gate, &gate->stale, &gate->stale_count, &now.items[i]);
            break;
        case PINNED_NEVER:
            if (pins_find(&before, &now.items[i]) == PINNED_STALE) {
                add_worded(gate, &gate->unpinned, &gate->unpinned_count,
                           &now.items[i]);
            }
            break;
        case PINNED: break;
        }
    }
}

/* --- the whole ------------------------------------------------------------ */

static bool is_approved(const struct gate *gate)
{
    for (size_t i = 0; i < gate->seat_count; i++) {
        if (gate->seats[i].approval == NULL) {
            return false;
        }
    }
    return gate->seat_count > 0;
}

struct gate *gate_judge(struct diff *diff)
{
    struct gate *gate = arena_allocate(diff->arena, sizeof *gate);
    gate->diff = diff;
    gate->change = diff_digest(diff);
    if (gate->change == NULL) {
        return NULL;
    }
    ask_all(gate);
    find_approvals(gate);
    find_wordings(gate);
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        if (diagrams_exhausted(diff->sides[side]->analysis->diagrams)) {
            return NULL; /* and wordings may be missing */
        }
    }
    gate->passed = gate->broken == NULL && gate->stale_count == 0 &&
                   (!gate->needed || is_approved(gate));
    return gate;
}
