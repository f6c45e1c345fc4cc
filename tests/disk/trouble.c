/* Trouble with the disk and the clock, for a process that is started with this library in LD_PRELOAD. Each kind is
 * switched on by a file in the folder that SPARKS_TROUBLE names, and off by its removal, while the process runs:
 *
 *   full        what would make a file larger fails with ENOSPC
 *   sync        fsync and fdatasync fail with EIO, for files whose path ends in what this file contains
 *   read-only   opening for writing fails with EROFS
 *   clock       the time of day is this many seconds off
 *
 * Only files of the database are touched, so that the log goes on. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define REAL(result, name, ...) \
    static result (*real)(__VA_ARGS__); \
    if (!real) real = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

/* Reads the switch's file by system calls: open() is one of those replaced below. */
static int switched(const char *name, char *content, size_t size) {
    const char *folder = getenv("SPARKS_TROUBLE");
    char path[4096];
    if (!folder) return 0;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    int saved = errno;
    int file = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
    errno = saved;
    if (file < 0) return 0;
    ssize_t length = content ? syscall(SYS_read, file, content, size - 1) : 0;
    if (content) content[length > 0 ? length : 0] = 0;
    syscall(SYS_close, file);
    errno = saved;
    return 1;
}

/* Whether it is of the database, and its path ends so. */
static int is_named(int file, const char *end) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    size_t end_length = strlen(end);
    return strstr(path, "sparks.db") && (size_t)length >= end_length && !strcmp(path + length - end_length, end);
}

static int has_no_room(int file, off_t end) {
    struct stat status;
    return switched("full", NULL, 0) && is_named(file, "") && fstat(file, &status) == 0 && end > status.st_size;
}

ssize_t write(int file, const void *bytes, size_t count) {
    REAL(ssize_t, "write", int, const void *, size_t);
    if (file > 2 && has_no_room(file, lseek(file, 0, SEEK_CUR) + (off_t)count)) return errno = ENOSPC, -1;
    return real(file, bytes, count);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off_t at) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off_t);
    if (has_no_room(file, at + (off_t)count)) return errno = ENOSPC, -1;
    return real(file, bytes, count, at);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) { return pwrite64(file, bytes, count, at); }

static int sync_fails(int file) {
    char end[256];
    if (!switched("sync", end, sizeof end)) return 0;
    return is_named(file, end);
}

int fsync(int file) {
    REAL(int, "fsync", int);
    if (sync_fails(file)) return errno = EIO, -1;
    return real(file);
}

int fdatasync(int file) {
    REAL(int, "fdatasync", int);
    if (sync_fails(file)) return errno = EIO, -1;
    return real(file);
}

int open64(const char *path, int flags, ...) {
    REAL(int, "open64", const char *, int, ...);
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    int writes = (flags & O_ACCMODE) != O_RDONLY || flags & O_CREAT;
    if (writes && strstr(path, "sparks.db") && switched("read-only", NULL, 0)) return errno = EROFS, -1;
    return real(path, flags, mode);
}

int open(const char *path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    return open64(path, flags, mode);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    REAL(int, "clock_gettime", clockid_t, struct timespec *);
    char seconds[32];
    int result = real(clock, now);
    if (result == 0 && clock == CLOCK_REALTIME && switched("clock", seconds, sizeof seconds))
        now->tv_sec += atol(seconds);
    return result;
}
