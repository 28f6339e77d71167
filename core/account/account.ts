import type { Actor } from '#core/directory/actor.ts'
import type { OrganizationId, PractitionerId } from '#core/shared/ids.ts'

/** How far a person's means of signing in have come. */
export type AccountStanding =
  /** A way to a first password was sent; once it has run out, another one has to be. */
  | { readonly state: 'invited'; readonly until: Date }
  | { readonly state: 'active' }
  | { readonly state: 'disabled'; readonly since: Date }

/** A person's means of signing in, as administrators may know them: no password, no secret. */
export interface Account {
  readonly practitioner: PractitionerId
  readonly email: string
  readonly language: 'vi' | 'en'
  /** The hospital that looks after it; null where nobody was named. */
  readonly keptBy: OrganizationId | null
  readonly standing: AccountStanding
  /** Whether there is a password here, and not only the hospital's own sign-in. */
  readonly hasPassword: boolean
  readonly hasSecondFactor: boolean
}

/** A person, where they work, and their account if there is one. */
export interface AccountHolder {
  readonly practitioner: PractitionerId
  readonly places: readonly OrganizationId[]
  readonly account: Account | null
}

/** Administrators look after the accounts of their own hospital's people. */
export const mayKeepAccounts = (actor: Actor): boolean => actor.roles.includes('admin')

/**
 * The one hospital that looks after a person's account, or null. A hospital that later adds the person as its own gains nothing by it:
 * else its administrator could come by a doctor's account of another hospital.
 */
export function keeperOf({ places, account }: AccountHolder): OrganizationId | null {
  if (account !== null && account.keptBy !== null) return account.keptBy
  const [only, ...others] = places
  return only !== undefined && others.length === 0 ? only : null
}

/** Whether the actor may invite, disable and reset this person: nobody does it to themselves, since an open screen would be enough. */
export const mayKeepAccountOf = (actor: Actor, holder: AccountHolder): boolean =>
  mayKeepAccounts(actor) && holder.practitioner !== actor.practitioner && keeperOf(holder) === actor.organization

/** What may be done to an account as it stands. */
export const accountActs = ['invite', 'resend', 'withdraw', 'end-sessions', 'disable', 'enable', 'reset-password', 'reset-factor'] as const
export type AccountAct = (typeof accountActs)[number]

/** Whether the act means anything for an account that stands so. */
export function actApplies(act: AccountAct, account: Account | null): boolean {
  switch (act) {
    case 'invite':
      return account === null
    case 'resend':
    case 'withdraw':
      return account?.standing.state === 'invited'
    case 'end-sessions':
    case 'disable':
      return account?.standing.state === 'active'
    case 'enable':
      return account?.standing.state === 'disabled'
    case 'reset-password':
      return account?.standing.state === 'active' && account.hasPassword
    case 'reset-factor':
      return account?.standing.state === 'active' && account.hasSecondFactor
  }
}
