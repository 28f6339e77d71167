'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { passwordLink } from '#adapters/notify/account-letters.ts'
import { practitionerId } from '#contract/ids.ts'
import { identityChecks, type AccountRefusal, type Delivery } from '#core/account/keep-accounts.ts'
import type { Actor } from '#core/directory/actor.ts'
import { err, type Result } from '#core/shared/result.ts'
import { action } from '#web/server/action.ts'
import { authDatabase } from '#web/server/auth-database.ts'
import { portal } from '#web/server/compose.ts'
import { portalEnv } from '#web/server/env.ts'
import { makeLockout } from '#web/server/lockout.ts'
import { proveAgain } from '#web/server/step-up.ts'

const person = z.object({ person: practitionerId })
const proof = z.string().min(1).max(128)
const proved = person.extend({ proof })

/** A hospital that begins invites its people in an afternoon; a hand that has gone astray writes to everybody in a minute. */
const lettersPerQuarterHour = 60

type LinkRefusal = AccountRefusal | 'account.address-taken' | 'account.too-many' | 'auth.signed-out' | 'auth.proof-wrong' | 'auth.proof-locked'

/** Makes a way into somebody's account only for who proves themselves at the screen, and not without end. */
async function makeLink(actor: Actor, shown: string, make: () => Promise<Result<Delivery, AccountRefusal | 'account.address-taken'>>): Promise<Result<Delivery, LinkRefusal>> {
  const again = await proveAgain(shown)
  if (!again.ok) return again
  if ((await makeLockout(authDatabase(), lettersPerQuarterHour).attempt(`account-letters:${actor.practitioner}`)).locked) return err('account.too-many')
  const made = await make()
  revalidatePath('/accounts')
  return made
}

/** The link itself is told only where nobody else can: without a mail server the administrator hands it over. */
const presentDelivery = (delivery: Delivery) =>
  delivery.by === 'hand'
    ? { by: delivery.by, link: passwordLink(portalEnv().PUBLIC_ORIGIN, delivery.secret), until: delivery.until.toISOString() }
    : { by: delivery.by, link: null, until: null }

/** Opens an account and sends the way to a first password. */
export const invitePerson = action({
  personal: true,
  input: proved.extend({ email: z.email().max(254) }),
  run: ({ actor }, { proof: shown, ...input }) => makeLink(actor, shown, () => portal().invitePerson(actor, input)),
  present: presentDelivery,
})

/** Sends the way to a first password once more; the earlier one ends. */
export const resendInvitation = action({
  personal: true,
  input: proved,
  run: ({ actor }, { proof: shown, ...input }) => makeLink(actor, shown, () => portal().resendInvitation(actor, input)),
  present: presentDelivery,
})

/** Sends somebody who lost the password a way to a new one. */
export const resetPassword = action({
  personal: true,
  input: proved,
  run: ({ actor }, { proof: shown, ...input }) => makeLink(actor, shown, () => portal().resetPassword(actor, input)),
  present: presentDelivery,
})

/** Forgets the second factor of somebody who lost it. */
export const resetFactors = action({
  personal: true,
  input: proved.extend({ checked: z.enum(identityChecks) }),
  run: async ({ actor }, { proof: shown, ...input }) => {
    const again = await proveAgain(shown)
    if (!again.ok) return again
    const done = await portal().resetFactors(actor, input)
    revalidatePath('/accounts')
    return done
  },
  present: () => null,
})

const settle = (change: (actor: Actor, input: z.output<typeof person>) => Promise<Result<null, AccountRefusal>>) =>
  async ({ actor }: { readonly actor: Actor }, input: z.output<typeof person>): Promise<Result<null, AccountRefusal>> => {
    const done = await change(actor, input)
    revalidatePath('/accounts')
    return done
  }

/** Takes an invitation back. */
export const withdrawInvitation = action({ personal: true, input: person, run: settle((actor, input) => portal().withdrawInvitation(actor, input)), present: () => null })

/** Ends what somebody has open anywhere. */
export const endSessions = action({ personal: true, input: person, run: settle((actor, input) => portal().endSessions(actor, input)), present: () => null })

/** Shuts somebody out at once. */
export const disableAccount = action({ personal: true, input: person, run: settle((actor, input) => portal().disableAccount(actor, input)), present: () => null })

/** Lets somebody in again. */
export const enableAccount = action({ personal: true, input: person, run: settle((actor, input) => portal().enableAccount(actor, input)), present: () => null })
