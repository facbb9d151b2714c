/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Configuration, faults, errors, and what is told about cards. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mtn-fake-private.h"

MtnFakeConfig mtn_fake_config;
MtnFakeCounts mtn_fake_counts;
char mtn_fake_message[512];
const char *mtn_fake_failed_function;
MtnFakeState mtn_fake_states[MTN_FAKE_MOST_CARDS];
_Thread_local int mtn_fake_device;

static guint n_matching;
static cudaError_t last_error;
static char wrong_kernel[64];

void
mtn_fake_reset (void)
{
  mtn_fake_streams_clear (-1);
  mtn_fake_memory_clear (-1);
  mtn_fake_libraries_clear ();

  mtn_fake_config = (MtnFakeConfig){
    .order = MTN_FAKE_EAGER,
    .seed = 1,
    .driver_version = 13000,
    .n_cards = 1,
    .kernels = &mtn_fake_plain,
  };
  for (guint i = 0; i < MTN_FAKE_MOST_CARDS; i++)
    {
      mtn_fake_config.cards[i] = (MtnFakeCard){ .major = 8, .minor = 6, .total = (gsize) 512 << 20 };
      g_snprintf (mtn_fake_config.cards[i].name, sizeof mtn_fake_config.cards[i].name, "Fake GPU %u", i);
    }

  memset (mtn_fake_states, 0, sizeof mtn_fake_states);
  mtn_fake_counts = (MtnFakeCounts){ 0 };
  mtn_fake_message[0] = '\0';
  mtn_fake_failed_function = NULL;
  mtn_fake_device = 0;
  n_matching = 0;
  last_error = cudaSuccess;
}

static gboolean
parse_word (const char *word)
{
  MtnFakeConfig *config = &mtn_fake_config;
  const char *value = strchr (word, '=');
  int a, b;

  if (value == NULL)
    return FALSE;
  value++;

  if (g_str_has_prefix (word, "driver="))
    config->driver_version = atoi (value);
  else if (g_str_has_prefix (word, "cards="))
    config->n_cards = MIN ((guint) atoi (value), MTN_FAKE_MOST_CARDS);
  else if (g_str_has_prefix (word, "compute=") && sscanf (value, "%d.%d", &a, &b) == 2)
    for (guint i = 0; i < MTN_FAKE_MOST_CARDS; i++)
      {
        config->cards[i].major = a;
        config->cards[i].minor = b;
      }
  else if (g_str_has_prefix (word, "memory="))
    for (guint i = 0; i < MTN_FAKE_MOST_CARDS; i++)
      config->cards[i].total = (gsize) atoi (value) << 20;
  else if (g_str_has_prefix (word, "used="))
    config->cards[0].used = (gsize) atoi (value) << 20;
  else if (g_str_equal (word, "order=lazy"))
    config->order = MTN_FAKE_LAZY;
  else if (g_str_equal (word, "order=random"))
    config->order = MTN_FAKE_RANDOM;
  else if (g_str_has_prefix (word, "fail=") && sscanf (value, "%d:%d", &a, &b) == 2)
    {
      config->fail_nth = (guint) a;
      config->fail_code = b;
    }
  else if (g_str_has_prefix (word, "load="))
    config->load_time = (guint) atoi (value);
  else if (g_str_has_prefix (word, "hang="))
    config->hang_nth = (guint) atoi (value);
  else if (g_str_has_prefix (word, "wrong=") && sscanf (value, "%63[a-z_0-9]:%d", wrong_kernel, &a) == 2)
    {
      config->wrong_kernel = wrong_kernel;
      config->wrong_nth = (guint) a;
    }
  else
    return FALSE;

  return TRUE;
}

gboolean
mtn_fake_parse (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !parse_word (words[i]))
      return FALSE;

  return TRUE;
}

gboolean
mtn_fake_is_clean (void)
{
  const MtnFakeCounts *counts = &mtn_fake_counts;

  return counts->n_memories == 0 && counts->n_pinned == 0 && counts->n_streams == 0 &&
         counts->n_events == 0 && counts->n_libraries == 0;
}

cudaError_t
mtn_fake_leave (cudaError_t code)
{
  if (code != cudaSuccess && code != cudaErrorNotReady)
    last_error = code;

  return code;
}

cudaError_t
mtn_fake_refuse (cudaError_t code, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_vsnprintf (mtn_fake_message, sizeof mtn_fake_message, format, arguments);
  va_end (arguments);

  return mtn_fake_leave (code);
}

cudaError_t
mtn_fake_lose (int device, cudaError_t code)
{
  mtn_fake_states[device].lost = code;

  return mtn_fake_leave (code);
}

cudaError_t
mtn_fake_enter (const char *function)
{
  const MtnFakeConfig *config = &mtn_fake_config;

  mtn_fake_counts.n_calls++;
  if (config->fail_nth == 0 ||
      (config->fail_function != NULL && !g_str_equal (config->fail_function, function)) ||
      ++n_matching != config->fail_nth)
    return cudaSuccess;

  mtn_fake_counts.n_faults++;
  mtn_fake_failed_function = function;
  if (config->fail_code >= cudaErrorIllegalAddress && config->fail_code != cudaErrorUnknown)
    return mtn_fake_lose (mtn_fake_device, config->fail_code);

  return mtn_fake_leave (config->fail_code);
}

/* What a computer without a usable card answers to everything. */
static cudaError_t
check_driver (void)
{
  if (mtn_fake_config.driver_version < CUDART_VERSION / 1000 * 1000)
    return mtn_fake_leave (cudaErrorInsufficientDriver);
  if (mtn_fake_config.n_cards == 0)
    return mtn_fake_leave (cudaErrorNoDevice);

  return cudaSuccess;
}

