/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* libcuda.so.1 of a computer whose driver knows CUDA 12.9 and finds no card: enough for the runtime to ask.
 */

#include <stddef.h>
#include <string.h>

#define NO_DEVICE 100

int cuDriverGetVersion (int *version);
int cuInit (unsigned flags);
int cuDeviceGetCount (int *n);
int cuGetErrorString (int error, const char **text);
int cuGetExportTable (const void **table, const void *id);
int cuGetProcAddress (const char *name, void **symbol, int version, unsigned long long flags);
int
cuGetProcAddress_v2 (const char *name, void **symbol, int version, unsigned long long flags, void *status);

int
cuDriverGetVersion (int *version)
{
  *version = 12090;

  return 0;
}

int
cuInit (unsigned flags)
{
  return NO_DEVICE;
}

int
cuDeviceGetCount (int *n)
{
  *n = 0;

  return NO_DEVICE;
}

int
cuGetErrorString (int error, const char **text)
{
  *text = "no CUDA-capable device is detected";

  return 0;
}

int
cuGetExportTable (const void **table, const void *id)
{
  return 1;
}

static int
refuse (void)
{
  return NO_DEVICE;
}

int
cuGetProcAddress_v2 (const char *name, void **symbol, int version, unsigned long long flags, void *status)
{
  if (strcmp (name, "cuDriverGetVersion") == 0)
    *symbol = (void *) cuDriverGetVersion;
  else if (strcmp (name, "cuInit") == 0)
    *symbol = (void *) cuInit;
  else if (strcmp (name, "cuDeviceGetCount") == 0)
    *symbol = (void *) cuDeviceGetCount;
  else if (strcmp (name, "cuGetProcAddress") == 0)
    *symbol = (void *) cuGetProcAddress_v2;
  else
    *symbol = (void *) refuse;

  return 0;
}

int
cuGetProcAddress (const char *name, void **symbol, int version, unsigned long long flags)
{
  return cuGetProcAddress_v2 (name, symbol, version, flags, NULL);
}
