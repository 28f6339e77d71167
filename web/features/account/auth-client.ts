'use client'

import { passkeyClient } from '@better-auth/passkey/client'
import { createAuthClient } from 'better-auth/client'
import { twoFactorClient } from 'better-auth/client/plugins'

/** Speaks to /api/auth of this very origin. */
export const authClient = createAuthClient({ plugins: [twoFactorClient(), passkeyClient()] })
