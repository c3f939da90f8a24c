/* Preloaded into a process, notes in order what it writes to files of one folder, when each of them is synced, and what it
 * says on standard output. From the notes a test makes what a disk would hold if the power had failed at any moment.
 *
 * COMITY_WRITES_FOLDER: the folder, without a slash at its end. COMITY_WRITES_NOTES: where the notes go.
 *
 * A note is a head of 24 bytes (kind, file, length, offset, in the byte order of the machine) and its data:
 *   n  the file has this path           c  it was made by opening it      u  it was unlinked
 *   w  data at an offset                t  cut off, or made longer, to an offset
 *   s  synced: everything of this file before the note that begins at offset
 *   d  the folder was synced, likewise   a  said on standard output
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define FILES 64
#define DESCRIPTORS 1024
#define THE_FOLDER (FILES + 1)

struct head { uint32_t kind, file; uint64_t length, offset; };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *folder;
static int notes = -1;
static uint64_t noted;
static char *names[FILES];
static int file_of[DESCRIPTORS];

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("COMITY_WRITES_NOTES");
    folder = getenv("COMITY_WRITES_FOLDER");
    if (folder && path) notes = REAL(open)(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* The lock is held. */
static void note(char kind, int file, uint64_t offset, const void *data, size_t length) {
    struct head head = { (uint32_t)kind, (uint32_t)file, length, offset };
    struct iovec parts[2] = { { &head, sizeof head }, { (void *)data, length } };
    if (writev(notes, parts, 2) != (ssize_t)(sizeof head + length)) abort();
    noted += sizeof head + length;
}

static int id_of(const char *path) {
    size_t length = folder ? strlen(folder) : 0;
    if (notes < 0 || strncmp(path, folder, length)) return 0;
    if (!path[length]) return THE_FOLDER;
    if (path[length] != '/' || strchr(path + length + 1, '/')) return 0;
    for (int i = 0; i < FILES; i++) {
        if (!names[i]) {
            names[i] = strdup(path + length + 1);
            note('n', i + 1, 0, names[i], strlen(names[i]));
        }
        if (!strcmp(names[i], path + length + 1)) return i + 1;
    }
    abort();
}

static int known(int fd) { return fd >= 0 && fd < DESCRIPTORS ? file_of[fd] : 0; }

static int opened(const char *path, int flags, mode_t mode, int at) {
    pthread_mutex_lock(&lock);
    int was_there = !access(path, F_OK);
    int fd = REAL(openat)(at, path, flags, mode);
    if (fd >= 0 && fd < DESCRIPTORS) {
        file_of[fd] = id_of(path);
        if (file_of[fd] && file_of[fd] != THE_FOLDER) {
            if (!was_there) note('c', file_of[fd], 0, "", 0);
            else if (flags & O_TRUNC) note('t', file_of[fd], 0, "", 0);
        }
    }
    pthread_mutex_unlock(&lock);
    return fd;
}

#define OPEN(name, parameters, path, at)                                        \
    int name parameters {                                                       \
        va_list more;                                                           \
        va_start(more, flags);                                                  \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
        va_end(more);                                                           \
        return opened(path, flags, mode, at);                                   \
    }
OPEN(open, (const char *path, int flags, ...), path, AT_FDCWD)
OPEN(open64, (const char *path, int flags, ...), path, AT_FDCWD)
OPEN(openat, (int at, const char *path, int flags, ...), path, at)
OPEN(openat64, (int at, const char *path, int flags, ...), path, at)

int close(int fd) {
    pthread_mutex_lock(&lock);
    if (known(fd)) file_of[fd] = 0;
    int done = REAL(close)(fd);
    pthread_mutex_unlock(&lock);
    return done;
}

ssize_t write(int fd, const void *data, size_t length) {
    if (notes < 0 || (fd != 1 && !known(fd))) return REAL(write)(fd, data, length);
    pthread_mutex_lock(&lock);
    /* What is said counts from before anybody can have heard it. */
    if (fd == 1) note('a', 0, 0, data, length);
    off_t at = lseek(fd, 0, fcntl(fd, F_GETFL) & O_APPEND ? SEEK_END : SEEK_CUR);
    ssize_t done = REAL(write)(fd, data, length);
    if (fd != 1 && done > 0) note('w', known(fd), (uint64_t)at, data, (size_t)done);
    pthread_mutex_unlock(&lock);
    return done;
}

static ssize_t written_at(int fd, const void *data, size_t length, off_t at) {
    if (!known(fd)) return REAL(pwrite)(fd, data, length, at);
    pthread_mutex_lock(&lock);
    ssize_t done = REAL(pwrite)(fd, data, length, at);
    if (done > 0) note('w', known(fd), (uint64_t)at, data, (size_t)done);
    pthread_mutex_unlock(&lock);
    return done;
}
ssize_t pwrite(int fd, const void *data, size_t length, off_t at) { return written_at(fd, data, length, at); }
ssize_t pwrite64(int fd, const void *data, size_t length, off_t at) { return written_at(fd, data, length, at); }

static int cut(int fd, off_t length) {
    pthread_mutex_lock(&lock);
    int done = REAL(ftruncate)(fd, length);
    if (!done && known(fd)) note('t', known(fd), (uint64_t)length, "", 0);
    pthread_mutex_unlock(&lock);
    return done;
}
int ftruncate(int fd, off_t length) { return cut(fd, length); }
int ftruncate64(int fd, off_t length) { return cut(fd, length); }

int unlink(const char *path) {
    pthread_mutex_lock(&lock);
    int done = REAL(unlink)(path), file = id_of(path);
    if (!done && file && file != THE_FOLDER) note('u', file, 0, "", 0);
    pthread_mutex_unlock(&lock);
    return done;
}

static int synced(int fd, int (*sync)(int)) {
    if (!known(fd)) return sync(fd);
    pthread_mutex_lock(&lock);
    uint64_t before = noted;
    int file = known(fd);
    pthread_mutex_unlock(&lock);
    int done = sync(fd);
    pthread_mutex_lock(&lock);
    if (!done) note(file == THE_FOLDER ? 'd' : 's', file, before, "", 0);
    pthread_mutex_unlock(&lock);
    return done;
}
int fsync(int fd) { return synced(fd, REAL(fsync)); }
int fdatasync(int fd) { return synced(fd, REAL(fdatasync)); }
