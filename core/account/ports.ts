import type { Repositories } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { DirectoryKeeper } from '#core/directory/take-in-directory.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { NewId, OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import type { Account } from './account.ts'

/** The secret of a way to a password: it works once, and only its hash is kept. */
export type LinkSecret = string

export interface NewAccount {
  readonly practitioner: PractitionerId
  readonly name: string
  readonly email: string
  readonly keptBy: OrganizationId
  readonly invitedUntil: Date
}

/** Accounts, kept apart from the record by a role of their own. */
export interface AccountBook {
  of(practitioners: readonly PractitionerId[]): Promise<readonly Account[]>
  /** Makes an account that nobody can sign in with yet. False where the address, or the person, has one. */
  open(account: NewAccount): Promise<boolean>
  /** Makes a way to a password; whichever was open before ends. */
  makeLink(practitioner: PractitionerId, until: Date): Promise<LinkSecret>
  /** Says until when a first password may be set. */
  invite(practitioner: PractitionerId, until: Date): Promise<void>
  /** Takes an account away that was never used. */
  takeBack(practitioner: PractitionerId): Promise<void>
  /** Ends every session and forgets trusted machines; whoever it is may sign in again. */
  endSessions(practitioner: PractitionerId): Promise<void>
  /** Ends every session and every way to a password, and lets nobody in. */
  disable(practitioner: PractitionerId, at: Date): Promise<void>
  enable(practitioner: PractitionerId): Promise<void>
  /** Forgets authenticator, spare codes, passkeys and trusted machines, and ends every session. */
  forgetFactors(practitioner: PractitionerId): Promise<void>
}

/** What a letter about an account is for; the words are the adapter's. */
export interface AccountLetter {
  readonly about: 'invitation' | 'password-reset' | 'factors-reset' | 'password-set'
  /** The hospital that writes. */
  readonly hospital: string
  readonly language: 'vi' | 'en'
  /** The way to a password, in a letter that has one, and when it ends. */
  readonly link?: { readonly secret: LinkSecret; readonly until: Date }
}

/** `failed`: the server could not be reached or would not have the letter. */
export type SendAccountLetter = (to: string, letter: AccountLetter) => Promise<'sent' | 'failed'>

export interface AccountRepositories extends Repositories {
  readonly directoryKeeper: DirectoryKeeper
}

export interface AccountPorts {
  readonly atomically: <T>(actor: Actor, work: (repositories: AccountRepositories) => Promise<T>) => Promise<T>
  readonly accounts: AccountBook
  readonly clock: Clock
  readonly newId: NewId
  /** Null where the deployment has no mail server: a link is then handed over by the administrator. */
  readonly mail: SendAccountLetter | null
}
