/* A thread of its own writes the line, so that a step which takes minutes is
 * seen while it lasts. The two threads share `stop` and the words of the line
 * alone, under a lock that is never held while writing; so the one that works
 * does not wait for the terminal. Signals are for that one: what it holds back
 * while files are committed must not end the program here. */

#include "command/progress.h"

#include "base/text.h"
#include "report/clean.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { ROOM = 256, BEAT_MILLISECONDS = 200 };

struct progress {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t ended;
    bool stop;       /* under the lock, as is the next */
    char said[ROOM]; /* what is done; NUL ended */

    int descriptor;
    size_t width;
    unsigned delay_milliseconds;
    struct timespec start;
    size_t shown; /* characters on the line */
};

/* Now, or some time from now. */
static struct timespec after(unsigned milliseconds)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    time.tv_sec += (time_t)(milliseconds / 1000);
    time.tv_nsec += (long)(milliseconds % 1000) * 1000000;
    if (time.tv_nsec >= 1000000000) {
        time.tv_sec++;
        time.tv_nsec -= 1000000000;
    }
    return time;
}

/* A terminal that takes nothing is no reason to fail. */
static void write_line(struct progress *progress, const char *words)
{
    struct text line = { 0 };
    size_t length = strlen(words);
    size_t room = progress->width > 0 ? progress->width - 1 : 0;

    if (length > room)
        length = room;
    while (length > 0 && ((unsigned char)words[length] & 0xC0) == 0x80)
        length--; /* no character is cut in two */
    text_char(&line, '\r');
    text_add(&line, words, length);
    if (progress->shown > length)
        text_repeat(&line, ' ', progress->shown - length);
    text_char(&line, '\r');
    ssize_t written = write(progress->descriptor, line.bytes, line.length);
    (void)written;
    progress->shown = length;
    text_destroy(&line);
}

/* Called and left under the lock. */
static void show(struct progress *progress)
{
    struct timespec now = after(0);
    struct text line = { 0 };

    text_print(&line, "%s, %ld s", progress->said,
               (long)(now.tv_sec - progress->start.tv_sec));
    pthread_mutex_unlock(&progress->lock);
    write_line(progress, text_string(&line));
    pthread_mutex_lock(&progress->lock);
    text_destroy(&line);
}

/* Sleeps under the lock; whether the watch goes on. */
static bool wait_for(struct progress *progress, unsigned milliseconds)
{
    struct timespec until = after(milliseconds);
    int status = 0;

    while (!progress->stop && status != ETIMEDOUT)
        status =
            pthread_cond_timedwait(&progress->ended, &progress->lock, &until);
    return !progress->stop;
}

static void *watch(void *context)
{
    struct progress *progress = context;

    pthread_mutex_lock(&progress->lock);
    bool goes_on = wait_for(progress, progress->delay_milliseconds);
    while (goes_on) {
        show(progress);
        goes_on = wait_for(progress, BEAT_MILLISECONDS);
    }
    pthread_mutex_unlock(&progress->lock);
    if (progress->shown > 0)
        write_line(progress, "");
    return NULL;
}

/* The thread, with every signal blocked; false where the machine refuses. */
static bool start_thread(struct progress *progress)
{
    sigset_t all, before;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int status = pthread_create(&progress->thread, NULL, watch, progress);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return status == 0;
}

static void destroy(struct progress *progress)
{
    pthread_cond_destroy(&progress->ended);
    pthread_mutex_destroy(&progress->lock);
    free(progress);
}

struct progress *progress_start(int descriptor, size_t width,
                                unsigned delay_milliseconds)
{
    struct progress *progress = calloc(1, sizeof *progress);
    pthread_condattr_t attributes;

    if (!progress)
        return NULL;
    progress->descriptor = descriptor;
    progress->width = width;
    progress->delay_milliseconds = delay_milliseconds;
    progress->start = after(0);
    pthread_mutex_init(&progress->lock, NULL);
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&progress->ended, &attributes);
    pthread_condattr_destroy(&attributes);
    if (start_thread(progress))
        return progress;
    destroy(progress);
    return NULL;
}

void progress_step(void *context, const char *what, size_t number, size_t of)
{
    struct progress *progress = context;
    struct text said = { 0 };

    if (!progress)
        return;
    clean_put(&said, what);
    if (of > 0)
        text_print(&said, " (%zu of %zu)", number, of);
    size_t length = said.length < ROOM - 1 ? said.length : ROOM - 1;
    pthread_mutex_lock(&progress->lock);
    memcpy(progress->said, text_string(&said), length);
    progress->said[length] = '\0';
    pthread_mutex_unlock(&progress->lock);
    text_destroy(&said);
}

void progress_stop(struct progress *progress)
{
    if (!progress)
        return;
    pthread_mutex_lock(&progress->lock);
    progress->stop = true;
    pthread_cond_signal(&progress->ended);
    pthread_mutex_unlock(&progress->lock);
    pthread_join(progress->thread, NULL);
    destroy(progress);
}
