'use server'

import { z } from 'zod'
import { caseId } from '#contract/ids.ts'
import { longestGuestName, longestWorkplace } from '#core/guest/guest.ts'
import { guestRoles } from '#core/room/guest-part.ts'
import { brandId, type GuestId } from '#core/shared/ids.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'
import { portalEnv } from '#web/server/env.ts'

/** Invites somebody without an account; the link is shown this once. Its secret stands in the fragment, which no server is sent. */
export const inviteGuest = action({
  input: z.object({ case: caseId, name: z.string().max(longestGuestName), workplace: z.string().max(longestWorkplace), role: z.enum(guestRoles) }),
  run: ({ actor }, input) => portal().inviteGuest(actor, input),
  present: ({ guest, secret }) => ({ link: `${portalEnv().PUBLIC_ORIGIN}/guest#${secret}`, expiresAt: guest.expiresAt.toISOString() }),
})

/** Takes an invitation back; whoever came by it goes at once. */
export const withdrawGuest = action({
  input: z.object({ case: caseId, guest: z.uuid().transform((raw) => brandId<GuestId>(raw)) }),
  run: ({ actor }, input) => portal().withdrawGuest(actor, input),
  present: () => null,
})
