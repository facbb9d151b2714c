/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Preloaded into a program: the folder $MTN_FAULT_FOLDER, with all below it, is on a disk that is full while
 * the file $MTN_FAULT_SWITCH says "full", and cannot be written while it says "read-only". Needs no rights,
 * and is the same for root, whom permissions do not stop. */

#define _GNU_SOURCE

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

/* The next one of that name. Once a call: these are not called often. */
#define NEXT(name) ((__typeof__ (&name)) dlsym (RTLD_NEXT, #name))

/* 0, ENOSPC or EROFS. */
static int
get_fault (void)
{
  const char *path = getenv ("MTN_FAULT_SWITCH");
  int fd = path != NULL ? NEXT (open) (path, O_RDONLY | O_CLOEXEC) : -1;
  char first = 0;

  if (fd < 0)
    return 0;
  if (read (fd, &first, 1) != 1)
    first = 0;
  close (fd);

  return first == 'f' ? ENOSPC : first == 'r' ? EROFS : 0;
}

static int
is_below (const char *path)
{
  const char *folder = getenv ("MTN_FAULT_FOLDER");
  size_t n = folder != NULL ? strlen (folder) : 0;

  return n > 0 && strncmp (path, folder, n) == 0 && (path[n] == '/' || path[n] == '\0');
}

/* The path that is meant; relative ones are looked up. */
static int
is_meant (int dir, const char *path)
{
  char base[PATH_MAX], proc[64], full[2 * PATH_MAX + 2];
  ssize_t n;

  if (path[0] == '/')
    return is_below (path);
  snprintf (proc, sizeof proc, dir == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", dir);
  n = readlink (proc, base, sizeof base - 1);
  if (n < 0)
    return 0;
  base[n] = '\0';
  snprintf (full, sizeof full, "%s/%s", base, path);

  return is_below (full);
}

static int
is_meant_fd (int fd)
{
  char proc[64], path[PATH_MAX];
  ssize_t n;

  snprintf (proc, sizeof proc, "/proc/self/fd/%d", fd);
  n = readlink (proc, path, sizeof path - 1);
  if (n < 0)
    return 0;
  path[n] = '\0';

  return is_below (path);
}

/* Whether a change of names fails: on a full disk only what makes one more does. */
static int
fails (int dir, const char *path, int makes_more)
{
  int fault = get_fault ();

  if (fault == 0 || (fault == ENOSPC && !makes_more) || !is_meant (dir, path))
    return 0;
  errno = fault;

  return 1;
}

static int
fails_to_open (int dir, const char *path, int flags)
{
  int fault;

  if ((flags & O_ACCMODE) == O_RDONLY && !(flags & O_CREAT))
    return 0;
  fault = get_fault ();
  if (fault != EROFS || !is_meant (dir, path))
    return 0;
  errno = fault;

  return 1;
}

#define OPEN(name, dir, parameters, ...)                       \
  int name parameters                                          \
  {                                                            \
    mode_t mode = 0;                                           \
                                                               \
    if ((flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE) \
      {                                                        \
        va_list args;                                          \
                                                               \
        va_start (args, flags);                                \
        mode = va_arg (args, mode_t);                          \
        va_end (args);                                         \
      }                                                        \
    if (fails_to_open (dir, path, flags))                      \
      return -1;                                               \
    return NEXT (name) (__VA_ARGS__, flags, mode);             \
  }

OPEN (open, AT_FDCWD, (const char *path, int flags, ...), path)
OPEN (open64, AT_FDCWD, (const char *path, int flags, ...), path)
OPEN (openat, dir, (int dir, const char *path, int flags, ...), dir, path)
OPEN (openat64, dir, (int dir, const char *path, int flags, ...), dir, path)

FILE *
fopen (const char *path, const char *mode)
{
  return strpbrk (mode, "wa+") != NULL && fails_to_open (AT_FDCWD, path, O_WRONLY)
             ? NULL
             : NEXT (fopen) (path, mode);
}

FILE *
fopen64 (const char *path, const char *mode)
{
  return strpbrk (mode, "wa+") != NULL && fails_to_open (AT_FDCWD, path, O_WRONLY)
             ? NULL
             : NEXT (fopen64) (path, mode);
}

static int
fails_to_write (int fd)
{
  struct stat info;
  int fault;

  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    return 0;
  fault = get_fault ();
  if (fault == 0 || !is_meant_fd (fd))
    return 0;
  errno = fault;

  return 1;
}

ssize_t
write (int fd, const void *bytes, size_t n)
{
  return n > 0 && fails_to_write (fd) ? -1 : NEXT (write) (fd, bytes, n);
}

ssize_t
pwrite (int fd, const void *bytes, size_t n, off_t offset)
{
  return n > 0 && fails_to_write (fd) ? -1 : NEXT (pwrite) (fd, bytes, n, offset);
}

ssize_t
writev (int fd, const struct iovec *parts, int n)
{
  return fails_to_write (fd) ? -1 : NEXT (writev) (fd, parts, n);
}

int
mkdir (const char *path, mode_t mode)
{
  return fails (AT_FDCWD, path, 1) ? -1 : NEXT (mkdir) (path, mode);
}

int
link (const char *from, const char *to)
{
  return fails (AT_FDCWD, to, 1) ? -1 : NEXT (link) (from, to);
}

int
rename (const char *from, const char *to)
{
  return fails (AT_FDCWD, to, 0) ? -1 : NEXT (rename) (from, to);
}

int
renameat2 (int from_dir, const char *from, int to_dir, const char *to, unsigned int flags)
{
  return fails (to_dir, to, 0) ? -1 : NEXT (renameat2) (from_dir, from, to_dir, to, flags);
}

int
unlink (const char *path)
{
  return fails (AT_FDCWD, path, 0) ? -1 : NEXT (unlink) (path);
}

int
rmdir (const char *path)
{
  return fails (AT_FDCWD, path, 0) ? -1 : NEXT (rmdir) (path);
}
