import { headers } from 'next/headers'
import { err, ok, type Result } from '#core/shared/result.ts'
import { authDatabase } from './auth-database.ts'
import { portalAuth } from './auth.ts'
import { makeLockout } from './lockout.ts'
import { currentSignIn } from './session.ts'

/** What a person shows again before an act that a stranger at an open screen must not do. */
export type Proof = 'code' | 'password'

/** The phone's code from whoever has a second factor, else the password. */
export const proofAsked = async (): Promise<Proof> => ((await currentSignIn())?.user.twoFactorEnabled === true ? 'code' : 'password')

/** The library throws what it refuses; anything that is no refusal of its own is a fault. */
async function isAccepted(attempt: Promise<unknown>): Promise<boolean> {
  try {
    await attempt
    return true
  } catch (refused) {
    if (refused instanceof Error && refused.name === 'APIError') return false
    throw refused
  }
}

/** Asks the person at the screen to prove themselves once more; five wrong proofs lock this for a quarter of an hour. */
export async function proveAgain(proof: string): Promise<Result<undefined, 'auth.signed-out' | 'auth.proof-wrong' | 'auth.proof-locked'>> {
  const signIn = await currentSignIn()
  if (signIn === undefined) return err('auth.signed-out')
  const lockout = makeLockout(authDatabase())
  const account = `step-up:${signIn.user.id}`
  if ((await lockout.attempt(account)).locked) return err('auth.proof-locked')
  const own = await headers()
  const { api } = portalAuth()
  const accepted = signIn.user.twoFactorEnabled === true
    ? await isAccepted(api.verifyTOTP({ headers: own, body: { code: proof } }))
    : await isAccepted(api.verifyPassword({ headers: own, body: { password: proof } }))
  if (!accepted) return err('auth.proof-wrong')
  await lockout.clear(account)
  return ok(undefined)
}
