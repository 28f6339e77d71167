import type { Account, AccountAct } from '#core/account/account.ts'
import type { PersonAccount } from '#core/account/list-accounts.ts'
import type { StaffRole } from '#core/directory/actor.ts'
import { readListChoice, valuesOf, type ListChoice, type Search } from '#web/ui/list-choice.ts'
import { compareNames, matchesWithoutMarks } from '#web/ui/vietnamese-name.ts'

/** How an account stands, as a word; `lapsed` is an invitation that nobody followed in time. */
export const accountStates = ['none', 'invited', 'lapsed', 'active', 'disabled'] as const
export type AccountState = (typeof accountStates)[number]

export interface AccountLine {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly department: string | null
  readonly roles: readonly StaffRole[]
  readonly email: string | null
  readonly state: AccountState
  /** When the invitation ends, or since when the account is shut. */
  readonly at: string | null
  readonly hasSecondFactor: boolean
  /** Comes through the hospital's own sign-in and has no password here. */
  readonly elsewhere: boolean
  readonly may: readonly AccountAct[]
  readonly keptElsewhere: boolean
}

export interface AccountChoice extends ListChoice {
  readonly states: readonly AccountState[]
}

export interface AccountPageFacts {
  readonly lines: readonly AccountLine[]
  readonly total: number
  readonly pageCount: number
  readonly counts: Readonly<Record<AccountState, number>>
}

const pageSize = 50

/** What of the list is asked for, from the address; anything else in it is passed over. */
export function readAccountChoice(search: Search): AccountChoice {
  const states = valuesOf(search, 'state')
  return { ...readListChoice(search), states: accountStates.filter((state) => states.includes(state)) }
}

function stateOf(account: Account | null, now: Date): AccountState {
  if (account === null) return 'none'
  const { standing } = account
  if (standing.state === 'invited') return standing.until > now ? 'invited' : 'lapsed'
  return standing.state
}

function momentOf(account: Account | null): string | null {
  if (account?.standing.state === 'invited') return account.standing.until.toISOString()
  return account?.standing.state === 'disabled' ? account.standing.since.toISOString() : null
}

const lineOf = ({ place: { practitioner, department, roles }, account, may, keptElsewhere }: PersonAccount, now: Date): AccountLine => ({
  id: practitioner.id,
  name: practitioner.name,
  title: practitioner.title,
  department: department?.name ?? null,
  roles,
  email: account?.email ?? null,
  state: stateOf(account, now),
  at: momentOf(account),
  hasSecondFactor: account?.hasSecondFactor === true,
  elsewhere: account?.standing.state === 'active' && !account.hasPassword,
  may,
  keptElsewhere,
})

/** The people that were asked for, in Vietnamese order, and how many there are of each kind in all. */
export function presentAccounts(people: readonly PersonAccount[], choice: AccountChoice, now: Date): AccountPageFacts {
  const all = people.map((one) => lineOf(one, now)).toSorted((a, b) => compareNames(a.name, b.name))
  const found = all.filter((line) =>
    (choice.states.length === 0 || choice.states.includes(line.state))
    && (choice.text === '' || matchesWithoutMarks(`${line.name} ${line.email ?? ''} ${line.department ?? ''}`, choice.text)))
  const count = (state: AccountState): number => all.filter((line) => line.state === state).length
  return {
    lines: found.slice((choice.page - 1) * pageSize, choice.page * pageSize),
    total: found.length,
    pageCount: Math.max(1, Math.ceil(found.length / pageSize)),
    counts: { none: count('none'), invited: count('invited'), lapsed: count('lapsed'), active: count('active'), disabled: count('disabled') },
  }
}
