/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-ptx.h"
#include "mtn-test-machine.h"

G_BEGIN_DECLS

/* What is behind the machine of mtn_test_machine_get(): for those who count. */
MtnPtxMachine *mtn_test_machine_get_ptx    (void);
MtnPtxModule  *mtn_test_machine_get_module (void);

G_END_DECLS