cudaError_t
mtn_fake_enter_context (const char *function)
{
  cudaError_t code = mtn_fake_enter (function);

  if (code == cudaSuccess)
    code = check_driver ();
  if (code == cudaSuccess && mtn_fake_states[mtn_fake_device].lost != cudaSuccess)
    code = mtn_fake_leave (mtn_fake_states[mtn_fake_device].lost);
  if (code == cudaSuccess)
    mtn_fake_states[mtn_fake_device].is_active = TRUE;

  return code;
}

#define ENTER(function)                             \
  G_STMT_START                                      \
  {                                                 \
    cudaError_t code_ = mtn_fake_enter (#function); \
    if (code_ != cudaSuccess)                       \
      return code_;                                 \
  }                                                 \
  G_STMT_END

cudaError_t
cudaRuntimeGetVersion (int *version)
{
  ENTER (cudaRuntimeGetVersion);
  *version = CUDART_VERSION;

  return cudaSuccess;
}

cudaError_t
cudaDriverGetVersion (int *version)
{
  ENTER (cudaDriverGetVersion);
  *version = mtn_fake_config.driver_version;

  return cudaSuccess;
}

cudaError_t
cudaGetDeviceCount (int *count)
{
  cudaError_t code;

  ENTER (cudaGetDeviceCount);
  code = check_driver ();
  if (code == cudaSuccess)
    *count = (int) mtn_fake_config.n_cards;

  return code;
}

static cudaError_t
check_device (int device)
{
  cudaError_t code = check_driver ();

  if (code == cudaSuccess && (device < 0 || device >= (int) mtn_fake_config.n_cards))
    code = mtn_fake_refuse (cudaErrorInvalidDevice, "there is no card %d", device);

  return code;
}

cudaError_t
cudaDeviceGetAttribute (int *value, enum cudaDeviceAttr attribute, int device)
{
  cudaError_t code;

  ENTER (cudaDeviceGetAttribute);
  code = check_device (device);
  if (code != cudaSuccess)
    return code;

  switch (attribute)
    {
    case cudaDevAttrComputeCapabilityMajor:
      *value = mtn_fake_config.cards[device].major;
      return cudaSuccess;
    case cudaDevAttrComputeCapabilityMinor:
      *value = mtn_fake_config.cards[device].minor;
      return cudaSuccess;
    case cudaDevAttrMultiProcessorCount:
      *value = 28;
      return cudaSuccess;
    case cudaDevAttrMaxSharedMemoryPerBlock:
    case cudaDevAttrMaxSharedMemoryPerBlockOptin:
      *value = 48 << 10;
      return cudaSuccess;
    default:
      return mtn_fake_refuse (cudaErrorInvalidValue, "attribute %d is not known here", attribute);
    }
}

cudaError_t
cudaGetDeviceProperties (struct cudaDeviceProp *properties, int device)
{
  cudaError_t code;

  ENTER (cudaGetDeviceProperties);
  code = check_device (device);
  if (code != cudaSuccess)
    return code;

  memset (properties, 0, sizeof *properties);
  g_strlcpy (properties->name, mtn_fake_config.cards[device].name, sizeof properties->name);

  return cudaSuccess;
}

cudaError_t
cudaDeviceGetPCIBusId (char *id, int length, int device)
{
  cudaError_t code;

  ENTER (cudaDeviceGetPCIBusId);
  code = check_device (device);
  if (code == cudaSuccess)
    g_snprintf (id, (gulong) length, "0000:%02X:00.0", device + 1);

  return code;
}

cudaError_t
cudaSetDevice (int device)
{
  cudaError_t code;

  ENTER (cudaSetDevice);
  code = check_device (device);
  if (code == cudaSuccess)
    mtn_fake_device = device;
  if (code == cudaSuccess && mtn_fake_states[device].lost != cudaSuccess)
    code = mtn_fake_leave (mtn_fake_states[device].lost);

  return code;
}

cudaError_t
cudaGetDevice (int *device)
{
  ENTER (cudaGetDevice);
  *device = mtn_fake_device;

  return cudaSuccess;
}

cudaError_t
cudaDeviceReset (void)
{
  ENTER (cudaDeviceReset);
  mtn_fake_streams_clear (mtn_fake_device);
  mtn_fake_memory_clear (mtn_fake_device);
  mtn_fake_states[mtn_fake_device] = (MtnFakeState){ 0 };

  return cudaSuccess;
}

cudaError_t
cudaGetLastError (void)
{
  cudaError_t code = last_error;

  last_error = mtn_fake_states[mtn_fake_device].lost;

  return code;
}

cudaError_t
cudaPeekAtLastError (void)
{
  return last_error;
}

const char *
cudaGetErrorName (cudaError_t error)
{
#define NAME(name, value)   \
  if ((int) error == value) \
    return #name;
  MTN_FAKE_ERRORS (NAME)
#undef NAME

  return "unrecognized error code";
}

const char *
cudaGetErrorString (cudaError_t error)
{
  switch (error)
    {
    case cudaErrorMemoryAllocation:
      return "out of memory";
    case cudaErrorIllegalAddress:
      return "an illegal memory access was encountered";
    case cudaErrorLaunchFailure:
      return "unspecified launch failure";
    case cudaErrorInvalidValue:
      return "invalid argument";
    default:
      return "some error";
    }
}
